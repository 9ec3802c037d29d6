"""How ranks moved: two columns of places, one line for each unit."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from emulation.ui.charts.drawing import (
    COLOURS,
    MUTED,
    RULE,
    SMALL,
    WIDTH,
    element,
    frame,
    joined,
    line,
    text,
    wrapped,
)
from emulation.ui.charts.figures import RankChange, RankChart

ROW, TOP = 24.0, 34.0
LEFT, RIGHT = 30.0, 170.0
UP, DOWN, SAME = COLOURS[2], COLOURS[1], MUTED


def draw_ranks(chart: RankChart) -> SafeString:
    """Draw the places before and after; who rose, fell or stayed is also said in words."""
    places = [place for c in chart.changes for place in (c.before, c.after) if place is not None]
    lowest = max(places, default=1)
    parts = [
        text(LEFT, 14, chart.before, text_anchor="middle", fill=MUTED),
        text(RIGHT, 14, chart.after, text_anchor="middle", fill=MUTED),
        line(0, 22, WIDTH, 22, stroke=RULE, stroke_width=1),
    ]
    taken: set[int] = set()
    for change in sorted(chart.changes, key=lambda c: (c.after is None, c.after or 0)):
        parts.append(_change(change, taken, lowest))
    rows = max(len(taken), lowest)
    return frame(chart.title, chart.description, TOP + rows * ROW + 4, parts)


def _y(place: int) -> float:
    return TOP + (place - 1) * ROW + 8


def _change(change: RankChange, taken: set[int], lowest: int) -> SafeString:
    colour, words = _movement(change)
    row = change.after or lowest + 1
    while row in taken:  # equal places share a dot, never a line of text
        row += 1
    taken.add(row)
    parts: list[SafeString] = []
    if change.before is not None and change.after is not None:
        parts.append(
            line(
                LEFT + 12,
                _y(change.before),
                RIGHT - 12,
                _y(change.after),
                stroke=colour,
                stroke_width=2.5 if colour != SAME else 1.5,
            )
        )
    for x, place in ((LEFT, change.before), (RIGHT, change.after)):
        if place is not None:
            parts.append(text(x, _y(place) + 5, str(place), text_anchor="middle", font_weight=600))
    name = wrapped(change.name, WIDTH - RIGHT - 96, lines=1)[0]
    parts.append(text(RIGHT + 18, _y(row) + 5, name))
    parts.append(
        text(WIDTH, _y(row) + 5, words, fill=colour, text_anchor="end", font_size=SMALL + 1)
    )
    return element("g", joined(parts))


def _movement(change: RankChange) -> tuple[str, str]:
    if change.after is None:
        return SAME, _("not ranked")
    if change.before is None:
        return SAME, _("new")
    moved = change.before - change.after
    if moved > 0:
        return UP, _("▲ up %(places)s") % {"places": moved}
    if moved < 0:
        return DOWN, _("▼ down %(places)s") % {"places": -moved}
    return SAME, _("unchanged")
