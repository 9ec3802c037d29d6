"""What can be drawn: frozen descriptions of charts, and the same figures as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from emulation.ui.vietnamese import format_number

MOST_SERIES = 5
Figure = Decimal | int | None


def written(value: Figure, decimals: int | None = None) -> str:
    """Return a figure as text; a missing one as an em dash."""
    return "—" if value is None else format_number(value, decimals)


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of values, one for each category; ``None`` where nothing is known.

    ``state`` ("done", "attention", "late") gives the row the colour of that state.
    """

    name: str
    values: tuple[Figure, ...]
    state: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar with the target it is measured against."""

    label: str
    value: Figure
    target: Figure = None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars, longest names welcome, each with its target mark."""

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    description: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class _ByCategory:
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    description: str = ""
    decimals: int | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be read: too many series, or rows of unequal length."""
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"a chart shows 1 to {MOST_SERIES} series, not {len(self.series)}")
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(f"{series.name}: one value for each category is needed")


@dataclass(frozen=True, slots=True)
class ColumnChart(_ByCategory):
    """Upright columns, grouped by category."""


@dataclass(frozen=True, slots=True)
class LineChart(_ByCategory):
    """Lines over time; ``target`` is one value for each category, or a single one for all."""

    target: tuple[Figure, ...] = ()

    def target_values(self) -> tuple[Figure, ...]:
        """Return the target at each category."""
        if len(self.target) == 1:
            return self.target * len(self.categories)
        return self.target


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """The same little line for many units or indicators; one scale for all when ``shared``."""

    title: str
    panels: tuple[LineChart, ...]
    shared: bool = True
    description: str = ""


@dataclass(frozen=True, slots=True)
class RankChange:
    """The place of one unit before and after; ``None`` where it was not ranked."""

    name: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class RankChart:
    """How ranks moved between two periods."""

    title: str
    before: str
    after: str
    changes: tuple[RankChange, ...]
    description: str = ""


Chart = BarChart | ColumnChart | LineChart | SmallMultiples | RankChart


def rows(chart: Chart) -> list[list[str]]:
    """Return the figures of ``chart`` as a table: the first row holds the heads."""
    if isinstance(chart, BarChart):
        value_head = _("Value") + (f" ({chart.unit})" if chart.unit else "")
        return [[_("Name"), value_head, _("Target")]] + [
            [bar.label, written(bar.value, chart.decimals), written(bar.target, chart.decimals)]
            for bar in chart.bars
        ]
    if isinstance(chart, RankChart):
        return [[_("Name"), chart.before, chart.after]] + [
            [change.name, written(change.before), written(change.after)] for change in chart.changes
        ]
    if isinstance(chart, SmallMultiples):
        return _rows_of_panels(chart)
    return _rows_by_category(chart)


def _rows_by_category(chart: ColumnChart | LineChart) -> list[list[str]]:
    table = [[_("Name"), *chart.categories]]
    table += [
        [series.name, *(written(value, chart.decimals) for value in series.values)]
        for series in chart.series
    ]
    if isinstance(chart, LineChart) and chart.target:
        targets = (written(value, chart.decimals) for value in chart.target_values())
        table.append([_("Target"), *targets])
    return table


def _rows_of_panels(chart: SmallMultiples) -> list[list[str]]:
    if not chart.panels:
        return [[_("Name")]]
    table = [[_("Name"), *chart.panels[0].categories]]
    for panel in chart.panels:
        for row in _rows_by_category(panel)[1:]:
            table.append(
                [f"{panel.title}: {row[0]}" if len(panel.series) > 1 else panel.title, *row[1:]]
            )
    return table
