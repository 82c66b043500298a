"""One document: an official text whole, the words that facts rest on marked; of news, short quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sources.models import Claim, Document, DocumentVersion

from ..answering import answer, asked, filters, not_yet_public
from ..asking import Asking
from ..gathering import is_public, latest_terms
from ..models import Commitment, CommitmentTerms, Event, Evidence
from ..sourcing import stands, was_public
from .passages import passages

NEWS_DRAFTS = 3
NEWS_DRAFT_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a text, half-open in code points. ``number``: its note in the margin."""

    start: int
    stop: int
    number: int
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of one line that the same spans cover. ``anchor`` on the first piece of a span, else ""."""

    text: str
    spans: tuple[Span, ...] = ()
    anchor: str = ""
    ending: tuple[Span, ...] = ()

    @property
    def is_draft(self) -> bool:
        """True where only drafts cover the piece."""
        return bool(self.spans) and all(span.is_draft for span in self.spans)


def segments(text: str, spans: Sequence[Span]) -> list[list[Segment]]:
    """Return the text as lines of segments, cut wherever a span begins or ends.

    The pieces of all lines, joined by line feeds, give the text back. Spans may overlap and nest.
    """
    cuts = {0, len(text)}
    for span in spans:
        cuts |= {span.start, span.stop}
    cuts |= {index for index, letter in enumerate(text) if letter == "\n"}
    cuts |= {index + 1 for index, letter in enumerate(text) if letter == "\n"}
    places = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    lines: list[list[Segment]] = [[]]
    anchored: set[int] = set()
    for start, stop in pairwise(places):
        piece = text[start:stop]
        if piece == "\n":
            lines.append([])
            continue
        over = tuple(span for span in spans if span.start <= start and stop <= span.stop)
        anchor = ""
        beginning = [span.start for span in over if span.start not in anchored]
        if beginning:
            anchor = f"s{beginning[0]}"
            anchored |= set(beginning)
        lines[-1].append(Segment(piece, over, anchor, tuple(span for span in over if span.stop == stop)))
    return lines


@asked
def document(request: HttpRequest, asking: Asking, pk: int) -> HttpResponse:
    """A document in one of its versions (``?version=N``; without it the newest that was public)."""
    found = Document.objects.filter(pk=pk).select_related("feed", "duplicate_of").first()
    if found is None:
        raise Http404(_("There is no document with the number %(pk)s.") % {"pk": pk})
    versions = [
        version
        for version in found.versions.select_related("snapshot")
        .defer("snapshot__body", "text")
        .order_by("number")
        if was_public(version, asking.asof)
    ]
    if not versions:
        return not_yet_public(request, asking)
    numbers = {str(version.number): "" for version in versions}
    chosen = filters(request, version=numbers, against=numbers)
    version = next((v for v in versions if str(v.number) == chosen["version"]), versions[-1])
    text = DocumentVersion.objects.values_list("text", flat=True).get(pk=version.pk)
    pinned = _evidence(version, asking)
    texts = _commitments(pinned, asking)
    subjects = {row.pk: _subject(row, texts, asking) for row in pinned}
    evidence = [row for row in pinned if subjects[row.pk] is not None]
    drafts = _drafts(version, evidence, asking)
    notes = sorted(
        [("evidence", row.start, row.stop, row) for row in evidence]
        + [("draft", claim.start, claim.stop, claim) for claim in drafts],
        key=lambda note: (note[1], note[2], note[0]),
    )
    spans = [
        Span(start, stop, number, kind == "draft")
        for number, (kind, start, stop, _row) in enumerate(notes, 1)
    ]
    shown = [
        {
            "number": number,
            "kind": kind,
            "start": start,
            "page": found.page_at(version.number, start),
            "row": row,
            "quote": row.quote if found.is_official or kind == "evidence" else row.quote[:NEWS_DRAFT_LETTERS],
            "is_cut": kind == "draft" and not found.is_official and len(row.quote) > NEWS_DRAFT_LETTERS,
            "subject": subjects[row.pk] if isinstance(row, Evidence) else None,
        }
        for number, (kind, start, _stop, row) in enumerate(notes, 1)
    ]
    if not found.is_official:
        quoted = [note for note in shown if note["kind"] == "evidence"]
        shown = quoted + [note for note in shown if note["kind"] == "draft"][:NEWS_DRAFTS]
    earlier = next((v for v in versions if str(v.number) == chosen["against"] and v.pk != version.pk), None)
    changes = None
    if earlier is not None and found.is_official:
        before = DocumentVersion.objects.values_list("text", flat=True).get(pk=earlier.pk)
        changes = passages(before, text)
    copies = _copies(found)
    context: dict[str, Any] = {
        "document": found,
        "against": earlier,
        "changes": changes,
        "chosen": chosen,
        "in_other_language": [copy for copy in copies if copy.language[:2] != version.language[:2]],
        "version": version,
        "versions": versions,
        "n_pages": found.page_count(version.number),
        "lines": segments(text, spans) if found.is_official else [],
        "notes": shown,
        "n_evidence": len(evidence),
        "n_drafts": len(drafts),
        "hidden_drafts": max(len(drafts) - NEWS_DRAFTS, 0) if not found.is_official else 0,
        "edit": getattr(version, "edit", None) if version.number > 1 else None,
        "copies": copies,
    }
    return answer(request, asking, "deals/document_detail.html", context)


def _copies(found: Document) -> list[Document]:
    """All documents of this one's origin, itself among them, the first published first; [] without copies."""
    if found.echo_group_id is None:
        return []
    return list(
        Document.objects.filter(echo_group=found.echo_group_id)
        .select_related("echo_group")
        .only("publisher", "title", "language", "is_official", "first_seen_at", "echo_group__origin_id")
        .order_by("first_seen_at", "pk")
    )


def _evidence(version: DocumentVersion, asking: Asking) -> list[Evidence]:
    rows = (
        Evidence.objects.filter(version=version)
        .as_known(asking.asof)
        .select_related(
            "event__deal",
            "commitment",
            "terms__commitment",
            "countermeasure",
            "round__deal",
            "agreement",
            "condition__commitment",
            "condition__countermeasure",
            "readout__round__deal",
            "attributed_to",
        )
        .order_by("start", "stop", "pk")
    )
    return list(rows)


def _subject(row: Evidence, texts: dict[int, CommitmentTerms], asking: Asking) -> tuple[str, Any, str] | None:
    """Return (kind, record or address, title) of what a quote backs; None if that may not be named."""
    record: Any
    if row.terms is not None:
        record = row.terms.commitment
    elif row.condition is not None:
        record = row.condition.commitment or row.condition.countermeasure
    elif row.readout is not None:
        record = row.readout.round
    else:
        record = row.event or row.commitment or row.countermeasure or row.round or row.agreement
    if isinstance(record, Commitment):
        terms = texts.get(record.pk)
        return (_("commitment"), record, f"{record.reference}: {terms.text_en}") if terms else None
    if record is None or not record.is_published:
        return None
    if isinstance(record, Event):
        if record.deal is None or not stands(record, asking.asof):
            return None
        return _("timeline entry"), f"{record.deal.get_absolute_url()}#e{record.pk}", record.title_en
    if not is_public(record, asking.asof):
        return None
    names = {"countermeasure": _("countermeasure"), "round": _("round"), "agreement": _("agreement")}
    return names[record._meta.model_name], record, str(record)


def _commitments(rows: list[Evidence], asking: Asking) -> dict[int, CommitmentTerms]:
    """The latest wording of the commitments that the quotes back."""
    pks = [row.commitment_id for row in rows]
    pks += [row.terms.commitment_id for row in rows if row.terms is not None]
    pks += [row.condition.commitment_id for row in rows if row.condition is not None]
    known = {pk for pk in pks if pk is not None}
    found = CommitmentTerms.objects.filter(commitment_id__in=known)
    return latest_terms(found, asking.asof) if known else {}


def _drafts(version: DocumentVersion, evidence: Iterable[Evidence], asking: Asking) -> list[Claim]:
    """Findings that no editor has settled, of the rules that read the text last.

    Those whose words already back a fact are left out, and so is all that the second reader found: a page calls a
    draft what a rule has read.
    """
    backed = {(row.start, row.stop) for row in evidence}
    found_here = version.claims.filter(reader="rules").exclude(state="settled")
    if version.rules_version:
        found_here = found_here.filter(rules_version=version.rules_version)
    claims = list(found_here.order_by("start", "stop", "pk"))
    if asking.asof.recorded is not None:
        claims = [claim for claim in claims if claim.created_at <= asking.asof.recorded]
    found: dict[tuple[int, int], Claim] = {}
    for claim in claims:
        if (claim.start, claim.stop) not in backed:
            found.setdefault((claim.start, claim.stop), claim)
    return list(found.values())
