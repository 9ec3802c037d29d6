"""A unit's report as an Excel file: out with its own rows, in again with every fault by its row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _

from campaigns.reports.fields import FIELDS, Kind, LineField, values_of
from campaigns.reports.models import Report
from campaigns.reports.selectors import EntryLine
from campaigns.reports.services import LineEntry, LineRefused, check_entry
from campaigns.targets.enums import Aggregation
from campaigns.targets.models import Indicator
from emulation.files.cells import Cell, Rows, day_of, figure_of, text_of
from emulation.files.tables import Table, any_value, filled_sheets, find_table, unread_sentence
from emulation.ui.excel import Column, table_response
from emulation.ui.excel import Kind as ExcelKind
from emulation.ui.vietnamese import fold, short_date

LIMIT = Decimal(10) ** 14
PLACES = 4
HOW = "Cách ghi"
SHOWN = ("Mã", "Chỉ tiêu", "Đơn vị tính", HOW, "Cam kết cả năm", "Kỳ trước")
HEADS = (*SHOWN, *(field.head for field in FIELDS))
# the heads by which offices call the columns; what only the portal fills is known and passed over
WORDS = {
    "code": ("Mã", "Mã chỉ tiêu", "Mã số"),
    "name": ("Chỉ tiêu", "Tên chỉ tiêu", "Nội dung"),
    "measure": ("Đơn vị tính", "ĐVT"),
    "how": (HOW,),
    "committed": ("Cam kết cả năm", "Kế hoạch", "Kế hoạch năm"),
    "before": ("Kỳ trước",),
    "order": ("STT", "TT"),
    "value": ("Kỳ này", "Thực hiện", "Kết quả", "Số liệu"),
    "kind": ("Ước/Chính thức", "Loại số liệu"),
    "cutoff_on": ("Chốt đến ngày", "Ngày chốt", "Ngày chốt số liệu"),
    "note": ("Giải trình", "Ghi chú"),
}
ERASE = "xoa"


@dataclass
class Reading:
    """What a file says: the entries in it, and the faults with their rows in Excel.

    ``rounded`` says for a line from what its figure was rounded; ``unread`` names what of the file
    was not understood.
    """

    entries: list[LineEntry] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    untouched: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    rounded: dict[int, str] = field(default_factory=dict)


def template_of(report: Report, lines: Sequence[EntryLine]) -> FileResponse:
    """Return the report's own rows as a workbook that can be filled and read in again."""
    columns: list[Column[EntryLine]] = [
        Column(HEADS[0], lambda row: row.indicator.code, width=14),
        Column(HEADS[1], lambda row: row.indicator.name, width=46),
        Column(HEADS[2], lambda row: row.indicator.unit_of_measure, width=14),
        Column(HEADS[3], lambda row: _how(row.indicator), width=18),
        Column(HEADS[4], lambda row: row.committed, ExcelKind.NUMBER),
        Column(HEADS[5], lambda row: row.before, ExcelKind.NUMBER),
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
            "Ô trống giữ nguyên nội dung đã có trên báo cáo; muốn bỏ nội dung đó thì ghi “xóa”.",
            "Lũy kế: tính từ đầu phong trào đến ngày chốt. Mức đạt: giá trị tại ngày chốt.",
            f"Số liệu chốt đến {short_date(period.cutoff_on)}; hạn {short_date(report.due_on)}.",
        ],
    )


def _how(indicator: Indicator) -> str:
    """Return whether the figure adds up from the campaign's start or is a level on its day."""
    measure = indicator.unit_of_measure
    flow = indicator.aggregation == Aggregation.SUM or (
        indicator.aggregation == Aggregation.NONE and "%" not in measure
    )
    return "Lũy kế" if flow else "Mức đạt"


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


def read_report(sheets: dict[str, Rows], report: Report, lines: Sequence[EntryLine]) -> Reading:
    """Read a filled template against the report's own lines; faults name the row in Excel.

    Nothing is guessed: an unknown or repeated code, a wrong figure, kind or day is a fault, by the
    same checks as those that entering asks. A blank cell leaves what the report has.
    """
    reading = Reading()
    found = _table_of(sheets)
    if found is None:
        reading.faults.append(
            (1, _("The row of headings (“Mã”, “Kỳ này” …) is missing. Use the report's template."))
        )
        return reading
    name, table = found
    known = {line.indicator.code: line for line in lines}
    for number, row in enumerate(sheets[name][table.start :], start=table.start + 1):
        if any_value(row):
            _read_row(number, row, table, known, report, reading)
    seen = {entry.line for entry in reading.entries}
    reading.untouched = [row.indicator.name for row in lines if row.line.pk not in seen]
    reading.unread = [
        *([unread_sentence(table.unread)] if table.unread else []),
        *(
            _("The sheet “%(name)s” was not read.") % {"name": other}
            for other in filled_sheets(sheets)
            if other != name
        ),
    ]
    return reading


def _table_of(sheets: dict[str, Rows]) -> tuple[str, Table] | None:
    for name, rows in sheets.items():
        table = find_table(rows, WORDS, needed=("code", "value"))
        if table is not None:
            return name, table
    return None


def _read_row(
    number: int,
    row: list[Cell],
    table: Table,
    known: dict[str, EntryLine],
    report: Report,
    reading: Reading,
) -> None:
    try:
        code = text_of(table.cell(row, "code"))
        if code not in known:
            raise ValueError(_("The code “%(code)s” is not of this report.") % {"code": code})
        line = known[code].line
        if any(entry.line == line.pk for entry in reading.entries):
            raise ValueError(_("The code “%(code)s” stands twice.") % {"code": code})
        entry, rounded = _entry(row, table, known[code])
        if entry.values != values_of(line):
            check_entry(entry, report)
    except (ValueError, LineRefused) as error:
        texts = getattr(error, "messages", [str(error)])
        reading.faults.append((number, " ".join(texts)))
        return
    reading.entries.append(entry)
    if rounded:
        reading.rounded[line.pk] = rounded


def _entry(row: list[Cell], table: Table, known: EntryLine) -> tuple[LineEntry, str]:
    """Return what the row says, over what the report has, and from what it was rounded."""
    line, rounded = known.line, ""
    values = values_of(line)
    for each in FIELDS:
        cell = table.cell(row, each.name)
        if cell is None:
            continue
        if isinstance(cell, str) and fold(cell) == ERASE:
            values[each.name] = each.empty
        elif each.kind is Kind.FIGURE:
            values[each.name], rounded = _figure(cell, line.indicator)
        else:
            values[each.name] = _READ[each.kind](cell, each)
    return LineEntry(line.pk, line.version, **values), rounded


def _figure(cell: Cell, indicator: Indicator) -> tuple[Decimal | None, str]:
    figure, rounded = figure_of(cell, percent=indicator.is_percent, places=PLACES)
    if figure is not None and abs(figure) >= LIMIT:
        raise ValueError(_("This figure is too large; check the unit of measure."))
    if figure is not None and figure != round(figure, PLACES):
        raise ValueError(_("Give at most four digits after the comma."))
    return figure, rounded


def _choice(cell: Cell, field: LineField) -> str:
    word = fold(text_of(cell)).removesuffix(" thuc hien")
    for value, written_as in field.words:
        if fold(written_as) == word:
            return value
    raise ValueError(_("Write “Ước” or “Chính thức”."))


def _day(cell: Cell, _field: LineField) -> dt.date | None:
    return day_of(cell, short_years=True)


def _text(cell: Cell, field: LineField) -> str:
    text = text_of(cell)
    if len(text) > field.most:
        raise ValueError(_("The explanation is longer than 500 characters."))
    return text


_READ: dict[Kind, Callable[[Cell, LineField], Any]] = {
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
