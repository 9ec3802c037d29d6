"""The job that mails notices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from emulation.jobs.enums import Queue
from emulation.jobs.kinds import StepResult, job_kind
from emulation.jobs.models import Job
from emulation.notices.services import mail_notices


@job_kind("notices.mail", label=_("Sending notices by e-mail"), queue=Queue.MAIL)
def mail(job: Job) -> StepResult:
    """Send the next mails."""
    remaining = mail_notices()
    return StepResult(done=job.done + 1, total=job.done + 1 + remaining, finished=not remaining)
