"""The reasons of a score, from their codes into the words of the desk.

What is stored names rules and codes, which tests and figures are told by; an editor reads what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import choices

_EXACT = {
    "same instrument": _("the same act is named"),
    "other item of it": _("another item of that act"),
    "time:near": _("close in time"),
    "other deal": _("of another deal"),
    "other materials": _("covers other materials"),
    "other state: not in force then": _("it was not in force then"),
    "renewed since": _("renewed by a later promise since"),
    "modality:denies": _("it is denied"),
    "modality:done": _("it is said to be done"),
    "condition:dropped": _("without the condition on record"),
    "condition:new": _("with a condition that is not on record"),
    "materials:fewer": _("fewer materials than on record"),
    "materials:more": _("more materials than on record"),
}
_CODED = (
    (re.compile(r"actor:(\w+)~(\w+)$"), _("in the words {0}, on record {1}")),
    (re.compile(r"actor:(\w+)$"), _("same side: {0}")),
    (re.compile(r"acts on it:(\w+)$"), _("acts on the measure: {0}")),
    (re.compile(r"against it:(\w+)~(\w+)$"), _("goes against it: {0} against {1}")),
    (re.compile(r"action family:(\w*)~(\w*)$"), _("related act: {0}, on record {1}")),
    (re.compile(r"action:(\w+)$"), _("same act: {0}")),
    (re.compile(r"object family:(\w*)~(\w*)$"), _("related object: {0}, on record {1}")),
    (re.compile(r"object:(\w+)$"), _("same object: {0}")),
    (re.compile(r"wording: names (\w+) alone$"), _("the words name {0} alone")),
    (re.compile(r"wording: names (\w+)$"), _("the words name {0}")),
    (re.compile(r"wording: may mean (\w+)$"), _("the words may mean {0}")),
    (re.compile(r"shares (?:act|number):(.+)$"), _("both name {0}")),
    (re.compile(r"shares pct:(.+)$"), _("both name {0}%")),
    (re.compile(r"shares day:(.+)$"), _("both name the day {0}")),
    (re.compile(r"shares para:(.+)$"), _("both name paragraph {0}")),
    (re.compile(r"shares topic:(.+)$"), _("both speak of {0}")),
    (re.compile(r"shares amount:(\w+):(.+)$"), _("both name the amount {1} {0}")),
    (re.compile(r"words:(\d+%) shared$"), "{0} of its words are shared"),
    (re.compile(r"other target:(\w+)$"), _("aimed at another: {0}")),
    (re.compile(r"target:(\w+)$"), _("same other side: {0}")),
    (re.compile(r"percent:(.+) against (.+)$"), "{0}% against {1}% on record"),
    (re.compile(r"([A-Z]+) against ([A-Z]+)$"), "{0} against {1}"),
    (re.compile(r"round:(.+)$"), _("of the round {0}")),
    (re.compile(r"deal:(.+)$"), _("of the deal {0}")),
    (re.compile(r"act:(\w+)$"), _("the act is {0}")),
    (re.compile(r"word:(.+)$"), _("because of the words “{0}”")),
    (re.compile(r"status:(\w+) (already|before)$"), _("it was {0} {1}")),
    (re.compile(r"until:(.+)$"), _("the last day is {0}")),
)
_OF_MATERIALS = (("shares material:", _("both name {}")), ("materials:", _("same materials: {}")))
_CODE = re.compile(r"[a-z]+(?:[_-][a-z0-9]+)*")


def in_words(reason: str, materials: Mapping[str, str] | None = None) -> str:
    """Return what ``reason`` of a candidate means; one that is in words already comes back as it is.

    ``materials`` names symbols; without it they stand as they are.
    """
    if reason in _EXACT:
        return str(_EXACT[reason])
    for pattern, words in _CODED:
        match = pattern.match(reason)
        if match:
            return words.format(*(_plain(part) for part in match.groups()))
    for start, words in _OF_MATERIALS:
        if reason.startswith(start):
            symbols = reason.removeprefix(start).split(",")
            return words.format(", ".join((materials or {}).get(one, _plain(one)) for one in symbols))
    return reason


def _plain(code: str) -> str:
    """Return a code in small letters and without its marks; names and what is no code stay as they are."""
    if code in choices.Object.values:
        return choices.object_words(code)
    if code in choices.Action.values:
        return str(choices.Action(code).label)
    if code == "BOTH":
        return gettext("both sides")
    if code == "unstated" or not code:
        return gettext("nobody named") if code else gettext("not stated")
    return code.replace("_", " ").replace("-", " ") if _CODE.fullmatch(code) else code
