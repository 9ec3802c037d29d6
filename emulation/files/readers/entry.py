"""The child's way in: put up the walls, read the file on standard input, answer, end."""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
from typing import Any, BinaryIO

from emulation.files.readers.confinement import cut_network, drop_rights, limit
from emulation.files.readers.refusing import Refusal

LENGTH_BYTES = 8
ANSWER_TOO_LONG = 3
TASKS = {
    "pdf": ("pdf", "inspect"),
    "pdf.text": ("pdftext", "read"),
    "jpg": ("image", "clean_jpeg"),
    "png": ("image", "clean_png"),
    "xlsx": ("workbook", "inspect"),
    "xlsx.cells": ("workbook", "read"),
    "docx": ("wordfile", "inspect"),
}
# Python loads these when a file first asks for them; behind the walls it could not any more.
CODECS = ("ascii", "latin_1", "cp437", "cp1252", "cp1258", "utf_8_sig", "utf_16", "utf_16_le",
          "utf_16_be", "idna")  # fmt: skip


def main() -> None:
    """Do what the order says and leave the answer on what was standard output."""
    order = json.loads(sys.argv[2])
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit(order["memory_mb"], order["seconds"])
    gc.disable()  # the child lives for one file: looking for garbage only costs it time
    cut_network()
    module, function = TASKS[order["task"]]
    for name in CODECS:
        importlib.import_module(f"encodings.{name}")
    importlib.import_module("_strptime")
    read = getattr(importlib.import_module(f"emulation.files.readers.{module}"), function)
    drop_rights()
    with os.fdopen(0, "rb") as source:
        said, content = _carry_out(read, source)
    try:
        text = json.dumps(said).encode()
        answer.write(len(text).to_bytes(LENGTH_BYTES, "big") + text + content)
        answer.flush()
    except (OSError, MemoryError):
        os._exit(ANSWER_TOO_LONG)
    # Freeing a large tree of objects takes seconds; the kernel does it at once.
    os._exit(0)


def _carry_out(read: Any, source: BinaryIO) -> tuple[dict[str, Any], bytes]:
    try:
        said = read(source)
    except Refusal as error:
        return {"refused": error.code, "details": error.details}, b""
    except MemoryError:
        return {"refused": "memory", "details": {}}, b""
    except Exception as error:  # noqa: BLE001 -- any fault of a parser means: not readable
        return {"refused": "unreadable", "details": {}, "cause": type(error).__name__}, b""
    return said, said.pop("content", b"")
