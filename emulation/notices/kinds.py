"""The jobs that mail notices and the letters with which a password is set."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from emulation.jobs.enums import Queue
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue
from emulation.notices.services import mail_notices, remove_mail_files, remove_read_notices
from emulation.people.models import Invitation, Mandate
from emulation.people.registry import use_post
from emulation.people.services.invitations import send_letter
from emulation.registries.work import StepResult, every_night, job_kind

LETTER = "notices.letter"


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


use_post(queue_letter)
every_night(remove_read_notices)
every_night(remove_mail_files)
