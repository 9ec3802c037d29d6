"""The ZIP container of xlsx and docx, checked member by member before a parser sees it."""

from __future__ import annotations

import re
import zipfile
from typing import Any, BinaryIO
from xml.parsers import expat

from defusedxml.ElementTree import fromstring

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
# Other files inside, which open with a program of their own, and links to other workbooks.
EMBEDDED = ("/embeddings/", "oleobject")
LINKED = ("/externallinks/",)
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# A link that somebody presses does nothing by itself; every other target outside is fetched.
HARMLESS_TARGETS = ("/hyperlink",)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ASKING_FIELD = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT)\b", re.IGNORECASE)
# Outside of a text, | stands in a formula only between a program and what it is asked for.
FORMULA = re.compile(rb"<(?:\w+:)?(?:f|definedName|ddeLink)\b[^>]*>([^<]*)</")
STRING = re.compile(rb'"[^"]*"|&quot;.*?&quot;')
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
    _check_targets(container)
    _check_commands(container)
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
        if any(mark in f"/{name}" for mark in EMBEDDED):
            raise Refusal("embedded")
        if any(mark in f"/{name}" for mark in LINKED):
            raise Refusal("linked")
        seen.add(name)


def _check_targets(container: zipfile.ZipFile) -> None:
    """Refuse what is fetched from outside when the file is opened: a template, a frame, an object.

    Called after every part was parsed without a document type, so that there are no entities.
    """
    for name in container.namelist():
        if not name.casefold().endswith(".rels"):
            continue
        for relation in fromstring(container.read(name), forbid_dtd=True).iter(RELATION):
            outside = relation.get("TargetMode", "").casefold() == "external"
            if outside and not relation.get("Type", "").casefold().endswith(HARMLESS_TARGETS):
                raise Refusal("linked")


def _check_commands(container: zipfile.ZipFile) -> None:
    """Refuse fields and formulas that talk to another program: DDE, wherever it stands."""
    for name in container.namelist():
        if not name.casefold().endswith(".xml"):
            continue
        content = container.read(name)
        if b"instrText" in content or b"fldSimple" in content:
            root = fromstring(content, forbid_dtd=True)
            # a field may be cut into runs at any letter
            fields = "".join(part.text or "" for part in root.iter(f"{WORD}instrText"))
            simple = " ".join(
                part.get(f"{WORD}instr", "") for part in root.iter(f"{WORD}fldSimple")
            )
            if ASKING_FIELD.search(f"{fields} {simple}"):
                raise Refusal("linked")
        elif b"|" in content and any(
            b"|" in STRING.sub(b"", formula) for formula in FORMULA.findall(content)
        ):
            raise Refusal("linked")


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
