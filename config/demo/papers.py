"""Scans of papers that were signed outside the portal: real PDF files, small and always equal."""

from __future__ import annotations

import io
import textwrap
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from emulation.files.formats import FORMATS
from emulation.files.models import StoredFile
from emulation.files.services import CheckedUpload, store_upload
from emulation.people.models import Mandate

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts" / "tinos"
DOTS_PER_INCH = 60
PAGE = (496, 702)
MARGIN = 56
LETTERS_A_LINE = 52
MADE_AT = time.struct_time((2021, 1, 4, 0, 0, 0, 0, 4, 0))


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"Tinos-{name}.ttf"), size)


def scan(title: str, lines: Sequence[str], name: str, pages: int = 1) -> CheckedUpload:
    """Return the scan of a paper with ``title`` and ``lines``, marked as sample data."""
    sheets = [_sheet(title, lines, page, pages) for page in range(1, pages + 1)]
    stream = io.BytesIO()
    sheets[0].save(
        stream,
        "PDF",
        resolution=DOTS_PER_INCH,
        save_all=True,
        append_images=sheets[1:],
        creationDate=MADE_AT,
        modDate=MADE_AT,
    )
    return CheckedUpload(stream.getvalue(), f"{name}.pdf", FORMATS["pdf"], pages)


def keep_scan(
    by: Mandate, title: str, lines: Sequence[str], name: str, pages: int = 1
) -> StoredFile:
    """Store such a scan and return its row."""
    return store_upload(by=by, upload=scan(title, lines, name, pages), kinds=("pdf",))


def _sheet(title: str, lines: Sequence[str], page: int, pages: int) -> Image.Image:
    sheet = Image.new("L", PAGE, 255)
    pen = ImageDraw.Draw(sheet)
    height = MARGIN
    for text in textwrap.wrap(title, LETTERS_A_LINE - 8):
        pen.text((MARGIN, height), text, font=_font("Bold", 16), fill=0)
        height += 22
    height += 10
    for line in lines:
        for text in textwrap.wrap(line, LETTERS_A_LINE) or [""]:
            pen.text((MARGIN, height), text, font=_font("Regular", 14), fill=0)
            height += 20
    foot = f"Bản quét mẫu - trang {page}/{pages}"
    pen.text((MARGIN, PAGE[1] - MARGIN), foot, font=_font("Italic", 11), fill=90)
    return sheet
