"""PDF: it opens, it has pages, and nothing in it acts by itself.

One that only forbids printing or copying opens without a password, and is read like any other.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf

from emulation.files.readers.refusing import Refusal

LARGEST_NODES = 3_000_000
ACTING_KEYS = frozenset(
    {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"}
)
ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE", "/GoTo3DView",
     "/Sound", "/Movie", "/RichMediaExecute"}
)  # fmt: skip
ACTING_SUBTYPES = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/3D", "/Screen"})


def inspect(source: BinaryIO) -> dict[str, Any]:
    """Return the number of pages, or refuse."""
    _refuse_hidden_archive(source)
    try:
        with pikepdf.open(source) as pdf:
            pages = len(pdf.pages)
            if pages == 0:
                raise Refusal("pages")
            _refuse_acting(pdf)
    except pikepdf.PasswordError:
        raise Refusal("locked")
    return {"pages": pages}


def _refuse_hidden_archive(source: BinaryIO) -> None:
    """Refuse a file that is a PDF from the front and an archive from the back."""
    try:
        hidden = zipfile.ZipFile(source).namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        hidden = []
    if hidden:
        raise Refusal("mixed")
    source.seek(0)


def _refuse_acting(pdf: pikepdf.Pdf) -> None:
    """Refuse scripts, commands, attachments and media, wherever in the file they stand."""
    for count, node in enumerate(_nodes(pdf)):
        if count > LARGEST_NODES:
            raise Refusal("memory")
        keys = node.keys()
        if not ACTING_KEYS.isdisjoint(keys):
            raise Refusal("active")
        if "/S" in keys and _name(node["/S"]) in ACTIONS:
            raise Refusal("active")
        if "/Subtype" in keys and _name(node["/Subtype"]) in ACTING_SUBTYPES:
            raise Refusal("active")
        if "/Type" in keys and _name(node["/Type"]) == "/EmbeddedFile":
            raise Refusal("active")


def _name(value: Any) -> str:
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _nodes(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary of the file, those inside others included."""
    waiting: list[Any] = [pdf.trailer]
    for held in pdf.objects:
        waiting.append(held)
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Stream):
                node = node.stream_dict
            if isinstance(node, pikepdf.Dictionary):
                yield node
                parts = [value for _key, value in node.items()]
            elif isinstance(node, pikepdf.Array):
                parts = list(node)
            else:
                continue
            waiting += [
                part
                for part in parts
                if isinstance(part, (pikepdf.Dictionary, pikepdf.Array)) and not part.is_indirect
            ]
