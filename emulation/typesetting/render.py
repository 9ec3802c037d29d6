"""Bytes of an official text: HTML is laid out to PDF/A-2a in a sandboxed, warm child process.

`render_paper` gives the same bytes for the same text and the same versions of the layout.
"""

import atexit
import contextlib
import json
import os
import shutil
import subprocess  # noqa: S404 -- the child is our own script, started without a shell
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.utils.translation import gettext_lazy as _

from emulation.typesetting.layout_worker import read_frame, write_frame
from emulation.typesetting.markup import paper_html
from emulation.typesetting.metrics import FONT_DIR, ROOT
from emulation.typesetting.paper import Paper
from emulation.ui.errors import DomainError

ASSET_DIR: Final = ROOT / "static" / "typesetting"
WORKER: Final = Path(__file__).with_name("layout_worker.py")
# What a text may take grows with it: an annex of 5,000 rows has 1.4 MB of HTML and needs about
# 30 s of processor time on an idle machine and 700 MB.
SECONDS: Final = 60.0
SECONDS_PER_MB: Final = 120.0
MEMORY_MB: Final = 1024
MEMORY_PER_MB: Final = 600
STALLED_SECONDS: Final = 120.0  # without any progress, waiting for what never comes
DOCUMENTS_PER_WORKER: Final = 200
RECYCLE_ABOVE_MB: Final = 450


class RenderError(DomainError):
    """The text could not be laid out; the message says why and may be shown.

    Laying it out again would end alike, so a job that meets it is not tried again.
    """


@dataclass(frozen=True, slots=True)
class Problem:
    """What the layout itself shows to be wrong: a code of `boxes`, a page, the words."""

    code: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """The PDF bytes, the number of pages and what the layout noticed."""

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


class Renderer:
    """One warm child, used by one thread at a time; replaced when old, fat or dead."""

    def __init__(self, seconds: float = SECONDS, per_mb: float = SECONDS_PER_MB) -> None:
        self.seconds, self.per_mb = seconds, per_mb
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch: Path | None = None
        self._served = 0
        self._owner = os.getpid()

    def render(self, html: str, styles: list[str]) -> Rendered:
        """Lay out `html` with the packaged style sheets named; raises `RenderError`."""
        with self._lock:
            if self._owner != os.getpid():  # a forked worker must not share its parent's child
                self._process, self._scratch, self._owner = None, None, os.getpid()
            begun, answer, pdf = self._ask(html, styles)
            if not begun:  # an idle child was ended from outside; what was begun is tried once
                _begun, answer, pdf = self._ask(html, styles)
        if answer is None:
            raise RenderError(str(_("The document took too long or too much memory to lay out.")))
        if not answer["ok"]:
            raise RenderError(
                str(_("The document cannot be laid out: %(why)s") % {"why": answer["error"]})
            )
        problems = tuple(Problem(**problem) for problem in answer["problems"])
        return Rendered(pdf, answer["pages"], problems, tuple(answer["warnings"]))

    def _ask(self, html: str, styles: list[str]) -> tuple[bool, dict[str, Any] | None, bytes]:
        """Return whether the child began, its answer (None: it ended instead), and the file."""
        child = self._ready()
        size = len(html) / 1_000_000
        request = {
            "html": html,
            "styles": styles,
            "seconds": int(self.seconds + self.per_mb * size),
            "memory_mb": int(MEMORY_MB + MEMORY_PER_MB * size),
        }
        begun, answer, pdf = False, None, b""
        # the child died, or was killed in the middle of its answer
        with Watch(child), contextlib.suppress(OSError, ValueError):
            begun = _begin(child, request)
            if begun:
                answer, pdf = _answer(child)
        self._served += 1
        if answer is None or self._worn_out(answer):
            self._end()
        return begun, answer, pdf

    def _worn_out(self, answer: dict[str, Any]) -> bool:
        failed_for_memory = answer.get("error") == "memory"
        fat = answer["peak_mb"] > RECYCLE_ABOVE_MB
        return failed_for_memory or fat or self._served >= DOCUMENTS_PER_WORKER

    def _ready(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        self._scratch = Path(tempfile.mkdtemp(prefix="layout-"))
        command = [sys.executable, "-I", str(WORKER), str(ASSET_DIR), str(FONT_DIR)]
        self._process = subprocess.Popen(  # noqa: S603 -- our own script, fixed arguments
            [*command, str(self._scratch)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(self._scratch)},
            start_new_session=True,
        )
        self._served = 0
        return self._process

    def _end(self) -> None:
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    _close_quietly(stream)
        if self._scratch is not None and self._owner == os.getpid():
            shutil.rmtree(self._scratch, ignore_errors=True)
        self._process, self._scratch = None, None

    def close(self) -> None:
        """End the child; the next call starts a new one."""
        with self._lock:
            self._end()


def _close_quietly(stream: Any) -> None:
    with contextlib.suppress(OSError):
        stream.close()


class Watch:
    """Ends a child that makes no progress: it neither works nor waits for a processor.

    How long a text takes by the clock is no fault of its own on a busy machine; its processor time
    is limited by the kernel.
    """

    def __init__(self, child: "subprocess.Popen[bytes]", seconds: float = STALLED_SECONDS) -> None:
        self._child, self._seconds = child, seconds
        self._done = threading.Event()

    def __enter__(self) -> None:
        threading.Thread(target=self._look, daemon=True).start()

    def __exit__(self, *_error: object) -> None:
        self._done.set()

    def _look(self) -> None:
        before = self._progress()
        while not self._done.wait(self._seconds):
            now = self._progress()
            if now == before:
                self._child.kill()
                return
            before = now

    def _progress(self) -> tuple[str, ...]:
        """Return the processor time used so far, and a new answer each time while it is ready."""
        try:
            stat = Path(f"/proc/{self._child.pid}/stat").read_text(encoding="ascii")
        except OSError:
            return ()
        state, *numbers = stat.rpartition(")")[2].split()
        ready = str(time.monotonic()) if state == "R" else ""
        return (ready, *numbers[10:12])


def _begin(child: "subprocess.Popen[bytes]", request: dict[str, Any]) -> bool:
    """Send one request and return whether the child has begun with it."""
    to_child: BinaryIO = child.stdin  # type: ignore[assignment]
    from_child: BinaryIO = child.stdout  # type: ignore[assignment]
    write_frame(to_child, json.dumps(request).encode())
    return read_frame(from_child) is not None


def _answer(child: "subprocess.Popen[bytes]") -> tuple[dict[str, Any] | None, bytes]:
    """Read the answer to what was begun; (None, b"") when the child ended instead."""
    from_child: BinaryIO = child.stdout  # type: ignore[assignment]
    head = read_frame(from_child)
    pdf = read_frame(from_child) if head is not None else None
    if head is None or pdf is None:
        return None, b""
    return json.loads(head), pdf


_renderer = Renderer()
atexit.register(_renderer.close)


def render_html(html: str, styles: list[str]) -> Rendered:
    """Lay out trusted HTML (made by our templates) with packaged style sheets."""
    return _renderer.render(html, styles)


def render_paper(paper: Paper, *, draft: bool = False) -> Rendered:
    """Return the PDF/A-2a of an official text; `draft` lays "DỰ THẢO" over every page.

    Raises `RenderError` when it takes far more time or memory than a text of its length needs.
    """
    return render_html(paper_html(paper), ["paper.css", "draft.css"] if draft else ["paper.css"])
