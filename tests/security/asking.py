"""Asks pages as somebody, and takes back whatever the asking changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from types import SimpleNamespace
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve

from tests.builders.clients import signed_in

SIGN_IN = "/tai-khoan/dang-nhap/"
WRITES = re.compile(r'\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
LINK = re.compile(r'<a\b[^>]*?\bhref="(/(?!static/)[^"?#]*)')
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
BUTTON = re.compile(r'<form\b(?=[^>]*\bmethod="post")[^>]*?\baction="(/[^"?#]*)')
REFUSED = {"403", "405"}
SESSION_TABLE = "django_session"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")


class Asker:
    """A browser of one role whose session survives everything it asks for."""

    def __init__(self, world: SimpleNamespace, role: str) -> None:
        mandate = world.mandates.get(role)
        self.role = role
        self.client = signed_in(mandate) if mandate else Client()
        self.client.raise_request_exception = False
        self._cookies = self.client.cookies.output(header="")

    def ask(self, method: str, url: str, data: Any = None) -> Any:
        """Return the answer to one request; nothing that it wrote remains."""
        self.client.cookies = SimpleCookie(self._cookies)
        with transaction.atomic():
            answer = getattr(self.client, method.lower())(url, data)
            if answer.streaming:
                b"".join(answer.streaming_content)  # which closes the file and ends the request
            transaction.set_rollback(True)
        return answer


def outcome(method: str, answer: Any) -> str:
    """Return the cell of the matrix: the status, "sign-in", or "ok" for a form that was read."""
    if answer.status_code == 302 and answer["Location"].startswith(SIGN_IN):
        return "sign-in"
    if method == "POST" and answer.status_code not in {401, 403, 404, 405} | set(range(500, 600)):
        return "ok"
    return str(answer.status_code)


@contextmanager
def watched_writes() -> Iterator[list[str]]:
    """Collect the writes in the block; the session's own row may be written."""
    written: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found and found.group(2) != SESSION_TABLE:
            written.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


def is_nameless(answer: Any) -> bool:
    """Return whether a page has no heading in words."""
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return False
    heads = HEADING.findall(answer.content.decode())
    return bool(heads) and not any(re.search(r"[^\W\d_]{2}", TAG.sub("", head)) for head in heads)


def dead_ends(answer: Any, role: str, matrix: dict[tuple[str, str], dict[str, str]]) -> list[str]:
    """Return the links and buttons of a page that ``matrix`` refuses to the role that sees them."""
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return []
    text = answer.content.decode()
    offered = {("GET", path) for path in LINK.findall(text)}
    offered |= {("POST", path) for path in BUTTON.findall(text)}
    faults = []
    for method, path in sorted(offered):
        row = matrix.get((_name_of(path), method))
        if row is None or row[role] in REFUSED:
            faults.append(f"leads to {method} {path}, which is refused")
    return faults


def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def header_faults(answer: Any, role: str) -> list[str]:
    """Return what the headers of an answer lack: the policy, and no-store for who is signed in."""
    framed = answer.headers.get("X-Frame-Options") == "SAMEORIGIN" and answer.streaming
    wanted = HEADERS | ({"X-Frame-Options": "SAMEORIGIN"} if framed else {})
    faults = [name for name, value in wanted.items() if answer.headers.get(name) != value]
    policy = answer.headers.get("Content-Security-Policy", "")
    if framed:  # the paper of a document stands in a frame of its own page
        policy = policy.replace("frame-ancestors 'self'", "frame-ancestors 'none'")
    faults += [part for part in POLICY if part not in policy]
    if "unsafe" in policy:
        faults.append("unsafe in the policy")
    if role != "anonymous" and "no-store" not in answer.headers.get("Cache-Control", ""):
        faults.append("no-store")
    return faults
