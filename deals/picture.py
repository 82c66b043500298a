"""The picture of a deal as SVG, written from the numbers that ``overview.py`` and ``upright.py`` work out.

Functions for the same reason as in ``lines.py``: a deal has hundreds of marks and blocks.
"""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .asking import Asking
from .markup import SHAPES
from .overview import Band, Block, Lane, Mark, Overview, Tick
from .upright import NAMES_AT, Column, Upright, upright

HATCHED = ("suspended", "partly_suspended")


def labels_of(overview: Overview) -> SafeString:
    """The column of labels beside the picture: its lanes and bands by name."""
    return mark_safe(
        "\n".join(
            [
                *(_lane(lane) for lane in overview.lanes),
                *(
                    f'<text class="ov-band" x="0" y="{band.text_y}">{escape(band.title)}</text>'
                    for band in overview.bands
                ),
            ]
        )
    )


def _lane(lane: Lane) -> str:
    drawn = (
        f'<svg x="0" y="{lane.y + 4:.0f}" width="12" height="12" viewBox="0 0 12 12"'
        f' class="shape shape--{lane.shape}">{SHAPES[lane.shape]}</svg>'
        if lane.party
        else ""
    )
    x = 18 if lane.party else 0
    return f'{drawn}<text class="ov-lane" x="{x}" y="{lane.text_y}">{escape(lane.short)}</text>'


def plot_of(overview: Overview, asking: Asking, measures: str, deal: str) -> SafeString:
    """The picture itself. ``measures``: the path of the list that a band leads to; ``deal``: a slug."""
    height, width = f"{overview.height:.0f}", f"{overview.width:.0f}"
    parts = [_tick(tick, height) for tick in overview.ticks]
    parts += [f'<path class="ov-rule" d="M0 {lane.rule_y}H{width}"/>' for lane in overview.lanes]
    for band in overview.bands:
        query = asking.query(deal=deal, party=band.party.code, family=band.family)
        parts.append(_band(band, measures + query, width))
    if overview.today is not None:
        today = f"{overview.today:.1f}"
        if overview.has_future:
            parts.append(
                f'<rect class="ov-future" x="{today}" y="26" width="{overview.future:.1f}" height="{height}"/>'
            )
        parts.append(
            f'<path class="ov-today" d="M{today} 26V{height}"/>\n<text class="ov-today-label" x="{today}"'
            f' y="{height}" dy="-4" dx="-5" text-anchor="end" aria-hidden="true">'
            f"{escape(overview.today_label)}</text>"
        )
    parts += [
        f'<path class="ov-answers" d="{link.path}"><title>{escape(link.label)}</title></path>'
        for link in overview.links
    ]
    parts += [_mark(mark) for mark in overview.marks]
    return mark_safe("\n".join(parts))


def _tick(tick: Tick, height: str) -> str:
    year, month = (" ov-tick--year", " ov-month--year") if tick.is_year else ("", "")
    return (
        f'<path class="ov-tick{year}" d="M{tick.x:.1f} 26V{height}"/>'
        f'<text class="ov-month{month}" x="{tick.text_x}" y="17" aria-hidden="true">{escape(tick.label)}</text>'
    )


def _band(band: Band, address: str, width: str) -> str:
    label = escape(band.label)
    blocks = [_block(block, band.shape) for block in band.blocks]
    return (
        f'<a class="ov-bandlink" href="{escape(address)}" aria-label="{label}"><title>{label}</title>'
        f'<rect class="ov-hit" x="0" y="{band.y:.1f}" width="{width}" height="30"/>{"".join(blocks)}</a>'
    )


def _block(block: Block, shape: str) -> str:
    place = f'x="{block.x:.1f}" y="{block.y:.1f}" width="{block.width:.1f}" height="{block.height:.1f}"/>'
    drawn = f'<rect class="blk blk--{block.code.replace("_", "-")} blk-{shape}" {place}'
    return drawn + f'<rect fill="url(#hatch)" {place}' if block.code in HATCHED else drawn


def upright_of(overview: Overview, asking: Asking, measures: str, deal: str) -> SafeString:
    """The same picture for a narrow page, an ``<svg>``'s content with its size: time runs down."""
    up = upright(overview)
    width, height = up.width, f"{up.height:.0f}"
    parts = []
    if not any(is_year and up.first_year in words for _y, words, is_year in up.ticks[:1]):
        parts.append(
            f'<text class="ov-month ov-month--year" x="0" y="{up.head}" aria-hidden="true">{up.first_year}</text>'
        )
    parts += [_tick_down(y, words, is_year, up) for y, words, is_year in up.ticks]
    for column in up.columns:
        query = asking.query(deal=deal, party=column.party) if column.bars else ""
        parts.append(_column(column, up, measures + query))
    parts += [f'<path class="ov-day" d="{day}"/>' for day in up.days]
    parts += [_mark(mark) for mark in up.marks]
    if up.today is not None:
        parts.append(
            f'<path class="ov-today" d="M0 {up.today:.1f}H{width}"/><text class="ov-today-label" x="{NAMES_AT}"'
            f' y="{up.today:.1f}" dy="-5" aria-hidden="true">{escape(up.today_label)}</text>'
        )
    return mark_safe(
        f'<svg class="overview__up phone-only" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="group" aria-label="{escape(_("Rounds, acts and measures, the earliest on top"))}">'
        + "\n".join(parts)
        + "</svg>"
    )


def _tick_down(y: float, words: str, is_year: bool, up: Upright) -> str:
    year, month = (" ov-tick--year", " ov-month--year") if is_year else ("", "")
    return (
        f'<path class="ov-tick{year}" d="M0 {y:.1f}H{up.width}"/>'
        f'<text class="ov-month{month}" x="0" y="{y:.1f}" dy="13" aria-hidden="true">{escape(words)}</text>'
    )


def _column(column: Column, up: Upright, address: str) -> str:
    lane = column.lane
    middle = column.x + 12
    if lane.party:
        head = (
            f'<svg x="{column.x:.1f}" y="4" width="12" height="12" viewBox="0 0 12 12"'
            f' class="shape shape--{lane.shape}">{SHAPES[lane.shape]}</svg>'
            f'<text class="ov-lane" x="{column.x + 16:.1f}" y="15">{escape(lane.party.code)}</text>'
        )
    else:
        at = f"{middle + 4:.1f} {up.head + 6}"
        place = f'x="{middle + 4:.1f}" y="{up.head + 6}" transform="rotate(-90 {at})"'
        head = f'<text class="ov-band" {place}>{escape(lane.title)}</text>'
    drawn = [f'<g aria-hidden="true">{head}']
    for bar in column.bars:
        x = bar.x + bar.width / 2 + 4
        place = f'x="{x:.1f}" y="{up.head + 6}" transform="rotate(-90 {x:.1f} {up.head + 6})"'
        drawn.append(f'<text class="ov-band" {place}>{escape(bar.title)}</text>')
    drawn.append("</g>")
    if column.bars:
        label = escape(column.label)
        drawn.append(
            f'<a class="ov-bandlink" href="{escape(address)}" aria-label="{label}"><title>{label}</title>'
            f'<rect class="ov-hit" x="{column.bars_x:.1f}" y="{up.head}" width="{column.bars_width:.1f}"'
            f' height="{up.height - up.head:.0f}"/>'
            + "".join(_block(block, lane.shape) for bar in column.bars for block in bar.blocks)
            + "</a>"
        )
    return "".join(drawn)


def _mark(mark: Mark) -> str:
    label = escape(mark.label)
    place = f'x="{mark.x:.1f}" y="{mark.y:.1f}"'
    wide = f'{place} width="{mark.width:.1f}" height="24"'
    if mark.is_round:
        rounding = 3 if mark.shape == "talks" else 12
        body = f'<rect class="mark__body" {wide} rx="{rounding}"/>'
    else:
        body = (
            f'<svg {place} width="24" height="24" viewBox="-.5 -.5 13 13">'
            f'<g class="mark__body">{SHAPES[mark.shape]}</g></svg>'
        )
    return (
        f'<a class="mark mark--{mark.shape}{" mark--ahead" if mark.is_ahead else ""}" href="{escape(mark.href)}"'
        f' aria-label="{label}"><title>{label}</title><rect class="ov-hit" {wide}/>{body}'
        f'<text class="mark__text" x="{mark.centre:.1f}" y="{mark.y:.1f}" dy="16" text-anchor="middle">'
        f"{escape(mark.letter)}</text></a>"
    )
