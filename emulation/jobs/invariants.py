"""What must hold of background work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from emulation.clock import real_now
from emulation.jobs.enums import JobState
from emulation.jobs.models import Job, WorkerSign
from emulation.registries.proof import invariant

STUCK_AFTER = dt.timedelta(minutes=5)


@invariant("No job is stuck")
def none_is_stuck() -> Iterator[str]:
    """Yield jobs that have waited or been silent for more than five minutes beside a living worker.

    Where none lives, as in a copy that is restored, work waits as it should; `healthz` tells.
    """
    limit = real_now() - STUCK_AFTER
    if not WorkerSign.objects.filter(at__gte=limit).exists():
        return
    waiting = Job.objects.filter(state=JobState.QUEUED, notified_at__lt=limit, created_at__lt=limit)
    silent = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=limit)
    for job in [*waiting, *silent]:
        yield f"{job.kind} {job.pk} is {job.state}"
