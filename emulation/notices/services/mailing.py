"""Sending notices by e-mail: one mail an account, each account with a state of its own.

An address that is refused, or a server that is away, holds up nobody else: what was not delivered
waits longer each time, and an address that does not answer is set aside and told to who runs the
portal.
"""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from emulation.clock import now, real_now, today
from emulation.notices.enums import MailState
from emulation.notices.models import Notice, NoticeQuerySet
from emulation.notices.services.telling import notify
from emulation.people.models import Account, Mandate
from emulation.people.roles import roles_with

MAILS_A_STEP = 50
BETWEEN_MAILS = dt.timedelta(minutes=10)  # what comes meanwhile goes together
LEASE = dt.timedelta(minutes=5)  # longer than a server may take for one mail
AWAY = dt.timedelta(minutes=1)
LONG_AWAY = dt.timedelta(minutes=15)
WAITS = tuple(dt.timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 480, 960))
STILL_NEWS = dt.timedelta(days=7)
LISTED = 30
REASON_LENGTH = 300
PERMANENT = 500


class AddressRefused(Exception):
    """The server does not take mail for this address, and will not later either."""


class Delayed(Exception):
    """The server does not take this mail now."""


class ServerAway(Exception):
    """No mail leaves at present, whoever it is for."""


@contextmanager
def smtp_faults() -> Iterator[None]:
    """Turn what a mail server may answer into the three faults that matter here."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        fault = AddressRefused if code >= PERMANENT else Delayed
        raise fault(f"{code} {_text(words)}"[:REASON_LENGTH]) from error
    except smtplib.SMTPDataError as error:
        raise Delayed(f"{error.smtp_code} {_text(error.smtp_error)}"[:REASON_LENGTH]) from error
    except (smtplib.SMTPNotSupportedError, ValueError) as error:
        # an address or a header that cannot be written in a mail
        raise AddressRefused(str(error)[:REASON_LENGTH]) from error
    except OSError as error:  # among them all other answers of SMTP
        raise ServerAway(str(error)[:REASON_LENGTH]) from error


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


def has_mail() -> bool:
    """Return whether a mail is due, or an address was changed for which mail lies aside."""
    return _due(real_now()).exists() or _deliverable_again().exists()


def mail_notices(limit: int = MAILS_A_STEP) -> int:
    """Send one mail to each of up to ``limit`` accounts with due notices; return how many remain.

    Rows are claimed before and marked after the server took the mail, so that a killed step repeats
    at most the mail that it was sending. Raises ``ServerAway`` when two in a row found the server
    away: whose mail it was then stands behind the others.
    """
    moment = real_now()
    _deliverable_again().update(
        mail_state=MailState.QUEUED, queued_at=moment, mail_after=moment, mail_tries=0
    )
    failed = 0
    with _connection() as connection:
        for account_id in _accounts(moment)[:limit]:
            try:
                _mail_to(account_id, moment, connection)
                failed = 0
            except ServerAway:
                failed += 1
                if failed > 1:
                    raise
    if failed:
        raise ServerAway(_("The mail server does not answer."))
    return len(_accounts(moment))


def is_long_away() -> bool:
    """Return whether mail that the server never answered has waited for too long."""
    never = Notice.objects.filter(mail_state=MailState.QUEUED, mail_tries=0)
    return never.filter(queued_at__lt=real_now() - LONG_AWAY).exists()


def _due(moment: dt.datetime) -> NoticeQuerySet:
    return Notice.objects.filter(mail_state=MailState.QUEUED, mail_after__lte=moment)


def _deliverable_again() -> NoticeQuerySet:
    """Return what was set aside lately for an address that has been changed since."""
    aside = Notice.objects.filter(
        mail_state=MailState.SET_ASIDE, created_at__gt=now() - STILL_NEWS, account__is_active=True
    )
    return aside.exclude(account__email="").exclude(account__email=F("account__refused_email"))


def _accounts(moment: dt.datetime) -> list[int]:
    """Return whose mail is due: who was mailed a moment ago gets the rest together, later."""
    lately = Notice.objects.filter(
        account=OuterRef("account"), mailed_at__gt=moment - BETWEEN_MAILS, mailed_at__lte=moment
    )
    due = _due(moment).exclude(Exists(lately)).order_by()
    longest = due.values("account").annotate(after=Min("mail_after"), first=Min("pk"))
    return list(longest.order_by("after", "first").values_list("account", flat=True))


@contextmanager
def _connection() -> Iterator[Any]:
    connection = get_connection()
    try:
        yield connection
    finally:
        with suppress(OSError):
            connection.close()


def _mail_to(account_id: int, moment: dt.datetime, connection: Any) -> None:
    rows = list(_due(moment).filter(account=account_id).order_by("pk"))
    own = Notice.objects.filter(pk__in=[row.pk for row in rows], mail_state=MailState.QUEUED)
    # compare and set: of two workers one sends
    if (
        own.filter(mail_after__lte=moment).update(mail_after=moment + LEASE) != len(rows)
        or not rows
    ):
        return
    account = Account.objects.get(pk=account_id)
    if not account.email or not account.is_active:
        own.update(mail_state=MailState.NONE)
        return
    try:
        with smtp_faults():
            connection.open()
            _message(account, rows, connection).send()
    except AddressRefused as error:
        set_aside(account=account, reason=str(error))
    except Delayed as error:
        _wait_longer(account, rows, moment, str(error))
    except ServerAway as error:
        own.update(mail_after=moment + AWAY, mail_error=str(error))
        with suppress(OSError):
            connection.close()
        raise
    else:
        own.update(mail_state=MailState.SENT, mailed_at=real_now(), mail_error="")


def _wait_longer(account: Account, rows: Sequence[Notice], moment: dt.datetime, why: str) -> None:
    tries = min(row.mail_tries for row in rows)
    if tries >= len(WAITS):
        set_aside(account=account, reason=why)
        return
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(
        mail_after=moment + WAITS[tries], mail_tries=F("mail_tries") + 1, mail_error=why
    )


@transaction.atomic
def set_aside(*, account: Account, reason: str) -> None:
    """Try the present address of ``account`` no more, and tell who can correct it."""
    queued = Notice.objects.filter(account=account, mail_state=MailState.QUEUED)
    queued.update(mail_state=MailState.SET_ASIDE, mail_error=reason)
    Account.objects.filter(pk=account.pk).update(
        refused_email=account.email, refused_because=reason
    )
    notify(
        event="notices.address_refused",
        recipients=Mandate.objects.active(today()).of(*roles_with("emulation.manage_people")),
        subject=_("The e-mail address of %(name)s is refused: %(address)s")
        % {"name": account.full_name, "address": account.email},
        body=_("The mail server answered: %(reason)s") % {"reason": reason},
        url=reverse("people:account-record", args=[account.pk]),
        once=f"refused:{account.pk}:{account.email}"[:100],
    )


def _message(account: Account, rows: Sequence[Notice], connection: Any) -> EmailMessage:
    """Return the mail: one notice in full, or several in one list."""
    subject = " ".join(rows[0].subject.split())
    if len(rows) > 1:
        subject = _("%(count)s notices: %(first)s") % {"count": len(rows), "first": subject}
    lines = [line for row in rows[:LISTED] for line in _lines(row)]
    if len(rows) > LISTED:
        lines.append(_("%(count)s more stand in the portal:") % {"count": len(rows) - LISTED})
        lines.append(f"{settings.SITE_ORIGIN}{reverse('notices:notice-list')}")
    answers = {row.reply_to for row in rows}
    return EmailMessage(
        subject,
        "\n".join(lines),
        to=[account.email],
        reply_to=[each for each in answers if each] if len(answers) == 1 else [],
        headers={"Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def _lines(notice: Notice) -> list[str]:
    said = [notice.subject, "", notice.body, ""] if notice.body else [notice.subject, ""]
    return [*said, _("Open in the portal:"), f"{settings.SITE_ORIGIN}{notice.url}", ""]
