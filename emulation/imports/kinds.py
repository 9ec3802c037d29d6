"""The job that enters a large workbook."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from emulation.imports.services import JOB, enter_some, release_unfinished
from emulation.jobs.enums import Queue
from emulation.jobs.models import Job
from emulation.registries.work import StepResult, job_kind


@job_kind(
    JOB,
    label=_("Entering a workbook"),
    queue=Queue.IMPORT,
    on_failed=lambda job: release_unfinished(job=job),
)
def enter(job: Job) -> StepResult:
    """Enter the next rows; what a job that fails or is stopped has entered is taken back."""
    done, total, finished = enter_some(job=job)
    return StepResult(done, total, finished=finished, result={"batch": job.args["batch"]})
