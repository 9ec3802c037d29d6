"""Charts as SVG text: the same drawing stands in the page and in the PDF.

A chart is a frozen description; ``svg`` draws it with presentation attributes only (no style
sheet, no script, no font family: the text takes the family around it), ``rows`` gives the same
figures as a table. Missing values stay missing: a gap in a line, a word in place of a bar.
"""

import re

from emulation.ui.charts.bars import draw_bars, draw_columns
from emulation.ui.charts.figures import (
    Bar,
    BarChart,
    Chart,
    ColumnChart,
    LineChart,
    RankChange,
    RankChart,
    Series,
    SmallMultiples,
    rows,
)
from emulation.ui.charts.lines import draw_lines, draw_multiples
from emulation.ui.charts.ranks import draw_ranks

__all__ = [
    "Bar",
    "BarChart",
    "Chart",
    "ColumnChart",
    "LineChart",
    "RankChange",
    "RankChart",
    "Series",
    "SmallMultiples",
    "proportion",
    "rows",
    "svg",
]


def svg(chart: Chart) -> str:
    """Return the ``<svg>`` of ``chart``; safe to place in HTML, all its texts are escaped."""
    if isinstance(chart, BarChart):
        return draw_bars(chart)
    if isinstance(chart, ColumnChart):
        return draw_columns(chart)
    if isinstance(chart, LineChart):
        return draw_lines(chart)
    if isinstance(chart, SmallMultiples):
        return draw_multiples(chart)
    return draw_ranks(chart)


def proportion(drawing: str) -> float:
    """Return the height of a drawing in widths; raises ``ValueError`` without a view box."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    if found is None:
        raise ValueError("this is no drawing with a view box")
    return float(found[2]) / float(found[1])
