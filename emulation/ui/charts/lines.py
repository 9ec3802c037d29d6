"""Lines with a target, and the same little line for many."""

from __future__ import annotations

import math

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from emulation.ui.charts.bars import axis
from emulation.ui.charts.drawing import (
    CHARACTER,
    COLOURS,
    DASHES,
    FAINT,
    INK,
    MUTED,
    RULE,
    SMALL,
    TARGET,
    WIDTH,
    Scale,
    element,
    frame,
    joined,
    label,
    line,
    marker,
    scale,
    spread,
    text,
    wrapped,
)
from emulation.ui.charts.figures import Figure, LineChart, SmallMultiples, written

HEIGHT, TOP = 200.0, 26.0
PANEL_WIDTH, PANEL_HEIGHT, PANEL_GAP = 244.0, 108.0, 32.0
END_LABEL = 150.0


def _all_values(chart: LineChart) -> list[Figure]:
    values = [value for series in chart.series for value in series.values]
    return values + list(chart.target_values())


def draw_lines(chart: LineChart) -> SafeString:
    """Draw lines with their names at their ends and the target as a dashed line."""
    height = scale(_all_values(chart), TOP + HEIGHT, TOP)
    left = max(len(written(mark)) for mark in height.marks()) * CHARACTER + 8
    right = WIDTH - END_LABEL
    step = (right - left - 16) / max(len(chart.categories) - 1, 1)
    across = [left + 8 + step * place for place in range(len(chart.categories))]
    parts = [text(0, 12, chart.unit, fill=MUTED, font_size=SMALL)] if chart.unit else []
    parts += axis(height, left, right)
    every = max(math.ceil(len(chart.categories) * 44 / max(right - left, 1)), 1)
    for place, category in enumerate(chart.categories):
        if place % every == 0:
            words_width = step * every if len(across) > 1 else right - left
            parts.append(
                label(across[place], TOP + HEIGHT + 18, category, words_width, text_anchor="middle")
            )
    if chart.target:
        parts.append(_run(chart.target_values(), across, height, TARGET, "5 4", None))
    for number, series in enumerate(chart.series):
        parts.append(_run(series.values, across, height, COLOURS[number], DASHES[number], number))
    parts += _end_labels(chart, height, right)
    return frame(chart.title, chart.description, TOP + HEIGHT + 40, parts)


def _run(
    values: tuple[Figure, ...],
    across: list[float],
    height: Scale,
    colour: str,
    dash: str,
    shape: int | None,
) -> SafeString:
    """Return one line; it is interrupted where a value is missing."""
    pieces: list[list[str]] = [[]]
    points: list[SafeString] = []
    for x, value in zip(across, values, strict=True):
        if value is None:
            pieces.append([])
            continue
        y = height.at(value)
        pieces[-1].append(f"{x:.1f},{y:.1f}")
        if shape is not None:
            points.append(marker(shape, x, y, colour))
    lines = [
        element(
            "polyline",
            points=" ".join(piece),
            fill="none",
            stroke=colour,
            stroke_width=2 if shape is not None else 1.5,
            stroke_dasharray=dash,
        )
        for piece in pieces
        if len(piece) > 1
    ]
    return element("g", joined([*lines, *points]))


def _last(values: tuple[Figure, ...]) -> Figure:
    return next((value for value in reversed(values) if value is not None), None)


def _end_labels(chart: LineChart, height: Scale, right: float) -> list[SafeString]:
    """Write the name and last value of each line beside its end, never over each other."""
    ends = [
        (series.name, _last(series.values), COLOURS[n]) for n, series in enumerate(chart.series)
    ]
    if chart.target:
        ends.append((_("target"), _last(chart.target_values()), TARGET))
    known = [(name, value, colour) for name, value, colour in ends if value is not None]
    places = spread([height.at(value) + 4 for _name, value, _colour in known], 34.0)
    over = max(places, default=0.0) + 14 - (TOP + HEIGHT + 20)
    parts: list[SafeString] = []
    for (name, value, colour), y in zip(known, places, strict=True):
        base = y - max(over, 0.0)
        shown = wrapped(name, END_LABEL - 12, lines=1)[0]
        parts.append(text(right + 10, base, shown, fill=colour, font_weight=600))
        parts.append(text(right + 10, base + 15, written(value, chart.decimals), fill=INK))
    return parts


def draw_multiples(chart: SmallMultiples) -> SafeString:
    """Draw the panels two by two, on one scale unless each has its own."""
    everything = [value for panel in chart.panels for value in _all_values(panel)]
    parts: list[SafeString] = []
    full = PANEL_HEIGHT + PANEL_GAP
    for place, panel in enumerate(chart.panels):
        x = (place % 2) * (WIDTH - PANEL_WIDTH)
        y = (place // 2) * full
        values = everything if chart.shared else _all_values(panel)
        height = scale(values, y + PANEL_HEIGHT - 18, y + 30)
        parts.append(_panel(panel, height, x, y))
    return frame(
        chart.title, chart.description, math.ceil(len(chart.panels) / 2) * full or 20.0, parts
    )


def _panel(panel: LineChart, height: Scale, left: float, top: float) -> SafeString:
    figure_width = 58.0
    inner = PANEL_WIDTH - figure_width
    step = inner / max(len(panel.categories) - 1, 1)
    across = [left + 4 + step * place for place in range(len(panel.categories))]
    base = height.at(height.low)
    parts = [
        text(left, top + 13, wrapped(panel.title, PANEL_WIDTH, lines=1)[0], font_weight=600),
        line(left, base, left + inner + 8, base, stroke=RULE, stroke_width=1),
        line(left, top + 30, left + inner + 8, top + 30, stroke=FAINT, stroke_width=1),
        text(left, base + 15, panel.categories[0], fill=MUTED, font_size=SMALL),
        text(
            left + inner + 8,
            base + 15,
            panel.categories[-1],
            fill=MUTED,
            font_size=SMALL,
            text_anchor="end",
        ),
    ]
    if panel.target:
        parts.append(_run(panel.target_values(), across, height, TARGET, "5 4", None))
    for number, series in enumerate(panel.series):
        parts.append(_run(series.values, across, height, COLOURS[number], DASHES[number], number))
    last = _last(panel.series[0].values)
    if last is not None:
        words = written(last, panel.decimals)
        parts.append(text(left + inner + 14, height.at(last) + 5, words, font_weight=600))
    return element("g", joined(parts))
