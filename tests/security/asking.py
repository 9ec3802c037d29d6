"""Asks pages as somebody, and takes back whatever the asking changed."""

from __future__ import annotations

from http.cookies import SimpleCookie
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.test import Client

from tests.awards.house import signed_in

SIGN_IN = "/tai-khoan/dang-nhap/"


class Asker:
    """A browser of one role whose session survives everything it asks for."""

    def __init__(self, world: SimpleNamespace, role: str) -> None:
        mandate = world.mandates.get(role)
        self.client = signed_in(mandate) if mandate else Client()
        self.client.raise_request_exception = False
        self._cookies = self.client.cookies.output(header="")

    def ask(self, method: str, url: str, data: Any = None) -> Any:
        """Return the answer to one request; nothing that it wrote remains."""
        self.client.cookies = SimpleCookie(self._cookies)
        with transaction.atomic():
            answer = getattr(self.client, method.lower())(url, data)
            if answer.streaming:
                answer.close()
            transaction.set_rollback(True)
        return answer


def outcome(method: str, answer: Any) -> str:
    """Return the cell of the matrix: the status, "sign-in", or "ok" for a form that was read."""
    if answer.status_code == 302 and answer["Location"].startswith(SIGN_IN):
        return "sign-in"
    if method == "POST" and answer.status_code not in {401, 403, 404, 405} | set(range(500, 600)):
        return "ok"
    return str(answer.status_code)
