"""A list as Excel or CSV: exactly what is filtered and sorted, row by row, with little memory."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from typing import Any, Final

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from emulation.clock import now, today
from emulation.ui import excel, tags
from emulation.ui.lists.address import Asked
from emulation.ui.lists.columns import Column, Kind
from emulation.ui.vietnamese import fold, short_date

CHUNK: Final = 1000
MOST_ROWS: Final = 1_000_000
FORMATS: Final = ("xlsx", "csv")
_CELLS: Final = {
    Kind.NUMBER: excel.Kind.NUMBER,
    Kind.MONEY: excel.Kind.MONEY,
    Kind.PERCENT: excel.Kind.PERCENT,
    Kind.DATE: excel.Kind.DATE,
    Kind.DUE: excel.Kind.DATE,
    Kind.MOMENT: excel.Kind.MOMENT,
}


class _Line:
    """Anything with ``write``: returns what the CSV writer made of one row."""

    def write(self, text: str) -> str:
        return text


def export(asked: Asked[Any], form: str, *, title: str) -> HttpResponseBase:
    """Return the filtered and sorted rows as a download in the columns that are shown.

    ``form`` is "xlsx" or "csv". CSV is what Vietnamese Excel opens with a double click: UTF-8 with
    a byte order mark, semicolons, a comma before the decimals.
    """
    name = f"{slugify(fold(title))}_{today():%Y-%m-%d}.{form}"
    if form == "csv":
        return _csv(asked, name)
    file = TemporaryFile()  # noqa: SIM115 -- the response closes it
    columns = [_typed(column) for column in _exported(asked)]
    notes = [_("As of %(moment)s") % {"moment": tags.moment(now())}, *asked.conditions()]
    rows = islice(every_row(asked), MOST_ROWS)
    excel.write_table(file, columns, rows, sheet=title, title=title, notes=notes)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=excel.CONTENT_TYPE)


def _exported(asked: Asked[Any]) -> list[Column[Any]]:
    return [column for column in asked.columns if not column.page_only]


def every_row(asked: Asked[Any]) -> Iterator[Any]:
    """Yield the filtered rows, read from the database in chunks."""
    rows, fill = asked.rows.iterator(chunk_size=CHUNK), asked.listing.fill
    if fill is None:
        yield from rows
        return
    while chunk := list(islice(rows, CHUNK)):
        fill(chunk, asked.mandate)
        yield from chunk


def plain(column: Column[Any]) -> Callable[[Any], Any]:
    """Return the function that gives a row's value without any mark-up, typed."""
    value, kind = column.reader(), column.kind
    if kind is Kind.STATE:
        return lambda row: (value(row) or ("",))[0]
    if kind is Kind.DUE:
        return lambda row: _day(value(row))
    if kind is Kind.MOMENT:
        return lambda row: _local(value(row))
    if kind in Kind.FIGURES or kind is Kind.DATE:
        return value
    return lambda row: _words(value(row))


def _words(value: Any) -> str:
    return "" if value is None else str(value)


def _day(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) else value


def _local(value: Any) -> Any:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.make_naive(value, timezone.get_default_timezone())
    return value


def _typed(column: Column[Any]) -> excel.Column[Any]:
    kind = _CELLS.get(column.kind, excel.Kind.TEXT)
    return excel.Column(str(column.label), plain(column), kind, column.width)


def _csv(asked: Asked[Any], name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        _csv_lines(asked, translation.get_language()), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _csv_lines(asked: Asked[Any], language: str | None) -> Iterator[str]:
    """Yield the lines; they are made after the view has returned, so the language is set again."""
    writer: Any = csv.writer(_Line(), delimiter=";")
    columns = _exported(asked)
    values = [plain(column) for column in columns]
    yield "\ufeff"
    with translation.override(language):
        yield writer.writerow([excel.safe_text(column.label) for column in columns])
        for row in every_row(asked):
            yield writer.writerow([_written(value(row)) for value in values])


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return excel.safe_text(value)
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)):f}".replace(".", ",")
    if isinstance(value, dt.datetime):
        return f"{short_date(value)} {value:%H:%M}"
    if isinstance(value, dt.date):
        return short_date(value)
    return excel.safe_text(value)
