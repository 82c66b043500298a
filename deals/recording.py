"""Write the rows of one decision: a commitment, a measure, a condition, an event, or words about a known record.

Every row is remembered in the order it was written, so that the decision can be undone. Values that cannot be
recorded are refused before anything is written, field by field.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils.text import slugify

from sources.durations import in_words, is_length, last_day
from sources.ladder import rung_of

from . import choices
from .drafting import Draft
from .evidence import Pinner, find_quote
from .models import (
    Agreement,
    Commitment,
    CommitmentLink,
    CommitmentTerms,
    Condition,
    Countermeasure,
    Coverage,
    Deal,
    Event,
    Party,
    Proposal,
    Round,
    StatusStatement,
)
from .publication import public_since as publication_day
from .rereading import put, read_anew
from .rules import OF_FORCE, read
from .spans import Period
from .statuses import lay
from .telling import told_of
from .verdicts import Refused

SAID_BY = ("fulfilled", "breached", "denied", "disputed")  # whose word it is decides what it proves
Target = Commitment | Countermeasure | Round | Agreement | Event


class Writer:
    """Writes the rows of one decision and remembers them."""

    def __init__(
        self,
        proposal: Proposal,
        editor: User,
        values: Mapping[str, Any],
        public_since: dt.date | None,
        now: dt.datetime,
    ) -> None:
        self.proposal, self.editor, self.now = proposal, editor, now
        self.draft = Draft(values)
        claim = proposal.claim
        version = claim.version
        self.public_since = public_since or self.draft.day("public_since") or publication_day(version)
        start, stop = claim.start, claim.stop
        if values.get("quote") and values["quote"] != claim.quote:
            start, stop = _nearest(version.text, str(values["quote"]), claim.start)
        self.rows: list[models.Model] = []
        self.pinner = Pinner(
            version,
            start,
            stop,
            editor,
            claim=claim,
            public_since=self.public_since,
            attributed_to=self.draft.party("attributed_to"),
            speaker=self.draft.text("speaker", limit=200),
            now=now,
            written=self.rows,
        )

    def write(self, action: str) -> Any:
        """Write the record that ``action`` names and return it."""
        return {
            choices.ProposalAction.NEW_COMMITMENT: self.commitment,
            choices.ProposalAction.NEW_COUNTERMEASURE: self.countermeasure,
            choices.ProposalAction.NEW_CONDITION: self.condition,
            choices.ProposalAction.NEW_EVENT: self.event,
        }[choices.ProposalAction(action)]()

    def commitment(self) -> Commitment:
        """Write a commitment with its terms, event and evidence; of both sides: two that name each other."""
        draft = self.draft
        deal, round_ = (deal := draft.deal()), draft.round(deal)
        both = draft.text("obligor").upper() == "BOTH"
        sides = (
            _two_sides(draft, deal)
            if both
            else [(draft.party("obligor", required=True), draft.party("obligee"))]
        )
        text_en = draft.text("text_en", required=True)
        text_zh = draft.text("text_zh")
        action, object_ = draft.choice("action", choices.Action), draft.text("object", limit=40)
        if sides and sides[0][0] is not None and sides[0][0] == sides[0][1]:
            draft.errors["obligee"] = "A party cannot owe to itself."
        terms_values: dict[str, Any] = {
            "text_en": text_en,
            "text_zh": text_zh,
            "action": action,
            "object": object_,
            "modality": draft.choice("modality", choices.Modality),
            "firmness": self._firmness(),
            "quantity_wording": draft.text("quantity", limit=200),
            "due_on": (due := draft.day("due_on")),
            "due_precision": "day" if due else "unknown",
            "due_wording": draft.text("due_wording", limit=200) or _until_wording(draft),
            "condition_wording": draft.text("condition", limit=300),
        }
        materials = draft.materials()
        effective_on, until = _effective_day(draft), _until_day(draft)
        if effective_on and until and until < effective_on:
            draft.errors["until"] = "The last day lies before the first one."
        draft.finish()
        made: list[Commitment] = []
        for obligor, obligee in sides:
            assert obligor is not None  # ``finish`` raised otherwise
            words = [obligor.code, action or "acts", object_, round_.slug if round_ else ""]
            commitment = self._keep(
                Commitment(
                    slug=_free_slug(Commitment, "-".join(word for word in words if word)),
                    deal=deal,
                    round=round_,
                    obligor=obligor,
                    obligee=obligee,
                )
            )
            terms = self._keep(CommitmentTerms(commitment=commitment, **terms_values, **self._record()))
            terms.materials.set(materials)
            self.pinner.pin(commitment)
            event = self._announce(deal, commitment, text_en, text_zh, obligor, round_)
            self._establish(commitment, event, effective=effective_on, until=until)
            if terms.modality == choices.Modality.DONE:
                self._establish(commitment, event, kind=choices.EventKind.FULFILLED)
            else:
                self._status(
                    commitment,
                    [Period("not_verified", self.public_since, event=event)],
                    aspect="verification",
                    rule="not-done-yet",
                )
            made.append(commitment)
        if len(made) == 2:
            self._keep(
                CommitmentLink(
                    earlier=made[0], later=made[1], relation=choices.CommitmentRelation.TWIN, **self._record()
                )
            )
        return made[0]

    def countermeasure(self) -> Countermeasure:
        """Write a measure with what it covers, its status where days are stated, its event and evidence."""
        draft = self.draft
        deal, round_ = (deal := draft.deal()), draft.round(deal)
        imposed_by = draft.party("imposed_by", required=True)
        title_en = draft.text("title_en", limit=300, required=True)
        title_zh = draft.text("title_zh", limit=300)
        kind = draft.choice("kind", choices.MeasureKind, required=True)
        targets, materials = draft.parties("targets"), draft.materials()
        instrument = draft.instrument()
        instrument_wording = draft.text("instrument_wording", limit=300)
        effective_on, until = _effective_day(draft), _until_day(draft)
        if effective_on and until and until < effective_on:
            draft.errors["until"] = "The last day lies before the first one."
        draft.finish()
        assert imposed_by is not None and deal is not None
        measure = self._keep(
            Countermeasure(
                slug=_free_slug(Countermeasure, f"{imposed_by.code}-{kind}-{self.public_since:%Y-%m-%d}"),
                title_en=title_en,
                title_zh=title_zh,
                imposed_by=imposed_by,
                kind=kind,
                instrument=instrument,
                instrument_wording=instrument_wording,
                public_since=self.public_since,
            )
        )
        measure.targets.set(targets)
        measure.deals.set([deal])
        for material in materials:
            self._keep(Coverage(countermeasure=measure, material=material, **self._record()))
        self.pinner.pin(measure)
        event = self._announce(deal, measure, title_en, title_zh, imposed_by, round_)
        if draft.text("modality") != choices.Modality.THREATENS:
            self._establish(measure, event, effective=effective_on, until=until)
        return measure

    def condition(self) -> Condition:
        """Write the edge between what waits and what it waits for, with the words that say so."""
        draft = self.draft
        dependent = draft.record("dependent", required=True)
        needs = draft.record("needs") if draft.values.get("needs_kind") != "words" else None
        words = None if needs is not None else draft.text("needs_words", limit=300, required=True)
        relation = draft.choice("relation", choices.ConditionRelation, required=True)
        wording = draft.text("wording", limit=400, required=True)
        said_by = draft.party("said_by")
        if not isinstance(dependent, Commitment | Countermeasure) and "dependent" not in draft.errors:
            draft.errors["dependent"] = "Only a commitment or a measure can wait for something."
        if needs is not None and not isinstance(needs, Commitment | Countermeasure):
            draft.errors["needs"] = "It can wait for a commitment, a measure, or words."
        if needs is not None and dependent == needs:
            draft.errors["needs"] = "A step cannot wait for itself."
        draft.finish()
        condition = Condition(
            relation=relation, wording=wording, said_by=said_by, needs_words=words, **self._record()
        )
        setattr(condition, kind_of(dependent), dependent)
        if needs is not None:
            setattr(condition, f"needs_{kind_of(needs)}", needs)
        self._keep(condition)
        self.pinner.pin(condition)
        return condition

    def event(self) -> Event:
        """Write an event of its own, on the deal's timeline; of a known round, with evidence for the round
        too."""
        draft = self.draft
        deal = draft.deal()
        round_ = draft.round(deal)
        title_en = draft.text("title_en", limit=300, required=True)
        kind = draft.choice("event_kind", choices.EventKind, required=True)
        actor = draft.party("actor") if draft.text("actor").upper() != "BOTH" else None
        subject = draft.record("subject")
        draft.finish()
        event = self._event(
            deal=deal,
            kind=kind,
            title_en=title_en,
            title_zh=draft.text("title_zh", limit=300),
            actor=actor,
            subject=subject,
            round_=round_,
        )
        self.pinner.pin(event)
        if round_ is not None and kind == choices.EventKind.ROUND:
            self.pinner.pin(round_)
        return event

    def restate(
        self, target: Target, *, kind: str, stance: str = choices.Stance.SUPPORTS, note: str = ""
    ) -> None:
        """Write evidence on ``target`` and the event that it was restated (or disputed)."""
        if kind not in choices.EventKind.values:
            raise Refused({"event_kind": f"{kind} is not a kind of event."})
        self.pinner.stance = stance
        self.pinner.pin(target)
        draft = self.draft
        if isinstance(target, Commitment) and draft.values.get("with_terms"):
            self._new_terms(target)
        if isinstance(target, Event):
            draft.finish()
            return
        deal = deal_of(target, draft.row("deal", Deal))
        publisher = self.proposal.claim.version.document.publisher
        event = self._event(
            deal=deal,
            kind=kind,
            # Its kind is told beside it wherever it stands.
            title_en=f"{publisher}: {_title_of(target)}"[:300],
            title_zh="",
            actor=self._voice() if kind in SAID_BY else self.pinner.attributed_to,
            subject=target if isinstance(target, Commitment | Countermeasure | Agreement) else None,
            round_=target if isinstance(target, Round) else draft.round(deal),
            note=note,
        )
        effective, until = draft.day("status_from"), draft.day("status_until")
        if kind in OF_FORCE and _waits(draft):
            # Neither from the day that it names nor from publication: nobody knows yet whether it will be.
            draft.errors["merge_kind"] = (
                "These words wait for a condition, so that nothing has begun: record them as restated. "
                "Where the text says that it is done, empty “Waits for” and set the modality."
            )
        draft.finish()
        self.pinner.pin(event)
        if isinstance(target, Commitment | Countermeasure | Agreement):
            self._establish(target, event, effective=effective, until=until)

    def _voice(self) -> Party | None:
        """Return whose text this is: the publishing party, else whom the words are attributed to."""
        code = self.proposal.claim.version.document.party
        return Party.objects.filter(code=code).first() if code else self.pinner.attributed_to

    def _establish(
        self,
        subject: Commitment | Countermeasure | Agreement,
        event: Event,
        *,
        kind: str = "",
        effective: dt.date | None = None,
        until: dt.date | None = None,
    ) -> None:
        """Put on record what the published rules read out of ``event``; one event establishes it once."""
        if StatusStatement.objects.on_record().filter(event=event).exclude(rule="").exists() and not kind:
            return
        told = told_of(
            subject,
            event,
            kind=kind or event.kind,
            public=self.public_since,
            effective=effective,
            until=until,
            end_wording=_until_wording(self.draft),
        )
        found = list(read(told, is_commitment=isinstance(subject, Commitment)))
        try:
            self.rows.extend(
                put(
                    subject,
                    event,
                    found,
                    public=self.public_since,
                    by=self.editor,
                    now=self.now,
                    unread=Period("", told.first, until, end_wording=told.end_wording),
                )
            )
            read_anew(subject, by=self.editor, now=self.now)
        except ValueError as fault:
            raise Refused({"status_until": str(fault)}) from fault

    def _new_terms(self, commitment: Commitment) -> None:
        draft = self.draft
        if commitment.terms.on_record().filter(public_since=self.public_since).exists():
            draft.errors["with_terms"] = f"Its wording of {self.public_since} is on record; correct that one."
        values = {
            "text_en": draft.text("text_en", required=True),
            "text_zh": draft.text("text_zh"),
            "action": draft.choice("action", choices.Action),
            "object": draft.text("object", limit=40),
            "modality": draft.choice("modality", choices.Modality),
            "firmness": self._firmness(),
            "quantity_wording": draft.text("quantity", limit=200),
            "due_on": draft.day("due_on"),
            "due_wording": _until_wording(draft),
            "condition_wording": draft.text("condition", limit=300),
        }
        materials = draft.materials()
        draft.finish()
        values["due_precision"] = "day" if values["due_on"] else "unknown"
        terms = self._keep(CommitmentTerms(commitment=commitment, **values, **self._record()))
        terms.materials.set(materials)
        self.pinner.pin(terms)

    def _announce(
        self, deal: Any, subject: Any, title_en: str, title_zh: str, actor: Party, round_: Round | None
    ) -> Event:
        event = self._event(
            deal=deal,
            kind=choices.EventKind.ANNOUNCED,
            title_en=title_en if len(title_en) <= 300 else title_en[:299] + "…",
            title_zh=title_zh[:300],
            actor=actor,
            subject=subject,
            round_=round_,
        )
        self.pinner.pin(event)
        return event

    def _event(self, **values: Any) -> Event:
        draft = self.draft
        first, last = draft.day("occurred_earliest"), draft.day("occurred_latest")
        precision = draft.choice("occurred_precision", choices.DatePrecision)
        wording = draft.text("occurred_wording", limit=300)
        draft.finish()
        dates = None
        if first is not None:
            last = last or first
            if last < first:
                raise Refused({"occurred_latest": "The last day lies before the first one."})
            dates = (first, last, precision or ("day" if first == last else "interval"), wording)
        event, is_new = record_event(self.editor, self.now, self.pinner, dates=dates, **values)
        if is_new:
            self.rows.append(event)
        return event

    def _status(
        self, subject: Any, periods: list[Period], *, aspect: str = "force", rule: str = "announced"
    ) -> None:
        if periods:
            laid = lay(
                subject,
                periods,
                public_since=self.public_since,
                aspect=aspect,
                recorded_by=self.editor,
                now=self.now,
                rule=rule,
            )
            self.rows.extend(laid.statements)

    def _firmness(self) -> int | None:
        """Return the step of the pinned words on the ladder; our own sentence about them is not coded."""
        rung = rung_of(self.pinner.quote, self.pinner.version.language)
        return rung.level if rung else None

    def _record(self) -> dict[str, Any]:
        return {
            "public_since": self.public_since,
            "recorded_at": self.now,
            "recorded_by": self.editor,
        }

    def _keep(self, row: Any) -> Any:
        row.save()
        self.rows.append(row)
        return row


def record_event(
    editor: User,
    now: dt.datetime,
    pinner: Pinner,
    *,
    deal: Deal | None,
    kind: str,
    title_en: str,
    subject: Any = None,
    title_zh: str = "",
    actor: Party | None = None,
    round_: Round | None = None,
    note: str = "",
    dates: tuple[dt.date, dt.date, str, str] | None = None,
) -> tuple[Event, bool]:
    """Return the event and whether it is new: it is written now unless the very same one is on record: then
    the words are added to it."""
    first, last, precision, wording = dates or pinner.occurred
    key: dict[str, Any] = {name: None for name in ("agreement", "commitment", "countermeasure")}
    if subject is not None:
        key[kind_of(subject)] = subject
    key |= {"deal": deal, "kind": kind, "occurred_earliest": first}
    same = Event.objects.on_record().filter(
        **{
            (f"{name}__isnull" if value is None else name): (True if value is None else value)
            for name, value in key.items()
        }
    )
    # Two sides may say it in one paper of one day: these are two words, told apart by the title of the second.
    said_by = f" (said by {actor.name_en})" if actor is not None and kind in SAID_BY else ""
    for title in (title_en, title_en[: 300 - len(said_by)] + said_by):
        key["title_en"] = title
        found = same.filter(title_en=title).first()
        if found is None:
            break
        if kind not in SAID_BY or found.actor == actor or not said_by:
            return found, False
    event = Event.objects.create(
        **key,
        actor=actor,
        occurred_latest=last,
        precision=precision,
        occurred_wording=wording,
        title_zh=title_zh,
        round=round_,
        note=note,
        public_since=pinner.public_since,
        recorded_at=now,
        recorded_by=editor,
    )
    return event, True


def _two_sides(draft: Draft, deal: Deal | None) -> list[tuple[Party | None, Party | None]]:
    parties = list(deal.parties.order_by("code")) if deal else []
    if len(parties) != 2:
        draft.errors["obligor"] = "“Both sides” needs a deal of exactly two parties; choose the party."
        return []
    return [(parties[0], parties[1]), (parties[1], parties[0])]


def _until_day(draft: Draft) -> dt.date | None:
    """A last day, where the text gives one, or a length (P90D) and the day from which it holds: otherwise nobody said
    when it began."""
    value = draft.text("until")
    if not value.startswith("P"):
        return draft.day("until")
    if not is_length(value):
        draft.errors["until"] = (
            f"{value} is neither a day such as 2025-06-27 nor a length such as P90D or P1Y."
        )
        return None
    first = draft.day("effective_on")
    return last_day(first, value) if first else None


def _until_wording(draft: Draft) -> str:
    value = draft.text("until", limit=200)
    if is_length(value):
        first = draft.text("effective_on")
        return f"for {in_words(value)}" + (f" from {first}" if first else "")
    return f"until {value}" if value else ""


def _waits(draft: Draft) -> bool:
    """True for what is promised or announced on a condition, until a text says that it is done."""
    modality = draft.text("modality")
    return modality == choices.Modality.CONDITIONAL or (
        modality != choices.Modality.DONE and draft.text("condition") != ""
    )


def _effective_day(draft: Draft) -> dt.date | None:
    """The day from which it holds. What waits for a condition begins when that is met, and an event says so; until then
    its day is as open as the condition, whatever day the text names."""
    day = draft.day("effective_on")
    return None if _waits(draft) else day


def _nearest(text: str, quote: str, near: int) -> tuple[int, int]:
    places = find_quote(text, quote)
    if not places:
        raise Refused({"quote": "These words do not stand in the kept text, letter by letter."})
    return min(places, key=lambda span: abs(span[0] - near))


def _free_slug(model: type[models.Model], wish: str) -> str:
    base = slugify(wish)[:70] or "record"
    slug, number = base, 1
    while model._default_manager.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def deal_of(target: Any, otherwise: Deal | None = None) -> Deal | None:
    if isinstance(target, Countermeasure):
        deals = list(target.deals.all())
        if otherwise in deals or not deals:
            return otherwise
        return deals[0]
    return getattr(target, "deal", None) or otherwise


def _title_of(target: Any) -> str:
    if isinstance(target, Commitment):
        terms = target.terms.on_record().order_by("-public_since").first()
        return terms.text_en if terms else str(target)
    return str(getattr(target, "title_en", "") or target)


def kind_of(record: Any) -> str:
    return type(record).__name__.lower()
