"""A unit's report as an Excel file: out with its own rows, in again with every fault by its row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _

from campaigns.reports.fields import FIELDS, Kind, LineField
from campaigns.reports.models import Report
from campaigns.reports.selectors import EntryLine
from campaigns.reports.services import LineEntry
from emulation.files.contents import Cell, Rows
from emulation.ui.excel import Column, table_response
from emulation.ui.excel import Kind as ExcelKind
from emulation.ui.vietnamese import fold, parse_number, short_date

LIMIT = Decimal(10) ** 14
PLACES = Decimal("0.0001")
SHOWN = ("Mã", "Chỉ tiêu", "Đơn vị tính", "Cam kết cả năm", "Kỳ trước")
HEADS = (*SHOWN, *(field.head for field in FIELDS))
CODE, FIRST = 0, len(SHOWN)


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
        Column(HEADS[3], lambda row: row.committed, ExcelKind.NUMBER),
        Column(HEADS[4], lambda row: row.before, ExcelKind.NUMBER),
        *(_column(field) for field in FIELDS),
    ]
    unit, period = report.participant.unit, report.period
    return table_response(
        columns,
        lines,
        filename=f"bao-cao-{unit.code}-{period.order}",
        title=f"{unit.name} – {period.name}",
        notes=[
            f"Chỉ điền các cột {', '.join(field.head for field in FIELDS)}.",
            "Ô trống nghĩa là chưa có số liệu, không phải bằng 0.",
            f"Số liệu chốt đến {short_date(period.cutoff_on)}; hạn {short_date(report.due_on)}.",
        ],
    )


def _column(field: LineField) -> Column[EntryLine]:
    def value(row: EntryLine) -> Any:
        stored = getattr(row.line, field.name)
        return dict(field.words)[stored] if field.words else stored

    match field.kind:
        case Kind.FIGURE:
            return Column(field.head, value, ExcelKind.NUMBER)
        case Kind.DAY:
            return Column(field.head, value, ExcelKind.DATE)
        case Kind.TEXT:
            return Column(field.head, value, width=40)
    return Column(field.head, value)


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
        found = [str(row[at] or "") for at in (CODE, FIRST) if at < len(row)]
        if found == [HEADS[CODE], HEADS[FIRST]]:
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
        values = {
            field.name: _READ[field.kind](cells[FIRST + at], field)
            for at, field in enumerate(FIELDS)
        }
    except ValueError as error:
        reading.faults.append((number, str(error)))
        return
    reading.entries.append(LineEntry(line.pk, line.version, **values))


def _figure(cell: Cell, _field: LineField) -> Decimal | None:
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


def _choice(cell: Cell, field: LineField) -> str:
    word = fold(str(cell or "")).removesuffix(" thuc hien")
    if not word:
        return str(field.empty)
    for value, written_as in field.words:
        if fold(written_as) == word:
            return value
    raise ValueError(_("Write “Ước” or “Chính thức”."))


def _day(cell: Cell, _field: LineField) -> dt.date | None:
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


def _text(cell: Cell, field: LineField) -> str:
    text = str(cell or "").strip()
    if len(text) > field.most:
        raise ValueError(_("The explanation is longer than 500 characters."))
    return text


_READ: dict[Kind, Callable[[Cell, LineField], Any]] = {
    Kind.FIGURE: _figure,
    Kind.CHOICE: _choice,
    Kind.DAY: _day,
    Kind.TEXT: _text,
}


def packed(entries: Sequence[LineEntry]) -> list[dict[str, Any]]:
    """Return the entries as plain values that a signed field can carry from preview to import."""
    return [
        {"line": entry.line, "version": entry.version}
        | {name: _plain(value) for name, value in entry.values.items()}
        for entry in entries
    ]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal | dt.date) else value


def unpacked(rows: list[dict[str, Any]]) -> list[LineEntry]:
    """Return the entries that ``packed`` packed."""
    kinds = {field.name: field.kind for field in FIELDS}
    return [
        LineEntry(**{name: _typed(kinds.get(name), value) for name, value in row.items()})
        for row in rows
    ]


def _typed(kind: Kind | None, value: Any) -> Any:
    if value is not None and kind is Kind.FIGURE:
        return Decimal(value)
    if value is not None and kind is Kind.DAY:
        return dt.date.fromisoformat(value)
    return value
