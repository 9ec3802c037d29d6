"""Tables out to Excel: typed columns, streamed rows, no formula ever.

Reading workbooks is done elsewhere, in a sandbox; nothing here opens a file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, Final, Generic, TypeVar

from django.http import FileResponse

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS: Final = 1_048_575
MOST_CHARACTERS: Final = 32_767
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
_BLANKS: Final = " \u00a0\n"

Row = TypeVar("Row")


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    MOMENT = "moment"


_FORMATS: Final = {
    Kind.TEXT: "@",
    Kind.NUMBER: "#,##0",
    Kind.MONEY: "#,##0",
    Kind.PERCENT: '#,##0.0" %"',
    Kind.DATE: "dd/mm/yyyy",
    Kind.MOMENT: "dd/mm/yyyy hh:mm",
}
# By the places after the comma: "#,##0.####" would show 95 as "95,".
_BY_PLACES: Final = ("#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its head, how a row gives its value, what it holds and how wide it is."""

    head: str
    value: Callable[[Row], Any]
    kind: Kind = Kind.TEXT
    width: int = 18


def safe_text(text: object) -> str:
    """Return a text that no spreadsheet takes for a formula, whatever it is converted to later.

    A text that starts, after blanks, with = + - @, a tab or a carriage return gets an apostrophe.
    Control characters that Excel refuses are dropped and over-long texts are cut.
    """
    written = "".join(char for char in str(text) if char in "\t\n\r" or ord(char) >= 32)
    if written.lstrip(_BLANKS).startswith(_DANGEROUS):
        written = f"'{written}"
    return written[:MOST_CHARACTERS]


def write_table(
    target: IO[bytes],
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    *,
    sheet: str = "Danh sách",
    title: str = "",
    notes: Sequence[str] = (),
) -> int:
    """Write ``rows`` as an .xlsx into ``target`` and return how many there were.

    Rows are taken one by one and go to disk at once, so that a large table needs little memory.
    ``title`` and ``notes`` stand above the table. Missing values (``None``) stay empty cells.

    Raises:
        ValueError: when there are more rows than a sheet can hold.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 -- 12 MB that few processes ever need

    book = Workbook(
        target,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    try:
        page = book.add_worksheet(_sheet_name(sheet))
        written = {*_FORMATS.values(), *_BY_PLACES}
        formats = {form: book.add_format({"num_format": form}) for form in written}
        first = _write_head(book, page, columns, title, notes)
        count = 0
        for count, row in enumerate(rows, start=1):
            if first + count > MOST_ROWS:
                raise ValueError("more rows than an Excel sheet holds")
            for place, column in enumerate(columns):
                _write_cell(page, first + count, place, column, row, formats)
    finally:
        book.close()
    return count


def _sheet_name(name: str) -> str:
    return "".join(char for char in name if char not in "[]:*?/\\")[:31].strip("'") or "1"


def _write_head(
    book: Workbook,
    page: Worksheet,
    columns: Sequence[Column[Any]],
    title: str,
    notes: Sequence[str],
) -> int:
    """Write what stands above the rows and return the row of the column heads."""
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
    row = 0
    if title:
        page.write_string(row, 0, safe_text(title), bold)
        row += 1
    for note in notes:
        page.write_string(row, 0, safe_text(note))
        row += 1
    row += 1 if row else 0
    page.freeze_panes(row + 1, 1)
    for place, column in enumerate(columns):
        page.write_string(row, place, safe_text(column.head), head)
    return row


def _write_cell(
    page: Worksheet,
    row: int,
    place: int,
    column: Column[Row],
    source: Row,
    formats: dict[str, Format],
) -> None:
    value = column.value(source)
    if value is None or value == "":
        return
    form = formats[_form(column.kind, value)]
    if column.kind in (Kind.DATE, Kind.MOMENT) and isinstance(value, dt.date):
        page.write_datetime(row, place, value, form)
    elif column.kind in (Kind.NUMBER, Kind.MONEY, Kind.PERCENT) and isinstance(
        value, int | float | Decimal
    ):
        page.write_number(row, place, value, form)
    else:
        page.write_string(row, place, safe_text(value), formats[_FORMATS[Kind.TEXT]])


def _form(kind: Kind, value: object) -> str:
    if kind != Kind.NUMBER or not isinstance(value, int | float | Decimal):
        return _FORMATS[kind]
    places = f"{value:.4f}".rstrip("0").partition(".")[2]
    return _BY_PLACES[len(places)]


def table_response(
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    *,
    filename: str,
    title: str = "",
    notes: Sequence[str] = (),
) -> FileResponse:
    """Return the table as a download named ``filename`` (without ending)."""
    buffer = BytesIO()
    write_table(buffer, columns, rows, title=title, notes=notes)
    buffer.seek(0)
    return FileResponse(
        buffer, as_attachment=True, filename=f"{filename}.xlsx", content_type=CONTENT_TYPE
    )
