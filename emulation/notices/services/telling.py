"""Telling people: rows in the caller's transaction, mail by a job after commit."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from emulation.clock import now, real_now
from emulation.jobs.services import enqueue
from emulation.notices.enums import MailState
from emulation.notices.models import Notice
from emulation.people.models import Account, Mandate


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
    Mail goes to the address that an account has now: who is given one later is not sent what is
    old. Returns how many were written.
    """
    told: dict[int, Mandate] = {}
    for mandate in recipients:
        if by is None or mandate.account_id != by.account_id:
            told.setdefault(mandate.account_id, mandate)
    moment, queued_at = now(), real_now()
    addressed = set(
        Account.objects.filter(pk__in=told).reached_by_mail().values_list("pk", flat=True)
    )
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
            reply_to=by.unit.email if by and by.unit else "",
            mail_state=MailState.QUEUED if account_id in addressed else MailState.NONE,
            queued_at=queued_at,
            mail_after=queued_at,
        )
        for account_id, mandate in told.items()
    ]
    # the database does not say how many rows it kept out
    before = Notice.objects.filter(once=once).count() if once else 0
    Notice.objects.bulk_create(rows, ignore_conflicts=bool(once))
    written = Notice.objects.filter(once=once).count() - before if once else len(rows)
    if written and addressed:
        enqueue("notices.mail", by=None)  # nobody started it: it follows from the act
    return written


@transaction.atomic
def mark_read(*, by: Mandate, pks: Iterable[int] | None = None) -> None:
    """Mark one's own notices as read: those named, or all."""
    unread = Notice.objects.visible_to(by).unread()
    (unread if pks is None else unread.filter(pk__in=list(pks))).update(read_at=now())
