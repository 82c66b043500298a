"""Blind second readings: a sampled share of claims is coded by two people who see neither draft nor each other's codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Mod
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import choices
from .models import Proposal, ReviewPolicy, SecondCoding
from .reliability import alpha
from .verdicts import Refused

CODERS = 2
KINDS = (
    ("commitment", _("commitment")),
    ("countermeasure", _("countermeasure")),
    ("condition", _("condition")),
    ("round", _("round")),
    ("denial", _("denial")),
    ("none", _("none of these")),
)
FIELDS = ("kind", "actor", "action", "modality")
_STEP = 7919  # no common factor with 100: every hundred claims in a row holds the share, in no visible order


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha of one field, None where it cannot be said, over ``units`` coded by two or more."""

    field: str
    alpha: float | None
    units: int
    same: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that two people coded unlike: its proposal with the words, who they are, and (field, codes in their order) for
    each field in which they differ."""

    proposal: Proposal
    coders: tuple[str, ...]
    fields: tuple[tuple[str, tuple[str, ...]], ...]


def share_of(editor: User) -> int:
    """Return how many of a hundred claims ``editor`` is asked to code: the highest of their groups'."""
    found = ReviewPolicy.objects.filter(group__user=editor).aggregate(most=Max("blind_percent"))["most"]
    return int(found or 0)


def sampled(percent: int) -> QuerySet[Proposal]:
    """Return the proposals of the sample; a claim is in it or not, whoever asks and whenever."""
    return Proposal.objects.annotate(place=Mod(F("claim_id") * _STEP, 100)).filter(place__lt=percent)


def waiting_for(editor: User) -> QuerySet[Proposal]:
    """Return what ``editor`` may code: sampled, coded by fewer than two, neither coded nor decided by them."""
    return (
        sampled(share_of(editor))
        .annotate(coders=Count("codings"))
        .filter(coders__lt=CODERS)
        .exclude(codings__coder=editor)
        .exclude(reviewed_by=editor)
        .order_by("-coders", "created_at", "pk")
    )


def code(proposal: Proposal, editor: User, coding: dict[str, Any]) -> SecondCoding:
    """Keep ``editor``'s codes. Raises Refused for a code that is not on its list or a second coding."""
    allowed: dict[str, dict[str, Any]] = {
        "kind": dict(KINDS),
        "action": dict(choices.Action.choices),
        "modality": dict(choices.Modality.choices),
    }
    kept = {name: str(coding.get(name) or "") for name in FIELDS}
    errors = {
        name: gettext("%(name)s is not on the list.") % {"name": kept[name]}
        for name, options in allowed.items()
        if kept[name] and kept[name] not in options
    }
    if not kept["kind"]:
        errors["kind"] = gettext("Choose what the words are.")
    if errors:
        raise Refused(errors)
    if kept["kind"] == "none":
        kept |= {"actor": "", "action": "", "modality": ""}
    if proposal.reviewed_by_id == editor.pk:
        raise Refused({"kind": gettext("You decided this item; somebody else codes it.")})
    try:
        with transaction.atomic():
            return SecondCoding.objects.create(proposal=proposal, coder=editor, coding=kept)
    except IntegrityError as fault:
        raise Refused({"kind": gettext("You coded this item already.")}) from fault


def _coded_twice() -> QuerySet[SecondCoding]:
    twice = (
        SecondCoding.objects.values("proposal")
        .annotate(n=Count("pk"))
        .filter(Q(n__gte=CODERS))
        .values("proposal")
    )
    return SecondCoding.objects.filter(proposal__in=twice)


def differences(most: int = 50) -> list[Difference]:
    """Return what two people coded unlike, the latest first. One query; nobody is yet to code any of it blind."""
    rows = _coded_twice().select_related("coder", "proposal__claim__version")
    rows = rows.defer(
        "proposal__draft", "proposal__candidates", "proposal__outcome", "proposal__claim__version__text"
    )
    units: dict[int, list[SecondCoding]] = {}
    for row in rows.order_by("-coded_at", "-pk"):
        units.setdefault(row.proposal_id, []).append(row)
    found = []
    for codings in units.values():
        codings.reverse()
        fields = tuple(
            (name, codes)
            for name in FIELDS
            if len(set(codes := tuple(one.coding.get(name, "") for one in codings))) > 1
        )
        if fields:
            found.append(Difference(codings[0].proposal, tuple(str(one.coder) for one in codings), fields))
    return found[:most]


def agreement() -> list[Agreement]:
    """Return the agreement on each field over everything that two or more people coded. Two queries at most."""
    units: dict[int, list[dict[str, str]]] = {}
    for proposal, coding in _coded_twice().values_list("proposal", "coding"):
        units.setdefault(proposal, []).append(coding)
    found = []
    for name in FIELDS:
        values = [[coding.get(name, "") for coding in codings] for codings in units.values()]
        found.append(
            Agreement(name, alpha(values), len(values), sum(len(set(codes)) == 1 for codes in values))
        )
    return found
