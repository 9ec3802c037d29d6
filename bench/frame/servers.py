"""Web servers of a benchmark, and a browser with one keep-alive connection."""

from __future__ import annotations

import gzip
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.frame.databases import ROOT, manage, settle, url_of

STARTS_WITHIN = 60
FLOOR = ROOT / "bench" / "floor"


@dataclass(frozen=True)
class Server:
    """A gunicorn that serves on 127.0.0.1."""

    pid: int
    port: int


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers, the body as sent and its size when unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int

    @property
    def text(self) -> str:
        """The page."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Browser:
    """One keep-alive connection with the cookies of one session, asking as browsers do."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.headers = {
            "Accept-Encoding": "gzip",
            "Accept-Language": "vi",
            "Accept": "text/html",
            **({"Cookie": cookie} if cookie else {}),
        }

    def get(self, path: str) -> Answer:
        """Return the answer to a GET, unpacked only to know its size."""
        return self.ask("GET", path)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request and read the whole answer."""
        try:
            self.connection.request(method, path, body, {**self.headers, **(headers or {})})
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.connection.close()  # the server let an idle connection go: ask once more
            self.connection.request(method, path, body, {**self.headers, **(headers or {})})
            response = self.connection.getresponse()
        content = response.read()
        named = {name.lower(): value for name, value in response.getheaders()}
        packed = named.get("content-encoding") == "gzip"
        return Answer(
            response.status, named, content, len(gzip.decompress(content) if packed else content)
        )


@contextmanager
def portal(database: str, *, workers: int = 1, threads: int = 4) -> Iterator[Server]:
    """Serve the portal on ``database`` as production does, with one worker unless told."""
    environment = {"DATABASE_URL": url_of(database)}
    _collect_static()
    with _gunicorn("config.wsgi:application", ROOT, environment, workers, threads) as server:
        yield server


@contextmanager
def worker(database: str) -> Iterator[int]:
    """Let a worker do what is queued in ``database``, as production does; yield its process."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency=1"]
    command += ["--queues=default,compute,render,mail,import", "--without-gossip"]
    log = Path(os.environ["VAR_DIR"]) / "log" / "bench-worker.log"
    environment = os.environ | {"DATABASE_URL": url_of(database)}
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=60)


@cache
def _collect_static() -> None:
    manage("postgres", "collectstatic", "--noinput", "--verbosity=0")


@contextmanager
def floor(database: str) -> Iterator[tuple[Server, str]]:
    """Serve the bare table view out of ``database``, an empty one; yield server and cookie."""
    environment = {"DATABASE_URL": url_of(database)}
    filled = subprocess.run(
        [sys.executable, "floor.py"],
        cwd=FLOOR,
        env=os.environ | environment,
        check=True,
        capture_output=True,
        text=True,
    )
    settle(database)
    with _gunicorn("floor:application", FLOOR, environment, 1, 4) as server:
        yield server, f"sessionid={filled.stdout.strip()}"


@contextmanager
def _gunicorn(
    application: str, folder: Path, environment: Mapping[str, str], workers: int, threads: int
) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = Path(os.environ["VAR_DIR"]) / "log" / f"bench-{port}.log"
    command = [sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}"]
    command += [f"--workers={workers}", f"--threads={threads}", "--timeout=300", "--keep-alive=60"]
    changed = {"ALLOWED_HOSTS": "127.0.0.1", "SITE_ORIGIN": f"http://127.0.0.1:{port}"}
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | changed | dict(environment),
            stdout=output,
            stderr=output,
        )
    try:
        _wait_for(process, port, log)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"bench: the server did not start:\n{log.read_text()[-3000:]}")
