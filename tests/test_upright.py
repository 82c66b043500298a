"""The pictures of a phone: time runs down, steps hang under one another. All is made up; no database."""

import datetime as dt
import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from deals.asking import Asking
from deals.models import Party
from deals.overview import MARK, Band, Block, Lane, Mark, Overview, Tick
from deals.picture import upright_of
from deals.querysets import AsOf
from deals.stacked import stacked
from deals.turns import BOX, HEIGHT, Box, Line, Picture
from deals.upright import WIDTH, upright

DAY = dt.date(2025, 6, 10)
ASKING = Asking(AsOf(DAY, None, None), DAY, dt.datetime(2025, 6, 10, 12, tzinfo=dt.UTC))
US = Party(pk=1, code="US", slug="us", name_en="United States")
CN = Party(pk=2, code="CN", slug="cn", name_en="China")


def picture(acts=(), rounds=(), bands=()):
    """``acts``: (x, which side); ``rounds``: (x, name)."""
    lanes = (Lane(10, 28, "Rounds"), Lane(50, 28, "United States", US), Lane(90, 28, "China", CN))
    marks = [
        Mark(x - 4, 10, len(name) * 7 + 16, name, "talks", f"#r-{name}", name, (x, 2)) for x, name in rounds
    ]
    marks += [
        Mark(x - MARK / 2, (50, 90)[side], MARK, "M", ("us", "cn")[side], f"#e{n}", f"act {n}")
        for n, (x, side) in enumerate(acts)
    ]
    marks.sort(key=lambda mark: (mark.centre, mark.y))
    ticks = (Tick(0, "Jan", False), Tick(500, "2026", True))
    return Overview(1018, 200, ticks, lanes, tuple(bands), tuple(marks), 700.0, "10 Jun 2025", DAY)


PLACES = st.integers(20, 1000)


@given(
    st.lists(st.tuples(PLACES, st.integers(0, 1)), max_size=60),
    st.lists(st.tuples(PLACES, st.text("abcdefgh ", min_size=1, max_size=30)), max_size=20),
)
def test_no_mark_covers_another_none_is_lost_and_all_are_within_the_page(acts, rounds):
    drawn = upright(picture(acts, rounds))
    boxes = [(m.x, m.y, m.x + m.width, m.y + MARK) for m in drawn.marks]
    for i, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0 and right <= WIDTH and top >= 0 and bottom <= drawn.height
        for other in boxes[i + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
    said = "; ".join(m.label for m in drawn.marks if not m.is_round).split("; ")
    assert sorted(filter(None, said)) == sorted(f"act {n}" for n in range(len(acts)))
    counts = [int(m.letter) if m.is_folded else 1 for m in drawn.marks if not m.is_round]
    assert sum(counts) == len(acts)
    assert [m.y for m in drawn.marks] == sorted(m.y for m in drawn.marks)


def test_rounds_that_give_way_keep_their_order_and_a_line_to_their_day():
    drawn = upright(picture(rounds=[(500, "one"), (502, "two"), (504, "three")]))
    assert [m.letter for m in drawn.marks] == ["one", "two", "three"]
    tops = [m.y for m in drawn.marks]
    assert tops[1] - tops[0] >= MARK and tops[2] - tops[1] >= MARK
    days = [float(re.match(r"M\d+ ([\d.]+)L", day)[1]) for day in drawn.days]
    assert days == sorted(days) and days[2] - days[0] < 4


def test_a_band_becomes_a_bar_as_long_as_its_days():
    block = Block(100, 134, 400, 22, "in_force")
    band = Band(
        130, US, "tariffs", "Tariffs", "1 in force", "United States, Tariffs: 1 in force", (block,), "us"
    )
    drawn = upright(picture(acts=[(300, 0)], bands=[band]))
    (column,) = [c for c in drawn.columns if c.bars]
    (turned,) = column.bars[0].blocks
    assert turned.height == 240 and turned.width > 5
    assert turned.y - drawn.ticks[0][0] == 60
    assert column.label == band.label and column.bars_width >= MARK
    html = upright_of(picture(acts=[(300, 0)], bands=[band]), ASKING, "/countermeasures/", "deal")
    assert 'aria-label="United States, Tariffs: 1 in force"' in html and "party=US" in html


def test_what_the_record_says_is_escaped():
    evil = '<b>&"'
    html = upright_of(picture(rounds=[(300, evil)]), ASKING, "/countermeasures/", "deal")
    assert "<b>" not in html and "&lt;b&gt;&amp;" in html


def box(number, standing="done"):
    return Box(0, 0, f"C-{number}", (), f"/commitments/{number}/", "us", standing, f"step {number}")


def line(start, end, kind="once"):
    return Line("", kind, False, False, 0, 0, kind, start, end)


@given(
    st.integers(1, 9).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(
                st.tuples(
                    st.integers(0, n - 1), st.integers(0, n - 1), st.sampled_from(("once", "if", "mutual"))
                ).filter(lambda edge: edge[0] != edge[1]),
                max_size=14,
            ),
        )
    )
)
def test_every_box_and_line_is_drawn_once_whatever_hangs_on_what(graph):
    number, edges = graph
    drawn = stacked(Picture(0, 0, tuple(box(n) for n in range(number)), tuple(line(*edge) for edge in edges)))
    assert sorted(b.label for b in drawn.boxes) == sorted(f"step {n}" for n in range(number))
    assert len(drawn.lines) == len(edges) and all(one.path for one in drawn.lines)
    tops = [b.y for b in drawn.boxes]
    assert all(b - a >= HEIGHT + 16 for a, b in itertools.pairwise(tops))
    assert all(b.x + BOX <= drawn.width for b in drawn.boxes)


def test_what_is_open_stands_first_and_what_waits_stands_under_what_it_needs():
    boxes = (box(0), box(1), box(2, "waits"), box(3, "moves"))
    drawn = stacked(Picture(0, 0, boxes, (line(0, 1, "mutual"), line(3, 2))))
    assert [b.label for b in drawn.boxes] == ["step 3", "step 2", "step 0", "step 1"]
    assert drawn.boxes[1].x > drawn.boxes[0].x
    # The arrow ends at the left edge of what waits.
    assert drawn.lines[1].path.endswith(f"H{drawn.boxes[1].x}")
