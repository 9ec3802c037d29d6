"""The last stage: the work that the services queued is done, the trail is sealed."""

from __future__ import annotations

from config.demo.province import Province
from emulation.audit.services import seal_entries
from emulation.clock import DEMO_START, at
from emulation.jobs.enums import JobState
from emulation.jobs.models import Job
from emulation.jobs.services import run_now


def finish(province: Province) -> None:
    """Work off the queued jobs, so that a worker's first minute is not spent on the past."""
    with at(DEMO_START):
        for job in Job.objects.filter(state=JobState.QUEUED).order_by("pk"):
            run_now(job)
        while seal_entries():
            pass
