"""The same official text as a Word document, for those who must work on in the file.

Real styles, headings, tables with repeated heads, page numbers in the header from page 2, every
annex a section with its own numbers. Times New Roman is named; the bytes depend on the text alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emulation.typesetting.paper import Paper


def render_word(paper: Paper, *, draft: bool = False) -> bytes:
    """Return the DOCX of an official text; `draft` puts "DỰ THẢO" at the head of every page."""
    from emulation.typesetting.word.assembly import (  # noqa: PLC0415 -- 12 MB for few processes
        assemble,
    )

    return assemble(paper, draft=draft)
