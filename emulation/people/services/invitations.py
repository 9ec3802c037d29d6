"""Invitations and resets: a single-use code, by e-mail or on a slip, that sets a password."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

import rules
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from emulation.clock import real_now, today
from emulation.people.enums import InvitationChannel, Role, Scope
from emulation.people.models import Account, Invitation, Mandate, ResetRequest
from emulation.people.registry import post, post_reset
from emulation.people.roles import scopes_of
from emulation.people.services.accounts import change_password
from emulation.registries.journal import journal
from emulation.ui.errors import NotAllowed, Refused, WrongState

VALID_FOR = {
    InvitationChannel.EMAIL: dt.timedelta(hours=1),
    InvitationChannel.SLIP: dt.timedelta(days=7),
}
FIRST_MAIL_VALID_FOR = dt.timedelta(days=7)
BETWEEN_RESETS = dt.timedelta(minutes=2)
RESETS_COUNT_FOR, RESETS_OF_AN_ADDRESS = dt.timedelta(hours=1), 30
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
SLIP_GROUPS, GROUP_LENGTH = 5, 5


def invite(*, by: Mandate | None, account: Account, channel: str) -> str:
    """Make a code for the account and return it; earlier codes of the account end.

    By e-mail a job sends the link (an hour for a reset, seven days for a first password);
    on paper the code is printed on a slip that the unit's leader hands over. Only the code's hash
    is kept. Raises ``Refused`` for an account without e-mail address or that is closed,
    ``NotAllowed`` for a leader and an account with rights beyond the leader's unit.
    """
    if by is not None and not may_invite(by, account):
        raise NotAllowed(
            _("Only the administrator invites an account with rights beyond its unit.")
        )
    if not account.is_active:
        raise Refused(_("This account is closed; open it first."))
    if channel == InvitationChannel.EMAIL and not account.email:
        raise Refused(_("This account has no e-mail address; use a paper slip."))
    return _make(by=by, account=account, channel=channel)


@transaction.atomic
def _make(*, by: Mandate | None, account: Account, channel: str) -> str:
    moment = real_now()
    by_mail = channel == InvitationChannel.EMAIL
    code = _mailed_code(account.pk, moment) if by_mail else _slip_code()
    first = not account.has_usable_password()
    valid_for = VALID_FOR[InvitationChannel(channel)]
    if first and by_mail:
        valid_for = FIRST_MAIL_VALID_FOR
    _end_earlier(by, account, channel, moment)
    invitation = Invitation.objects.create(
        account=account,
        channel=channel,
        code_hash=_hash(code),
        created_at=moment,
        expires_at=moment + valid_for,
        created_by=by,
    )
    journal(by=by, action="people.invite", obj=account, changes={"channel": channel})
    if by_mail:
        post(invitation, by)
    return code


def _end_earlier(by: Mandate | None, account: Account, channel: str, moment: dt.datetime) -> None:
    """End the codes made before; whoever merely asks for a reset ends no slip handed over."""
    earlier = account.invitations.filter(used_at__isnull=True)
    if by is None:
        earlier = earlier.filter(channel=channel)
    earlier.update(used_at=moment)


def may_invite(by: Mandate | None, account: Account) -> bool:
    """Return whether ``by`` may make a code for ``account``.

    Whoever hands over a slip could set the password: a leader does so only for accounts whose
    mandates, present and to come, are all ones of the leader's own unit.
    """
    if by is None or not rules.has_perm("emulation.invite", by, account):
        return False
    if Scope.UNIT not in scopes_of(by.role, "emulation.invite"):
        return True
    mandates = account.mandates.exclude(valid_to__lt=today())
    within = mandates.filter(unit=by.unit, role__in=sorted(Role.OF_UNIT))
    return account.unit_id == by.unit_id and mandates.count() == within.count()


def _mailed_code(account_id: int, moment: dt.datetime) -> str:
    """Return the code of a letter: made from the portal's key, so that no job has to carry it."""
    text = f"{account_id}:{moment.astimezone(dt.UTC).isoformat(timespec='microseconds')}"
    return salted_hmac("people.invitation", text, algorithm="sha256").hexdigest()


def _slip_code() -> str:
    groups = (
        "".join(secrets.choice(ALPHABET) for _letter in range(GROUP_LENGTH))
        for _group in range(SLIP_GROUPS)
    )
    return "-".join(groups)


def _hash(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def send_letter(*, invitation_id: int) -> bool:
    """Send the letter of an invitation that still holds; return whether one was sent."""
    invitation = (
        Invitation.objects.select_related("account")
        .filter(pk=invitation_id, used_at__isnull=True, expires_at__gt=real_now())
        .first()
    )
    if invitation is None:
        return False
    account = invitation.account
    code = _mailed_code(account.pk, invitation.created_at)
    lines = [
        _("Open this address to set your password; it works once:"),
        f"{settings.SITE_ORIGIN}{reverse('people:password-set')}#{code}",
        "",
        _("User name: %(name)s") % {"name": account.username},
        _("If you did not expect this letter, you need do nothing."),
    ]
    EmailMessage(
        _("Your password for the emulation portal"),
        "\n".join(lines),
        to=[account.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
    return True


@transaction.atomic
def ask_reset(*, username: str, address: str) -> None:
    """Write down that somebody at a network address asks for a reset; a job answers.

    Nobody learns whether there is such an account, neither from the words nor from the time: the
    same row is written for every name. An address that asks very often is answered no more for
    an hour.
    """
    moment = real_now()
    lately = ResetRequest.objects.filter(address=address, asked_at__gt=moment - RESETS_COUNT_FOR)
    request = ResetRequest(username=username.strip().lower(), address=address, asked_at=moment)
    if lately.count() < RESETS_OF_AN_ADDRESS:
        request.save()
        post_reset(request)


def answer_reset(*, request_id: int) -> None:
    """Send a reset to the account that was named, if there is one with an address.

    A letter sent a moment ago is not followed by another one.
    """
    request = ResetRequest.objects.filter(pk=request_id).first()
    if request is None:
        return
    account = Account.objects.filter(username=request.username, is_active=True).first()
    if account is None or not account.email:
        return
    lately = account.invitations.filter(
        channel=InvitationChannel.EMAIL, created_at__gt=real_now() - BETWEEN_RESETS
    )
    if not lately.exists():
        invite(by=None, account=account, channel=InvitationChannel.EMAIL)


@transaction.atomic
def use_invitation(*, request: HttpRequest, code: str, password: str) -> Account:
    """Set the password of the account for which the code was made; the code works once.

    Raises ``WrongState`` for a code that is unknown, used or too old, ``ValidationError`` for a
    password that the rules refuse.
    """
    moment = real_now()
    invitation = (
        # locked: a code that is sent twice at once works once
        Invitation.objects.select_for_update(of=("self",))
        .filter(code_hash=_hash(code), used_at__isnull=True, expires_at__gt=moment)
        .first()
    )
    if invitation is None or not invitation.account.is_active:
        raise WrongState(_("This code is not valid any more. Ask for a new one."))
    change_password(account=invitation.account, password=password)
    invitation.used_at = moment
    invitation.save(update_fields=["used_at"])
    journal(
        by=None, account=invitation.account, action="people.use_invitation", obj=invitation.account
    )
    return invitation.account
