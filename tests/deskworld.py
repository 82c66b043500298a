"""A small record and a few statements for the tests of matching, review and the desk.

Every text here was written for these tests in the manner of such statements; none is a quotation. Numbers of
orders and notices are real ones where a link to them is what is tested.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import Group, User

from deals import models as d
from sources.models import Claim, Document, DocumentVersion

D = dt.date
FRIDAY = D(2025, 6, 27)
GENEVA = D(2025, 5, 12)
SAID = (
    "Officials spoke after the talks in London.\n\n"
    "“They will deliver rare earths to us,” the American secretary said. "
    "“Once China does that, we will take down our countermeasures.”\n\n"
    "The Chinese ministry said that it would review and approve export applications that meet the conditions."
)
SAID_ZH = (
    "双方团队保持沟通。中方将依法审批符合条件的管制物项出口申请，美方将相应取消对华采取的一系列限制性措施。"
)


def moment(year: int, month: int, day: int, hour: int = 0) -> dt.datetime:
    """A moment in UTC."""
    return dt.datetime(year, month, day, hour, tzinfo=dt.UTC)


def make_version(
    text: str = SAID,
    *,
    language: str = "en",
    published: dt.date | None = FRIDAY,
    official: bool = False,
    party: str = "",
    title: str = "Test report on the United States and China",
    publisher: str = "Test Gazette",
    seen: dt.datetime | None = None,
) -> DocumentVersion:
    """Store a document with one version; ``published`` None makes it undated."""
    digest = hashlib.sha256(f"{title}{text}{publisher}".encode()).hexdigest()
    document = Document.objects.create(
        identity=digest,
        title=title,
        publisher=publisher,
        party=party,
        is_official=official,
        language=language[:2],
        first_seen_at=seen or moment(2025, 6, 30),
        wants_page=False,
    )
    earliest = dt.datetime.combine(published, dt.time(), dt.UTC) if published else None
    return DocumentVersion.objects.create(
        document=document,
        number=1,
        title=title,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        language=language,
        published_earliest=earliest,
        published_latest=earliest + dt.timedelta(days=1, microseconds=-1) if earliest else None,
        published_precision="day" if published else "undated",
        published_wording=published.isoformat() if published else "",
        seen_at=seen or moment(2025, 6, 30),
        rules_version="test",
    )


def make_claim(version: DocumentVersion, quote: str, kind: str = "commitment", **attributes: Any) -> Claim:
    """Store a claim whose quote stands in the version's text."""
    start = version.text.index(quote)
    reasons = attributes.pop("reasons", ["trigger:test"])
    rules_version = attributes.pop("rules_version", "test-1")
    return Claim.objects.create(
        version=version,
        kind=kind,
        start=start,
        stop=start + len(quote),
        quote=quote,
        attributes=attributes,
        reasons=reasons,
        rules_version=rules_version,
        confidence=0.9,
    )


def make_commitment(
    w: SimpleNamespace,
    slug: str,
    obligor: d.Party,
    obligee: d.Party | None,
    text_en: str,
    *,
    day: dt.date = GENEVA,
    round_: d.Round | None = None,
    **terms: Any,
) -> d.Commitment:
    """Put a commitment with one set of terms on record."""
    commitment = d.Commitment.objects.create(
        slug=slug, deal=w.deal, round=round_, obligor=obligor, obligee=obligee
    )
    d.CommitmentTerms.objects.create(commitment=commitment, text_en=text_en, public_since=day, **terms)
    return commitment


def make_measure(
    w: SimpleNamespace, slug: str, imposed_by: d.Party, title: str, kind: str, number: str = "", **extra: Any
) -> d.Countermeasure:
    """Put a measure with its instrument on record."""
    instrument = (
        d.Instrument.objects.create(
            issuer=imposed_by, number=number, title_en=title, kind="announcement", slug=f"i-{slug}"
        )
        if number
        else None
    )
    measure = d.Countermeasure.objects.create(
        slug=slug, title_en=title, imposed_by=imposed_by, kind=kind, instrument=instrument, **extra
    )
    measure.deals.add(w.deal)
    return measure


def make_user(name: str, group: str = "", **extra: Any) -> User:
    """A staff user of a group."""
    user = User.objects.create(username=name, is_staff=True, **extra)  # no password: tests log in by force
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def build() -> SimpleNamespace:
    """Put two states, a deal with three rounds, seven commitments and three measures on record."""
    w = SimpleNamespace()
    w.us = d.Party.objects.create(slug="us", code="US", name_en="United States", name_zh="美国", kind="state")
    w.cn = d.Party.objects.create(slug="cn", code="CN", name_en="China", name_zh="中国", kind="state")
    w.eu = d.Party.objects.create(slug="eu", code="EU", name_en="European Union", kind="union")
    w.ministry = d.Party.objects.create(
        slug="cn-mofcom", code="CN-MOFCOM", name_en="Commerce Ministry", kind="authority", parent=w.cn
    )
    for party, text, language in (
        (w.us, "American", "en"),
        (w.us, "美方", "zh"),
        (w.cn, "Chinese", "en"),
        (w.cn, "中方", "zh"),
    ):
        d.PartyAlias.objects.create(party=party, text=text, language=language)
    w.dy = d.Material.objects.create(
        symbol="Dy", slug="dysprosium", name_en="Dysprosium", name_zh="镝", group="heavy", uses="magnets"
    )
    w.deal = d.Deal.objects.create(
        slug="us-china", title_en="US-China", stage="confirmed", summary="Test.", position=1
    )
    w.deal.parties.set([w.us, w.cn])
    w.other = d.Deal.objects.create(
        slug="us-eu", title_en="US-EU", stage="confirmed", summary="Test.", position=2
    )
    w.other.parties.set([w.us, w.eu])
    w.geneva, w.london, w.framework = (
        d.Round.objects.create(deal=w.deal, slug=slug, kind=kind, name_en=name, starts_on=first, ends_on=last)
        for slug, kind, name, first, last in (
            ("geneva", "talks", "Geneva", D(2025, 5, 10), D(2025, 5, 11)),
            ("london", "talks", "London", D(2025, 6, 9), D(2025, 6, 10)),
            ("framework", "confirmation", "Final framework", D(2025, 6, 24), D(2025, 6, 27)),
        )
    )
    w.approve = make_commitment(
        w,
        "cn-approve",
        w.cn,
        w.us,
        "Review and approve export applications for controlled items that meet the conditions",
        day=D(2025, 6, 27),
        round_=w.framework,
        action="APPROVE",
        object="licences",
    )
    w.take_down = make_commitment(
        w,
        "us-lift",
        w.us,
        w.cn,
        "Take down a series of restrictive measures against China once rare earths are delivered",
        day=D(2025, 6, 27),
        round_=w.framework,
        action="LIFT",
        object="restrictive_measures",
    )
    w.us24 = make_commitment(
        w,
        "us-24",
        w.us,
        w.cn,
        "Suspend 24 points of the EO 14257 rate on Chinese goods for 90 days, keep 10 points",
        round_=w.geneva,
    )
    w.cn24 = make_commitment(
        w, "cn-24", w.cn, w.us, "Suspend 24 points of the retaliatory rate for 90 days", round_=w.geneva
    )
    w.remove = make_commitment(
        w, "us-remove", w.us, w.cn, "Remove the increases of EO 14259 and EO 14266", round_=w.geneva
    )
    w.fees = make_commitment(
        w, "us-fees", w.us, w.cn, "Suspend the Section 301 port fees on Chinese ships for one year",
        day=D(2025, 11, 1),
    )  # fmt: skip
    w.soy = make_commitment(
        w, "cn-soy", w.cn, w.us, "Purchase 25 million tonnes of soybeans in each year", day=D(2025, 11, 1)
    )
    w.notice61 = make_measure(
        w, "cn-61", w.cn, "MOFCOM Announcement No. 61 of 2025: controls abroad on rare earths",
        "export_control", "2025/61", public_since=D(2025, 10, 9),
    )  # fmt: skip
    w.notice62 = make_measure(
        w, "cn-62", w.cn, "MOFCOM Announcement No. 62 of 2025: rare-earth technology",
        "export_control", "2025/62", public_since=D(2025, 10, 9),
    )  # fmt: skip
    w.order = make_measure(
        w, "us-14257", w.us, "EO 14257 reciprocal tariff", "tariff", "EO 14257", public_since=D(2025, 4, 2)
    )
    return w


def seed_claims(version: DocumentVersion) -> SimpleNamespace:
    """The claims that the rules find in ``SAID``: delivery, its condition, the take-down, the approval."""
    condition = "Once China does that"
    at = version.text.index(condition)
    return SimpleNamespace(
        deliver=make_claim(
            version,
            "They will deliver rare earths to us",
            actor="CN",
            target="US",
            modality="will",
            action="RESUME",
            object="rare_earths",
            materials=["rare_earths"],
            speaker="the American secretary",
        ),
        condition=make_claim(
            version,
            condition,
            "condition",
            actor="CN",
            modality="conditional",
            action="RESUME",
            object="rare_earths",
            reasons=["condition:once"],
        ),
        take_down=make_claim(
            version,
            "we will take down our countermeasures",
            actor="US",
            modality="conditional",
            action="LIFT",
            object="countermeasures",
            condition=[at, at + len(condition)],
        ),
        approve=make_claim(
            version,
            "it would review and approve export applications that meet the conditions",
            actor="CN",
            modality="will",
            action="APPROVE",
            object="licences",
        ),
    )
