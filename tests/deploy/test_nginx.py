"""The site that ships for nginx, in front of a server that writes down what reaches it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

SITE = Path(__file__).resolve().parents[2] / "config/deploy/nginx/portal.conf"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
SECRET_FILE = "Báo cáo thành tích".encode()
PATIENCE = 30


class Portal(BaseHTTPRequestHandler):
    """Stands where the portal stands: keeps every request that reached it."""

    seen: list[tuple[str, dict[str, str], int]]

    def do_GET(self) -> None:
        self._keep(b"")

    def do_POST(self) -> None:
        self._keep(self.rfile.read(int(self.headers["Content-Length"])))

    def _keep(self, body: bytes) -> None:
        type(self).seen.append((self.path, dict(self.headers), len(body)))
        self.send_response(200)
        if self.path == "/tep/7/":
            self.send_header("X-Accel-Redirect", "/tep-noi-bo/ab/abcdef")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_args: Any) -> None:
        pass


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _site(port: int, upstream: int, var: Path) -> str:
    """Return the shipped site for this machine: without TLS, with its own ports and folders."""
    _redirect, *rest = re.split(r"(?m)^server \{", SITE.read_text())
    assert len(rest) == 2
    text = f"{_redirect}server {{{rest[1]}"
    text = re.sub(r"(?m)^\s*ssl_.*\n", "", text)
    text = text.replace("listen 443 ssl http2", f"listen 127.0.0.1:{port}")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{upstream}")
    return text.replace("/srv/portal/var", str(var))


@pytest.fixture
def front(tmp_path: Path) -> Iterator[int]:
    """Start nginx with the site in front of ``Portal`` and return its port."""
    assert NGINX, "nginx is not installed; tools/setup test says how"
    Portal.seen = []
    portal = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    threading.Thread(target=portal.serve_forever, daemon=True).start()
    (tmp_path / "var/media/ab").mkdir(parents=True)
    (tmp_path / "var/media/ab/abcdef").write_bytes(SECRET_FILE)
    port = _free_port()
    own = f"user {os.environ.get('USER', 'root')};" if os.getuid() == 0 else ""
    settings = tmp_path / "nginx.conf"
    settings.write_text(
        f"{own} worker_processes 1; pid {tmp_path}/pid; error_log {tmp_path}/error.log;\n"
        f"events {{}} http {{ access_log off; client_body_temp_path {tmp_path}/body;\n"
        f"proxy_temp_path {tmp_path}/proxy; fastcgi_temp_path {tmp_path}/f;\n"
        f"uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s;\n"
        f"{_site(port, portal.server_port, tmp_path / 'var')} }}"
    )
    command = [NGINX, "-p", str(tmp_path), "-c", str(settings), "-g", "daemon off;"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)
        portal.shutdown()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx does not answer")


def _get(port: int, path: str, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@pytest.mark.parametrize("path", ["/media/ab/abcdef", "/tep-noi-bo/ab/abcdef", "/.git/config"])
def test_files_are_closed_from_outside(front, path):
    status, body = _get(front, path)
    assert status == 404
    assert SECRET_FILE not in body
    assert Portal.seen == []


def test_a_file_comes_where_the_portal_said_yes(front):
    assert _get(front, "/tep/7/") == (200, SECRET_FILE)


def test_a_slow_upload_reaches_the_portal_only_when_it_is_whole(front):
    half = b"x" * 1000
    slow = []
    for _client in range(60):
        client = socket.create_connection(("127.0.0.1", front), PATIENCE)
        client.sendall(
            b"POST /tep/ HTTP/1.1\r\nHost: portal\r\nContent-Length: 2000\r\n\r\n" + half
        )
        slow.append(client)
    # another is served meanwhile, and none of the sixty occupies the portal
    assert _get(front, "/ban-lam-viec/")[0] == 200
    assert [path for path, _headers, _length in Portal.seen] == ["/ban-lam-viec/"]
    slow[0].sendall(half)
    assert slow[0].recv(100).startswith(b"HTTP/1.1 200")
    assert Portal.seen[1][0] == "/tep/"
    assert Portal.seen[1][2] == 2000
    for client in slow:
        client.close()


def test_what_is_too_large_is_refused_at_once_in_words(front):
    with socket.create_connection(("127.0.0.1", front), PATIENCE) as client:
        client.sendall(b"POST /tep/ HTTP/1.1\r\nHost: portal\r\nContent-Length: 52428800\r\n\r\n")
        answer = b""
        while chunk := client.recv(4096):
            answer += chunk
    assert answer.startswith(b"HTTP/1.1 413")
    assert "20 MB" in answer.decode()
    assert Portal.seen == []


def test_a_client_cannot_say_where_it_comes_from(front):
    _get(front, "/", **{"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"})
    _path, headers, _length = Portal.seen[0]
    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert headers["X-Forwarded-Proto"] == "http"
