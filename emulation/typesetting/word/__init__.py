"""The same official text as a Word document, for those who must work on in the file.

Real styles, headings, tables with repeated heads, page numbers in the header from page 2, every
annex a section with its own numbers. Times New Roman is named; the bytes depend on the text alone.
"""

from emulation.typesetting.word.assembly import render_word

__all__ = ["render_word"]
