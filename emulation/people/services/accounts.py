"""Accounts: created without a password, which their owner sets by invitation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from emulation.people.models import Account, Mandate, Person
from emulation.registries.journal import journal
from emulation.ui.errors import Refused
from emulation.units.models import Unit

ACCOUNT_FIELDS = ("full_name", "email", "phone", "position", "unit", "person")


@transaction.atomic
def create_account(
    *,
    by: Mandate | None,
    username: str,
    full_name: str,
    unit: Unit | None = None,
    email: str = "",
    phone: str = "",
    position: str = "",
    person: Person | None = None,
) -> Account:
    """Create an account that cannot sign in before its owner has set a password.

    ``by`` is ``None`` only for the first administrator. Raises ``ValidationError`` by field.
    """
    account = Account(
        username=username.strip().lower(),
        full_name=full_name,
        unit=unit,
        email=email,
        phone=phone,
        position=position,
        person=person,
    )
    account.set_unusable_password()
    account.full_clean()
    account.save()
    journal(by=by, action="people.create_account", obj=account, changes={"username": username})
    return account


@transaction.atomic
def update_account(*, by: Mandate, account: Account, **values: Any) -> Account:
    """Change name, addresses, position or employing unit of an account.

    An address that was refused is tried again when it is saved: its owner may have mended it.
    """
    for name, value in values.items():
        if name not in ACCOUNT_FIELDS:
            raise Refused(_("This cannot be changed here."))
        setattr(account, name, value)
    if "email" in values:
        account.refused_email = account.refused_because = ""
    account.full_clean()
    account.save(update_fields=[*values, "refused_email", "refused_because"])
    journal(by=by, action="people.update_account", obj=account, changes=values)
    return account


@transaction.atomic
def set_active(*, by: Mandate, account: Account, active: bool) -> None:
    """Let an account sign in or not; closing it ends its sessions at once."""
    if by.account_id == account.pk:
        raise Refused(_("Nobody closes the own account; ask another administrator."))
    account.is_active = active
    account.save(update_fields=["is_active"])
    if not active:
        end_sessions(account)
    journal(by=by, action="people.set_active", obj=account, changes={"active": active})


@transaction.atomic
def change_password(*, account: Account, password: str, request: HttpRequest | None = None) -> None:
    """Set a new password, end every other session and keep the present one.

    Raises ``ValidationError`` for a password that the rules refuse.
    """
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    account.set_password(password)
    account.save(update_fields=["password"])
    keep = request.session.session_key if request is not None else None
    end_sessions(account, keep=keep)
    if request is not None:
        update_session_auth_hash(request, account)
    journal(by=None, account=account, action="people.change_password", obj=account)


def end_sessions(account: Account, keep: str | None = None) -> int:
    """End the sessions of an account but the one named; return how many ended."""
    ended = 0
    for session in Session.objects.exclude(session_key=keep or "").iterator():
        if session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
            ended += 1
    return ended
