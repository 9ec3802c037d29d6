"""Signing in and out, and choosing the acting mandate."""

from __future__ import annotations

import time

from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest

from emulation.clock import today
from emulation.people.middleware import ACTING, STARTED, TOUCHED
from emulation.people.models import Account, Mandate
from emulation.people.selectors import mandates_of
from emulation.registries.journal import journal


@transaction.atomic
def sign_in(*, request: HttpRequest, account: Account) -> None:
    """Begin a session for an account whose password was right; the session's id changes."""
    login(request, account)
    moment = int(time.time())
    request.session[STARTED] = request.session[TOUCHED] = moment
    if held := mandates_of(account, today()):
        request.session[ACTING] = held[0].pk  # named, so that its end is told
    journal(by=None, account=account, action="people.sign_in", obj=account)


@transaction.atomic
def sign_out(*, request: HttpRequest) -> None:
    """End the session on the server."""
    account = request.user
    if isinstance(account, Account):
        journal(by=None, account=account, action="people.sign_out", obj=account)
    logout(request)


@transaction.atomic
def act_as(*, request: HttpRequest, mandate: Mandate) -> None:
    """Act under another of one's mandates from now on."""
    request.session[ACTING] = mandate.pk
    journal(by=mandate, action="people.act_as", obj=mandate)
