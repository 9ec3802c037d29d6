"""Jobs, done as a worker does them."""

from __future__ import annotations

from emulation.jobs.enums import JobState
from emulation.jobs.models import Job
from emulation.jobs.services import run_now


def finish(job: Job | None) -> Job:
    """Run a job to its end, which is a good one."""
    assert job is not None
    done = run_now(job)
    assert done.state == JobState.DONE, done.error
    return done


def waiting_jobs(kind: str) -> list[Job]:
    """Return the jobs of this kind that wait for the worker, oldest first."""
    return list(Job.objects.filter(kind=kind, state=JobState.QUEUED).order_by("pk"))


def work_off(kind: str) -> None:
    """Do the waiting jobs of this kind."""
    for job in waiting_jobs(kind):
        finish(job)
