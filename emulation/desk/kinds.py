"""The work of the desk that runs by itself: counting visits."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from emulation.desk.services import count_visits, empty_log, has_visits
from emulation.jobs.models import Job
from emulation.registries.work import StepResult, every_night, job_kind


@job_kind(
    "desk.visits",
    label=_("Counting visits"),
    every=dt.timedelta(minutes=5),
    has_work=lambda: has_visits(settings.ACCESS_LOG),
)
def visits(job: Job) -> StepResult:
    """Count the next lines of the access log."""
    remaining = count_visits(settings.ACCESS_LOG)
    return StepResult(finished=remaining == 0 or job.done > 0, done=1, total=1)


@every_night
def shorten_access_log() -> int:
    """Empty the access log when it has grown large and every line was counted."""
    return int(empty_log(settings.ACCESS_LOG, settings.ACCESS_LOG_BYTES))
