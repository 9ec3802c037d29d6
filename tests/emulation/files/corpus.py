"""Friendly and hostile files, built where they are needed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest
from PIL import Image

from emulation.files.errors import FileRefused
from emulation.files.sandbox import run_in_sandbox

SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha">'
    + b"".join(
        b'<!ENTITY %b "%b">' % (bytes([98 + n]), b"&%b;" % bytes([97 + n]) * 10) for n in range(9)
    )
    + b"]><sst><si><t>&j;</t></si></sst>"
)


def saved(save: Callable[[io.BytesIO], Any]) -> bytes:
    target = io.BytesIO()
    save(target)
    return target.getvalue()


def pdf(
    pages: int = 1, change: Callable[[pikepdf.Pdf], None] | None = None, **options: Any
) -> bytes:
    with pikepdf.new() as document:
        for _page in range(pages):
            document.add_blank_page()
        if change:
            change(document)
        return saved(lambda target: document.save(target, **options))


def script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def hidden_script(document: pikepdf.Pdf) -> None:
    """Deep inside direct objects, in a stream's dictionary that nothing refers to."""
    inner = pikepdf.Dictionary(A=pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name.Launch)]))
    stream = document.make_stream(b"x")
    stream.Deep = pikepdf.Array([inner])
    document.Root.Kept = stream


def attachment(document: pikepdf.Pdf) -> None:
    document.attachments["virus.exe"] = b"MZ"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    return saved(lambda target: Image.new("RGB", size, "red").save(target, kind, **options))


def photo_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = "secret words"
    exif.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", (40, 30), exif=exif, comment=b"secret words")


def huge_png(width: int = 30_000, height: int = 30_000) -> bytes:
    """900 million dots in a few kilobytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + width // 8) * 1000, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def workbook(*rows: list[Any], fill: Callable[[Any], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if fill:
        fill(book)
    return saved(book.save)


def document(*paragraphs: str) -> bytes:
    paper = docx.Document()
    for text in paragraphs:
        paper.add_paragraph(text)
    table = paper.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Chỉ tiêu", "9,5"
    return saved(paper.save)


def repacked(
    content: bytes,
    replace: dict[str, bytes | Callable[[bytes], bytes]] | None = None,
    add: dict[str, bytes] | None = None,
) -> bytes:
    """Pack a container again with parts replaced and added."""
    source = zipfile.ZipFile(io.BytesIO(content))
    target = io.BytesIO()
    assert set(replace or {}) <= set(source.namelist())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            part: Any = (replace or {}).get(name, source.read(name))
            packed.writestr(name, part(source.read(name)) if callable(part) else part)
        for name, body in (add or {}).items():
            packed.writestr(name, body)
    return target.getvalue()


def bomb() -> bytes:
    """A hundred kilobytes that unfold to more than a hundred megabytes of shared strings."""
    strings = b"<sst xmlns='%b'>" % SHEET_NS.encode() + b"<si><t>a</t></si>" * 8_000_000 + b"</sst>"
    return repacked(workbook(["a"]), add={"xl/sharedStrings.xml": strings})


def many_rows(rows: int) -> bytes:
    """A sheet of ``rows`` rows without ``<dimension>``."""
    row = "".join(f'<c t="n"><v>{number}</v></c>' for number in range(11, 16))
    body = f'<worksheet xmlns="{SHEET_NS}"><sheetData>{f"<row>{row}</row>" * rows}</sheetData></worksheet>'
    return repacked(workbook(["a"]), {"xl/worksheets/sheet1.xml": body.encode()})


def lying_dimension() -> bytes:
    return repacked(
        workbook(["a", 1], ["b", 2]),
        {
            "xl/worksheets/sheet1.xml": lambda part: part.replace(
                b'ref="A1:B2"', b'ref="A1:XFD1048576"'
            )
        },
    )


def with_entity(part: bytes) -> bytes:
    """Declare an entity in front of a part's root."""
    declared = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'
    head, end, rest = part.rpartition(b"?>")
    return head + end + declared + rest


def duplicate_member() -> bytes:
    target = io.BytesIO(workbook(["a"]))
    with zipfile.ZipFile(target, "a") as packed:
        packed.writestr("XL/Workbook.xml", b"<a/>")
    return target.getvalue()


def locked_member() -> bytes:
    """The flag of encryption, set on every member."""
    content = bytearray(workbook(["a"]))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(magic)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(magic, place + 1)
    return bytes(content)


def refused(task: str, content: bytes, **limits: Any) -> FileRefused:
    """Return the refusal with which the sandbox answers; it is said in words."""
    with pytest.raises(FileRefused) as caught:
        run_in_sandbox(task, content, **limits)
    assert str(caught.value.message)
    return caught.value
