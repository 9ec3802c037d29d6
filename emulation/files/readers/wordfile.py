"""Word documents: the container is checked, paragraphs and tables are read as text."""

from __future__ import annotations

import posixpath
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from defusedxml.ElementTree import fromstring

from emulation.files.readers.container import check
from emulation.files.readers.refusing import Refusal

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT_LINK = "/officeDocument"
LARGEST_TEXT = 10_000_000
# Properties hold tab stops, not tabs; a fallback repeats what the choice beside it says.
UNREAD = {
    f"{WORD}pPr",
    f"{WORD}rPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
TEXT_OF = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}


def inspect(source: BinaryIO) -> dict[str, Any]:
    """Return the number of blocks of the body, or refuse."""
    return {"blocks": len(_body(check(source, MAIN_TYPE)))}


def read(source: BinaryIO) -> dict[str, Any]:
    """Return the body in order: a paragraph is a string, a table a list of rows of cell texts."""
    blocks: list[Any] = []
    length = 0
    for element in _blocks(_body(check(source, MAIN_TYPE))):
        block: Any = _text(element) if element.tag == f"{WORD}p" else _table(element)
        length += (
            len(block) if isinstance(block, str) else sum(len(c) for row in block for c in row)
        )
        if length > LARGEST_TEXT:
            raise Refusal("text")
        blocks.append(block)
    return {"blocks": blocks}


def _body(container: zipfile.ZipFile) -> Any:
    part = _main_part(container)
    root = fromstring(container.read(part), forbid_dtd=True)
    body = root.find(f"{WORD}body")
    if body is None:
        raise Refusal("unreadable")
    return body


def _main_part(container: zipfile.ZipFile) -> str:
    """Return the part that the package names as its document."""
    for link in fromstring(container.read("_rels/.rels"), forbid_dtd=True):
        if link.get("Type", "").endswith(DOCUMENT_LINK):
            return posixpath.normpath(link.get("Target", "").lstrip("/"))
    raise Refusal("unreadable")


def _blocks(parent: Any) -> list[Any]:
    """Return paragraphs and tables in order, those in content controls included."""
    found = []
    for element in parent:
        if element.tag in {f"{WORD}p", f"{WORD}tbl"}:
            found.append(element)
        elif element.tag in {f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins", f"{WORD}customXml"}:
            found += _blocks(element)
    return found


def _text(element: Any) -> str:
    """Return the text of everything below ``element``."""
    return unicodedata.normalize("NFC", "".join(_pieces(element))).strip()


def _pieces(element: Any) -> Iterator[str]:
    """Yield the pieces of text in order; deleted text stands in elements of other names."""
    for part in element:
        if part.tag == f"{WORD}t":
            yield part.text or ""
        elif part.tag in TEXT_OF:
            yield TEXT_OF[part.tag]
        elif part.tag not in UNREAD:
            yield from _pieces(part)


def _table(element: Any) -> list[list[str]]:
    return [
        ["\n".join(_text(p) for p in cell.iter(f"{WORD}p")) for cell in row.findall(f"{WORD}tc")]
        for row in element.findall(f"{WORD}tr")
    ]
