"""What a person sends twice is carried out once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from emulation.ui.errors import WrongState
from emulation.ui.forms import key_owner
from emulation.ui.models import FormReceipt


def carried_out_once(
    request: HttpRequest, key: str, act: Callable[[], str], *, secret: bool = False, among: str = ""
) -> str:
    """Carry out ``act`` once for ``key`` and return the address it led to.

    A repeated request (double click, Back, a retry after a broken line) returns the address of the
    first without acting again. The receipt is written in the act's own transaction: what fails
    leaves none and may be tried again. With ``secret`` nothing of the body is kept. ``among`` tells
    apart the acts that one page offers under one key.
    """
    account_id = request.user.pk
    # Nobody is signed in where a code sets the password; that code itself works once.
    if account_id is None or not key or key_owner(key) != account_id:
        with transaction.atomic():
            return act()
    digest = hashlib.sha256(f"{key}{among}".encode()).hexdigest()
    body = "" if secret else hashlib.sha256(repr(sorted(request.POST.lists())).encode()).hexdigest()
    try:
        with transaction.atomic():
            receipt = FormReceipt.objects.create(
                account_id=account_id, key=digest, body_hash=body, location=""
            )
            receipt.location = act()
            receipt.save(update_fields=["location"])
            return receipt.location
    except IntegrityError as error:
        first = FormReceipt.objects.filter(account_id=account_id, key=digest).first()
        if first is None:
            raise WrongState(
                _("Somebody else changed this at the same moment. Look again before you repeat it.")
            ) from error
        return first.location
