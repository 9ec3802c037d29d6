"""How the tests open and send pages."""

from __future__ import annotations

import time
from typing import Any

from django.test import Client

from emulation.people.models import Mandate
from emulation.ui.forms import new_key


class Browser(Client):
    """Sends with each form the one-time key that the portal's own pages carry."""

    account_id: int

    def post(self, path: str, data: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Send ``data``, with a fresh key unless it names one."""
        if data is None or isinstance(data, dict):
            data = {"once": new_key(self.account_id), **(data or {})}
        return super().post(path, data, *args, **kwargs)


def signed_in(mandate: Mandate) -> Client:
    """Return a client that acts under ``mandate``."""
    client = Browser(HTTP_ACCEPT_LANGUAGE="vi")
    client.account_id = mandate.account_id
    client.force_login(mandate.account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["started_at"] = int(time.time())
    session["mandate"] = mandate.pk
    session.save()
    return client


def page_of(mandate: Mandate, url: str, status: int = 200) -> str:
    """Return the page that ``mandate`` is shown, which comes with this status."""
    answer = signed_in(mandate).get(url)
    assert answer.status_code == status
    return answer.content.decode()


def post(mandate: Mandate, url: str, *, follow: bool = False, **data: Any) -> Any:
    """Send a form with a one-time key of its own."""
    once = {"once": new_key(mandate.account_id)}
    return signed_in(mandate).post(url, {**once, **data}, follow=follow)
