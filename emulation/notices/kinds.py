"""The jobs that mail notices and the letters with which a password is set."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.clock import real_now, today
from emulation.jobs.enums import Queue
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue
from emulation.notices.models import Notice
from emulation.notices.services import (
    AddressRefused,
    Delayed,
    ServerAway,
    has_mail,
    is_long_away,
    mail_notices,
    notify,
    remove_mail_files,
    remove_read_notices,
    set_aside,
    smtp_faults,
)
from emulation.people.models import Invitation, Mandate, ResetRequest
from emulation.people.registry import bell, use_post
from emulation.people.roles import roles_with
from emulation.people.services.invitations import answer_reset, send_letter
from emulation.registries.work import StepResult, every_night, job_kind, when_work_fails
from emulation.ui.errors import Refused

LETTER, RESET = "notices.letter", "notices.reset"
LETTER_WAITS = dt.timedelta(minutes=1)
BODY_LENGTH = 1000


@job_kind(
    "notices.mail",
    label=_("Sending notices by e-mail"),
    queue=Queue.MAIL,
    every=dt.timedelta(minutes=1),
    has_work=has_mail,
)
def mail(job: Job) -> StepResult:
    """Send the next mails; a server that is away is asked again in a minute.

    It counts as a failure, which is told to the administrators, only when mail has long waited.
    """
    try:
        remaining = mail_notices()
    except ServerAway as error:
        away = gettext("The mail server does not answer: %(reason)s") % {"reason": error}
        return StepResult(message=away[:300], error=away if is_long_away() else "")
    return StepResult(done=job.done + 1, total=job.done + 1 + remaining, finished=not remaining)


@job_kind(LETTER, label=_("Sending a link to set a password"), queue=Queue.MAIL)
def letter(job: Job) -> StepResult:
    """Send it, unless it was used or has expired meanwhile; wait while the server is away.

    Raises ``Refused`` with the server's words when it does not take mail for this address.
    """
    invitation = Invitation.objects.select_related("account").get(pk=job.args["invitation"])
    try:
        with smtp_faults():
            send_letter(invitation_id=invitation.pk)
    except AddressRefused as error:
        set_aside(account=invitation.account, reason=str(error))
        raise Refused(
            gettext("The letter was not taken: %(reason)s Correct the address and send it again.")
            % {"reason": error}
        ) from error
    except (Delayed, ServerAway) as error:
        return StepResult(message=str(error), finished=False, wait=LETTER_WAITS)
    return StepResult()


def queue_letter(invitation: Invitation, by: Mandate | None) -> None:
    """Queue the letter; the job carries only the invitation's number, never its code."""
    enqueue(LETTER, {"invitation": invitation.pk}, by=by)


@job_kind(RESET, label=_("Answering who asks for a new password"), queue=Queue.MAIL)
def reset(job: Job) -> StepResult:
    """Look the name up and make the letter, if there is somebody to send it to."""
    answer_reset(request_id=job.args["request"])
    return StepResult()


def queue_reset(request: ResetRequest) -> None:
    """Queue the answer; the job carries only the number of the request, no name."""
    enqueue(RESET, {"request": request.pk}, by=None)


@when_work_fails
def tell_administrators(job: Job) -> None:
    """Tell who runs the portal, once a day for each kind of work: mail that fails tells as well."""
    notify(
        event="jobs.failed",
        recipients=Mandate.objects.active(today()).of(*roles_with("emulation.manage_people")),
        subject=gettext("Work that runs by itself failed: %(work)s") % {"work": job.label},
        body=job.error[:BODY_LENGTH],
        url=reverse("jobs:job", args=[job.pk]),
        once=f"jobs.failed:{job.kind}:{real_now():%Y-%m-%d}",
    )


use_post(queue_letter, queue_reset)
bell.use(
    Coalesce(
        Subquery(
            Notice.objects.unread()
            .filter(account=OuterRef("account"))
            .order_by()
            .values("account")
            .values_list(Count("pk"))
        ),
        0,
    )
)
every_night(remove_read_notices)
every_night(remove_mail_files)
