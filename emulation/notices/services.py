"""Telling people: rows in the caller's transaction, mail by a job after commit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from emulation.clock import now, real_now
from emulation.jobs.services import enqueue
from emulation.notices.models import Notice
from emulation.people.models import Account, Mandate

MAILS_A_STEP = 50


def notify(
    *,
    event: str,
    recipients: Iterable[Mandate],
    subject: str,
    url: str,
    body: str = "",
    by: Mandate | None = None,
    once: str = "",
) -> int:
    """Write one notice for each account among ``recipients`` and queue the mail to the addresses.

    ``once`` is a key by which the same reminder is not written twice to an account; an account that
    holds several of the mandates is told once. The acting account is not told of its own act.
    Returns how many were written.
    """
    told: dict[int, Mandate] = {}
    for mandate in recipients:
        if by is None or mandate.account_id != by.account_id:
            told.setdefault(mandate.account_id, mandate)
    moment = now()
    rows = [
        Notice(
            account_id=account_id,
            mandate=mandate,
            event=event,
            subject=subject[:300],
            body=body,
            url=url,
            created_at=moment,
            once=once or None,
        )
        for account_id, mandate in told.items()
    ]
    # the database does not say how many rows it kept out
    before = Notice.objects.filter(once=once).count() if once else 0
    Notice.objects.bulk_create(rows, ignore_conflicts=bool(once))
    written = Notice.objects.filter(once=once).count() - before if once else len(rows)
    if written and Account.objects.filter(pk__in=told).exclude(email="").exists():
        enqueue("notices.mail", by=None)  # nobody started it: it follows from the act
    return written


def mail_notices(limit: int = MAILS_A_STEP) -> int:
    """Send up to ``limit`` notices that were not mailed; return how many remain.

    Each row is marked when the server has taken its mail, so that a killed step repeats at most
    the mail it was sending.
    """
    waiting = Notice.objects.filter(mailed_at__isnull=True).exclude(account__email="")
    for notice in waiting.select_related("account").order_by("pk")[:limit]:
        _send(notice)
        Notice.objects.filter(pk=notice.pk).update(mailed_at=now())
    return waiting.count()


def _send(notice: Notice) -> None:
    lines = [notice.subject, "", notice.body, "", _("Open in the portal:")]
    lines.append(f"{settings.SITE_ORIGIN}{notice.url}")
    EmailMessage(notice.subject, "\n".join(lines), to=[notice.account.email]).send()


@transaction.atomic
def mark_read(*, by: Mandate, pks: Iterable[int] | None = None) -> None:
    """Mark one's own notices as read: those named, or all."""
    unread = Notice.objects.visible_to(by).unread()
    (unread if pks is None else unread.filter(pk__in=list(pks))).update(read_at=now())


def remove_read_notices() -> int:
    """Delete notices that were read longer ago than they are kept; return how many."""
    old = Notice.objects.filter(read_at__lt=now() - settings.READ_NOTICES_KEPT)
    count, _details = old.delete()
    return count


def remove_mail_files() -> int:
    """Delete old mails where mail is written to files instead of sent; return how many."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not folder:
        return 0
    limit = (real_now() - settings.MAIL_FILES_KEPT).timestamp()
    old = [file for file in Path(folder).glob("*.log") if file.stat().st_mtime < limit]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
