"""Rows for tests, by plain functions with sane defaults; every field can be set by its name.

All texts, names and addresses here were written for the tests. Each call makes a new row unless it says
"found or made". Times are UTC.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import itertools
from typing import Any

from django.contrib.auth.models import Group, User
from django.db.backends.postgresql.psycopg_any import DateRange

from deals import models as d
from deals.models.backing import CITABLE, EVIDENCED
from sources import models as s

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
TEXT = (
    "Trade ministry statement, written for the tests.\n\n"
    "China will review and approve applications for the export of controlled items in accordance with law. "
    "The United States will cancel a series of restrictive measures against China accordingly."
)
_count = itertools.count(1)


# --- sources ---------------------------------------------------------------------------------------


def make_feed(**fields: Any) -> s.Feed:
    """An active English RSS feed of a host of its own, due at once."""
    n = next(_count)
    values: dict[str, Any] = {
        "slug": f"feed-{n}",
        "name": f"Feed {n}",
        "url": f"https://feed{n}.example/feed.xml",
        "kind": "rss",
        "publisher": f"Publisher {n}",
        "language": "en",
        "next_poll_at": NOW,
    }
    return s.Feed.objects.create(**{**values, **fields})


def make_fetch(feed: s.Feed | None = None, **fields: Any) -> s.Fetch:
    """A request of a feed that brought nothing new; pass ``document=`` for a page's."""
    if feed is None and "document" not in fields:
        feed = make_feed()
    values: dict[str, Any] = {
        "feed": feed,
        "started_at": NOW,
        "elapsed_ms": 40,
        "outcome": "unchanged",
        "http_status": 200,
    }
    return s.Fetch.objects.create(**{**values, **fields})


def make_snapshot(body: bytes = b"", **fields: Any) -> s.Snapshot:
    """The kept bytes ``body``, compressed as ``storing`` does it."""
    n = next(_count)
    body = body or f"<p>Snapshot {n}, written for the tests.</p>".encode()
    values: dict[str, Any] = {
        "url": f"https://pages.example/{n}",
        "fetched_at": NOW,
        "http_status": 200,
        "content_type": "text/html; charset=utf-8",
        "sha256": hashlib.sha256(body).hexdigest(),
        "size": len(body),
        "body": gzip.compress(body, mtime=0),
    }
    return s.Snapshot.objects.create(**{**values, **fields})


def make_document(**fields: Any) -> s.Document:
    """An English news item without a feed and without a text yet."""
    n = next(_count)
    url = fields.get("canonical_url", f"https://pages.example/item/{n}")
    values: dict[str, Any] = {
        "canonical_url": url,
        "identity": hashlib.sha256(f"{url}#{n}".encode()).hexdigest(),
        "title": f"Item {n}",
        "publisher": "Test Gazette",
        "kind": "news",
        "language": "en",
        "first_seen_at": NOW,
    }
    return s.Document.objects.create(**{**values, **fields})


def make_version(text: str = TEXT, *, document: s.Document | None = None, **fields: Any) -> s.DocumentVersion:
    """The next version of ``document`` (a new one if left out), published on 24 November 2026 (day)."""
    if document is None:
        document = make_document(language=fields.get("language", "en")[:2])
    newest = document.versions.order_by("-number").first()
    values: dict[str, Any] = {
        "document": document,
        "number": newest.number + 1 if newest else 1,
        "title": document.title,
        "text": text,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "language": "zh-Hans" if document.language == "zh" else document.language,
        "published_earliest": NOW.replace(hour=0),
        "published_latest": NOW.replace(hour=23, minute=59, second=59),
        "published_precision": "day",
        "published_wording": "24 November 2026",
        "seen_at": NOW,
    }
    return s.DocumentVersion.objects.create(**{**values, **fields})


def make_claim(version: s.DocumentVersion | None = None, quote: str = "", **fields: Any) -> s.Claim:
    """A new commitment claim on ``quote`` (a substring of the version's text; its last sentence if empty)."""
    if version is None:
        version = make_version()
    quote = quote or version.text.rstrip(".。").rpartition(". ")[2].strip()
    start = fields.pop("start", version.text.index(quote))
    values: dict[str, Any] = {
        "version": version,
        "kind": "commitment",
        "start": start,
        "stop": start + len(quote),
        "quote": quote,
        "attributes": {"actor": "US", "target": "CN", "modality": "will", "action": "LIFT", "object": ""},
        "rules_version": "test",
        "confidence": 0.7,
    }
    return s.Claim.objects.create(**{**values, **fields})


def make_alarm(feed: s.Feed | None = None, **fields: Any) -> s.Alarm:
    """An open alarm: failing."""
    values: dict[str, Any] = {
        "feed": feed or make_feed(),
        "kind": "failing",
        "message": "failed for two days",
        "opened_at": NOW,
    }
    return s.Alarm.objects.create(**{**values, **fields})


# --- people who sign in ------------------------------------------------------------------------------


def make_user(username: str = "", *groups: str, password: str = "test-password", **fields: Any) -> User:
    """A staff user in the named groups (Analyst, Editor, Chief editor, Operator), which must exist or are made."""
    user = User.objects.create_user(
        username or f"user{next(_count)}", password=password, **{"is_staff": True, **fields}
    )
    for name in groups:
        user.groups.add(Group.objects.get_or_create(name=name)[0])
    return user


def make_superuser(username: str = "", password: str = "test-password") -> User:
    """A user who may do everything."""
    return User.objects.create_superuser(username or f"root{next(_count)}", password=password)


# --- the record --------------------------------------------------------------------------------------

_NAMES = {
    "US": ("united-states", "United States", "美国", "state"),
    "CN": ("china", "China", "中国", "state"),
    "EU": ("european-union", "European Union", "欧盟", "union"),
    "JP": ("japan", "Japan", "日本", "state"),
}


def make_party(code: str = "", **fields: Any) -> d.Party:
    """Found or made by ``code``; US, CN, EU and JP come with their names."""
    code = code or f"P{next(_count)}"
    slug, en, zh, kind = _NAMES.get(code, (code.lower(), f"Party {code}", "", "state"))
    values = {"slug": slug, "name_en": en, "name_zh": zh, "kind": kind}
    return d.Party.objects.get_or_create(code=code, defaults={**values, **fields})[0]


def make_alias(text: str, party: d.Party | str = "CN", language: str = "en") -> d.PartyAlias:
    """Found or made: a way that texts name a party."""
    party = make_party(party) if isinstance(party, str) else party
    return d.PartyAlias.objects.get_or_create(text=text, language=language, defaults={"party": party})[0]


def make_person(**fields: Any) -> d.Person:
    """A negotiator of the US side."""
    n = next(_count)
    values: dict[str, Any] = {"slug": f"person-{n}", "name_en": f"Person {n}", "role": "negotiator"}
    values["party"] = fields.pop("party", None) or make_party("US")
    return d.Person.objects.create(**{**values, **fields})


def make_material(symbol: str = "Dy", **fields: Any) -> d.Material:
    """Found or made by symbol: dysprosium unless said otherwise."""
    values: dict[str, Any] = {
        "slug": symbol.lower(),
        "name_en": {"Dy": "dysprosium"}.get(symbol, f"material {symbol}"),
        "name_zh": {"Dy": "镝"}.get(symbol, "材料"),
        "atomic_number": {"Dy": 66}.get(symbol),
        "group": "heavy",
        "uses": "magnets",
    }
    return d.Material.objects.get_or_create(symbol=symbol, defaults={**values, **fields})[0]


def make_deal(*, parties: tuple[str, ...] = ("US", "CN"), **fields: Any) -> d.Deal:
    """A published deal between ``parties`` (codes)."""
    n = next(_count)
    values: dict[str, Any] = {
        "slug": f"deal-{n}",
        "title_en": f"Deal {n}",
        "stage": "in force",
        "summary": "A deal made up for the tests.",
    }
    deal = d.Deal.objects.create(**{**values, **fields})
    deal.parties.set([make_party(code) for code in parties])
    return deal


def make_round(deal: d.Deal | None = None, **fields: Any) -> d.Round:
    """Talks on 10 and 11 May 2025."""
    n = next(_count)
    values: dict[str, Any] = {
        "deal": deal or make_deal(),
        "kind": "talks",
        "slug": f"round-{n}",
        "name_en": f"Round {n}",
        "starts_on": dt.date(2025, 5, 10),
        "ends_on": dt.date(2025, 5, 11),
        "place": "Testville",
        "public_since": dt.date(2025, 5, 12),
    }
    return d.Round.objects.create(**{**values, **fields})


def make_agreement(deal: d.Deal | None = None, **fields: Any) -> d.Agreement:
    """A joint statement announced on 12 May 2025."""
    n = next(_count)
    values: dict[str, Any] = {
        "deal": deal or make_deal(),
        "slug": f"agreement-{n}",
        "title_en": f"Agreement {n}",
        "form": "joint_statement",
        "announced_on": dt.date(2025, 5, 12),
        "public_since": dt.date(2025, 5, 12),
    }
    return d.Agreement.objects.create(**{**values, **fields})


def make_instrument(issuer: d.Party | str = "CN", **fields: Any) -> d.Instrument:
    """An announcement of 4 April 2025 with a number of its own."""
    n = next(_count)
    values: dict[str, Any] = {
        "issuer": make_party(issuer) if isinstance(issuer, str) else issuer,
        "number": f"2025/{n}",
        "title_en": f"Announcement {n} of 2025",
        "kind": "announcement",
        "issued_on": dt.date(2025, 4, 4),
        "slug": f"announcement-{n}",
    }
    return d.Instrument.objects.create(**{**values, **fields})


def make_commitment(
    deal: d.Deal | None = None,
    *,
    obligor: str = "CN",
    obligee: str = "US",
    text: str = "Reviews and approves applications for export licences.",
    public_since: dt.date | None = dt.date(2025, 5, 12),
    terms: dict[str, Any] | None = None,
    **fields: Any,
) -> d.Commitment:
    """A commitment with one row of terms; ``obligee=""`` leaves it unstated, ``terms`` sets terms' fields."""
    values: dict[str, Any] = {
        "slug": f"commitment-{next(_count)}",
        "deal": deal or make_deal(),
        "obligor": make_party(obligor),
        "obligee": make_party(obligee) if obligee else None,
    }
    commitment = d.Commitment.objects.create(**{**values, **fields})
    worded: dict[str, Any] = {"action": "APPROVE", "object": "licences", "modality": "will"}
    d.CommitmentTerms.objects.create(
        commitment=commitment, text_en=text, public_since=public_since, **{**worded, **(terms or {})}
    )
    return commitment


def make_countermeasure(
    *,
    imposed_by: str = "CN",
    targets: tuple[str, ...] = ("US",),
    deals: tuple[d.Deal, ...] = (),
    **fields: Any,
) -> d.Countermeasure:
    """A published export control of ``imposed_by`` on ``targets`` (codes)."""
    n = next(_count)
    values: dict[str, Any] = {
        "slug": f"measure-{n}",
        "title_en": f"Export control {n}",
        "imposed_by": make_party(imposed_by),
        "kind": "export_control",
        "public_since": dt.date(2025, 4, 4),
    }
    measure = d.Countermeasure.objects.create(**{**values, **fields})
    measure.targets.set([make_party(code) for code in targets])
    measure.deals.set(deals)
    return measure


def make_event(deal: d.Deal | None = None, *, on: dt.date = dt.date(2025, 5, 12), **fields: Any) -> d.Event:
    """An announcement on the day ``on``, public that day; name at most one subject."""
    values: dict[str, Any] = {
        "deal": deal or make_deal(),
        "kind": "announced",
        "title_en": f"Event {next(_count)}",
        "occurred_earliest": on,
        "occurred_latest": on,
        "public_since": on,
    }
    return d.Event.objects.create(**{**values, **fields})


def make_status(
    *,
    status: str = "in_force",
    from_on: dt.date | None = dt.date(2025, 4, 4),
    until_on: dt.date | None = None,
    **fields: Any,
) -> d.Status:
    """A period from ``from_on`` to and including ``until_on``; name one subject (a countermeasure is made if none)."""
    if not {"agreement", "commitment", "countermeasure"} & fields.keys():
        fields["countermeasure"] = make_countermeasure()
    upper = until_on + dt.timedelta(days=1) if until_on else None
    values: dict[str, Any] = {
        "status": status,
        "effective": DateRange(from_on, upper, "[)"),
        "public_since": from_on,
    }
    return d.Status.objects.create(**{**values, **fields})


def make_condition(**fields: Any) -> d.Condition:
    """A "once" edge between two new commitments, or what ``fields`` name."""
    if not {"commitment", "countermeasure"} & fields.keys():
        fields["commitment"] = make_commitment(obligor="US", obligee="CN")
    if not {"needs_commitment", "needs_countermeasure", "needs_words"} & fields.keys():
        fields["needs_commitment"] = make_commitment()
    values: dict[str, Any] = {
        "relation": "once",
        "wording": "once the other side delivers",
        "public_since": dt.date(2025, 5, 12),
    }
    return d.Condition.objects.create(**{**values, **fields})


def make_cited_source(**fields: Any) -> d.CitedSource:
    """A published source of 12 May 2025 whose text is not kept."""
    n = next(_count)
    values: dict[str, Any] = {
        "publisher": "Test Gazette",
        "title": f"Cited report {n}",
        "url": f"https://cited.example/{n}",
        "published_on": dt.date(2025, 5, 12),
    }
    return d.CitedSource.objects.create(**{**values, **fields})


def make_citation(**fields: Any) -> d.Citation:
    """A citation of a new source; name one subject (an event is made if none)."""
    if not set(CITABLE) & fields.keys():
        fields["event"] = make_event()
    fields.setdefault("source", None)
    if fields["source"] is None:
        fields["source"] = make_cited_source()
    return d.Citation.objects.create(**{"public_since": dt.date(2025, 5, 12), **fields})


def make_evidence(version: s.DocumentVersion | None = None, quote: str = "", **fields: Any) -> d.Evidence:
    """A pinned quote (a substring of the version's text); name one subject (an event is made if none)."""
    if version is None:
        version = make_version()
    quote = quote or version.text.rstrip(".。").rpartition(". ")[2].strip()
    start = fields.pop("start", version.text.index(quote))
    if not set(EVIDENCED) & fields.keys():
        fields["event"] = make_event()
    values: dict[str, Any] = {
        "version": version,
        "start": start,
        "stop": start + len(quote),
        "quote": quote,
        "before": version.text[max(0, start - 30) : start],
        "after": version.text[start + len(quote) : start + len(quote) + 30],
        "public_since": dt.date(2026, 11, 24),
    }
    return d.Evidence.objects.create(**{**values, **fields})


def make_proposal(claim: s.Claim | None = None, **fields: Any) -> d.Proposal:
    """A pending proposal of a new commitment from a claim, which is set to proposed."""
    claim = claim or make_claim()
    values: dict[str, Any] = {
        "action": "new_commitment",
        "draft": {"obligor": "US", "obligee": "CN", "text_en": claim.quote},
        "score": 0.5,
        "reasons": ["made for a test"],
    }
    claim.state = s.Claim.State.PROPOSED
    claim.save(update_fields=["state"])
    return d.Proposal.objects.create(**{**values, "claim": claim, **fields})
