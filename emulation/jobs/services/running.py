"""Claiming, stepping and ending background work.

A worker claims by compare-and-set, so that a message that comes twice does nothing. Attempts count
up at every claim that did not reach the end of its step, and after ``MAX_ATTEMPTS`` the job is set
aside and shown.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import traceback

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from emulation.clock import forget_demo_day, real_now
from emulation.jobs.enums import JobState
from emulation.jobs.failpoints import failpoint
from emulation.jobs.models import Job, WorkerSign
from emulation.jobs.services.heartbeat import signs_of_life
from emulation.jobs.services.queueing import notify_worker
from emulation.jobs.services.schedules import note_end
from emulation.registries.work import StepResult, failure_listeners, registry
from emulation.ui.errors import DomainError

logger = logging.getLogger("portal.jobs")
MAX_ATTEMPTS = 3
STALE_AFTER = dt.timedelta(seconds=75)
CALL_AGAIN_AFTER = dt.timedelta(seconds=20)


def run_step(job_id: int) -> bool:
    """Claim the job, take one step, and return whether another step waits.

    Does nothing when the job is claimed by another worker, ended or unknown.
    """
    job = _claim(job_id)
    if job is None:
        return False
    forget_demo_day()
    kind = registry[job.kind]
    failpoint(f"{job.kind}.before")
    try:
        with signs_of_life(job):
            result = kind.step(job)
    except DomainError as error:
        _stop(job, JobState.FAILED, error.message)
        return False
    except Exception as error:
        logger.exception("job %s (%s) failed at attempt %s", job.pk, job.kind, job.attempts)
        _fail_or_wait(job, error)
        return False
    failpoint(f"{job.kind}.after")
    return _store(job, result)


def _claim(job_id: int) -> Job | None:
    claim, moment = secrets.token_hex(16), real_now()
    free = Q(state=JobState.QUEUED) | Q(
        state=JobState.RUNNING, heartbeat_at__lt=moment - STALE_AFTER
    )
    taken = Job.objects.filter(free, pk=job_id, attempts__lt=MAX_ATTEMPTS).update(
        state=JobState.RUNNING, claim=claim, heartbeat_at=moment, attempts=F("attempts") + 1
    )
    if not taken:
        return None
    job = Job.objects.select_related("created_by").get(pk=job_id)
    if job.cancel_requested:
        _stop(job, JobState.CANCELLED)
        return None
    return job


def _store(job: Job, result: StepResult) -> bool:
    """Store what the step achieved; a finished step resets the attempts."""
    held = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    if result.finished:
        job.state = JobState.FAILED if result.error else JobState.DONE
        job.error, job.message, job.ended_at = result.error, result.message, real_now()
        with transaction.atomic():
            ended = held.update(
                state=job.state,
                done=result.total,
                total=result.total,
                message=job.message,
                result=result.result,
                error=job.error,
                ended_at=job.ended_at,
            )
            if ended:
                _follow_end(job)
        return False
    stored = held.update(
        state=JobState.QUEUED,
        progress=result.state,
        done=result.done,
        total=result.total,
        message=result.message,
        attempts=0,
        # the sweep calls again when the time has come
        notified_at=real_now() + result.wait,
    )
    return bool(stored) and not result.wait


def _fail_or_wait(job: Job, error: Exception) -> None:
    if job.attempts >= MAX_ATTEMPTS:
        _stop(job, JobState.FAILED, f"{type(error).__name__}: {error}\n{traceback.format_exc()}")
    else:
        Job.objects.filter(pk=job.pk, claim=job.claim).update(
            state=JobState.QUEUED, error=str(error), notified_at=real_now()
        )


@transaction.atomic
def _stop(job: Job, state: str, error: str = "") -> None:
    job.state, job.error, job.ended_at = state, error, real_now()
    Job.objects.filter(pk=job.pk).update(state=state, error=error, ended_at=job.ended_at)
    _follow_end(job)


def _follow_end(job: Job) -> None:
    """Let the schedule, the kind and whoever is to be told follow how the job ended."""
    kind = registry.get(job.kind)
    if kind and kind.every:
        note_end(job)
    if kind and kind.on_failed and job.state != JobState.DONE:
        job.refresh_from_db()
        kind.on_failed(job)
    if job.state == JobState.FAILED and job.created_by_id is None:
        _tell(job)


def _tell(job: Job) -> None:
    for tell in failure_listeners:
        try:
            with transaction.atomic():
                tell(job)
        except Exception:  # the job has to end, whether or not somebody could be told
            logger.exception("nobody was told that job %s (%s) failed", job.pk, job.kind)


def sweep() -> int:
    """Call again for what the broker lost, and set aside what was tried too often.

    Returns for how many jobs a worker was called.
    """
    moment = real_now()
    WorkerSign.objects.update_or_create(name="worker", defaults={"at": moment})
    stale = Q(state=JobState.RUNNING, heartbeat_at__lt=moment - STALE_AFTER)
    for job in Job.objects.filter(stale, attempts__gte=MAX_ATTEMPTS):
        _stop(job, JobState.FAILED, _("The worker died in every attempt."))
    silent = Q(notified_at__isnull=True) | Q(notified_at__lt=moment - CALL_AGAIN_AFTER)
    waiting = Job.objects.filter(Q(state=JobState.QUEUED) & silent | stale)
    pks = list(waiting.order_by("pk").values_list("pk", flat=True)[:200])
    for pk in pks:
        notify_worker(pk)
    return len(pks)


def run_now(job: Job) -> Job:
    """Work a job off in this process, step by step: for commands and tests, never in a request."""
    while run_step(job.pk):
        pass
    job.refresh_from_db()
    return job
