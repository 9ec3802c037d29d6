"""Bars with target marks, and grouped columns."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from emulation.ui.charts.drawing import (
    CHARACTER,
    COLOURS,
    FAINT,
    FONT,
    INK,
    MUTED,
    RULE,
    SMALL,
    STATE_COLOURS,
    TARGET,
    WIDTH,
    Scale,
    element,
    frame,
    joined,
    label,
    legend,
    line,
    scale,
    text,
    wrapped,
)
from emulation.ui.charts.figures import Bar, BarChart, ColumnChart, written

ROW, THICK = 42.0, 15.0
COLUMN_HEIGHT = 190.0
MOST_WRITTEN_COLUMNS = 14
KEY_ROW = 18.0


def draw_bars(chart: BarChart) -> SafeString:
    """Draw horizontal bars: the name above, the value at the end, the target as an upright mark."""
    values = [bar.value for bar in chart.bars] + [bar.target for bar in chart.bars]
    longest = max((len(_value_words(chart, bar)) for bar in chart.bars), default=0)
    reach = scale(values, 0.0, WIDTH - longest * CHARACTER - 14)
    has_target = any(bar.target is not None for bar in chart.bars)
    top = 26.0 if has_target else 4.0
    parts = list(_target_legend()) if has_target else []
    for place, bar in enumerate(chart.bars):
        parts.append(_bar(chart, bar, reach, top + place * ROW))
    foot = top + len(chart.bars) * ROW
    zero = reach.at(0)
    if zero > 0:
        parts.append(line(zero, top, zero, foot - 6, stroke=RULE, stroke_width=1))
    return frame(chart.title, chart.description, foot, parts)


def _target_legend() -> list[SafeString]:
    return [
        line(2, 3, 2, 17, stroke=TARGET, stroke_width=2.5),
        text(10, 14, _("target"), fill=MUTED, font_size=SMALL + 1),
    ]


def _value_words(chart: BarChart, bar: Bar) -> str:
    if bar.value is None:
        return _("no figure yet")
    return f"{written(bar.value, chart.decimals)} {chart.unit}".strip()


def _bar(chart: BarChart, bar: Bar, reach: Scale, top: float) -> SafeString:
    zero, y = reach.at(0), top + 17
    parts = [element("text", _one_line(bar.label), x=0, y=top + 12, fill=INK)]
    end = zero
    if bar.value is not None:
        end = reach.at(bar.value)
        left = min(zero, end)
        parts.append(
            element("rect", x=left, y=y, width=abs(end - zero), height=THICK, fill=COLOURS[0])
        )
    words_at = max(end, zero)
    if bar.target is not None:
        mark = reach.at(bar.target)
        parts.append(line(mark, y - 3, mark, y + THICK + 3, stroke=TARGET, stroke_width=2.5))
        if 0 <= mark - words_at < len(_value_words(chart, bar)) * CHARACTER + 10:
            words_at = mark
    parts.append(
        text(
            words_at + 7,
            y + THICK - 3,
            _value_words(chart, bar),
            fill=INK if bar.value is not None else MUTED,
            font_weight=600 if bar.value is not None else "",
        )
    )
    return element("g", joined(parts))


def _one_line(words: str) -> str:
    most = int(WIDTH / CHARACTER)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def draw_columns(chart: ColumnChart) -> SafeString:
    """Draw grouped columns with their values on top where there is room."""
    several = len(chart.series) > 1
    top = 46.0 if several else 24.0
    values = [value for series in chart.series for value in series.values]
    height = scale(values, top + COLUMN_HEIGHT, top)
    left = max(len(written(mark)) for mark in height.marks()) * CHARACTER + 8
    names, colours = [series.name for series in chart.series], _colours(chart)
    parts = legend(names, 12, colours=colours) if several else []
    if chart.unit:
        parts.append(text(0, top - 12, chart.unit, fill=MUTED, font_size=SMALL))
    parts += axis(height, left, WIDTH)
    group = (WIDTH - left) / max(len(chart.categories), 1)
    heads, key = _heads(chart.categories, group - 4)
    foot = top + COLUMN_HEIGHT
    for place, head in enumerate(heads):
        middle = left + group * (place + 0.5)
        parts.append(_columns(chart, place, height, middle, group))
        parts.append(label(middle, foot + 17, head, group - 4, text_anchor="middle"))
    for row, words in enumerate(key):
        parts.append(text(left, foot + 42 + row * KEY_ROW, _one_line(words), fill=INK))
    return frame(chart.title, chart.description, foot + 38 + len(key) * KEY_ROW, parts)


def _heads(categories: Sequence[str], width: float) -> tuple[list[str], list[str]]:
    """Return what stands below the columns, and the key: long names become numbers with a key."""
    if all("…" not in "".join(wrapped(each, width)) for each in categories):
        return list(categories), []
    numbers = [str(number) for number in range(1, len(categories) + 1)]
    return numbers, [f"{number}. {name}" for number, name in zip(numbers, categories, strict=True)]


def _colours(chart: ColumnChart) -> list[str]:
    """Return the colour of each series: that of its state, otherwise of its place."""
    return [
        STATE_COLOURS.get(series.state, colour)
        for series, colour in zip(chart.series, COLOURS, strict=False)
    ]


def axis(height: Scale, left: float, right: float) -> list[SafeString]:
    """Return the rules of a value scale with their figures at the left."""
    parts: list[SafeString] = []
    for mark in height.marks():
        y = height.at(mark)
        parts.append(line(left, y, right, y, stroke=RULE if mark == 0 else FAINT, stroke_width=1))
        parts.append(
            text(left - 6, y + 4, written(mark), fill=MUTED, font_size=SMALL, text_anchor="end")
        )
    return parts


def _columns(
    chart: ColumnChart, place: int, height: Scale, middle: float, group: float
) -> SafeString:
    count = len(chart.series)
    width = min(group * 0.76 / count, 34.0)
    written_on_top = count * len(chart.categories) <= MOST_WRITTEN_COLUMNS
    parts: list[SafeString] = []
    colours = _colours(chart)
    for number, series in enumerate(chart.series):
        value = series.values[place]
        x = middle - width * count / 2 + width * number
        if value is None:
            parts.append(
                text(x + width / 2, height.at(0) - 5, "—", fill=MUTED, text_anchor="middle")
            )
            continue
        y, zero = height.at(value), height.at(0)
        parts.append(
            element(
                "rect",
                x=x + 1,
                y=min(y, zero),
                width=width - 2,
                height=abs(zero - y),
                fill=colours[number],
            )
        )
        if written_on_top:
            above = min(y, zero) - 4
            words = written(value, chart.decimals)
            parts.append(
                text(x + width / 2, above, words, text_anchor="middle", font_size=FONT - 1)
            )
    return element("g", joined(parts))
