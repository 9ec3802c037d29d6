"""What stands on the pages of a PDF: the text of each page, and which pages show nothing at all."""

from __future__ import annotations

from typing import Any, BinaryIO

import pypdfium2

from emulation.files.readers import pdf
from emulation.files.readers.refusing import Refusal

LONGEST_TEXT = 8_000_000
MOST_LOOKED_AT = 20  # pages; a longer file is no blank scan
DOTS_PER_POINT = 0.5
DARK = bytes(range(160))
SPECKS = 20  # dots of dust that a scanner leaves on an empty page


def read(source: BinaryIO) -> dict[str, Any]:
    """Return the pages of a PDF that passed ``pdf.inspect``, their texts, and the blank ones.

    The text stands as the file gives it; a scan has none. Numbers of pages begin with 1.
    """
    said = pdf.inspect(source)
    source.seek(0)
    texts: list[str] = []
    blank: list[int] = []
    with pypdfium2.PdfDocument(source.read()) as document:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage().get_text_range()
            texts.append(text)
            if sum(map(len, texts)) > LONGEST_TEXT:
                raise Refusal("text")
            if not text.strip() and number <= MOST_LOOKED_AT and _shows_nothing(page):
                blank.append(number)
    return {**said, "texts": texts, "blank": blank}


def _shows_nothing(page: Any) -> bool:
    picture = page.render(scale=DOTS_PER_POINT, grayscale=True)
    dots = bytes(picture.buffer)
    return len(dots) - len(dots.translate(None, DARK)) <= SPECKS
