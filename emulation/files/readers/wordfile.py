"""Word documents: the container is checked, paragraphs and tables are read as text."""

from __future__ import annotations

import posixpath
import zipfile
from typing import Any, BinaryIO

from defusedxml.ElementTree import fromstring

from emulation.files.readers.container import check
from emulation.files.readers.refusing import Refusal

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT_LINK = "/officeDocument"


def inspect(source: BinaryIO) -> dict[str, Any]:
    """Return the number of blocks of the body, or refuse."""
    return {"blocks": len(_body(check(source, MAIN_TYPE)))}


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
