"""The job that enters a large workbook."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from emulation.imports.services import JOB, enter_queued, release_failed
from emulation.jobs.enums import Queue
from emulation.jobs.models import Job
from emulation.registries.work import StepResult, job_kind


@job_kind(
    JOB,
    label=_("Entering a workbook"),
    queue=Queue.IMPORT,
    on_failed=lambda job: release_failed(job=job),
)
def enter(job: Job) -> StepResult:
    """Enter all rows in one transaction: a killed worker leaves nothing half done."""
    batch = enter_queued(job=job)
    return StepResult(done=len(batch.made), total=len(batch.made), result={"batch": batch.pk})
