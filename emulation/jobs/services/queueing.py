"""Queueing background work, cancelling and repeating it.

The row is written in the transaction of its cause; the broker is told after commit, and again by
the sweep when it forgot.
"""

from __future__ import annotations

import logging
from typing import Any

from celery import current_app
from django.db import transaction
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as BrokerError

from emulation.audit.services import record
from emulation.clock import real_now
from emulation.jobs.enums import JobState
from emulation.jobs.models import Job
from emulation.people.models import Mandate
from emulation.registries.work import registry
from emulation.ui.errors import WrongState

logger = logging.getLogger("portal.jobs")


def enqueue(kind: str, args: dict[str, Any] | None = None, *, by: Mandate | None) -> Job:
    """Write a job in the caller's transaction and notify the worker after commit."""
    job = Job.objects.create(kind=kind, args=args or {}, queue=registry[kind].queue, created_by=by)
    transaction.on_commit(lambda: notify_worker(job.pk))
    return job


def notify_worker(job_id: int) -> None:
    """Tell a worker that the job waits; when the broker is down, the sweep calls again.

    One that was worked off in the meantime needs no bell.
    """
    row = Job.objects.filter(pk=job_id, state__in=JobState.OPEN)
    if not row.update(notified_at=real_now()):
        return
    try:
        current_app.send_task(
            "jobs.run", (job_id,), queue=row.values_list("queue", flat=True).get(), retry=False
        )
    except (BrokerError, OSError) as error:
        logger.warning("the broker did not take job %s: %s", job_id, error)


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
