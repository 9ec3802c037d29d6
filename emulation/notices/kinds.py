"""The jobs that mail notices and the letters with which a password is set."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.clock import real_now, today
from emulation.jobs.enums import Queue
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue
from emulation.notices.services import (
    mail_notices,
    notify,
    remove_mail_files,
    remove_read_notices,
)
from emulation.people.models import Invitation, Mandate, ResetRequest
from emulation.people.registry import use_post
from emulation.people.roles import roles_with
from emulation.people.services.invitations import answer_reset, send_letter
from emulation.registries.work import StepResult, every_night, job_kind, when_work_fails

LETTER, RESET = "notices.letter", "notices.reset"
BODY_LENGTH = 1000


@job_kind("notices.mail", label=_("Sending notices by e-mail"), queue=Queue.MAIL)
def mail(job: Job) -> StepResult:
    """Send the next mails."""
    remaining = mail_notices()
    return StepResult(done=job.done + 1, total=job.done + 1 + remaining, finished=not remaining)


@job_kind(LETTER, label=_("Sending a link to set a password"), queue=Queue.MAIL)
def letter(job: Job) -> StepResult:
    """Send it, unless it was used or has expired meanwhile."""
    send_letter(invitation_id=job.args["invitation"])
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
every_night(remove_read_notices)
every_night(remove_mail_files)
