"""The sandboxed readers against a hostile corpus, and the walls around them."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from emulation.files import sandbox
from emulation.files.cells import Broken, Percent
from emulation.files.contents import read_workbook
from emulation.files.errors import TooLarge, TooSlow, Unreadable, Unsafe
from emulation.files.sandbox import run_in_sandbox
from tests.emulation.files import corpus
from tests.emulation.files.corpus import refused

MEGABYTE = 1024 * 1024


def test_a_pdf_tells_its_pages() -> None:
    assert run_in_sandbox("pdf", corpus.pdf(3))["pages"] == 3


def test_a_payload_may_be_a_path(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(corpus.pdf(2))
    assert run_in_sandbox("pdf", tmp_path / "a.pdf")["pages"] == 2


@pytest.mark.parametrize(
    ("content", "code", "kind"),
    [
        (b"", "unreadable", Unreadable),
        (b"%PDF-1.7\nnot a pdf at all", "unreadable", Unreadable),
        (corpus.pdf()[:200], "unreadable", Unreadable),
        (corpus.pdf(0), "pages", Unreadable),
        (corpus.pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "locked", Unreadable),
        (corpus.pdf(change=corpus.script), "active", Unsafe),
        (corpus.pdf(change=corpus.hidden_script), "active", Unsafe),
        (corpus.pdf(change=corpus.attachment), "active", Unsafe),
        (corpus.pdf() + corpus.workbook(["a"]), "mixed", Unsafe),
    ],
    ids=["empty", "fake", "cut", "no page", "locked", "script", "hidden command",
         "attachment", "polyglot"],
)  # fmt: skip
def test_a_hostile_pdf_is_refused(content: bytes, code: str, kind: type) -> None:
    error = refused("pdf", content)
    assert (error.code, type(error)) == (code, kind)


def test_a_photo_loses_what_it_hides_and_stands_upright() -> None:
    original = corpus.photo_with_place()
    assert b"secret words" in original
    said = run_in_sandbox("jpg", original)
    clean = Image.open(io.BytesIO(said["content"]))
    assert (clean.size, said["width"], said["height"]) == ((30, 40), 30, 40)
    assert not clean.getexif()
    assert b"secret words" not in said["content"]
    assert b"Exif" not in said["content"]


def test_a_png_keeps_its_dots_and_loses_its_words() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", "secret words")
    said = run_in_sandbox("png", corpus.picture("PNG", pnginfo=words))
    assert b"secret words" not in said["content"]
    assert Image.open(io.BytesIO(said["content"])).getpixel((0, 0)) == (255, 0, 0)


def test_a_picture_is_what_its_name_says() -> None:
    assert refused("png", corpus.picture("JPEG")).code == "unreadable"
    assert refused("jpg", corpus.picture("PNG")).code == "unreadable"
    assert refused("jpg", corpus.picture("JPEG")[:400]).code == "unreadable"


def test_a_picture_bomb_is_refused_by_its_header() -> None:
    error = refused("png", corpus.huge_png())
    assert (error.code, type(error)) == ("pixels", TooLarge)


HOSTILE_BOOKS = {
    "bomb": (corpus.bomb, "unpacked", TooLarge),
    "million rows": (lambda: corpus.many_rows(1_000_000), "unpacked rows", TooLarge),
    "far cell": (
        lambda: corpus.workbook(fill=lambda b: b.active.cell(1_048_576, 16_384, 1)),
        "rows",
        TooLarge,
    ),
    "far column": (lambda: corpus.workbook([None] * 50 + [1]), "columns", TooLarge),
    "far row": (
        lambda: corpus.workbook(fill=lambda b: b.active.cell(50_001, 1, 1)),
        "rows",
        TooLarge,
    ),
    "entity in a sheet": (
        lambda: corpus.repacked(
            corpus.workbook(["a"]), {"xl/worksheets/sheet1.xml": corpus.with_entity}
        ),
        "doctype",
        Unsafe,
    ),
    "billion laughs": (
        lambda: corpus.repacked(
            corpus.workbook(["a"]), add={"xl/sharedStrings.xml": corpus.BILLION_LAUGHS}
        ),
        "doctype",
        Unsafe,
    ),
    "entity under another ending": (
        lambda: corpus.repacked(
            corpus.workbook(["a"]), add={"xl/x.bin": "<!DOCTYPE a>".encode("utf-16-le")}
        ),
        "doctype",
        Unsafe,
    ),
    "traversal": (
        lambda: corpus.repacked(corpus.workbook(["a"]), add={"xl/../../etc/cron.d/x": b"x"}),
        "entries",
        TooLarge,
    ),
    "backslash traversal": (
        lambda: corpus.repacked(corpus.workbook(["a"]), add={"..\\x": b"x"}),
        "entries",
        TooLarge,
    ),
    "many entries": (
        lambda: corpus.repacked(corpus.workbook(["a"]), add={f"x/{n}": b"" for n in range(2_001)}),
        "entries",
        TooLarge,
    ),
    "twice the same name": (corpus.duplicate_member, "entries", TooLarge),
    "locked member": (corpus.locked_member, "locked", Unreadable),
    "macros": (
        lambda: corpus.repacked(corpus.workbook(["a"]), add={"xl/vbaProject.bin": b"x"}),
        "macros",
        Unsafe,
    ),
    "a Word file": (lambda: corpus.document("a"), "unreadable", Unreadable),
    "a bare archive": (
        lambda: corpus.repacked(corpus.workbook(), {})[:-30],
        "unreadable",
        Unreadable,
    ),
}


@pytest.mark.parametrize("name", HOSTILE_BOOKS)
def test_a_hostile_workbook_is_refused_soon(name: str) -> None:
    build, codes, kind = HOSTILE_BOOKS[name]
    content = build()
    error = refused("xlsx.cells", content)
    assert error.code in codes.split()
    assert type(error) is kind
    assert refused("xlsx", content).code == error.code


def test_too_many_cells_are_counted_while_they_stream() -> None:
    error = refused("xlsx.cells", corpus.workbook(*[[1] * 50 for _row in range(10_001)]))
    assert error.code == "cells"
    assert "500.000" in error.message


def test_a_cell_is_read_as_excel_shows_it() -> None:
    def shown(book: Any) -> None:
        for row, form in enumerate(["0%", "0.00%", "000", "0000 000 000", '0" %"'], start=1):
            book.active.cell(row, 1).number_format = form
        book.active["A6"].data_type = "e"

    rows = read_workbook(
        corpus.workbook([0.95], [1 / 3], [7], [912345678], [95], ["#N/A"], fill=shown)
    )["Sheet"]
    assert rows == [
        [Percent(Decimal(95))],
        [Percent(Decimal("33.3333333333333"))],
        ["007"],
        ["0912345678"],
        [95],
        [Broken("#N/A")],
    ]


def test_a_workbook_gives_plain_values() -> None:
    import datetime as dt
    import unicodedata

    sheets = read_workbook(
        corpus.workbook(
            ["  Đơn vị ", unicodedata.normalize("NFD", "Huyện Đông Hải"), None, "   "],
            [1, 2.5, 0.1 + 0.2, 5.0],
            [dt.date(2021, 3, 5), dt.datetime(2021, 3, 5, 9, 30), True],
            [],
            ["=1+1"],
            fill=lambda book: book.create_sheet("Trống"),
        )
    )
    assert sheets == {
        "Sheet": [
            ["Đơn vị", "Huyện Đông Hải", None, None],
            [1, Decimal("2.5"), Decimal("0.3"), 5],
            [dt.date(2021, 3, 5), dt.datetime(2021, 3, 5, 9, 30), True, None],
            [None, None, None, None],
            [Broken(), None, None, None],
        ],
        "Trống": [],
    }


def test_a_lying_dimension_and_coloured_cells_do_no_harm() -> None:
    from openpyxl.styles import PatternFill

    def colour(book: Any) -> None:
        book.active.cell(60_000, 300).fill = PatternFill("solid", "FFFF00")

    assert read_workbook(corpus.lying_dimension()) == {"Sheet": [["a", 1], ["b", 2]]}
    assert read_workbook(corpus.workbook(["a"], fill=colour)) == {"Sheet": [["a"]]}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (
            corpus.repacked(corpus.document("a"), {"word/document.xml": corpus.with_entity}),
            "doctype",
        ),
        (corpus.repacked(corpus.document("a"), add={"word/vbaProject.bin": b"x"}), "macros"),
        (corpus.workbook(["a"]), "unreadable"),
        (corpus.repacked(corpus.document("a"), {"word/document.xml": b"<a>"}), "unreadable"),
    ],
    ids=["entity", "macros", "a workbook", "not XML"],
)
def test_a_hostile_word_file_is_refused(content: bytes, code: str) -> None:
    assert refused("docx", content).code == code


def test_memory_is_bounded() -> None:
    """The counted limits pass, the address space does not: the child fails, not the machine."""
    error = refused("jpg", corpus.picture("JPEG", (7_000, 5_500)), memory_mb=150)
    assert (error.code, type(error)) == ("memory", TooLarge)


def test_no_child_ever_held_more_than_its_limit() -> None:
    """Largest resident set of all children that this process has waited for, in kilobytes."""
    refused("xlsx.cells", corpus.bomb())
    run_in_sandbox("jpg", corpus.picture("JPEG", (7_000, 5_500)))
    script = (
        "import resource, sys; sys.path.insert(0, sys.argv[1]);"
        "import django; from django.conf import settings; settings.configure(); django.setup();"
        "from emulation.files.sandbox import run_in_sandbox; from pathlib import Path;"
        "\ntry: run_in_sandbox('xlsx.cells', Path(sys.argv[2]))\nexcept Exception as e: print(e.code)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    for content in (corpus.bomb(), corpus.many_rows(300_000)):
        path = Path(os.environ["PORTAL_TEST_DIR"]) / "hostile.xlsx"
        path.write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-c", script, str(sandbox.PROJECT), str(path)],
            capture_output=True,
            text=True,
            check=True,
        )
        code, largest = done.stdout.split()
        assert code in {"unpacked", "rows"}
        assert int(largest) < 200 * 1024


def test_an_endless_reader_is_ended() -> None:
    error = refused(
        "xlsx.cells", corpus.workbook(*[[1.5] * 50 for _row in range(9_900)]), seconds=1
    )
    assert (error.code, type(error)) == ("slow", TooSlow)


def test_the_walls_stand() -> None:
    """Behind the walls there is no root, no network, no process and no large file."""
    script = """
import encodings.idna, json, os, resource, socket, sys
sys.path.append(sys.argv[1])
from emulation.files.readers.confinement import cut_network, drop_rights, limit
limit(256, 5); cut_network(); drop_rights()
said = {"uid": os.getuid()}
def tried(name, act):
    try:
        act(); said[name] = "allowed"
    except (OSError, MemoryError) as error:
        said[name] = type(error).__name__
tried("process", os.fork)
tried("network", lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), 2))
tried("memory", lambda: bytearray(300 * 1024 * 1024))
said["files"] = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
said["written"] = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
print(json.dumps(said))
"""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        done = subprocess.run(
            [
                sys.executable,
                "-I",
                "-c",
                script,
                str(sandbox.PROJECT),
                str(server.getsockname()[1]),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
    said = json.loads(done.stdout)
    assert said["uid"] != 0
    assert said["process"] != "allowed"
    assert said["memory"] == "MemoryError"
    assert said["files"] <= 32
    assert said["written"] <= 100 * MEGABYTE
    if _kernel_parts_networks():
        assert said["network"] != "allowed"


def _kernel_parts_networks() -> bool:
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode == 0


def test_the_child_knows_nothing_of_the_portal() -> None:
    """No Django, no secret of the environment: what a parser is tricked into cannot tell it."""
    script = (
        "import sys; sys.path.append(sys.argv[1]);"
        "import emulation.files.readers.entry as entry, importlib;"
        "[importlib.import_module(f'emulation.files.readers.{m}') for m, _f in entry.TASKS.values()];"
        "print(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(sandbox.PROJECT)], capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"


def test_no_descriptor_is_left_open() -> None:
    before = len(os.listdir("/proc/self/fd"))
    for _time in range(3):
        run_in_sandbox("pdf", corpus.pdf())
        refused("pdf", b"x")
    assert len(os.listdir("/proc/self/fd")) == before
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY
