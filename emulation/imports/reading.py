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

from emulation.files.cells import EARLIEST, LATEST, Cell, Rows, day_of, text_of
from emulation.files.tables import Table, any_value, filled_sheets, find_table, unread_sentence
from emulation.imports.sheets import SHEETS, WORDS, Column, Sheet, folded_words, words_of
from emulation.ui.vietnamese import fold

YES: Final = {"co", "x", "yes", "true", "1"}
NO: Final = {"khong", "no", "false", "0"}
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


@dataclass(slots=True)
class Reading:
    """The rows of every known sheet, the faults of their cells, and what was not read."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_rows(book: Mapping[str, Rows]) -> Reading:
    """Return what stands in the workbook.

    Sheets that are not there are left out; a workbook without any known sheet is a fault.
    """
    reading = Reading()
    called = {fold(name): name for name in reversed(list(book))}
    for sheet in SHEETS:
        if (name := called.pop(fold(sheet.name), None)) is not None:
            reading.rows[sheet.name] = _read_sheet(sheet, book[name], reading)
    others = {name: book[name] for name in called.values() if fold(name) != fold(WORDS)}
    unread = _("The sheet “%(name)s” was not read.")
    reading.unread += [unread % {"name": name} for name in filled_sheets(others)]
    if not reading.rows:
        names = ", ".join(f"“{sheet.name}”" for sheet in SHEETS)
        text = _("No sheet is known; use the portal's template with the sheets %(names)s.")
        reading.faults.append(Fault("", 0, "", text % {"names": names}))
    if sum(map(len, reading.rows.values())) > MOST_ROWS:
        text = _("More than 20,000 rows; divide the workbook into several.")
        reading.faults.append(Fault("", 0, "", text))
    return reading


def _read_sheet(sheet: Sheet, cells: Rows, reading: Reading) -> list[Row]:
    words = {column.name: column.heads for column in sheet.columns}
    table = find_table(cells, words, needed=()) or Table(0, {})
    missing = [c.head for c in sheet.columns if c.needed and c.name not in table.places]
    if missing:
        text = _("The column “%(head)s” is missing; use the portal's template.")
        reading.faults += [
            Fault(sheet.name, max(table.start, 1), head, text % {"head": head}) for head in missing
        ]
        return []
    if table.unread:
        reading.unread.append(f"{sheet.name}: {unread_sentence(table.unread)}")
    rows = []
    for number, line in enumerate(cells[table.start :], start=table.start + 1):
        if any_value(line):
            row = Row(sheet, number)
            reading.faults += _read_row(row, line, table)
            rows.append(row)
    return rows


def _read_row(row: Row, line: Sequence[Cell], table: Table) -> list[Fault]:
    faults = []
    for column in row.sheet.columns:
        cell = table.cell(line, column.name)
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
        return day_of(cell)
    if column.kind == "year":
        return _year(cell)
    if isinstance(cell, dt.date):
        raise ValueError(_("A date stands here where a text belongs."))
    if column.kind == "flag":
        return _flag(cell)
    text = text_of(cell)
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


def _year(cell: Cell) -> int:
    text = text_of(cell)
    if text.isascii() and text.isdigit() and EARLIEST <= int(text) <= LATEST:
        return int(text)
    raise ValueError(_("Write the year with four digits."))


def _flag(cell: Cell) -> bool:
    word = fold(text_of(cell))
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
