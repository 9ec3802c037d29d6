"""Excel workbooks: counted while they stream, then read as plain values."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from typing import Any, BinaryIO

import defusedxml.ElementTree  # noqa: F401 -- openpyxl reads unguarded without it
from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.cell import column_index_from_string, get_column_letter
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from emulation.files.readers.container import PartWatch, check
from emulation.files.readers.refusing import Refusal

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
LARGEST_ROWS = 50_000
LARGEST_COLUMNS = 50
LARGEST_CELLS = 500_000
LARGEST_TEXT = 20_000_000
FIGURES_OF_EXCEL = 15
# "95 \"%\"" and "95\\%" are shown with the sign, but are no shares
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class SheetWatch(PartWatch):
    """Counts rows and cells of every worksheet before anything is kept in memory.

    A cell that is only coloured may stand anywhere: Excel writes such cells to the edge of the
    sheet. A cell with a value may not lie beyond the limits, whatever ``<dimension>`` says.
    """

    def __init__(self) -> None:
        self.cells = 0
        self.parser: Any = None

    def begin(self, parser: Any) -> None:
        """Start with a part; only worksheets are watched further."""
        self.parser, self.rows, self.row, self.column = parser, 0, 0, 0
        parser.StartElementHandler = self._root

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        is_sheet = name.rsplit(" ", 1)[-1] == "worksheet"
        self.parser.StartElementHandler = self._element if is_sheet else None

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rsplit(" ", 1)[-1]
        if name == "c":
            self._cell(attributes.get("r", ""))
        elif name == "row":
            self.rows += 1
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
            if self.rows > LARGEST_ROWS:
                raise Refusal("rows", limit=LARGEST_ROWS)
        elif name in {"v", "is", "f"}:
            if self.row > LARGEST_ROWS:
                raise Refusal("rows", limit=LARGEST_ROWS)
            if self.column > LARGEST_COLUMNS:
                raise Refusal("columns", limit=get_column_letter(LARGEST_COLUMNS))

    def _cell(self, place: str) -> None:
        self.cells += 1
        if self.cells > LARGEST_CELLS:
            raise Refusal("cells", limit=LARGEST_CELLS)
        letters = place.rstrip("0123456789")
        self.column = column_index_from_string(letters) if letters else self.column + 1
        if place[len(letters) :]:
            self.row = int(place[len(letters) :])


def inspect(source: BinaryIO) -> dict[str, Any]:
    """Return the names of the sheets, or refuse."""
    check(source, MAIN_TYPE, SheetWatch())
    book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
    if not book.worksheets:
        raise Refusal("unreadable")
    return {"sheets": book.sheetnames}


def read(source: BinaryIO) -> dict[str, Any]:
    """Return every sheet as rows of plain values.

    A day is ``{"d": …}``, a time ``{"t": …}``, a figure shown in per cent ``{"p": …}`` with what
    is stored (0.95), the error of a formula ``{"e": …}``, a formula without a result ``{"u": 1}``.
    A whole number shown with leading zeros is the text that is shown.
    """
    check(source, MAIN_TYPE, SheetWatch())
    book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
    if not book.worksheets:
        raise Refusal("unreadable")
    budget = Budget()
    return {"sheets": [[sheet.title, _rows(sheet, budget)] for sheet in book.worksheets]}


class Budget:
    """What may still be read of the whole workbook."""

    def __init__(self) -> None:
        self.cells, self.text = LARGEST_CELLS, LARGEST_TEXT

    def take(self, values: list[Any]) -> None:
        """Count one row."""
        self.cells -= sum(value is not None for value in values)
        self.text -= sum(len(value) for value in values if isinstance(value, str))
        if self.cells < 0:
            raise Refusal("cells", limit=LARGEST_CELLS)
        if self.text < 0:
            raise Refusal("text")


class CellParser(WorkSheetParser):
    """Says of each cell besides its value whether a formula gave it."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """Return the cell with ``formula``."""
        cell: dict[str, Any] = super().parse_cell(element)
        cell["formula"] = element.find(FORMULA_TAG) is not None
        # the result of a formula may be the empty text
        cell["text"] = element.get("t") == "str"
        return cell


def _rows(sheet: Any, budget: Budget) -> list[list[Any]]:
    """Return the rows to the last one with a value, each cut after the last column with one."""
    book = sheet.parent
    formats = Formats(book)
    rows: list[list[Any]] = []
    width = filled = 0
    with sheet._get_source() as source:
        parser = CellParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number, cells in parser.parse():
            # <dimension> and the numbers of rows are written by whoever made the file
            if number > LARGEST_ROWS:
                break
            if number <= len(rows):
                continue
            values = _values(cells, formats)
            budget.take(values)
            rows += [[] for _missing in range(number - len(rows) - 1)]
            rows.append(values)
            if values:
                width, filled = max(width, len(values)), len(rows)
    return [row + [None] * (width - len(row)) for row in rows[:filled]]


def _values(cells: list[dict[str, Any]], formats: Formats) -> list[Any]:
    values: list[Any] = []
    for cell in cells:
        value, place = _shown(cell, formats), cell["column"]
        if value is None or place > LARGEST_COLUMNS:
            continue
        values += [None] * (place - len(values))
        values[place - 1] = value
    return values


class Formats:
    """What the number formats of a workbook say, by the style of a cell; each is read once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.known: dict[int, str] = {}

    def of(self, style: int) -> str:
        """Return "%", or the zeros to which a whole number is filled up, or ""."""
        if style not in self.known:
            self.known[style] = self._kind(self._format(style))
        return self.known[style]

    def _format(self, style: int) -> str:
        try:
            number = self.book._cell_styles[style].numFmtId
            if number < BUILTIN_FORMATS_MAX_SIZE:
                return BUILTIN_FORMATS.get(number) or ""
            return str(self.book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])
        except IndexError:
            return ""

    @staticmethod
    def _kind(written: str) -> str:
        form = _QUOTED.sub("", written.partition(";")[0])
        if "%" in form:
            return "%"
        zeros = form.replace(" ", "")
        return zeros if len(zeros) > 1 and not zeros.strip("0") else ""


def _shown(cell: dict[str, Any], formats: Formats) -> Any:
    """Return the value of a cell, with what its format says of it, as JSON can carry it."""
    value = cell["value"]
    if cell["data_type"] == "e":
        return {"e": str(value)}
    if value is None:
        return {"u": 1} if cell["formula"] and not cell["text"] else None
    if not isinstance(value, int | float) or isinstance(value, bool):
        return _plain(value)
    figure, form = _plain(value), formats.of(int(cell["style_id"] or 0))
    if form == "%" and figure is not None:
        return {"p": figure}
    if form and isinstance(figure, int):
        return f"{figure:0{len(form)}d}"
    return figure


def _plain(value: Any) -> Any:
    """Return a value without its format as JSON can carry it."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip() or None
    if isinstance(value, float):
        return _figure(value)
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return {"d": value.date().isoformat()}
        return {"t": value.isoformat()}
    if isinstance(value, dt.date):
        return {"d": value.isoformat()}
    if value is None or isinstance(value, (bool, int)):
        return value
    return str(value)


def _figure(value: float) -> Any:
    """Return the figure that Excel shows: it keeps fifteen digits, the rest is binary dust."""
    if not math.isfinite(value):
        return None
    rounded = float(f"{value:.{FIGURES_OF_EXCEL}g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 10**FIGURES_OF_EXCEL else rounded
