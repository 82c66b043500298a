"""``manage.py ingest``: files and addresses down to proposals. The texts here were written for the tests."""

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from deals.headers import read_header
from deals.ingesting import publisher_of
from deals.models import Proposal
from sources import models as s
from tests.make import make_claim, make_party

pytestmark = pytest.mark.django_db

# Written for the tests, after the manner of a trade paper's site: a story between pieces of page furniture.
ARTICLE = """Two Capitals Settle Details of Their Minerals Understanding

Date:

Officials of the United States and China have settled the details of an understanding on critical minerals.

The Commerce Secretary told reporters that the order of steps was clear. “They will deliver rare earths to us,” he \
said. “Once China does that, we will take down our countermeasures.”

China’s Ministry of Commerce said in a statement that China will review and approve the export applications of \
controlled items that meet the conditions in accordance with the law. In return, the United States will cancel a \
series of restrictive measures taken against China.

Read also: China will suspend all tariffs on imported cheese

Share this article

About the author: She writes about shipping and will cover the summit in March.
"""

STATEMENT = """SOURCE: Ministry of Commerce (test copy) | Remarks on licences | https://m.example/a/1 | 2025-06-27 | en
[kept as stored; written for the tests]
China will approve eligible applications for exports of controlled items in accordance with law.
"""

CHINESE = """SOURCE: 商务部（测试） | 关于出口许可的谈话 | https://m.example/a/2 | 2025-06-27 | zh
中方将依法审批符合条件的管制物项出口申请，美方将相应取消对华采取的一系列限制性措施。双方同意保持沟通。
"""


def ingest(*names, **options):
    """Run the command; return what it printed on standard output and on standard error."""
    out, err = io.StringIO(), io.StringIO()
    call_command("ingest", *map(str, names), stdout=out, stderr=err, no_color=True, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture(autouse=True)
def parties():
    for code in ("US", "CN", "EU", "JP"):
        make_party(code)


@pytest.fixture
def put(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


class TestHeaders:
    def test_header_and_remark_are_not_text(self):
        header = read_header(STATEMENT)
        assert header.publisher == "Ministry of Commerce (test copy)"
        assert (header.title, header.url) == ("Remarks on licences", "https://m.example/a/1")
        assert (header.date, header.language) == ("2025-06-27", "en")
        assert header.remark == "kept as stored; written for the tests"
        assert header.body.startswith("China will approve")

    def test_a_title_may_hold_the_separator(self):
        header = read_header("SOURCE: P | One | two | https://a.example/ | 2025-01-01 | en\nText.")
        assert header.title == "One | two"

    def test_what_a_quoting_left_in_titles_is_undone(self):
        line = r"SOURCE: P | The People\u2019\ s words in\ \ two lines | https://a.example/ | 2025-01-01 | en"
        assert read_header(line + "\nText.").title == "The People’s words in two lines"

    def test_a_bracket_that_does_not_end_its_line_is_text(self):
        header = read_header("SOURCE: P | T | https://a.example/ | 2025-01-01 | en\n[Both] sides agreed.")
        assert (header.remark, header.body) == ("", "[Both] sides agreed.")

    def test_without_a_header_the_first_line_is_the_title(self):
        header = read_header(ARTICLE)
        assert header.title == "Two Capitals Settle Details of Their Minerals Understanding"
        assert header.date == ""
        assert header.body.startswith("Officials of")
        dated = read_header("A title\nDate: 27 June 2025\nThe text.")
        assert (dated.date, dated.body) == ("27 June 2025", "The text.")
        plain = read_header("Only words.\nMore words.")
        assert plain.body == "Only words.\nMore words."

    @pytest.mark.parametrize(
        ("name", "party"),
        [
            ("The White House", "US"),
            ("MOFCOM (China Export Control Information Network)", "CN"),
            ("商务部", "CN"),
            ("European Commission", "EU"),
            ("EU Global", None),
            ("Reuters", None),
        ],
    )
    def test_authorities_are_known_by_name(self, name, party):
        found = publisher_of(name)
        assert (found.party if found else None) == party


class TestFiles:
    def test_an_article_yields_both_promises_the_condition_and_nothing_from_its_furniture(self, put):
        out, _ = ingest(put("article.txt", ARTICLE))
        assert "1 of 1 ingested" in out
        proposals = Proposal.objects.select_related("claim")
        said = {(p.claim.attributes["actor"], p.claim.attributes["action"]): p.claim.quote for p in proposals}
        assert "review and approve the export applications" in (
            said.get(("CN", "APPROVE")) or said[("CN", "REVIEW")]
        )
        lifted = [p.claim.quote for p in proposals if p.claim.attributes["action"] == "LIFT"]
        assert any("take down our countermeasures" in quote for quote in lifted)
        conditions = [p.claim.quote for p in proposals if p.claim.kind == "condition"]
        assert any("Once China does that" in quote for quote in conditions)
        for proposal in proposals:
            assert proposal.state == "pending"
            assert not {"cheese", "author", "summit", "Share"} & set(proposal.claim.quote.split())
        version = s.DocumentVersion.objects.get()
        assert version.published_precision == "undated"
        assert version.document.publisher == "publisher not stated"
        assert (version.document.is_official, version.document.party) == (False, "")

    def test_a_statement_takes_what_its_header_says(self, put):
        path = put("statement.txt", STATEMENT)
        ingest(path)
        version = s.DocumentVersion.objects.select_related("document", "snapshot").get()
        document = version.document
        assert version.text == STATEMENT.split("\n")[2]
        assert (document.publisher, document.party, document.is_official) == (
            "Ministry of Commerce (test copy)",
            "CN",
            True,
        )
        assert (document.kind, document.language) == ("statement", "en")
        assert document.canonical_url == "https://m.example/a/1"
        assert document.extra["remark"].startswith("kept as stored")
        assert version.published_earliest == dt.datetime(
            2025, 6, 26, 16, tzinfo=dt.UTC
        )  # that day in Beijing
        assert (version.published_precision, version.published_wording) == ("day", "2025-06-27")
        import gzip

        assert gzip.decompress(version.snapshot.body) == path.read_bytes()
        assert Proposal.objects.exists()

    def test_chinese_goes_the_same_way(self, put):
        ingest(put("zh.txt", CHINESE))
        version = s.DocumentVersion.objects.get()
        assert version.language == "zh-Hans"
        actors = set(Proposal.objects.values_list("claim__attributes__actor", flat=True))
        assert {"CN", "US"} <= actors

    def test_the_same_file_twice_changes_nothing(self, put):
        path = put("statement.txt", STATEMENT)
        ingest(path)
        before = [m.objects.count() for m in (s.Snapshot, s.Document, s.DocumentVersion, s.Claim, Proposal)]
        out, _ = ingest(path)
        assert "known already" in out
        assert before == [
            m.objects.count() for m in (s.Snapshot, s.Document, s.DocumentVersion, s.Claim, Proposal)
        ]

    def test_changed_words_under_one_address_are_a_second_version(self, put):
        ingest(put("one.txt", STATEMENT))
        out, _ = ingest(put("two.txt", STATEMENT.replace("will approve eligible", "may approve some")))
        assert "known document" in out
        assert s.DocumentVersion.objects.count() == 2
        assert s.VersionEdit.objects.get().is_material

    def test_flags_outrank_the_header(self, put):
        ingest(
            put("statement.txt", STATEMENT),
            publisher="Test Gazette",
            published="2025-06-28",
            party="",
            kind="news",
            official=False,
        )
        version = s.DocumentVersion.objects.get()
        document = version.document
        assert (document.publisher, document.party, document.kind, document.is_official) == (
            "Test Gazette",
            "",
            "news",
            False,
        )
        assert version.published_wording == "2025-06-28"

    def test_html_and_a_folder_are_read_too(self, put, tmp_path):
        put(
            "page.html",
            f"<html><title>T</title><body><article><p>{STATEMENT.split(chr(10))[2]}</p></article></html>",
        )
        put("plain.txt", CHINESE)
        put("notes.json", "{}")
        out, _ = ingest(tmp_path)
        assert "2 of 2 ingested" in out

    def test_bad_files_are_named_and_the_others_go_on(self, put, tmp_path):
        put("good.txt", STATEMENT)
        bad = {
            "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(200), "not a text that can be read"),
            "empty.txt": (b" \n", "empty"),
            "german.txt": (
                "Die Ministerin erklärte, dass man die Gespräche über seltene Erden bald fortsetzen werde, und "
                "dass die Zölle bis dahin bestehen bleiben sollen.".encode(),
                "neither English nor Chinese",
            ),
            "lying.txt": (STATEMENT.replace("| en", "| zh").encode(), "said to be zh, but it reads as en"),
            "header.txt": (STATEMENT.split("\n")[0].encode(), "no text"),
            "baddate.txt": (STATEMENT.replace("2025-06-27", "2025-06-31").encode(), "is no date"),
        }
        for name, (content, _) in bad.items():
            put(name, content)
        out, err = io.StringIO(), io.StringIO()
        with pytest.raises(CommandError, match=r"1 of 8 ingested.*7 failed"):
            call_command(
                "ingest",
                *map(str, sorted(tmp_path.iterdir())),
                str(tmp_path / "none.txt"),
                stdout=out,
                stderr=err,
            )
        for name, (_, words) in bad.items():
            line = next(line for line in err.getvalue().splitlines() if name in line)
            assert words in line
        assert "no such file" in err.getvalue()
        assert "good.txt: new document" in out.getvalue()

    def test_claims_that_waited_before_do_not_count_as_this_files(self, put):
        make_claim()
        out, _ = ingest(put("statement.txt", STATEMENT))
        version = s.DocumentVersion.objects.get(title="Remarks on licences")
        found = Proposal.objects.filter(claim__version=version).count()
        assert f", {found} proposals" in out


class TestAddresses:
    def test_an_address_is_fetched_and_goes_the_same_way(self, server):
        words = STATEMENT.split("\n")[2]
        url = server.serve(
            "/a", f"<html><title>Licences</title><body><article><p>{words}</p></article></html>"
        )
        out, _ = ingest(url, publisher="Ministry of Commerce", published="2025-06-27")
        document = s.Document.objects.get()
        assert "1 of 1" in out
        assert (document.title, document.language, document.party) == ("Licences", "en", "CN")
        assert s.Fetch.objects.get(document=document).snapshot is not None
        assert document.versions.get().published_wording == "2025-06-27"
        assert Proposal.objects.exists()
        assert "known already" in ingest(url)[0]

    def test_an_address_that_fails_says_why(self, server):
        err = io.StringIO()
        with pytest.raises(CommandError, match="0 of 2"):
            call_command("ingest", server.url("/missing"), "http://user:pw@a.example/", stderr=err)
        assert "404" in err.getvalue()
        assert "no http or https address" in err.getvalue()


class TestCorpus:
    """Extra: the real statements beside the project."""

    def test_the_seed_article_yields_its_proposals_and_none_from_furniture(self, corpus):
        path = next(corpus.glob("news_2025-06-27_eu_global*"))
        ingest(path)
        claims = [p.claim for p in Proposal.objects.select_related("claim")]
        assert any(
            c.attributes["actor"] == "CN" and "review and approve the export applications" in c.quote
            for c in claims
        )
        assert any(
            c.attributes["actor"] == "US" and "take down our countermeasures" in c.quote for c in claims
        )
        condition = next(c for c in claims if c.kind == "condition")
        assert "Once China does that" in condition.quote
        takes = next(
            c for c in claims if "take down our countermeasures" in c.quote and c.kind == "commitment"
        )
        assert takes.attributes["condition"] == [condition.start, condition.stop]
        for claim in claims:
            assert "Read also" not in claim.quote
            assert "author" not in claim.quote.lower()
        version = s.DocumentVersion.objects.get()
        assert version.published_precision in ("undated", "interval")
        assert version.title == path.read_text().splitlines()[0]

    def test_the_whole_folder_comes_in(self, corpus):
        out, err = ingest(corpus)
        assert err == ""
        assert "30 of 30 ingested" in out
        sheet = s.Document.objects.get(title__contains="Strikes Deal on Economic")
        assert sheet.versions.count() == 2
        edit = s.VersionEdit.objects.get(version__document=sheet)
        assert edit.is_material
        assert any("October 2022" in change["before"] for change in edit.changes)
        for claim in s.Claim.objects.select_related("version"):
            assert claim.version.text[claim.start : claim.stop] == claim.quote
            assert not claim.version.text.startswith("SOURCE:")
