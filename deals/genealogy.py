"""A commitment across the rounds: introduced, restated, narrowed, widened, renewed, or dropped without mention.

``trace`` is the arithmetic, free of the database; ``genealogy`` asks the record for what it needs, in a fixed number
of queries. Silence is told by what was read: only where a round's text is kept and was read is a commitment said to be
dropped without mention; where a text was published that is not kept here, nothing on record mentions it; where no text was
published, there was nothing to mention it in.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from .models import Commitment, CommitmentLink, CommitmentTerms, Event, Readout, Round
from .prepared import Prepared
from .querysets import AsOf
from .references import amounts, references

AFTER = dt.timedelta(days=30)  # a text of the month after a round is taken to speak of it
RELATED = {"restates": "restated", "narrows": "narrowed", "widens": "widened", "renews": "renewed"}
TOLD = {"restated": "restated", "extended": "renewed"}
# A Han character is a word of its own, also beside digits: 5月10日.
_BY_CHANCE = re.compile(r"[\u3400-\u9fff]|\s+")
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A round as the genealogy sees it. ``texts``: published about it; ``read``: of these, kept and read here;
    ``none``: the record's own words that no text of what was agreed was published."""

    key: int
    name: str
    first: dt.date
    last: dt.date
    texts: int = 0
    read: int = 0
    none: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A wording or restatement of the commitment or of one that follows it.

    ``relation`` is how it stands to what was said before (empty: told by the wording itself); ``text`` is empty
    where words were restated and not put anew; ``told`` is then what happened. ``text_zh``: the Chinese wording.
    """

    on: dt.date
    record: Any
    text: str = ""
    meeting: int | None = None
    relation: str = ""
    materials: frozenset[str] = frozenset()
    has_condition: bool = False
    told: str = ""
    amounts: frozenset[tuple[str, float]] = frozenset()
    text_zh: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One station. ``kind``: introduced, restated, reworded, narrowed, widened, renewed, replaced, dropped,
    unmentioned (a text was published that is not kept here) or no_text. ``pieces``: what the words changed; ``pieces_zh``:
    what the Chinese words changed since the last Chinese wording."""

    kind: str
    on: dt.date
    meeting: Meeting | None = None
    record: Any = None
    text: str = ""
    pieces: tuple[tuple[str, str], ...] = ()
    told: str = ""
    text_zh: str = ""
    pieces_zh: tuple[tuple[str, str], ...] = ()


def trace(meetings: Sequence[Meeting], mentions: Iterable[Mention]) -> list[Step]:
    """Return the stations of one family of commitments in order of time.

    Rounds before it was introduced are left out; a round after it in which nothing mentions it is a station too.
    """
    said = sorted(mentions, key=lambda one: (one.on, one.relation != "", one.text == ""))
    if not said:
        return []
    by_key = {meeting.key: meeting for meeting in meetings}
    steps: list[Step] = []
    met: set[int] = set()
    before: Mention | None = None
    before_zh = ""
    for mention in said:
        meeting = by_key.get(mention.meeting) if mention.meeting is not None else None
        meeting = meeting or _meeting_on(meetings, mention.on)
        kind = _kind(before, mention)
        if kind == "restated" and not mention.text and steps and steps[-1].meeting == meeting:
            continue  # the words of this round stand there already
        pieces = (
            tuple(word_diff(before.text, mention.text))
            if before is not None and before.text and mention.text and before.text != mention.text
            else ()
        )
        if meeting is not None:
            met.add(meeting.key)
        zh = mention.text_zh
        pieces_zh = tuple(word_diff(before_zh, zh)) if before_zh and zh and before_zh != zh else ()
        steps.append(
            Step(kind, mention.on, meeting, mention.record, mention.text, pieces, mention.told, zh, pieces_zh)
        )
        if mention.text:
            before = mention
        before_zh = zh or before_zh
    begun = steps[0].on
    for meeting in meetings:
        if meeting.key in met or meeting.first <= begun:
            continue
        is_silent = not meeting.texts or (meeting.none and not meeting.read)
        kind = "no_text" if is_silent else "dropped" if meeting.read else "unmentioned"
        steps.append(Step(kind, meeting.last, meeting))
    return sorted(steps, key=lambda step: (step.on, step.kind in ("dropped", "unmentioned", "no_text")))


def genealogy(commitment: Commitment, asof: AsOf) -> list[Step]:
    """Return the stations of ``commitment`` and of those it renews or that renew it, at the asked dates.

    Seven queries, whatever the number of rounds.
    """
    links = _LINKS(asof, deal=[commitment.deal_id])
    family = _family(commitment.pk, [(link.earlier_id, link.later_id) for link in links])
    members = {one.pk: one for one in _MEMBERS(asof, commitment=family)}
    how = {link.later_id: link.relation for link in links if link.earlier_id in members}
    mentions: list[Mention] = []
    seen: set[int] = set()
    for terms in _TERMS(asof, commitment=members):
        member = members[terms.commitment_id]
        assert terms.public_since is not None
        is_first = member.pk not in seen
        seen.add(member.pk)
        relation = how.get(member.pk, "") if is_first else ""
        mentions.append(
            Mention(
                terms.public_since,
                member,
                terms.text_en,
                member.round_id if is_first else None,
                RELATED.get(relation, "replaced" if relation else ""),
                frozenset(material.symbol for material in terms.materials.all()),
                bool(terms.condition_wording),
                amounts=_amounts_of(terms),
                text_zh=terms.text_zh,
            )
        )
    for event in _TOLD(asof, commitment=members):
        mentions.append(
            Mention(
                event.occurred_latest,
                members[event.commitment_id or 0],
                meeting=event.round_id,
                relation=TOLD[event.kind],
                told=event.title_en if event.kind == "extended" else "",
            )
        )
    return trace(_meetings(commitment.deal_id, asof), mentions)


def _amounts_of(terms: CommitmentTerms) -> frozenset[tuple[str, float]]:
    """Return the amounts that a wording names: money, tons, and the one percentage that its quantity is, if it is one."""
    told = amounts(f"{terms.text_en} {terms.text_zh} {terms.quantity_wording}")
    shares = [key[4:] for key in references(terms.quantity_wording) if key.startswith("pct:")]
    return told | {("percent", float(shares[0]))} if len(shares) == 1 else told


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """Return the pieces of two texts: ``same``, ``removed`` or ``added``, and the words.

    All but the added pieces are ``before``, all but the removed ones ``after``. Chinese is compared by character, a
    number or a foreign word whole; one character that two words happen to share does not stand between their changes.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[tuple[str, str]] = []
    taken, put = "", ""

    def close() -> None:
        nonlocal taken, put
        pieces.extend((kind, words) for kind, words in (("removed", taken), ("added", put)) if words)
        taken, put = "", ""

    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(steps):
        words = "".join(old[a:b])
        is_between = 0 < number < len(steps) - 1
        if kind == "equal" and not (is_between and _BY_CHANCE.fullmatch(words)):
            close()
            pieces.append(("same", words))
            continue
        taken, put = taken + words, put + "".join(new[c:d])
    close()
    return pieces


def _kind(before: Mention | None, mention: Mention) -> str:
    if before is None:
        return "introduced"
    if mention.relation:
        return mention.relation
    if before.materials and mention.materials and before.materials != mention.materials:
        if mention.materials < before.materials:
            return "narrowed"
        if mention.materials > before.materials:
            return "widened"
    if (size := _size(before.amounts, mention.amounts)) != 0:
        return "narrowed" if size < 0 else "widened"
    if mention.has_condition != before.has_condition:
        return "narrowed" if mention.has_condition else "widened"
    is_same_zh = not mention.text_zh or not before.text_zh or mention.text_zh == before.text_zh
    return "restated" if mention.text == before.text and is_same_zh else "reworded"


def _size(before: frozenset[tuple[str, float]], now: frozenset[tuple[str, float]]) -> int:
    """Return -1 where every amount of one unit became less or stayed, 1 where more, 0 where nothing can be said."""
    units = {unit for unit, _value in before} & {unit for unit, _value in now}
    steps = set()
    for unit in units:
        old = sorted(value for one, value in before if one == unit)
        new = sorted(value for one, value in now if one == unit)
        if len(old) != len(new):
            return 0
        steps |= {(b > a) - (b < a) for a, b in zip(old, new, strict=True)}
    steps -= {0}
    return steps.pop() if len(steps) == 1 else 0


def _meeting_on(meetings: Sequence[Meeting], day: dt.date) -> Meeting | None:
    running = [one for one in meetings if one.first <= day <= one.last + AFTER]
    return running[-1] if running else None


def _meetings(deal_id: int, asof: AsOf) -> list[Meeting]:
    """Return the rounds of a deal that were over and public at the asked dates, with their texts counted."""
    rounds = [one for one in _ROUNDS(asof, deal=[deal_id]) if one.starts_on <= asof.on]
    texts: dict[int, tuple[int, int]] = {}
    none: dict[int, str] = {}  # of both sides: that one of them published nothing says nothing of the other
    for row in _TEXTS(asof, deal=[deal_id]):
        if row["kind"] == "none":
            if row["party_id"] is None:
                none[row["round_id"]] = row["title"]
            continue
        published, read = texts.get(row["round_id"], (0, 0))
        texts[row["round_id"]] = (published + 1, read + bool(row["versions"]))
    return [
        Meeting(
            one.pk, one.name_en, one.starts_on, one.ends_on, *texts.get(one.pk, (0, 0)), none.get(one.pk, "")
        )
        for one in rounds
    ]


def _deal_links(asof: AsOf, deal: Any) -> QuerySet[CommitmentLink]:
    rows = CommitmentLink.objects.filter(later__deal__any=deal).exclude(relation="twin")
    return rows.as_known(asof).order_by("pk")


def _members(_asof: AsOf, commitment: Any) -> QuerySet[Commitment]:
    return Commitment.objects.filter(pk__any=commitment, is_published=True).order_by("pk")


def _terms(asof: AsOf, commitment: Any) -> QuerySet[CommitmentTerms]:
    rows = CommitmentTerms.objects.filter(commitment__any=commitment, public_since__isnull=False)
    return rows.as_known(asof).prefetch_related("materials").order_by("public_since", "pk")


def _told(asof: AsOf, commitment: Any) -> QuerySet[Event]:
    rows = Event.objects.filter(commitment__any=commitment, kind__in=TOLD, is_published=True)
    return rows.as_known(asof)


def _rounds(asof: AsOf, deal: Any) -> QuerySet[Round]:
    rounds = Round.objects.filter(deal__any=deal, is_published=True)
    if asof.known is not None:
        rounds = rounds.filter(public_since__lte=asof.known)
    return rounds.order_by("starts_on", "ends_on", "pk")


def _texts(asof: AsOf, deal: Any) -> QuerySet[Any, Any]:
    return (
        Readout.objects.filter(round__deal__any=deal)
        .as_known(asof)
        .annotate(versions=Count("document__versions", filter=Q(document__versions__text__gt="")))
        .values("round_id", "versions", "kind", "party_id", "title")
    )


_LINKS = Prepared(_deal_links)
_MEMBERS = Prepared(_members)
_TERMS = Prepared(_terms)
_TOLD = Prepared(_told)
_ROUNDS = Prepared(_rounds)
_TEXTS = Prepared(_texts)


def _family(start: int, links: Iterable[tuple[int, int]]) -> set[int]:
    """Return ``start`` and everything that links join it to, in either direction."""
    near: dict[int, set[int]] = {}
    for one, other in links:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    found, waiting = {start}, [start]
    while waiting:
        for other in near.get(waiting.pop(), set()) - found:
            found.add(other)
            waiting.append(other)
    return found
