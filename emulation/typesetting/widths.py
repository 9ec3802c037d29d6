"""Column widths of tables: the author's shares, widened until no word is cut."""

from dataclasses import dataclass
from typing import Final

from emulation.typesetting.blocks import Column, Row, Table
from emulation.typesetting.metrics import MM_PER_POINT, widest_word
from emulation.typesetting.typography import bind

PORTRAIT_MM: Final = 165.0
LANDSCAPE_MM: Final = 252.0
PADDING_MM: Final = 2.6  # both sides of a cell, its lines included, and a hair of rounding
SMALLEST_SIZE: Final = 8.0


@dataclass(frozen=True, slots=True)
class Fit:
    """Column widths in millimetres, the letter size that allows them, whether words fit."""

    widths: tuple[float, ...]
    size: float
    fits: bool


def fit(table: Table, width_mm: float) -> Fit:
    """Return widths for `table` in `width_mm`, with smaller letters only when words need it."""
    ems = _widest_words(table)
    size = table.size
    while size > SMALLEST_SIZE and _needed(ems, size) > width_mm:
        size -= 0.5
    minimum = [em * size * MM_PER_POINT + PADDING_MM for em in ems]
    if sum(minimum) > width_mm:
        scale = width_mm / sum(minimum)
        return Fit(tuple(width * scale for width in minimum), size, fits=False)
    return Fit(
        _share_out([column.share for column in table.columns], minimum, width_mm), size, True
    )


def _needed(ems: list[float], size: float) -> float:
    return sum(em * size * MM_PER_POINT + PADDING_MM for em in ems)


def _widest_words(table: Table) -> list[float]:
    ems = [widest_word(bind(column.title), bold=True) for column in table.columns]
    for row in table.rows:
        bold = row.kind != "row"
        for place, cell in _cells_of_one_column(row):
            ems[place] = max(ems[place], widest_word(bind(cell), bold=bold))
    return ems


def _cells_of_one_column(row: Row) -> list[tuple[int, str]]:
    cells = list(enumerate(row.cells)) if row.span == 1 else []
    if row.span > 1:
        cells = [(place + row.span, cell) for place, cell in enumerate(row.cells[1:])]
    return cells


def _share_out(shares: list[float], minimum: list[float], total: float) -> tuple[float, ...]:
    """Divide `total` by `shares`; columns that would fall below their minimum get just that."""
    fixed: set[int] = set()
    while True:
        rest = total - sum(minimum[place] for place in fixed)
        weight = sum(share for place, share in enumerate(shares) if place not in fixed) or 1.0
        widths = [
            minimum[place] if place in fixed else rest * share / weight
            for place, share in enumerate(shares)
        ]
        short = {place for place, width in enumerate(widths) if width < minimum[place] - 1e-9}
        if not short:
            return tuple(widths)
        fixed |= short


def grouped_head(columns: tuple[Column, ...]) -> list[tuple[str, int]]:
    """Return (common head, number of neighbours) of the upper head line; "" stands alone."""
    groups: list[tuple[str, int]] = []
    for column in columns:
        if column.group and groups and groups[-1][0] == column.group:
            groups[-1] = (column.group, groups[-1][1] + 1)
        else:
            groups.append((column.group, 1))
    return groups
