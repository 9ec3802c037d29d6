"""What a person sends twice is carried out once."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from emulation.ui.errors import Refused, WrongState
from emulation.ui.forms import key_owner
from emulation.ui.models import FormReceipt

NOT_OF_THE_BODY = {"csrfmiddlewaretoken", "once"}


class BadKey(Refused):
    """The request carries no one-time key of the portal for this account."""


class OtherBody(WrongState):
    """The one-time key was used already, for something else."""


def carried_out_once(request: HttpRequest, act: Callable[[], str], *, among: str = "") -> str:
    """Carry out ``act`` once for the request's key and return the address it led to.

    The key is bound to the account, the address and the body. A repeated request (double click,
    Back, a retry after a broken line) returns the address of the first without acting again; with
    another body it raises ``OtherBody``, without a genuine key ``BadKey``. The receipt is written
    in the act's own transaction: what fails leaves none and may be tried again. ``among`` tells
    apart the acts that one page offers under one key.
    """
    # Nobody is signed in where a code sets the password; that code itself works once.
    if request.user.pk is None:
        with transaction.atomic():
            return act()
    receipt = _receipt(request, among)
    try:
        with transaction.atomic():
            receipt.save()
            receipt.location = act()
            receipt.save(update_fields=["location"])
            return receipt.location
    except IntegrityError as error:
        first = first_result(request, among=among)
        if first is None:
            raise WrongState(
                _("Somebody else changed this at the same moment. Look again before you repeat it.")
            ) from error
        return first


def first_result(request: HttpRequest, *, among: str = "") -> str | None:
    """Return where the first of two equal requests led, or ``None`` for the first itself.

    Asked before anything is validated: what the first one did may make the second one wrong.
    Raises ``BadKey`` and ``OtherBody``.
    """
    if request.user.pk is None:
        return None
    asked = _receipt(request, among)
    first = FormReceipt.objects.filter(account_id=asked.account_id, key=asked.key).first()
    if first is None:
        return None
    if not hmac.compare_digest(first.body_hash, asked.body_hash):
        raise OtherBody(
            _(
                "This form was sent and carried out already, with other content. Look at what was "
                "saved first; what you typed now is still here and can be sent again."
            )
        )
    return first.location


def _receipt(request: HttpRequest, among: str) -> FormReceipt:
    key, account_id = request.POST.get("once", ""), request.user.pk
    if not key or account_id is None or key_owner(key) != account_id:
        raise BadKey(
            _(
                "This page was opened for somebody else or is not complete, so nothing was saved. "
                "What you typed is still here: look at it and send it again."
            )
        )
    place = hashlib.sha256("\n".join([key, request.path, among]).encode()).hexdigest()
    return FormReceipt(account_id=account_id, key=place, body_hash=_body(request, key))


def _body(request: HttpRequest, key: str) -> str:
    """Return what tells one body from another, keyed with the one-time key that is stored nowhere.

    So nobody who reads the receipts can try out what was sent: which of three votes, for example.
    """
    body = hmac.new(key.encode(), digestmod=hashlib.sha256)
    for name, values in sorted(request.POST.lists()):
        if name not in NOT_OF_THE_BODY:
            body.update(repr((name, values)).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            body.update(repr((name, file.name, file.size)).encode())
            for chunk in file.chunks():
                body.update(chunk)
            file.seek(0)
    return body.hexdigest()
