"""The work that runs by itself: sealing the audit trail, counting visits, the nightly checks."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from emulation.audit.invariants import violations
from emulation.audit.services import SEAL_BATCH, seal_entries
from emulation.desk.services import clean_up, count_visits
from emulation.files.services import remove_orphans
from emulation.jobs.enums import Queue
from emulation.jobs.kinds import StepResult, job_kind
from emulation.jobs.models import Job

logger = logging.getLogger("portal.desk")
MINUTE, DAY = 60, 24 * 60 * 60


@job_kind("audit.seal", label=_("Sealing the audit trail"), queue=Queue.COMPUTE, every_seconds=15)
def seal(job: Job) -> StepResult:
    """Seal the next entries; another sealer at work is no fault."""
    try:
        count = seal_entries()
    except IntegrityError:
        return StepResult()
    return StepResult(done=job.done + count, total=job.done + count, finished=count < SEAL_BATCH)


@job_kind("desk.visits", label=_("Counting visits"), queue=Queue.COMPUTE, every_seconds=5 * MINUTE)
def visits(job: Job) -> StepResult:
    """Count the next lines of the access log."""
    remaining = count_visits(settings.VAR_DIR / "log" / "access.log")
    return StepResult(finished=remaining == 0 or job.done > 0, done=1, total=1)


@job_kind("desk.nightly", label=_("Nightly checks"), queue=Queue.COMPUTE, every_seconds=DAY)
def nightly(job: Job) -> StepResult:
    """Clean up, then prove the whole database; violations stand in the job's result and the log."""
    removed = clean_up() + remove_orphans()
    lines = list(violations())
    for line in lines:
        logger.error("invariant violated: %s", line)
    return StepResult(result={"removed": removed, "violations": lines})
