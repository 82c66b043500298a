"""Lines and pictures written by functions: every word of the record comes out escaped. All texts are made up."""

import datetime as dt
import re

from deals.asking import Asking
from deals.gathering import Clash
from deals.lines import backing_of, clashes_of, items_of, sources
from deals.markup import han, party, truncated
from deals.models import Contradiction, ContradictionValue, Countermeasure, Party
from deals.overview import Lane, Mark, Overview, Tick
from deals.picture import labels_of, plot_of
from deals.querysets import AsOf
from deals.sourcing import Backing, Cite, Quote
from deals.timeline import Entry, Fold, Subject

DAY = dt.date(2025, 6, 10)
ASKING = Asking(AsOf(DAY, None, None), DAY, dt.datetime(2025, 6, 10, 12, tzinfo=dt.UTC))
EVIL = "<script>alert(1)</script> \" onclick='x' & 稀土"


def backing(text=EVIL):
    quote = Quote(1, text, text, text, text, text, text, DAY, True, text, text, None, True, "altered")
    return Backing([quote], [Cite(2, text, text, text, None, text, text, text, text, "medium")])


def entry(text=EVIL, **more):
    actor = Party(pk=1, code="XX", slug="xx", name_en=text)
    measure = Countermeasure(pk=3, slug="m", title_en=text, imposed_by=actor)
    contradiction = Contradiction(slug="c", statement=text, resolution=text)
    value = ContradictionValue(value=text, speaker=text, said_by=actor)
    values = {
        "anchor": "e1",
        "first": DAY,
        "last": DAY + dt.timedelta(days=2),
        "kind": "effective",
        "kind_label": text,
        "actor": actor,
        "title": text,
        "title_zh": text,
        "note": text,
        "precision": "interval",
        "wording": text,
        "subjects": (Subject(measure, text, "in_force", DAY, text),),
        "backing": backing(text),
        "clashes": (Clash(contradiction, (value,), backing(text), True),),
        "order": "span",
        "rivals": 2,
    }
    return Entry(**{**values, **more})


def is_clean(html):
    """Nothing of EVIL is markup: all tags are ours and no attribute ends early."""
    tags = re.findall(r"<[^>]*>", html)
    return "<script" not in html and "onclick='x'" not in html and all(EVIL[:7] not in tag for tag in tags)


def test_every_word_of_an_entry_and_what_it_rests_on_is_escaped():
    one = entry()
    derived = entry(is_derived=True)
    html = items_of([one, derived, Fold((derived, derived, derived))], ASKING)
    assert is_clean(html)
    # title, note, wording, subject, scope, kind, clash, quote and citation: nothing is lost either
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 60
    for part in (sources(backing()), backing_of(backing(), EVIL), clashes_of(one.clashes)):
        assert is_clean(part) and "&lt;script&gt;" in part


def test_every_word_of_a_picture_is_escaped():
    actor = Party(pk=1, code=EVIL, slug="xx", name_en=EVIL)
    mark = Mark(1.0, 2.0, 24, EVIL, "other", f"#{EVIL}", EVIL)
    picture = Overview(
        100, 60, (Tick(1, EVIL, True),), (Lane(3, 20, EVIL, actor),), (), (mark,), 50.0, EVIL, DAY
    )
    html = labels_of(picture) + plot_of(picture, ASKING, "/countermeasures/", "a-deal")
    assert is_clean(html) and html.count("&lt;script&gt;") >= 5


def test_chinese_is_marked_and_plain_text_is_left_alone():
    assert han("Tom & Jerry") == "Tom &amp; Jerry"
    assert han("on 稀土 only") == 'on <span lang="zh-Hans">稀土</span> only'
    assert 'href="/parties/us/"' in party(Party(code="US", slug="us", name_en="United States"))


def test_a_long_label_ends_in_an_ellipsis_after_so_many_words():
    assert truncated("one two three", 3) == "one two three"
    assert truncated("one two three four", 3) == "one two three …"


def test_a_fact_with_nothing_behind_it_shows_no_disclosure():
    assert backing_of(Backing(), "a fact") == ""
