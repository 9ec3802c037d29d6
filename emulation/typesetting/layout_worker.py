"""The layout worker: a warm process in a sandbox that turns HTML into PDF. Run as a script.

It is the only place that imports WeasyPrint. It has no network and no rights, may use the memory
and processor time that its request allows, and opens nothing but the packaged style sheets and
fonts that it read when it started; pictures must come inside the text (`data:`).

Protocol on stdin and stdout: frames of a 4-byte big-endian length and that many bytes. A request is
one JSON frame {"html", "styles", "seconds", "memory_mb"}. The answer is an empty frame when work
begins, then one JSON frame {"ok", "pages", "problems", "warnings", "peak_mb", "error"} and one
frame of PDF bytes (empty on failure).
"""

import base64
import contextlib
import ctypes
import json
import logging
import os
import resource
import shutil
import socket
import struct
import sys
from email.message import Message
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.request import DataHandler, Request

MEMORY_BYTES: Final = 1 << 30  # while nothing is asked; a request raises it up to the most
MOST_MEMORY_BYTES: Final = 4 << 30
NOBODY: Final = 65534
CLONE_NEWNET: Final = 0x40000000
CLONE_NEWUSER: Final = 0x10000000
PR_SET_NO_NEW_PRIVS: Final = 38
PICTURES: Final = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/svg+xml")

FONTS_CONF: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def read_frame(stream: BinaryIO) -> bytes | None:
    """Return the next frame, or None at the end of the stream."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (size,) = struct.unpack(">I", head)
    return stream.read(size)


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write one frame and flush."""
    stream.write(struct.pack(">I", len(data)) + data)
    stream.flush()


def prepare_fonts(fonts: Path, scratch: Path) -> None:
    """Let fontconfig see the document fonts and no others, from a place the sandbox may read."""
    seen = scratch / "fonts"
    shutil.copytree(fonts, seen)
    (scratch / "cache").mkdir()
    conf = FONTS_CONF.format(fonts=seen, cache=scratch / "cache")
    (scratch / "fonts.conf").write_text(conf)
    for path in (scratch, *scratch.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (scratch / "cache").chmod(0o777)
    os.environ["FONTCONFIG_FILE"] = str(scratch / "fonts.conf")


def close_sandbox() -> None:
    """Give up network, privileges and limits; what cannot be given up here is refused in Python."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() == 0:
        libc.unshare(CLONE_NEWNET)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    else:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def refused(*_args: object, **_options: object) -> None:
        raise PermissionError("The layout worker has no network.")

    socket.socket.connect = refused  # type: ignore[method-assign]
    socket.getaddrinfo = refused  # type: ignore[assignment]


def allow(seconds: int, memory_mb: int) -> None:
    """Allow so much memory, and processor time from now; the kernel ends what takes more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, hard))
    memory = min(memory_mb << 20, MOST_MEMORY_BYTES)
    resource.setrlimit(resource.RLIMIT_AS, (memory, MOST_MEMORY_BYTES))


class Held:
    """A packaged file read while it could be read: `/` names it, `open` gives its bytes."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __truediv__(self, _name: str) -> "Held":
        return self

    def open(self, _mode: str) -> BytesIO:
        """Return the bytes as a file."""
        return BytesIO(self.content)


def _hold_colour_profile() -> None:
    """Read the colour profile of PDF/A now: WeasyPrint opens it again for every file.

    Behind the sandbox its folder may be closed to us (a portal kept in a folder of root's alone).
    """
    from importlib.resources import files  # noqa: PLC0415 -- only the child needs it

    import weasyprint.pdf  # noqa: PLC0415 -- as in `Layout`

    profile = Held((files("weasyprint.pdf") / "sRGB2014.icc").read_bytes())
    weasyprint.pdf.files = lambda _package: profile


class Warnings(logging.Handler):
    """Collects what WeasyPrint complained about, for the answer."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self.lines.append(record.getMessage()[-300:])


class Layout:
    """Renders requests with the packaged style sheets."""

    def __init__(self, assets: Path) -> None:
        import weasyprint  # noqa: PLC0415 -- fontconfig reads its environment at import
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- as above
        from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 -- as above

        files = {path.name: path.read_bytes() for path in assets.iterdir() if path.is_file()}

        class PackagedOnly(URLFetcher):
            """Opens packaged files (`asset:`) and pictures in the text (`data:`), nothing else."""

            def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
                if url.startswith("asset:") and url[6:] in files:
                    kind = Message()
                    kind["Content-Type"] = "image/svg+xml" if url.endswith(".svg") else "text/css"
                    return URLFetcherResponse(url, BytesIO(files[url[6:]]), kind)
                if url.startswith(PICTURES):
                    answer = DataHandler().data_open(Request(url))  # noqa: S310 -- data: only
                    return URLFetcherResponse(url, answer, answer.headers)
                raise PermissionError(f"Not part of the document: {url[:100]}")

        _hold_colour_profile()
        self.weasyprint = weasyprint
        self.fetcher = PackagedOnly()
        self.fonts = FontConfiguration()
        self.files = files
        self.sheets: dict[str, Any] = {}
        self.warnings = Warnings()
        logger = logging.getLogger("weasyprint")
        logger.handlers, logger.propagate = [self.warnings], False
        logging.getLogger("fontTools").setLevel(logging.ERROR)

    def sheet(self, name: str) -> Any:
        """Return the packaged style sheet, parsed once."""
        if name not in self.sheets:
            self.sheets[name] = self.weasyprint.CSS(
                string=self.files[name].decode(),
                url_fetcher=self.fetcher,
                font_config=self.fonts,
            )
        return self.sheets[name]

    def render(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Return the answer and the PDF/A-2a bytes of one request."""
        self.warnings.lines.clear()
        page = self.weasyprint.HTML(
            string=request["html"], base_url="asset:", url_fetcher=self.fetcher
        )
        document = page.render(
            stylesheets=[self.sheet(name) for name in request["styles"]],
            font_config=self.fonts,
        )
        import boxes  # noqa: PLC0415 -- beside this script, after WeasyPrint

        problems = boxes.problems(document)
        data = document.write_pdf(pdf_variant="pdf/a-2a", pdf_tags=True)
        answer = {"ok": True, "pages": len(document.pages), "problems": problems}
        return answer | {"warnings": self.warnings.lines[:20]}, data


def warm_up(layout: Layout) -> None:
    """Draw a page with one of everything, so that nothing has to be imported in the sandbox.

    Behind the sandbox the libraries may be unreadable (a portal kept under /root).
    """
    from PIL import Image  # noqa: PLC0415 -- only the child loads it

    Image.preinit()
    pictures = []
    for kind in ("png", "jpeg"):
        drawn = BytesIO()
        Image.new("1" if kind == "png" else "RGB", (2, 2)).save(drawn, kind)
        pictures.append(f"data:image/{kind};base64,{base64.b64encode(drawn.getvalue()).decode()}")
    svg = base64.b64encode(layout.files["draft.svg"]).decode()
    pictures.append(f"data:image/svg+xml;base64,{svg}")
    pictures.append("file:///refused")
    images = "".join(f'<img src="{source}" alt="a">' for source in pictures)
    html = (
        "<html lang=vi><title>Ấm</title><h1>Ấm</h1><p><b>b</b><i>i <b>bi</b></i></p>"
        "<table class=grid><thead><tr><th>a<tbody><tr><td>b</table>"
        f"{images}<div class=annex>x</div>"
    )
    styles = ["paper.css", "draft.css", "certificate.css", "certificate-frame.css"]
    layout.render({"html": html, "styles": styles})


def peak_mb() -> int:
    """Return the most memory this process held, in MB.

    Not `ru_maxrss`: that starts with what the parent held when it forked.
    """
    status = Path("/proc/self/status").read_bytes()
    return int(status.partition(b"VmHWM:")[2].split()[0]) // 1024


def serve(layout: Layout, requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the stream ends."""
    while (frame := read_frame(requests)) is not None:
        write_frame(answers, b"")
        try:
            request = json.loads(frame)
            allow(request["seconds"], request["memory_mb"])
            answer, data = layout.render(request)
        except MemoryError:
            answer, data = {"ok": False, "error": "memory"}, b""
        except Exception as error:  # noqa: BLE001 -- the answer carries it to the parent
            answer, data = {"ok": False, "error": f"{type(error).__name__}: {error}"}, b""
        write_frame(answers, json.dumps(answer | {"peak_mb": peak_mb()}).encode())
        write_frame(answers, data)


def main(assets: str, fonts: str, scratch: str) -> None:
    """Start warm: read everything, draw one page, close the sandbox, then serve."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that prints may disturb the frames
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    prepare_fonts(Path(fonts), Path(scratch))
    layout = Layout(Path(assets))
    warm_up(layout)
    with contextlib.suppress(OSError):
        os.chdir(scratch)
    close_sandbox()
    serve(layout, sys.stdin.buffer, answers)


if __name__ == "__main__":
    main(*sys.argv[1:4])
