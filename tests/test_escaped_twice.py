"""Texts that their source escaped once too often: the bytes stay as they came, the words are read as they were meant."""

import gzip

import pytest
from django.core.management import call_command

from deals.models import Proposal
from sources.markup import decoded_once
from sources.models import Claim, DocumentVersion
from sources.pages import read_page

GRADES = (
    "一、对高纯度（纯度&gt;99.9%）、高密度（密度&gt;1.73克/立方厘米）的人造石墨材料及其制品实施出口管制。"
)
READ = "一、对高纯度（纯度>99.9%）、高密度（密度>1.73克/立方厘米）的人造石墨材料及其制品实施出口管制。"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("purity &gt;99.9%", "purity >99.9%"),
        ("&ldquo;China will approve it.&rdquo;", "“China will approve it.”"),
        ("25&#37; &#x3e; 10&#37;", "25% > 10%"),
        ("once only: &amp;gt;", "once only: &gt;"),
        ("AT&T; R&D, Q&A &c. stay", "AT&T; R&D, Q&A &c. stay"),
        ("&gta; and & gt; stay", "&gta; and & gt; stay"),
        ("&#00; &#55296; are no characters", "  are no characters"),
    ],
)
def test_a_reference_that_is_left_in_a_text_is_decoded_once(given, read):
    assert decoded_once(given) == read


def test_a_page_that_escaped_its_words_twice_is_read_as_meant():
    markup = GRADES.replace("&gt;", "&amp;gt;")
    page = read_page(
        f"<html><body><h1>石墨&amp;gt;公告</h1><div id='x'><p>{markup}</p></div></body></html>".encode(),
        content_type="text/html; charset=utf-8",
        recipe={"body": "#x"},
        timezone="Asia/Shanghai",
        url="https://ministry.test/1",
        language="zh",
    )
    assert page.text == READ and page.title == "石墨>公告"
    assert any("escaped twice" in note for note in page.notes)
    once = read_page(
        f"<html><body><div id='x'><p>{GRADES}</p></div></body></html>".encode(),
        content_type="text/html; charset=utf-8",
        recipe={"body": "#x"},
        timezone="Asia/Shanghai",
        url="https://ministry.test/2",
        language="zh",
    )
    assert once.text == READ and not any("escaped" in note for note in once.notes)


@pytest.mark.django_db
def test_the_bytes_stay_the_words_are_decoded_and_every_offset_counts_what_is_read(tmp_path):
    path = tmp_path / "notice.txt"
    path.write_text(
        f"关于石墨物项的公告（为测试而写）\n\n{GRADES}\n\n中方将依法审批出口申请。\n", encoding="utf-8"
    )
    call_command(
        "ingest",
        str(path),
        language="zh",
        published="2025-06-27",
        publisher="Ministry of Commerce (MOFCOM), tests",
        verbosity=0,
    )
    version = DocumentVersion.objects.get()
    assert READ in version.text and "&gt;" not in version.text
    assert b"&gt;" in gzip.decompress(bytes(version.snapshot.body))
    claims = list(Claim.objects.all())
    assert claims and Proposal.objects.exists()
    for claim in claims:
        assert version.text[claim.start : claim.stop] == claim.quote
    assert max(claim.start for claim in claims) > version.text.index("1.73")
