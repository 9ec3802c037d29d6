"""The ZIP container of xlsx and docx, checked member by member before a parser sees it."""

from __future__ import annotations

import zipfile
from typing import Any, BinaryIO
from xml.parsers import expat

from emulation.files.readers.refusing import Refusal

LARGEST_ENTRIES = 2_000
LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_RATIO = 100
# A small file of blank cells packs well without being a bomb.
RATIO_COUNTS_FROM = 4 * 1024 * 1024
CHUNK = 256 * 1024
SNIFFED = 4096
XML_ENDINGS = (".xml", ".rels")
MARKS = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY")
              for code in ("ascii", "utf-16-le", "utf-16-be"))  # fmt: skip
MACROS = ("vbaproject", "vbadata", "/activex/", "macrosheets/", "intlmacrosheets/")
TYPES_PART = "[Content_Types].xml"


class PartWatch:
    """Told of the elements of each XML part while it streams by; the base watches nothing."""

    def begin(self, parser: Any) -> None:
        """Set handlers on the parser of a part."""


def check(source: BinaryIO, main_type: str, watch: PartWatch | None = None) -> zipfile.ZipFile:
    """Return the opened container, or refuse it.

    ``main_type`` is the content type that the container must declare. What is unpacked is counted
    while it streams, because a header may say anything.
    """
    container = zipfile.ZipFile(source)
    _check_entries(container)
    unpacked = 0
    packed = max(sum(entry.compress_size for entry in container.infolist()), 1)
    for entry in container.infolist():
        unpacked = _stream(container, entry, unpacked, packed, watch or PartWatch())
    if TYPES_PART not in container.namelist():
        raise Refusal("unreadable")
    declared = container.read(TYPES_PART)
    if b"macroEnabled" in declared:
        raise Refusal("macros")
    if main_type.encode() not in declared:
        raise Refusal("unreadable")
    source.seek(0)
    return container


def _check_entries(container: zipfile.ZipFile) -> None:
    entries = container.infolist()
    if len(entries) > LARGEST_ENTRIES:
        raise Refusal("entries")
    seen = set()
    for entry in entries:
        name = entry.filename.replace("\\", "/").casefold()
        steps = name.split("/")
        if name in seen or ".." in steps or name.startswith("/") or ":" in steps[0]:
            raise Refusal("entries")
        # A NUL would have cut the name short when it was read.
        if entry.orig_filename != entry.filename:
            raise Refusal("entries")
        if entry.flag_bits & 0x1:
            raise Refusal("locked")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refusal("entries")
        if any(mark in f"/{name}" for mark in MACROS):
            raise Refusal("macros")
        seen.add(name)


def _stream(
    container: zipfile.ZipFile, entry: zipfile.ZipInfo, unpacked: int, packed: int, watch: PartWatch
) -> int:
    """Read one member to its end and return the sum of bytes unpacked so far."""
    parser = _parser(watch) if entry.filename.casefold().endswith(XML_ENDINGS) else None
    first = True
    with container.open(entry) as member:
        while chunk := member.read(CHUNK):
            unpacked += len(chunk)
            if unpacked > LARGEST_UNPACKED:
                raise Refusal("unpacked")
            if unpacked > max(RATIO_COUNTS_FROM, packed * LARGEST_RATIO):
                raise Refusal("unpacked")
            if parser is not None:
                parser.Parse(chunk, False)
            elif first and any(mark in chunk[:SNIFFED] for mark in MARKS):
                raise Refusal("doctype")
            first = False
    if parser is not None and not first:
        parser.Parse(b"", True)
    return unpacked


def _parser(watch: PartWatch) -> Any:
    """Return a parser that refuses any document type: without one there are no entities."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_arguments: Any) -> None:
        raise Refusal("doctype")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    watch.begin(parser)
    return parser
