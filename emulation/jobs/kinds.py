"""The nightly work: every room's cleaning, then the proof of the whole database."""

from __future__ import annotations

import datetime as dt
import logging
import time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from emulation.jobs import selections  # noqa: F401 -- registers the work on long selections
from emulation.jobs.models import Job
from emulation.jobs.services.retention import remove_ended_jobs, remove_old_schedules
from emulation.registries.proof import registry as invariants
from emulation.registries.work import StepResult, every_night, job_kind, nightly_work

logger = logging.getLogger("portal.jobs")
STEP_SECONDS = 30.0
VIOLATIONS_KEPT = 200

every_night(remove_ended_jobs)
every_night(remove_old_schedules)


@job_kind(
    "jobs.nightly",
    label=gettext_lazy("Nightly checks"),
    every=dt.timedelta(days=1),
    first_at=dt.time(2),
)
def nightly(job: Job) -> StepResult:
    """Clean up and prove, as many parts as fit into a step; what is violated stands in the result.

    A database that is not sound counts as a failure: somebody has to look at it. A part is
    repeatable, so that a killed step is taken again.
    """
    total = len(nightly_work) + len(invariants)
    done, removed = job.progress.get("done", 0), job.progress.get("removed", 0)
    violated = list(job.progress.get("violations", []))
    until = time.monotonic() + STEP_SECONDS
    while done < total and time.monotonic() < until:
        if done < len(nightly_work):
            removed += nightly_work[done]()
        else:
            violated += _prove(done - len(nightly_work))
        done += 1
    found = {"removed": removed, "violations": violated[:VIOLATIONS_KEPT]}
    if done < total:
        return StepResult(done, total, state={"done": done, **found}, finished=False)
    if violated:
        error = _("Faults in the database: %(count)s") % {"count": len(violated)}
        return StepResult(done, total, error=error, result=found)
    return StepResult(done, total, message=_("The database is sound."), result=found)


def _prove(number: int) -> list[str]:
    entry = invariants[number]
    lines = [f"{entry.sentence}: {line}" for line in entry.check()]
    for line in lines:
        logger.error("invariant violated: %s", line)
    return lines
