"""What differs at a round: claims against each side's official text, with conflicts first.

A cell says what one side's official words do with one claim. "Silent" is said only of a side whose text is kept
here and was read whole: by the rules, and every finding in it settled by an editor. Otherwise: "not checked".
Asked for a recorded moment, both are told as they stood then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sources.models import Claim, ClaimSettling, DocumentVersion

from .gathering import Clash, DealFacts, party_order
from .models import Citation, CommitmentLink, Evidence, Party, PartyAlias, Person, Readout, Round
from .querysets import AsOf
from .sourcing import Cite, Quote, cite_of, quote_of, stands, was_public

CONTRADICTED, NARROWER, AFFIRMED, REPORTED, SILENT, UNCHECKED = (
    "contradicted",
    "narrower",
    "affirmed",
    "reported",
    "silent",
    "unchecked",
)
CONFLICT, WEAKER, ONE_SIDED, OPEN, AGREED = "conflict", "weaker", "one_sided", "open", "agreed"
ORDER = (CONFLICT, WEAKER, ONE_SIDED, OPEN, AGREED)
NO_OFFICIAL_TEXT = ("none", "report")
FIRM = ("shall", "will", "agreed", "decided", "done")
SOFT = ("conditional", "expected")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side's words do with a claim. ``values``: what it says of a disputed point; ``why``: the reason."""

    party: Party
    code: str
    quotes: tuple[Quote, ...] = ()
    cites: tuple[Cite, ...] = ()
    values: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A claim and its cells, in the order of the columns. ``record``: the commitment; None: a disputed point."""

    key: str
    title: str
    record: object
    reading: str
    cells: tuple[Cell, ...]
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One side: its official texts of the round, and whether every kept one was read whole."""

    party: Party
    readouts: tuple[Readout, ...]
    has_text: bool
    is_read: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The whole comparison, rows with conflicts first."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def differs_at(round_: Round, facts: DealFacts) -> Table:
    """Return the comparison of one round. Seven queries beside those of ``facts``, however many claims."""
    readouts = [row for row in facts.readouts.get(round_.pk, []) if row.kind not in NO_OFFICIAL_TEXT]
    sides = _sides(facts, readouts)
    claims = {pk: one for pk, one in facts.terms.items() if one.commitment.round_id == round_.pk}
    terms = {one.pk: pk for pk, one in claims.items()}
    subject = Q(commitment__in=list(claims)) | Q(terms__in=list(terms))
    evidence = list(
        Evidence.objects.filter(subject)
        .as_known(facts.asof)
        .select_related("version__document", "attributed_to__parent", "claim")
        .annotate(zone=F("version__document__feed__timezone"))
        .defer("version__text")
        .order_by("pk")
    )
    about = (
        Q(commitment__in=list(claims)) | Q(terms__in=list(terms)) | Q(readout__in=[r.pk for r in readouts])
    )
    citations = list(
        Citation.objects.filter(about)
        .as_known(facts.asof)
        .select_related("source__document", "pinned__version__document")
        .annotate(zone=F("pinned__version__document__feed__timezone"))
        .defer("pinned__version__text")
        .order_by("position", "pk")
    )
    said = _Said(sides, readouts, citations)
    read = _read_whole(sides, readouts, evidence, said, facts)
    columns = tuple(
        Column(
            side,
            tuple(row for row in readouts if row.party is None or _state(row.party).pk == side.pk),
            any(row.party is None or _state(row.party).pk == side.pk for row in readouts),
            read[side.code],
        )
        for side in sides
    )
    narrowed = _narrowed(claims, facts)
    clashes = [clash for clash in facts.clashes if _is_of(clash, round_, facts, claims)]
    rows = [
        _row_of_claim(pk, one, columns, evidence, citations, terms, said, narrowed, clashes, facts.asof)
        for pk, one in claims.items()
    ]
    rows += [_row_of_clash(clash, columns) for clash in clashes if clash.contradiction.commitment_id is None]
    rows.sort(key=lambda row: (ORDER.index(row.reading), row.record is None, row.key))
    return Table(columns, tuple(rows))


class _Said:
    """Whose words a source is: an authority's own, or a report that gives a side's words."""

    def __init__(
        self, sides: Sequence[Party], readouts: Sequence[Readout], citations: Sequence[Citation]
    ) -> None:
        self.codes = {side.code for side in sides}
        by_pk = {row.pk: row for row in readouts}
        # A source that a side's official readout rests on is that side's text; of a joint one, both sides'.
        self.texts: dict[int, set[str]] = {}
        for row in citations:
            readout = by_pk.get(row.readout_id or 0)
            if readout is not None:
                owners = {_state(readout.party).code} if readout.party else self.codes
                self.texts.setdefault(row.source_id, set()).update(owners)
        self.documents: dict[int, set[str]] = {}
        for readout in readouts:
            if readout.document_id is not None:
                owners = {_state(readout.party).code} if readout.party else self.codes
                self.documents.setdefault(readout.document_id, set()).update(owners)
        self.names = {
            text.casefold(): _state(alias.party).code
            for alias in PartyAlias.objects.select_related("party__parent")
            for text in (alias.text,)
        }
        self.people = {
            person.name_en.casefold(): _state(person.party).code
            for person in Person.objects.select_related("party__parent")
        }

    def by_evidence(self, row: Evidence) -> tuple[set[str], bool]:
        """Return (codes of the sides whose words these are, whether the text is official)."""
        document = row.version.document
        if document.pk in self.documents:
            return self.documents[document.pk], True
        if document.is_official and document.party:
            return {document.party.split("-")[0]} & self.codes, True
        if row.attributed_to is not None:
            return {_state(row.attributed_to).code} & self.codes, False
        return self._speaker(row.speaker), False

    def by_citation(self, row: Citation) -> tuple[set[str], bool]:
        """The same for a citation."""
        if row.source_id in self.texts:
            return self.texts[row.source_id], True
        document = row.source.document
        if document is not None and document.is_official and document.party:
            return {document.party.split("-")[0]} & self.codes, True
        publisher = row.source.publisher.split(" (")[0].casefold()
        if publisher in self.names and self.names[publisher] in self.codes:
            return {self.names[publisher]}, True
        return self._speaker(row.speaker), False

    def _speaker(self, speaker: str) -> set[str]:
        found = (
            {code for name, code in self.people.items() if name in speaker.casefold()} if speaker else set()
        )
        return found & self.codes


def _sides(facts: DealFacts, readouts: Sequence[Readout]) -> list[Party]:
    sides = {party.pk: party for party in facts.parties}
    for row in readouts:
        if row.party is not None:
            sides.setdefault(_state(row.party).pk, _state(row.party))
    return sorted(sides.values(), key=party_order)


def _state(party: Party) -> Party:
    """The state or union that an authority speaks for."""
    return party.parent or party


def _read_whole(
    sides: Sequence[Party],
    readouts: Sequence[Readout],
    evidence: Sequence[Evidence],
    said: _Said,
    facts: DealFacts,
) -> dict[str, bool]:
    """Return code -> whether every official text of the side is kept here and read whole."""
    texts: dict[str, set[int]] = {side.code: set() for side in sides}
    unkept: set[str] = set()
    for row in readouts:
        owners = {_state(row.party).code} if row.party else said.codes
        for code in owners:
            if row.document_id is None:
                unkept.add(code)
            else:
                texts[code].add(row.document_id)
    documents = {pk for found in texts.values() for pk in found}
    versions: dict[int, list[DocumentVersion]] = {}
    for version in DocumentVersion.objects.filter(document__in=documents).defer("text").order_by("number"):
        if was_public(version, facts.asof):
            versions.setdefault(version.document_id, []).append(version)
    recorded = facts.asof.recorded
    unsettled = set(
        _unsettled(documents, recorded).values_list("version__document_id", flat=True) if documents else ()
    )
    return {
        code: bool(found)
        and code not in unkept
        and all(
            pk in versions and pk not in unsettled and all(_was_read(one, recorded) for one in versions[pk])
            for pk in found
        )
        for code, found in texts.items()
    }


def _unsettled(documents: Iterable[int], recorded: dt.datetime | None) -> QuerySet[Claim]:
    """The findings in these documents that waited for an editor: now, or at ``recorded``."""
    found = Claim.objects.filter(version__document__in=documents)
    if recorded is None:
        return found.exclude(state=Claim.State.SETTLED)
    settled = ClaimSettling.objects.filter(claim=OuterRef("pk"), settled_at__lte=recorded).filter(
        Q(reopened_at__isnull=True) | Q(reopened_at__gt=recorded)
    )
    return found.filter(~Exists(settled), created_at__lte=recorded)


def _was_read(version: DocumentVersion, recorded: dt.datetime | None) -> bool:
    """True when rules had read a text: by now, or by ``recorded``."""
    if recorded is None:
        return bool(version.rules_version)
    return version.read_at is not None and version.read_at <= recorded


def _narrowed(claims: Iterable[int], facts: DealFacts) -> set[int]:
    """Return the claims that a later wording on record narrows."""
    return set(
        CommitmentLink.objects.filter(
            earlier__in=list(claims), relation="narrows", later__in=list(facts.terms)
        )
        .as_known(facts.asof)
        .values_list("earlier_id", flat=True)
    )


def _is_of(clash: Clash, round_: Round, facts: DealFacts, claims: Iterable[int]) -> bool:
    point = clash.contradiction
    agreements = {one.pk for one in facts.agreements if one.reached_at_id == round_.pk}
    events = {event.pk for event in facts.events if event.round_id == round_.pk}
    return (
        point.round_id == round_.pk
        or point.agreement_id in agreements
        or point.commitment_id in set(claims)
        or point.event_id in events
    )


def _row_of_claim(pk, terms, columns, evidence, citations, terms_ids, said, narrowed, clashes, asof) -> Row:
    own = [row for row in evidence if row.commitment_id == pk or terms_ids.get(row.terms_id or 0) == pk]
    cited = [row for row in citations if row.commitment_id == pk or terms_ids.get(row.terms_id or 0) == pk]
    points = [clash for clash in clashes if clash.contradiction.commitment_id == pk]
    firm = {
        code
        for row in own
        for code in said.by_evidence(row)[0]
        if row.claim is not None and row.claim.attributes.get("modality") in FIRM
    }
    cells = tuple(_cell(column, own, cited, points, said, firm, asof) for column in columns)
    return Row(
        f"c{pk}",
        terms.text_en,
        terms.commitment,
        _reading(cells, is_conflict=any(len(point.values) > 1 for point in points), narrowed=pk in narrowed),
        cells,
        " ".join(point.contradiction.statement for point in points),
    )


def _cell(column: Column, own, cited, points, said: _Said, firm: set[str], asof: AsOf) -> Cell:
    code = column.party.code
    quotes: list[Quote] = []
    cites: list[Cite] = []
    reported: list[Quote] = []
    reported_cites: list[Cite] = []
    disputes = False
    words: set[str] = set()
    for row in own:
        owners, official = said.by_evidence(row)
        if code not in owners:
            continue
        (quotes if official else reported).append(quote_of(row, row.zone))
        disputes = disputes or (official and row.stance == "disputes")
        if official and row.claim is not None:
            words.add(row.claim.attributes.get("modality", ""))
    for row in cited:
        owners, official = said.by_citation(row)
        if code not in owners:
            continue
        if row.pinned is not None and stands(row.pinned, asof):
            if row.pinned_id not in {quote.pk for quote in quotes}:
                (quotes if official else reported).append(quote_of(row.pinned, row.zone))
        else:
            (cites if official else reported_cites).append(cite_of(row))
    values = tuple(
        value.value
        for point in points
        for value in point.values
        if value.said_by is not None and value.said_by.code.split("-")[0] == code
    )
    if disputes or values:
        why = _("its text disputes it") if disputes else ""
        return Cell(column.party, CONTRADICTED, tuple(quotes), tuple(cites), values, why)
    if quotes or cites:
        if words and words <= set(SOFT) and firm - {code}:
            why = _("a weaker word: %(word)s") % {"word": ", ".join(sorted(words))}
            return Cell(column.party, NARROWER, tuple(quotes), tuple(cites), (), why)
        return Cell(column.party, AFFIRMED, tuple(quotes), tuple(cites))
    if reported or reported_cites:
        return Cell(column.party, REPORTED, tuple(reported), tuple(reported_cites))
    return Cell(column.party, SILENT if column.is_read else UNCHECKED, why=_why_unchecked(column))


def _why_unchecked(column: Column) -> str:
    if column.is_read:
        return ""
    if not column.has_text:
        return _("no official text of this side is on record for the round")
    return _("its text is not kept here, or was not read whole")


def _reading(cells: Sequence[Cell], *, is_conflict: bool, narrowed: bool) -> str:
    codes = [cell.code for cell in cells]
    if is_conflict or CONTRADICTED in codes:
        return CONFLICT
    if NARROWER in codes or narrowed:
        return WEAKER
    if SILENT in codes and (AFFIRMED in codes or REPORTED in codes):
        return ONE_SIDED
    if all(code == AFFIRMED for code in codes):
        return AGREED
    return OPEN


def _row_of_clash(clash: Clash, columns: Sequence[Column]) -> Row:
    cells = []
    for column in columns:
        values = tuple(
            f"{value.value} ({value.speaker})" if value.speaker else value.value
            for value in clash.values
            if value.said_by is not None and value.said_by.code.split("-")[0] == column.party.code
        )
        cells.append(
            Cell(column.party, CONTRADICTED, (), (), values)
            if values
            else Cell(
                column.party,
                SILENT if column.is_read else UNCHECKED,
                why=_why_unchecked(column),
            )
        )
    return Row(
        clash.anchor,
        clash.contradiction.statement,
        None,
        CONFLICT,
        tuple(cells),
    )
