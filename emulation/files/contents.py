"""What stands in Excel, Word and PDF files, read in the sandbox and handed on as plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from emulation.files.cells import Broken, Cell, Percent, Rows
from emulation.files.errors import FileRefused
from emulation.files.models import StoredFile
from emulation.files.sandbox import run_in_sandbox
from emulation.files.services import READ_SECONDS, READING, CheckedUpload

PDF_TEXT = "pdf.text"
Source = StoredFile | CheckedUpload | bytes


def read_workbook(source: Source) -> dict[str, Rows]:
    """Return the sheets of a workbook in order: all rows of a sheet have the same length.

    An empty or blank cell is ``None``, never zero; text is NFC and trimmed; whole figures are
    ``int``, others ``Decimal`` with Excel's fifteen digits, ``Percent`` where Excel shows them so;
    a formula gives its last value, ``Broken`` where it has none. At most 50,000 rows × 50 columns
    and 500,000 cells. Raises ``FileRefused``.
    """
    sheets = source.sheets if isinstance(source, CheckedUpload) else None
    if sheets is None:
        sheets = run_in_sandbox(READING, _bytes(source), seconds=READ_SECONDS)["sheets"]
    return {title: [[_cell(value) for value in row] for row in rows] for title, rows in sheets}


def _bytes(source: Source) -> bytes:
    if isinstance(source, bytes):
        return source
    return source.content if isinstance(source, CheckedUpload) else source.read()


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        if "d" in value:
            return dt.date.fromisoformat(value["d"])
        if "p" in value:
            return Percent(Decimal(value["p"]) * 100)
        if "t" in value:
            return dt.datetime.fromisoformat(value["t"])
        return Broken(value.get("e", ""))
    plain: Cell = value
    return plain


@dataclass(frozen=True)
class PdfText:
    """The text of each page of a PDF; a scan has none. ``blank`` pages show nothing at all."""

    texts: tuple[str, ...] = ()
    blank: tuple[int, ...] = ()

    @property
    def has_text(self) -> bool:
        """Whether there are words to be read."""
        return any(text.strip() for text in self.texts)


def read_pdf(source: Source) -> PdfText:
    """Return what stands on the pages of a PDF; what is too long to be read has no text."""
    try:
        said = run_in_sandbox(PDF_TEXT, _bytes(source), seconds=READ_SECONDS)
    except FileRefused:
        return PdfText()
    return PdfText(tuple(said["texts"]), tuple(said["blank"]))
