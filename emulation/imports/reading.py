"""Cells into values: every fault with its sheet, row and column, and what to do about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from emulation.files.contents import Cell, Rows
from emulation.imports.sheets import SHEETS, Column, Sheet, folded_words, words_of
from emulation.ui.vietnamese import fold

YES: Final = {"co", "x", "yes", "true", "1"}
NO: Final = {"khong", "no", "false", "0"}
EARLIEST, LATEST = 1900, 2100
HEAD_WITHIN: Final = 10
MOST_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one place of the workbook, in a sentence that says what to do."""

    sheet: str
    row: int
    column: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return it as it is stored with the import."""
        return {"sheet": self.sheet, "row": self.row, "column": self.column, "text": self.text}


@dataclass(slots=True)
class Row:
    """One row: ``values`` by column name; a blank cell is not there, for it changes nothing."""

    sheet: Sheet
    number: int
    values: dict[str, Any] = field(default_factory=dict)

    def fault(self, name: str, text: str) -> Fault:
        """Return a fault in the column ``name`` of this row."""
        heads = {column.name: column.head for column in self.sheet.columns}
        return Fault(self.sheet.name, self.number, heads.get(name, ""), text)


def read_rows(book: Mapping[str, Rows]) -> tuple[dict[str, list[Row]], list[Fault]]:
    """Return the rows of every known sheet and the faults of their cells.

    Sheets that are not there are left out; a workbook without any known sheet is a fault.
    """
    found: dict[str, list[Row]] = {}
    faults: list[Fault] = []
    for sheet in SHEETS:
        if sheet.name in book:
            rows, wrong = _read_sheet(sheet, book[sheet.name])
            found[sheet.name] = rows
            faults += wrong
    if not found:
        names = ", ".join(f"“{sheet.name}”" for sheet in SHEETS)
        text = _("No sheet is known; use the portal's template with the sheets %(names)s.")
        faults.append(Fault("", 0, "", text % {"names": names}))
    if sum(map(len, found.values())) > MOST_ROWS:
        text = _("More than 20,000 rows; divide the workbook into several.")
        faults.append(Fault("", 0, "", text))
    return found, faults


def _read_sheet(sheet: Sheet, cells: Rows) -> tuple[list[Row], list[Fault]]:
    start, places = _heads(sheet, cells)
    missing = [c.head for c in sheet.columns if c.needed and c.name not in places]
    if missing:
        text = _("The column “%(head)s” is missing; use the portal's template.")
        return [], [Fault(sheet.name, start + 1, head, text % {"head": head}) for head in missing]
    rows, faults = [], []
    for number, line in enumerate(cells[start + 1 :], start=start + 2):
        if any(cell is not None for cell in line):
            row = Row(sheet, number)
            faults += _read_row(row, line, places)
            rows.append(row)
    return rows, faults


def _heads(sheet: Sheet, cells: Rows) -> tuple[int, dict[str, int]]:
    """Return the row of the heads (counted from 0) and the place of every column."""
    best: tuple[int, dict[str, int]] = (0, {})
    names = {fold(column.head): column.name for column in sheet.columns}
    for number, line in enumerate(cells[:HEAD_WITHIN]):
        places = {
            names[fold(cell.rstrip(" *"))]: place
            for place, cell in enumerate(line)
            if isinstance(cell, str) and fold(cell.rstrip(" *")) in names
        }
        if len(places) > len(best[1]):
            best = (number, places)
    return best


def _read_row(row: Row, line: Sequence[Cell], places: Mapping[str, int]) -> list[Fault]:
    faults = []
    for column in row.sheet.columns:
        cell = line[places[column.name]] if column.name in places else None
        if cell is None:
            if column.needed:
                faults.append(row.fault(column.name, _("Fill in this cell.")))
            continue
        try:
            row.values[column.name] = _value(row.sheet.model, column, cell)
        except (ValueError, ValidationError) as error:
            texts = getattr(error, "messages", [str(error)])
            faults.append(row.fault(column.name, " ".join(texts)))
    return faults


def _value(model: type[models.Model], column: Column, cell: Cell) -> Any:
    """Return the value of a cell; raises ``ValueError`` or ``ValidationError`` that says why."""
    if column.kind == "day":
        return _day(cell)
    if column.kind == "year":
        return _year(cell)
    if isinstance(cell, dt.date):
        raise ValueError(_("A date stands here where a text belongs."))
    if column.kind == "flag":
        return _flag(cell)
    text = str(cell).strip()
    if column.kind == "choice":
        return _choice(column, text)
    if column.kind == "codes":
        return sorted({part.strip().lower() for part in text.split(",") if part.strip()})
    if column.kind == "code":
        text = text.lower()
    field = _plain_fields(model).get(column.name)
    return field.clean(text, None) if field else text


@cache
def _plain_fields(model: type[models.Model]) -> dict[str, models.Field[Any, Any]]:
    return {field.name: field for field in model._meta.fields if not field.is_relation}


def _day(cell: Cell) -> dt.date:
    if isinstance(cell, dt.datetime):
        cell = cell.date()
    if isinstance(cell, str):
        try:
            day, month, year = map(int, cell.split("/"))
            cell = dt.date(year, month, day)
        except ValueError:
            cell = None
    if isinstance(cell, dt.date) and EARLIEST <= cell.year <= LATEST:
        return cell
    raise ValueError(_("Write the date as day/month/year, for example 05/03/2021."))


def _year(cell: Cell) -> int:
    text = str(cell).strip()
    if text.isascii() and text.isdigit() and EARLIEST <= int(text) <= LATEST:
        return int(text)
    raise ValueError(_("Write the year with four digits."))


def _flag(cell: Cell) -> bool:
    word = fold(str(cell))
    if cell is True or word in YES:
        return True
    if cell is False or word in NO:
        return False
    raise ValueError(_("Write “Có” or “Không”."))


def _choice(column: Column, text: str) -> str:
    if column.choices is None:
        raise TypeError(f"{column.name} names no choices")
    value = folded_words(column.choices).get(fold(text))
    if value is None:
        words = "; ".join(words_of(column.choices))
        raise ValueError(
            _("“%(text)s” is not known; write one of: %(words)s.")
            % {"text": text[:60], "words": words}
        )
    return value
