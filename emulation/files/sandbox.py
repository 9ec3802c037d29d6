"""The sandbox: a child process under limits in which files from outside are opened.

The child is a fresh interpreter without Django, environment, network or rights; it gets one open
file on its standard input and answers with JSON and, where asked, bytes. Whatever a hostile file
does to it, the web worker only sees one of the errors of ``errors.py``.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from emulation.files.errors import refusal

PROJECT = Path(__file__).resolve().parents[2]
START = (
    "import sys; sys.path.append(sys.argv[1]);"
    "from emulation.files.readers.entry import main; main()"
)
START_SECONDS = 10
LENGTH_BYTES = 8
# A burst of uploads may not take the memory of the whole machine: two children for each process.
PLACES = threading.BoundedSemaphore(2)

logger = logging.getLogger(__name__)


def run_in_sandbox(
    task: str, payload: bytes | Path, *, memory_mb: int = 512, seconds: int = 60
) -> dict[str, Any]:
    """Return what the reader ``task`` says of ``payload``; bytes it made stand under ``content``.

    ``memory_mb`` bounds the child's address space; ``seconds`` its processor time and, with some
    seconds to start, the time on the wall. Raises ``TooLarge``, ``TooSlow``, ``Unreadable`` or
    ``Unsafe`` (``emulation.files.errors``), each with a sentence for the person.
    """
    order = json.dumps({"task": task, "memory_mb": memory_mb, "seconds": seconds})
    command = [sys.executable, "-I", "-X", "utf8", "-c", START, str(PROJECT), order]
    with PLACES, _opened(payload) as source, _scratch("answer") as answer:
        child = subprocess.Popen(  # noqa: S603 -- our own interpreter and code, no shell
            command,
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
            cwd="/",
            close_fds=True,
            start_new_session=True,
        )
        try:
            code = child.wait(timeout=seconds + START_SECONDS)
        except subprocess.TimeoutExpired:
            raise refusal("slow")
        finally:
            child.kill()
            child.wait()
        if code != 0:
            raise _death(task, code)
        return _answer(task, answer)


@contextmanager
def _scratch(name: str) -> Iterator[int]:
    """Open a file in memory that no disk has to hold and nobody has to delete."""
    descriptor = os.memfd_create(name)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _opened(payload: bytes | Path) -> Iterator[int]:
    if isinstance(payload, Path):
        with payload.open("rb") as file:
            yield file.fileno()
        return
    with _scratch("payload") as descriptor:
        with os.fdopen(os.dup(descriptor), "wb") as file:
            file.write(payload)
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor


def _death(task: str, code: int) -> Exception:
    """Return the error for a child that ended by itself, by a limit or by a crash."""
    logger.warning("sandbox: %s ended with %s", task, code)
    if code == -signal.SIGXCPU:
        return refusal("slow")
    # Killed by the kernel for want of memory, or the answer outgrew its limit (exit 3).
    if code in {-signal.SIGKILL, -signal.SIGXFSZ, -signal.SIGABRT, 3}:
        return refusal("memory")
    return refusal("unreadable")


def _answer(task: str, descriptor: int) -> dict[str, Any]:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(os.dup(descriptor), "rb") as file:
        length = int.from_bytes(file.read(LENGTH_BYTES), "big")
        said: dict[str, Any] = json.loads(file.read(length), parse_float=Decimal)
        content = file.read()
    if "refused" in said:
        logger.info("sandbox: %s refused: %s %s", task, said["refused"], said.get("cause", ""))
        raise refusal(said["refused"], **said["details"])
    return {**said, "content": content} if content else said
