"""A small deal for the tests of pages. Every name, date, number and quotation in it is made up for the tests.

Words that must not be seen at some dates are spelled so that a page can be searched for them:
``MAYWORD`` was public from 12 May 2025, ``JUNEWORD`` from 27 June 2025, ``OCTWORD`` from 9 October 2025;
``HIDDENWORD`` stands only in unpublished rows; ``DRAFTWORD`` only in a rule's findings and proposals;
``OLDWORD`` in a row that was superseded on 1 August 2026.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import User
from django.db.backends.postgresql.psycopg_any import DateRange

from deals import models as d
from sources import models as s

D = dt.date
RECORDED = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
CORRECTED = dt.datetime(2026, 8, 1, 9, 0, tzinfo=dt.UTC)
ZH_TEXT = (
    "测试声明（为测试而写）\n\n"
    "甲方将依法审批符合条件的出口申请，乙方将相应取消一系列限制性措施。\n\n"
    "双方同意保持沟通。𠮷字在基本平面之外。"
)
EN_TEXT = (
    "Made-up report for tests.\n\n"
    "The minister said that they would deliver the goods. DRAFTWORD would follow later.\n\n"
    "Nobody else commented."
)


def build() -> SimpleNamespace:
    """Make the rows and return the ones that tests name."""
    w = SimpleNamespace()
    w.user = User.objects.create(username="world-editor", first_name="Test", last_name="Editor")
    w.us = d.Party.objects.create(slug="us", code="US", name_en="United States", name_zh="美国", kind="state")
    w.cn = d.Party.objects.create(slug="cn", code="CN", name_en="China", name_zh="中国", kind="state")
    w.eu = d.Party.objects.create(
        slug="eu", code="EU", name_en="European Union", name_zh="欧盟", kind="union"
    )
    w.ministry = d.Party.objects.create(
        slug="cn-ministry",
        code="CN-MIN",
        name_en="Test Ministry",
        name_zh="测试部",
        kind="authority",
        parent=w.cn,
    )
    for text, language in (("甲方", "zh"), ("the first side", "en")):
        d.PartyAlias.objects.create(party=w.cn, text=text, language=language)
    w.person = d.Person.objects.create(
        slug="li-test", name_en="Li Test", name_zh="李测试", party=w.cn, role="Vice premier"
    )
    w.envoy = d.Person.objects.create(slug="ann-test", name_en="Ann Test", party=w.us, role="Secretary")
    w.dy = d.Material.objects.create(
        symbol="Dy",
        slug="dysprosium",
        name_en="Dysprosium",
        name_zh="镝",
        atomic_number=66,
        group="heavy",
        uses="magnets",
    )
    w.nd = d.Material.objects.create(
        symbol="Nd",
        slug="neodymium",
        name_en="Neodymium",
        name_zh="钕",
        atomic_number=60,
        group="light",
        uses="magnets",
    )
    w.deal = d.Deal.objects.create(
        slug="test-deal",
        title_en="Test rare-earth deal",
        title_zh="测试稀土协议",
        stage="confirmed, PROSEWORD",
        summary="The first side reviews applications and the second lifts measures: PROSEWORD.",
        position=1,
    )
    w.deal.parties.set([w.us, w.cn])
    w.other_deal = d.Deal.objects.create(
        slug="other-deal", title_en="Other deal", stage="announced", summary="Another one.", position=2
    )
    w.other_deal.parties.set([w.us, w.eu])
    w.hidden_deal = d.Deal.objects.create(
        slug="hidden-deal", title_en="HIDDENWORD deal", stage="-", summary="-", is_published=False
    )
    _rounds(w)
    _agreement(w)
    _documents(w)
    _commitments(w)
    _measures(w)
    _events(w)
    _clash(w)
    return w


def on_record(**extra: Any) -> dict[str, Any]:
    """The record columns of a row put on record on 5 January 2026."""
    return {"recorded_at": RECORDED, **extra}


def period(first: dt.date | None, last: dt.date | None = None) -> DateRange:
    """A span of days, ``last`` included."""
    return DateRange(first, last + dt.timedelta(days=1) if last else None)


def cite(title: str, day: dt.date, *, url: str | None = None, quote: str = "", **subject: Any) -> d.Citation:
    """A citation of a made-up source published on ``day``."""
    source = d.CitedSource.objects.create(
        publisher="Test Gazette", title=title, url=url, published_on=day, published_wording=day.isoformat()
    )
    return d.Citation.objects.create(
        source=source,
        quote=quote,
        quote_language="en" if quote else "",
        **on_record(public_since=day),
        **subject,
    )


def _rounds(w: SimpleNamespace) -> None:
    def new(slug: str, kind: str, name: str, first: dt.date, last: dt.date, **extra: Any) -> d.Round:
        return d.Round.objects.create(
            deal=w.deal,
            slug=slug,
            kind=kind,
            name_en=name,
            starts_on=first,
            ends_on=last,
            public_since=last,
            **extra,
        )

    w.geneva = new(
        "lakeside",
        "talks",
        "Lakeside",
        D(2025, 5, 10),
        D(2025, 5, 11),
        number=1,
        place="Lakeside",
        outcome="OUTCOMEWORD: both cut tariffs.",
        name_zh="湖滨",
    )
    w.call = new("call", "leaders_contact", "Leaders' call", D(2025, 6, 5), D(2025, 6, 5))
    w.london = new(
        "riverside", "talks", "Riverside", D(2025, 6, 9), D(2025, 6, 10), number=2, place="Riverside"
    )
    w.framework = new("confirmation", "confirmation", "Confirmation", D(2025, 6, 24), D(2025, 6, 27))
    d.Round.objects.create(
        deal=w.deal,
        slug="secret",
        kind="talks",
        name_en="HIDDENWORD round",
        starts_on=D(2025, 9, 1),
        ends_on=D(2025, 9, 2),
        is_published=False,
        public_since=D(2025, 9, 2),
    )
    cite("Lakeside communiqué", D(2025, 5, 12), url="https://gazette.example/lakeside", round=w.geneva)
    for party, person in ((w.us, w.envoy), (w.cn, w.person)):
        d.Delegate.objects.create(
            round=w.geneva, party=party, person=person, **on_record(public_since=D(2025, 5, 10))
        )
    d.Readout.objects.create(
        round=w.geneva,
        kind="joint_statement",
        title="Joint statement of Lakeside",
        published_on=D(2025, 5, 12),
        **on_record(public_since=D(2025, 5, 12)),
    )
    for party in (w.us, w.cn):
        d.Readout.objects.create(
            round=w.london,
            party=party,
            kind="none",
            title="No text",
            summary="First worded later.",
            **on_record(public_since=D(2025, 6, 11)),
        )
    w.readout = d.Readout.objects.create(
        round=w.framework,
        party=w.cn,
        kind="remarks",
        title="Ministry's answer",
        published_on=D(2025, 6, 27),
        **on_record(public_since=D(2025, 6, 27)),
    )


def _agreement(w: SimpleNamespace) -> None:
    w.agreement = d.Agreement.objects.create(
        deal=w.deal,
        slug="lakeside-statement",
        title_en="Lakeside statement",
        title_zh="湖滨声明",
        form="joint_statement",
        reached_at=w.geneva,
        announced_on=D(2025, 5, 12),
        effective_on=D(2025, 5, 14),
        state_note="PROSEWORD state.",
        public_since=D(2025, 5, 12),
    )
    for party in (w.us, w.cn):
        d.AgreementParty.objects.create(agreement=w.agreement, party=party)
    cite("Lakeside statement", D(2025, 5, 12), agreement=w.agreement)


def _documents(w: SimpleNamespace) -> None:
    def new(title: str, text: str, language: str, official: bool, day: dt.date) -> s.DocumentVersion:
        sha = hashlib.sha256(text.encode()).hexdigest()
        document = s.Document.objects.create(
            canonical_url=f"https://texts.example/{sha[:8]}",
            identity=sha,
            title=title,
            publisher="商务测试部" if official else "Test Wire",
            kind="statement" if official else "news",
            is_official=official,
            language=language,
            first_seen_at=RECORDED,
        )
        moment = dt.datetime.combine(day, dt.time(4), dt.UTC)
        return s.DocumentVersion.objects.create(
            document=document,
            number=1,
            title=title,
            text=text,
            text_sha256=sha,
            language=language,
            published_earliest=moment,
            published_latest=moment,
            published_precision="day",
            seen_at=RECORDED,
        )

    w.zh = new("测试部答记者问", ZH_TEXT, "zh-Hans", True, D(2025, 6, 27))
    w.en = new("Made-up wire report", EN_TEXT, "en", False, D(2025, 6, 26))


def pin(version: s.DocumentVersion, quote: str, day: dt.date, **subject: Any) -> d.Evidence:
    """Evidence at the first place of ``quote`` in a version."""
    start = version.text.index(quote)
    stop = start + len(quote)
    return d.Evidence.objects.create(
        version=version,
        start=start,
        stop=stop,
        quote=quote,
        before=version.text[max(0, start - 30) : start],
        after=version.text[stop : stop + 30],
        **on_record(public_since=day),
        **subject,
    )


def _commitments(w: SimpleNamespace) -> None:
    def new(
        slug: str, obligor: d.Party, obligee: d.Party, text: str, day: dt.date, **extra: Any
    ) -> d.Commitment:
        published = extra.pop("is_published", True)
        made_at = extra.pop("round", w.framework)
        one = d.Commitment.objects.create(
            slug=slug, deal=w.deal, round=made_at, obligor=obligor, obligee=obligee, is_published=published
        )
        d.CommitmentTerms.objects.create(commitment=one, text_en=text, **on_record(public_since=day), **extra)
        return one

    w.review = new(
        "review",
        w.cn,
        w.us,
        "Review and approve applications, JUNEWORD",
        D(2025, 6, 27),
        text_zh="依法审批出口申请",
        modality="will",
        action="APPROVE",
        object="licences",
    )
    w.lift = new(
        "lift",
        w.us,
        w.cn,
        "Lift the measures of May, JUNEWORD",
        D(2025, 6, 27),
        condition_wording="after delivery",
    )
    w.cut = new(
        "cut",
        w.us,
        w.cn,
        "Cut tariffs by 24 points, MAYWORD",
        D(2025, 5, 12),
        round=w.geneva,
        due_on=D(2026, 12, 1),
        due_precision="day",
    )
    w.hidden = new("hidden", w.us, w.cn, "HIDDENWORD undertaking", D(2025, 5, 12), is_published=False)
    d.CommitmentTerms.objects.create(
        commitment=w.cut,
        text_en="Cut tariffs by 24 points and keep 10, OCTWORD",
        **on_record(public_since=D(2025, 10, 9)),
        due_on=D(2026, 12, 1),
        due_precision="day",
    )
    w.condition = d.Condition.objects.create(
        commitment=w.lift,
        needs_commitment=w.review,
        relation="once",
        wording="once they deliver, we lift",
        said_by=w.us,
        **on_record(public_since=D(2025, 6, 27)),
    )
    for one, status, day in ((w.review, "in_progress", D(2025, 7, 4)), (w.cut, "kept", D(2025, 5, 14))):
        d.Status.objects.create(
            commitment=one,
            aspect="verification",
            status=status,
            effective=period(day),
            **on_record(public_since=day),
        )
    w.evidence = pin(w.zh, "依法审批符合条件的出口申请", D(2025, 6, 27), commitment=w.review)
    overlapping = "符合条件的出口申请，乙方将相应取消"
    w.overlap = pin(w.zh, overlapping, D(2025, 6, 27), condition=w.condition)
    pin(w.en, "they would deliver the goods", D(2025, 6, 26), commitment=w.lift)
    cite("Report on the cut", D(2025, 5, 12), commitment=w.cut, quote="a made-up quotation of the cut")
    start = EN_TEXT.index("DRAFTWORD")
    quote = "DRAFTWORD would follow later."
    w.claim = s.Claim.objects.create(
        version=w.en,
        kind="commitment",
        start=start,
        stop=start + len(quote),
        quote=quote,
        rules_version="test",
        state="proposed",
    )
    d.Proposal.objects.create(
        claim=w.claim, action="new_commitment", deal=w.deal, draft={"text_en": "DRAFTWORD draft"}
    )
    d.Note.objects.create(
        commitment=w.review,
        author=w.user,
        body="A *public* note with [a link](https://notes.example/x) and <b>no</b> markup.",
        is_public=True,
    )
    d.Note.objects.create(commitment=w.review, author=w.user, body="HIDDENWORD note", is_public=False)


def _measures(w: SimpleNamespace) -> None:
    def new(slug: str, by: d.Party, title: str, kind: str, day: dt.date, **extra: Any) -> d.Countermeasure:
        one = d.Countermeasure.objects.create(
            slug=slug, title_en=title, imposed_by=by, kind=kind, public_since=day, **extra
        )
        one.deals.add(w.deal)
        return one

    def state(
        measure: d.Countermeasure,
        code: str,
        first: dt.date,
        last: dt.date | None,
        known: dt.date,
        until: dt.date | None = None,
        **extra: Any,
    ) -> d.Status:
        row = d.Status.objects.create(
            countermeasure=measure,
            status=code,
            effective=period(first, last),
            public_until=until,
            **on_record(public_since=known),
            **extra,
        )
        cite(f"{measure.slug} {code}", known, status=row)
        return row

    instrument = d.Instrument.objects.create(
        issuer=w.ministry,
        number="2025/90",
        title_en="Test Announcement No. 90",
        kind="announcement",
        slug="test-90",
        issued_on=D(2025, 4, 4),
    )
    w.control = new(
        "control-90",
        w.cn,
        "Control of seven test earths",
        "export_control",
        D(2025, 4, 4),
        instrument=instrument,
        title_zh="七类测试稀土管制",
        targets_wording="all destinations",
    )
    state(w.control, "in_force", D(2025, 4, 4), None, D(2025, 4, 4))
    w.october = new("october", w.cn, "October control OCTWORD", "export_control", D(2025, 10, 9))
    state(w.october, "in_force", D(2025, 11, 8), None, D(2025, 10, 9), until=D(2025, 11, 7))
    w.suspension = state(
        w.october,
        "suspended",
        D(2025, 11, 7),
        D(2026, 11, 10),
        D(2025, 11, 7),
        runs_out=True,
        reverts_to="in_force",
        end_wording="until 10 November 2026",
    )
    w.gallium = new("gallium", w.cn, "Ban on test gallium", "ban", D(2025, 4, 4))
    state(
        w.gallium,
        "suspended",
        D(2025, 11, 9),
        D(2026, 11, 27),
        D(2025, 11, 9),
        runs_out=True,
        reverts_to="in_force",
    )
    w.tariff = new("tariff", w.us, "Test tariff", "tariff", D(2025, 4, 2))
    state(w.tariff, "in_force", D(2025, 4, 5), D(2025, 5, 13), D(2025, 4, 2))
    state(w.tariff, "partly_suspended", D(2025, 5, 14), None, D(2025, 5, 12), scope="24 of 34 points")
    d.Rate.objects.create(
        countermeasure=w.tariff,
        wording="34 percent",
        percent=34,
        from_on=D(2025, 4, 5),
        **on_record(public_since=D(2025, 4, 2)),
    )
    d.Coverage.objects.create(
        countermeasure=w.control, material=w.dy, **on_record(public_since=D(2025, 4, 4))
    )
    d.Coverage.objects.create(
        countermeasure=w.october, material=w.nd, **on_record(public_since=D(2025, 10, 9))
    )
    d.Coverage.objects.create(
        countermeasure=w.control, wording="test magnets", **on_record(public_since=D(2025, 4, 4))
    )
    w.control.targets.add(w.us)
    link = d.MeasureLink.objects.create(
        measure=w.control,
        to=w.tariff,
        relation="answers",
        wording="in answer to the tariff",
        **on_record(public_since=D(2025, 4, 4)),
    )
    cite("Why the control came", D(2025, 4, 4), measure_link=link)
    d.MeasureLink.objects.create(
        measure=w.october,
        to=w.tariff,
        relation="answers",
        wording="HIDDENWORD link",
        is_published=False,
        **on_record(public_since=D(2025, 10, 9)),
    )
    d.Condition.objects.create(
        countermeasure=w.october,
        needs_words="the other side withdraws its rule",
        relation="if",
        wording="if the rule is withdrawn",
        **on_record(public_since=D(2025, 10, 9)),
    )
    cite("Announcement No. 90", D(2025, 4, 4), url="https://gazette.example/90", countermeasure=w.control)
    new("hidden-measure", w.us, "HIDDENWORD measure", "tariff", D(2025, 4, 2), is_published=False)


def _events(w: SimpleNamespace) -> None:
    def new(
        kind: str,
        title: str,
        first: dt.date,
        known: dt.date | None = None,
        last: dt.date | None = None,
        **extra: Any,
    ) -> d.Event:
        event = d.Event.objects.create(
            deal=w.deal,
            kind=kind,
            title_en=title,
            occurred_earliest=first,
            occurred_latest=last or first,
            **{**on_record(public_since=known or first), **extra},
        )
        if event.is_published:
            cite(f"Source of {title}", known or first, event=event)
        return event

    new("announced", "China controls seven test earths", D(2025, 4, 4), actor=w.cn, countermeasure=w.control)
    new("agreement", "Lakeside statement MAYWORD", D(2025, 5, 12), agreement=w.agreement, round=w.geneva)
    w.signed = new(
        "statement",
        "The secretary says it is signed JUNEWORD",
        D(2025, 6, 24),
        D(2025, 6, 27),
        D(2025, 6, 25),
        actor=w.us,
        precision="interval",
        round=w.framework,
    )
    w.answer = new(
        "statement",
        "The ministry confirms details JUNEWORD",
        D(2025, 6, 27),
        actor=w.ministry,
        title_zh="测试部确认细节",
    )
    new("announced", "October controls OCTWORD", D(2025, 10, 9), actor=w.cn)
    new("deadline", "Made-up deadline", D(2027, 1, 10), D(2025, 11, 7))
    new("statement", "HIDDENWORD event", D(2025, 7, 1), actor=w.us, is_published=False)
    old = new("statement", "OLDWORD statement", D(2025, 7, 2), actor=w.us, superseded_at=CORRECTED)
    w.corrected = d.Event.objects.create(
        deal=w.deal,
        kind="statement",
        title_en="Corrected statement NEWWORD",
        occurred_earliest=D(2025, 7, 2),
        occurred_latest=D(2025, 7, 2),
        actor=w.us,
        public_since=D(2025, 7, 2),
        recorded_at=CORRECTED,
        corrects=old,
        correction_reason="a made-up misreading",
    )
    pin(w.zh, "双方同意保持沟通", D(2025, 6, 27), event=w.answer)


def _clash(w: SimpleNamespace) -> None:
    w.clash = d.Contradiction.objects.create(
        slug="signing-day",
        statement="Signed on 24 June or on 25 June: CLASHWORD.",
        field="signed_on",
        event=w.signed,
    )
    for value, speaker, known in (
        ("24 June", "Ann Test", D(2025, 6, 26)),
        ("25 June", "Bob Test", D(2025, 6, 27)),
    ):
        d.ContradictionValue.objects.create(
            contradiction=w.clash, value=value, speaker=speaker, said_by=w.us, **on_record(public_since=known)
        )
