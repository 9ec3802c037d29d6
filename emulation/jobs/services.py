"""Queueing, claiming, stepping and ending background work.

The row is written in the transaction of its cause; the broker is told after commit, and again by
the sweep when it forgot. A worker claims by compare-and-set, so that a message that comes twice
does nothing. Attempts count up at every claim that did not reach the end of its step, and after
``MAX_ATTEMPTS`` the job is set aside and shown.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import traceback
from typing import Any

from celery import current_app
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as BrokerError

from emulation.audit.services import record
from emulation.clock import forget_demo_day, real_now
from emulation.jobs.enums import JobState
from emulation.jobs.failpoints import failpoint
from emulation.jobs.kinds import JobKind, StepResult, registry
from emulation.jobs.models import Job, WorkerSign
from emulation.people.models import Mandate
from emulation.ui.errors import DomainError, WrongState

logger = logging.getLogger("portal.jobs")
MAX_ATTEMPTS = 3
STALE_AFTER = dt.timedelta(seconds=75)
RING_AGAIN_AFTER = dt.timedelta(seconds=20)


def enqueue(
    kind: str, args: dict[str, Any] | None = None, *, by: Mandate | None, period: str | None = None
) -> Job:
    """Write a job in the caller's transaction and notify the worker after commit."""
    job = Job.objects.create(
        kind=kind, args=args or {}, queue=registry[kind].queue, created_by=by, period=period
    )
    transaction.on_commit(lambda: notify_worker(job.pk))
    return job


def notify_worker(job_id: int) -> None:
    """Tell a worker that the job waits; when the broker is down, the sweep rings again.

    One that was worked off in the meantime needs no bell.
    """
    row = Job.objects.filter(pk=job_id, state__in=JobState.OPEN)
    if not row.update(rung_at=real_now()):
        return
    try:
        current_app.send_task(
            "jobs.run", (job_id,), queue=row.values_list("queue", flat=True).get(), retry=False
        )
    except (BrokerError, OSError) as error:
        logger.warning("the broker did not take job %s: %s", job_id, error)


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
        result = kind.step(job)
    except DomainError as error:
        _fail(job, kind, error.message)
        return False
    except Exception as error:
        logger.exception("job %s (%s) failed at attempt %s", job.pk, job.kind, job.attempts)
        _fail_or_wait(job, kind, error)
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
        _end(job, JobState.CANCELLED)
        return None
    return job


def _store(job: Job, result: StepResult) -> bool:
    """Store what the step achieved; a finished step resets the attempts."""
    held = Job.objects.filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    if result.finished:
        held.update(
            state=JobState.DONE,
            done=result.total,
            total=result.total,
            message=result.message,
            result=result.result,
            ended_at=real_now(),
        )
        return False
    return bool(
        held.update(
            state=JobState.QUEUED,
            progress=result.state,
            done=result.done,
            total=result.total,
            message=result.message,
            attempts=0,
        )
    )


def _fail_or_wait(job: Job, kind: JobKind, error: Exception) -> None:
    if job.attempts >= MAX_ATTEMPTS:
        _fail(job, kind, f"{type(error).__name__}: {error}\n{traceback.format_exc()}")
    else:
        Job.objects.filter(pk=job.pk, claim=job.claim).update(
            state=JobState.QUEUED, error=str(error), rung_at=real_now()
        )


def _fail(job: Job, kind: JobKind, error: str) -> None:
    with transaction.atomic():
        _end(job, JobState.FAILED, error=error)
        if kind.on_failed:
            job.refresh_from_db()
            kind.on_failed(job)


def _end(job: Job, state: str, error: str = "") -> None:
    Job.objects.filter(pk=job.pk).update(state=state, error=error, ended_at=real_now())


def sweep() -> int:
    """Ring again for what the broker lost, and set aside what was tried too often.

    Returns how many jobs were rung for.
    """
    moment = real_now()
    WorkerSign.objects.update_or_create(name="worker", defaults={"at": moment})
    stale = Q(state=JobState.RUNNING, heartbeat_at__lt=moment - STALE_AFTER)
    for job in Job.objects.filter(stale, attempts__gte=MAX_ATTEMPTS):
        _fail(job, registry[job.kind], _("The worker died in every attempt."))
    silent = Q(rung_at__isnull=True) | Q(rung_at__lt=moment - RING_AGAIN_AFTER)
    due = Q(due_at__isnull=True) | Q(due_at__lte=moment)
    waiting = Job.objects.filter(Q(state=JobState.QUEUED) & silent & due | stale)
    pks = list(waiting.order_by("pk").values_list("pk", flat=True)[:200])
    for pk in pks:
        notify_worker(pk)
    return len(pks)


def start_periodic(moment: dt.datetime | None = None) -> int:
    """Queue the periodic kinds whose span has begun; each span gives one job, whoever asks."""
    moment = moment or real_now()
    started = 0
    for kind in registry.values():
        if not kind.every_seconds:
            continue
        span = str(int(moment.timestamp()) // kind.every_seconds)
        try:
            with transaction.atomic():
                if not Job.objects.filter(kind=kind.name, period=span).exists():
                    enqueue(kind.name, by=None, period=span)
                    started += 1
        except IntegrityError:
            logger.info("%s of span %s was queued by another scheduler", kind.name, span)
        except DatabaseError:
            logger.exception("could not queue %s", kind.name)
    return started


@transaction.atomic
def cancel_job(*, by: Mandate, job: Job) -> None:
    """Ask the job to stop before its next step; raises ``WrongState`` when it has ended."""
    if not Job.objects.filter(pk=job.pk, state__in=JobState.OPEN).update(cancel_requested=True):
        raise WrongState(_("This work has already ended."))
    record(by=by, action="jobs.cancel", obj=job)


@transaction.atomic
def retry_job(*, by: Mandate, job: Job) -> None:
    """Queue a failed job again from where it stood; raises ``WrongState`` when it did not fail."""
    again = Job.objects.filter(pk=job.pk, state=JobState.FAILED).update(
        state=JobState.QUEUED, attempts=0, error="", ended_at=None, cancel_requested=False
    )
    if not again:
        raise WrongState(_("Only failed work can be repeated."))
    record(by=by, action="jobs.retry", obj=job)
    transaction.on_commit(lambda: notify_worker(job.pk))


def run_now(job: Job) -> Job:
    """Work a job off in this process, step by step: for commands and tests, never in a request."""
    while run_step(job.pk):
        pass
    job.refresh_from_db()
    return job
