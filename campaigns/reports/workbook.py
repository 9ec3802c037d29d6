"""A unit's report as an Excel file: out with its own rows, in again with every fault by its row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _

from campaigns.reports.models import Report
from campaigns.reports.selectors import EntryLine
from campaigns.reports.services import LineEntry
from campaigns.targets.enums import ValueKind
from emulation.files.contents import Cell, Rows
from emulation.ui.excel import Column, Kind, table_response
from emulation.ui.vietnamese import fold, parse_number, short_date

LIMIT = Decimal(10) ** 14
PLACES = Decimal("0.0001")
HEADS = (
    "Mã",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Cam kết cả năm",
    "Kỳ trước",
    "Kỳ này",
    "Ước/Chính thức",
    "Chốt đến ngày",
    "Giải trình",
)
CODE, VALUE, KIND, CUTOFF, NOTE = 0, 5, 6, 7, 8
WORDS = {ValueKind.ESTIMATED: "Ước", ValueKind.OFFICIAL: "Chính thức"}
KINDS = {
    "": ValueKind.ESTIMATED,
    "uoc": ValueKind.ESTIMATED,
    "uoc thuc hien": ValueKind.ESTIMATED,
    "chinh thuc": ValueKind.OFFICIAL,
}


@dataclass
class Reading:
    """What a file says: the entries in it, and the faults with their rows in Excel."""

    entries: list[LineEntry] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)


def template_of(report: Report, lines: Sequence[EntryLine]) -> FileResponse:
    """Return the report's own rows as a workbook that can be filled and read in again."""
    columns: list[Column[EntryLine]] = [
        Column(HEADS[0], lambda row: row.indicator.code, width=14),
        Column(HEADS[1], lambda row: row.indicator.name, width=46),
        Column(HEADS[2], lambda row: row.indicator.unit_of_measure, width=14),
        Column(HEADS[3], lambda row: row.committed, Kind.NUMBER),
        Column(HEADS[4], lambda row: row.before, Kind.NUMBER),
        Column(HEADS[5], lambda row: row.line.value, Kind.NUMBER),
        Column(HEADS[6], lambda row: WORDS[ValueKind(row.line.kind)]),
        Column(HEADS[7], lambda row: row.line.cutoff_on, Kind.DATE),
        Column(HEADS[8], lambda row: row.line.note, width=40),
    ]
    unit, period = report.participant.unit, report.period
    return table_response(
        columns,
        lines,
        filename=f"bao-cao-{unit.code}-{period.order}",
        title=f"{unit.name} – {period.name}",
        notes=[
            "Chỉ điền các cột Kỳ này, Ước/Chính thức, Chốt đến ngày, Giải trình.",
            "Ô trống nghĩa là chưa có số liệu, không phải bằng 0.",
            f"Số liệu chốt đến {short_date(period.cutoff_on)}; hạn {short_date(report.due_on)}.",
        ],
    )


def read_report(sheets: dict[str, Rows], lines: Sequence[EntryLine]) -> Reading:
    """Read a filled template against the report's own lines; faults name the row in Excel.

    Nothing is guessed: an unknown or repeated code, a wrong figure, kind or day is a fault.
    """
    reading = Reading()
    rows = next(iter(sheets.values()), [])
    start = _head_row(rows)
    if start is None:
        reading.faults.append(
            (1, _("The row of headings (“Mã”, “Kỳ này” …) is missing. Use the report's template."))
        )
        return reading
    known = {line.indicator.code: line for line in lines}
    for number, row in enumerate(rows[start + 1 :], start=start + 2):
        _read_row(number, row, known, reading)
    seen = {entry.line for entry in reading.entries}
    reading.untouched = [row.indicator.name for row in lines if row.line.pk not in seen]
    return reading


def _head_row(rows: Rows) -> int | None:
    for place, row in enumerate(rows[:20]):
        if len(row) > VALUE and [str(cell or "") for cell in (row[CODE], row[VALUE])] == [
            HEADS[CODE],
            HEADS[VALUE],
        ]:
            return place
    return None


def _read_row(number: int, row: list[Cell], known: dict[str, EntryLine], reading: Reading) -> None:
    cells = [*row, *[None] * len(HEADS)]
    if all(cell is None for cell in row):
        return
    code = str(cells[CODE] or "").strip()
    if code not in known:
        reading.faults.append(
            (number, _("The code “%(code)s” is not of this report.") % {"code": code})
        )
        return
    line = known[code].line
    if any(entry.line == line.pk for entry in reading.entries):
        reading.faults.append((number, _("The code “%(code)s” stands twice.") % {"code": code}))
        return
    try:
        reading.entries.append(
            LineEntry(
                line.pk,
                _figure(cells[VALUE]),
                _kind(cells[KIND]),
                _day(cells[CUTOFF]),
                _note(cells[NOTE]),
                line.version,
            )
        )
    except ValueError as error:
        reading.faults.append((number, str(error)))


def _figure(cell: Cell) -> Decimal | None:
    if cell is None:
        return None
    if isinstance(cell, bool | dt.date):
        raise ValueError(_("“Kỳ này” holds no figure."))
    figure = Decimal(cell) if isinstance(cell, int | Decimal) else parse_number(cell)
    if abs(figure) >= LIMIT:
        raise ValueError(_("This figure is too large; check the unit of measure."))
    if figure != figure.quantize(PLACES):
        raise ValueError(_("Give at most four digits after the comma."))
    return figure


def _kind(cell: Cell) -> str:
    word = fold(str(cell or ""))
    if word not in KINDS:
        raise ValueError(_("Write “Ước” or “Chính thức”."))
    return KINDS[word].value


def _day(cell: Cell) -> dt.date | None:
    if cell is None:
        return None
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    try:
        day, month, year = (int(part) for part in str(cell).split("/"))
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(_("Write the date as day/month/year, for example 05/03/2021."))


def _note(cell: Cell) -> str:
    text = str(cell or "").strip()
    if len(text) > 500:
        raise ValueError(_("The explanation is longer than 500 characters."))
    return text


def packed(entries: Sequence[LineEntry]) -> list[list[Any]]:
    """Return the entries as plain values that a signed field can carry from preview to import."""
    return [
        [
            entry.line,
            None if entry.value is None else str(entry.value),
            entry.kind,
            entry.cutoff_on.isoformat() if entry.cutoff_on else None,
            entry.note,
            entry.version,
        ]
        for entry in entries
    ]


def unpacked(rows: list[list[Any]]) -> list[LineEntry]:
    """Return the entries that ``packed`` packed."""
    return [
        LineEntry(
            line,
            None if value is None else Decimal(value),
            kind,
            dt.date.fromisoformat(cutoff) if cutoff else None,
            note,
            version,
        )
        for line, value, kind, cutoff, note, version in rows
    ]
