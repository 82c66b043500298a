"""The picture of a deal as SVG, written from the numbers that ``overview.py`` works out.

Functions for the same reason as in ``lines.py``: a deal has hundreds of marks and blocks.
"""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe

from .asking import Asking
from .markup import SHAPES
from .overview import Band, Lane, Mark, Overview, Tick

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
    blocks = []
    for block in band.blocks:
        place = f'x="{block.x:.1f}" y="{block.y:.1f}" width="{block.width:.1f}" height="{block.height:.1f}"/>'
        blocks.append(f'<rect class="blk blk--{block.code.replace("_", "-")} blk-{band.shape}" {place}')
        if block.code in HATCHED:
            blocks.append(f'<rect fill="url(#hatch)" {place}')
    return (
        f'<a class="ov-bandlink" href="{escape(address)}" aria-label="{label}"><title>{label}</title>'
        f'<rect class="ov-hit" x="0" y="{band.y:.1f}" width="{width}" height="30"/>{"".join(blocks)}</a>'
    )


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
