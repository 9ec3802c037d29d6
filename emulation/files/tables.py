"""Finding a table in a sheet: where its heads stand, in whose words, what was not understood."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from emulation.files.cells import Cell, Rows
from emulation.ui.vietnamese import fold

HEADS_WITHIN = 20
SHOWN_HEAD = 40
NUMBERING = {"stt", "tt", "so tt", "so thu tu"}
Words = Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Table:
    """The place of each column that was understood, and the heads of the others that hold values.

    ``start`` is the first row below the heads, counted from 0.
    """

    start: int
    places: dict[str, int]
    unread: list[str] = field(default_factory=list)

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        """Return the cell of a column, ``None`` where the table has no such column."""
        place = self.places.get(name)
        return row[place] if place is not None and place < len(row) else None


def head_key(text: str) -> str:
    """Return a head as it is compared: without marks, case, brackets' remarks and punctuation."""
    bare = re.sub(r"\([^)]*\)|\*", " ", fold(text))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split()) or fold(text)


def find_table(rows: Rows, words: Words, *, needed: Collection[str]) -> Table | None:
    """Return the table whose heads stand in the first rows, or ``None``.

    ``words`` are the heads by which offices call each column. Heads may stand in two rows, and a
    row that numbers the columns may follow. All of ``needed`` must be there.
    """
    names = {head_key(head): name for name, heads in words.items() for head in heads}
    best: dict[str, int] = {}
    at = 0
    for number, row in enumerate(rows[:HEADS_WITHIN]):
        places = _places(row, names)
        if len(places) > len(best):
            best, at = places, number
    if not best:
        return None
    start = at + 1
    if start < len(rows) and _continues(rows[start], best, names, needed):
        best |= {n: p for n, p in _places(rows[start], names).items() if n not in best}
        start += 1
    if start < len(rows) and _numbers_columns(rows[start]):
        start += 1
    if not set(needed) <= best.keys():
        return None
    return Table(start, best, _unread(rows, at, start, set(best.values())))


def _places(row: Sequence[Cell], names: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        name = names.get(head_key(cell)) if isinstance(cell, str) else None
        if name is not None:
            found.setdefault(name, place)
    return found


def _continues(
    row: Sequence[Cell], best: Mapping[str, int], names: Mapping[str, str], needed: Collection[str]
) -> bool:
    """Return whether a row below the heads divides them further: words alone, and no record."""
    cells = [(place, cell) for place, cell in enumerate(row) if cell is not None]
    if not all(isinstance(cell, str) and not re.search(r"\d", cell) for _place, cell in cells):
        return False
    records = {best[name] for name in needed if name in best} or set(best.values())
    if any(place in records for place, _cell in cells):
        return False
    return len(cells) > 1 or any(name not in best for name in _places(row, names))


def _numbers_columns(row: Sequence[Cell]) -> bool:
    """Return whether a row only counts the columns: (1) (2) (3), A B 1 2."""
    cells = [str(cell).strip("() ") for cell in row if cell is not None]
    return len(cells) > 1 and all(len(cell) <= 2 for cell in cells) and {"1", "2"} <= set(cells)


def _unread(rows: Rows, first: int, start: int, taken: set[int]) -> list[str]:
    width = max(map(len, rows), default=0)
    unread = []
    for place in range(width):
        if place in taken or all(place >= len(row) or row[place] is None for row in rows[start:]):
            continue
        heads = [row[place] for row in rows[first:start] if place < len(row)]
        head = next((str(cell) for cell in reversed(heads) if cell is not None), "")
        if head_key(head) not in NUMBERING:
            unread.append(named_column(place, head))
    return unread


def named_column(place: int, head: str) -> str:
    """Return a column as people find it: “E: Ghi chú”, or its letter alone."""
    letter = chr(ord("A") + place % 26)
    letter = chr(ord("A") + place // 26 - 1) + letter if place >= 26 else letter
    return f"{letter}: {head[:SHOWN_HEAD]}" if head else letter


def filled_sheets(sheets: Mapping[str, Rows]) -> list[str]:
    """Return the names of the sheets that hold anything."""
    return [name for name, rows in sheets.items() if any(any_value(row) for row in rows)]


def any_value(row: Sequence[Cell]) -> bool:
    """Return whether a row holds anything."""
    return any(cell is not None for cell in row)


def unread_sentence(columns: Sequence[str]) -> str:
    """Return what to know of columns that were not understood, or ""."""
    if not columns:
        return ""
    text = _("These columns were not read, for their heads are not known: %(columns)s.")
    return text % {"columns": "; ".join(columns)}
