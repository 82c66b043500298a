"""Texts, each an immutable version, with what changed since the one before; and the claims found in them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from sources.dates import text_interval
from sources.edits import compare
from sources.indexing import day_listed, index_versions, search_words
from sources.models import PAGES, Claim, Document, DocumentVersion, Fetch, Snapshot, VersionEdit
from sources.text import normalise, sha256
from sources.values import Finding, Moment, Page, Precision

from .grouping import print_of, print_versions

log = logging.getLogger(__name__)

VERSION_CAP = 50  # a page that prints the time would make a version at each look
MAX_CHANGES = 200
MAX_CHANGE = 1000  # characters of one change that the ledger keeps
_OWN_FIELDS = ("kind", "start", "stop", "quote", "confidence", "reasons")


def store_version(
    document: Document,
    page: Page,
    snapshot: Snapshot | None,
    now: dt.datetime,
    *,
    fetch: Fetch | None = None,
) -> DocumentVersion | None:
    """Keep the text of ``page`` as the document's next version; return it, or None for the words it has now.

    1. Lock the document: numbers follow one another without gaps, however many workers come.
    2. The page was read: its failures are over, whether the text is new or not.
    3. None for the newest version's text, and past fifty versions (which ``page_error`` says). A page that goes
       back to earlier words makes a version: they are what it says now. An answer no younger than the newest
       version's (a replay, a task delivered twice) brings no earlier words back.
    4. The version with its date (by hand, else the page's, else the listing's, else the interval that
       the text allows), its entry in the edit ledger, its words in the search index: all or none.
    """
    text = normalise(page.text)
    digest = sha256(text)
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document.pk)
        versions = DocumentVersion.objects.filter(document=locked).order_by("-number")
        newest, newest_digest, since = versions.values_list("number", "text_sha256", "seen_at").first() or (
            0,
            "",
            now,
        )
        is_known = digest == newest_digest or (
            newest > 0 and now <= since and versions.filter(text_sha256=digest).exists()
        )
        is_full = not is_known and newest >= VERSION_CAP
        error = f"not kept: it has changed {VERSION_CAP} times already" if is_full else ""
        if newest >= VERSION_CAP and is_known:
            error = locked.page_error  # that it stopped at some version stays said
        Document.objects.filter(pk=locked.pk).update(page_failures=0, page_error=error, page_tried_at=now)
        version = None if is_known or is_full else _add(locked, page, text, digest, newest + 1, snapshot, now)
        if fetch is not None:
            fetch.outcome = Fetch.Outcome.NEW if version else Fetch.Outcome.UNCHANGED
            fetch.n_new = 1 if version else 0
            fetch.note = "; ".join([*([error] if error else []), *page.notes])[:500]
            fetch.save(update_fields=["outcome", "n_new", "note"])
    if is_full:
        log.warning("document %s has %s versions; no more are kept", document.pk, VERSION_CAP)
    return version


def first_text(
    title: str,
    language: str,
    extra: Mapping[str, Any],
    page: Page,
    snapshot_id: int | None,
    now: dt.datetime,
    *,
    zone: str,
) -> dict[str, Any]:
    """Return what ``documents.write_documents`` keeps of a new document's first text; nothing for one without words.

    ``title``, ``language`` and ``extra`` are the document's; ``zone`` is its feed's.
    """
    text = normalise(page.text)
    if not text:
        return {}
    kept = _fields(title, language, extra, page, text)
    earliest, latest = kept["published_earliest"], kept["published_latest"]
    latin_title, latin, han = search_words(kept["title"], text)
    value, length, keys = print_of(text, kept["language"])
    return {
        "snapshot_id": snapshot_id,
        "version_title": kept["title"],
        "words": text,
        "digest": sha256(text),
        "version_language": kept["language"],
        "earliest": earliest and earliest.isoformat(),
        "latest": latest and latest.isoformat(),
        "stated": kept["published_precision"],
        "wording": kept["published_wording"],
        "published_on": day_listed(
            earliest, latest, kept["published_precision"], zone=zone, seen_at=now
        ).isoformat(),
        "latin_title": None if latin_title == kept["title"] else latin_title,
        "latin": None if latin == text else latin,
        "han": han,
        "fingerprint": value,
        "length": length,
        "keys": keys,
    }


def store_findings(
    version: DocumentVersion, findings: Sequence[Finding], rules_version: str, reader: str = "rules"
) -> int:
    """Keep what the rules found as claims and mark the version read by them; return how many are new.

    What another ``reader`` found is kept under its own name, and the version is not marked: the rules' reading is
    what the sweep looks after.

    A claim is the same if rules, kind, span and attributes are: a second run adds nothing. Raises ValueError
    for a finding whose quote is not its slice of the text (a fault of the rules); nothing is stored then.
    """
    claims = []
    for finding in findings:
        if version.text[finding.start : finding.stop] != finding.quote:
            raise ValueError(f"{finding.kind} at {finding.start}: the quote is not what stands in the text")
        claims.append(
            Claim(
                version=version,
                kind=finding.kind,
                start=finding.start,
                stop=finding.stop,
                quote=finding.quote,
                attributes=_attributes(finding),
                reasons=list(finding.reasons),
                rules_version=rules_version,
                reader=reader,
                confidence=finding.confidence,
            )
        )
    with transaction.atomic():
        # Locked, so that the count is of this run alone.
        DocumentVersion.objects.select_for_update().only("pk").get(pk=version.pk)
        mine = Claim.objects.filter(version=version, rules_version=rules_version)
        before = mine.count()
        Claim.objects.bulk_create(claims, ignore_conflicts=True, batch_size=500)
        if reader == "rules":
            DocumentVersion.objects.filter(pk=version.pk).update(
                rules_version=rules_version, extract_failures=0
            )
        return mine.count() - before


def record_extract_failure(version_id: int) -> None:
    """Count one more failed reading of a version; after three it is left alone and stands in admin."""
    DocumentVersion.objects.filter(pk=version_id).update(extract_failures=F("extract_failures") + 1)


def _add(
    document: Document,
    page: Page,
    text: str,
    digest: str,
    number: int,
    snapshot: Snapshot | None,
    now: dt.datetime,
) -> DocumentVersion:
    version = _version(document, page, text, digest, number, snapshot, now)
    version.save(force_insert=True)
    if number > 1:
        _write_edit(document, version)
    if document.title in ("", document.canonical_url) and page.title:
        Document.objects.filter(pk=document.pk).update(title=version.title)
    if not document.language:
        Document.objects.filter(pk=document.pk).update(language=version.language[:2])
    if page.page_starts:
        before = document.extra.get(PAGES)
        starts = {**(before if isinstance(before, dict) else {}), str(number): list(page.page_starts)}
        document.extra = {**document.extra, PAGES: starts}
        Document.objects.filter(pk=document.pk).update(extra=document.extra)
    index_versions([version])
    print_versions([version])
    return version


def _version(
    document: Document,
    page: Page,
    text: str,
    digest: str,
    number: int,
    snapshot: Snapshot | None,
    now: dt.datetime,
) -> DocumentVersion:
    """The row of a version, unwritten."""
    return DocumentVersion(
        document=document,
        number=number,
        snapshot=snapshot,
        text=text,
        text_sha256=digest,
        seen_at=now,
        **_fields(document.title, document.language, document.extra, page, text),
    )


def _fields(title: str, language: str, extra: Mapping[str, Any], page: Page, text: str) -> dict[str, Any]:
    """A version's title, language and date, from its page and from its document's title, language and notes."""
    language = page.language or ("zh-Hans" if language == "zh" else language)
    published = _published(extra, page, text, language)
    return {
        "title": (normalise(page.title).replace("\n", " ") or title)[:1000],
        "language": language[:10],
        "published_earliest": published.earliest,
        "published_latest": published.latest,
        "published_precision": published.precision,
        "published_wording": published.wording[:300],
    }


def _write_edit(document: Document, version: DocumentVersion) -> None:
    previous = DocumentVersion.objects.filter(document=document, number__lt=version.number).latest("number")
    if version.snapshot_id is not None and version.snapshot_id == previous.snapshot_id:
        # The same bytes, read better: our edit, not the publisher's.
        VersionEdit.objects.create(
            version=version, previous=previous, is_material=False, changes=[{"kind": "reread"}]
        )
        return
    edit = compare(previous.text, version.text, version.language)
    changes: list[dict[str, Any]] = []
    for change in edit.changes[:MAX_CHANGES]:
        row = dataclasses.asdict(change)
        row["before"], row["after"] = change.before[:MAX_CHANGE], change.after[:MAX_CHANGE]
        changes.append(row)
    VersionEdit.objects.create(
        version=version, previous=previous, is_material=edit.is_material, changes=changes
    )


def _published(extra: Mapping[str, Any], page: Page, text: str, language: str) -> Moment:
    by_hand, listed = moment_of_json(extra.get("by_hand")), moment_of_json(extra.get("listed"))
    stated = [m for m in (by_hand, page.published, listed) if m is not None and m.earliest is not None]
    if stated:
        return stated[0]
    allowed = text_interval(text, language)
    if allowed.earliest is None and page.published.wording:
        return dataclasses.replace(allowed, wording=page.published.wording)
    return allowed


def moment_of_json(stored: object) -> Moment | None:
    """Return the date that ``moment_as_json`` made plain; None for what is none."""
    if not isinstance(stored, Mapping) or not stored.get("earliest"):
        return None
    return Moment(
        dt.datetime.fromisoformat(stored["earliest"]),
        dt.datetime.fromisoformat(stored["latest"]) if stored.get("latest") else None,
        Precision(stored["precision"]),
        stored.get("wording", ""),
    )


def _attributes(finding: Finding) -> dict[str, Any]:
    values = dataclasses.asdict(finding)
    return {name: value for name, value in values.items() if name not in _OWN_FIELDS}
