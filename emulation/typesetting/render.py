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
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.utils.translation import gettext_lazy as _

from emulation.typesetting.layout_worker import read_frame, write_frame
from emulation.typesetting.markup import paper_html
from emulation.typesetting.metrics import FONT_DIR, ROOT
from emulation.typesetting.paper import Paper

ASSET_DIR: Final = ROOT / "static" / "typesetting"
WORKER: Final = Path(__file__).with_name("layout_worker.py")
SECONDS: Final = 60.0
DOCUMENTS_PER_WORKER: Final = 200
RECYCLE_ABOVE_MB: Final = 450


class RenderError(Exception):
    """The text could not be laid out; the message says why and may be shown."""


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

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
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
            fresh = self._process is None or self._process.poll() is not None
            answer, pdf = self._ask(html, styles)
            if answer is None and not fresh:  # an idle child may have been ended from outside
                answer, pdf = self._ask(html, styles)
        if answer is None:
            raise RenderError(_("The document took too long or too much memory to lay out."))
        if not answer["ok"]:
            raise RenderError(
                _("The document cannot be laid out: %(why)s") % {"why": answer["error"]}
            )
        problems = tuple(Problem(**problem) for problem in answer["problems"])
        return Rendered(pdf, answer["pages"], problems, tuple(answer["warnings"]))

    def _ask(self, html: str, styles: list[str]) -> tuple[dict[str, Any] | None, bytes]:
        child = self._ready()
        watch = threading.Timer(self.seconds, child.kill)
        watch.daemon = True
        watch.start()
        try:
            answer, pdf = _exchange(child, {"html": html, "styles": styles})
        except (OSError, ValueError):  # the child died, or was killed in the middle of its answer
            answer, pdf = None, b""
        finally:
            watch.cancel()
        self._served += 1
        if answer is None or self._worn_out(answer):
            self._end()
        return answer, pdf

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


def _exchange(
    child: "subprocess.Popen[bytes]", request: dict[str, Any]
) -> tuple[dict[str, Any] | None, bytes]:
    """Send one request and read its answer; (None, b"") when the child ended instead."""
    to_child: BinaryIO = child.stdin  # type: ignore[assignment]
    from_child: BinaryIO = child.stdout  # type: ignore[assignment]
    write_frame(to_child, json.dumps(request).encode())
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

    Raises `RenderError` when it takes more than 60 seconds or 1 GB.
    """
    return render_html(paper_html(paper), ["paper.css", "draft.css"] if draft else ["paper.css"])
