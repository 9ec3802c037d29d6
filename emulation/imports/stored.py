"""Rows and values of a workbook as JSON keeps them with the import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from emulation.imports.models import ImportBatch
from emulation.imports.reading import Row
from emulation.imports.sheets import SHEETS

SHEET_BY_NAME = {sheet.name: sheet for sheet in SHEETS}
DAYS = {
    sheet.name: {column.name for column in sheet.columns if column.kind == "day"}
    for sheet in SHEETS
}


def as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as JSON keeps them: days as text."""
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in values.items()
    }


def stored_rows(rows: Mapping[str, list[Row]]) -> dict[str, list[list[Any]]]:
    """Return the rows that were read as the import keeps them."""
    return {
        name: [[row.number, as_json(row.values)] for row in lines] for name, lines in rows.items()
    }


def typed(sheet: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of ``as_json`` with their days."""
    days = DAYS[sheet]
    return {
        name: dt.date.fromisoformat(value) if name in days and value else value
        for name, value in values.items()
    }


def rows_of(batch: ImportBatch) -> dict[str, list[Row]]:
    """Return the rows that were read for the import."""
    return {
        name: [Row(SHEET_BY_NAME[name], number, typed(name, values)) for number, values in lines]
        for name, lines in batch.rows.items()
    }
