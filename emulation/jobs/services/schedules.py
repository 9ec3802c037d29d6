"""Periodic work: one schedule row a kind, whose one job is started again when its time has come."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import DatabaseError, transaction
from django.db.models import F

from emulation.clock import real_now
from emulation.jobs.enums import JobState
from emulation.jobs.models import Job, Schedule
from emulation.jobs.services.queueing import enqueue, notify_worker
from emulation.registries.work import JobKind, registry

logger = logging.getLogger("portal.jobs")


def start_due(moment: dt.datetime | None = None) -> int:
    """Start the periodic kinds whose time has come and which have work; return how many.

    Whoever moves ``next_at`` starts the run, so that two schedulers start it once. A run that is
    still going is left alone; a kind without work stays due and costs nothing but the question.
    """
    moment = moment or real_now()
    started = 0
    for schedule in _schedules(moment):
        kind = registry[schedule.kind]
        try:
            if schedule.next_at <= moment and (kind.has_work is None or kind.has_work()):
                started += _start(schedule, kind, moment)
        # one kind that cannot start must not hold up the others
        except DatabaseError:
            logger.exception("could not start %s", kind.name)
    return started


def _schedules(moment: dt.datetime) -> list[Schedule]:
    """Return the schedules of all periodic kinds; a kind seen for the first time is due at once."""
    periodic = {kind.name for kind in registry.values() if kind.every}
    found = {row.kind: row for row in Schedule.objects.select_related("job")}
    if missing := periodic - found.keys():
        rows = [Schedule(kind=name, next_at=moment) for name in sorted(missing)]
        # another scheduler may see the new kind at the same moment
        Schedule.objects.bulk_create(rows, ignore_conflicts=True)
        found = {row.kind: row for row in Schedule.objects.select_related("job")}
    return [found[name] for name in sorted(periodic)]


@transaction.atomic
def _start(schedule: Schedule, kind: JobKind, moment: dt.datetime) -> bool:
    # compare and set: of two schedulers that read the same time, one moves it
    won = Schedule.objects.filter(pk=schedule.pk, next_at=schedule.next_at).update(
        next_at=kind.run_after(moment)
    )
    if not won:
        return False
    job = schedule.job
    if job is None:
        job = enqueue(kind.name, by=None)
        Schedule.objects.filter(pk=schedule.pk).update(job=job)
        return True
    again = Job.objects.filter(pk=job.pk, state__in=JobState.ENDED).update(
        state=JobState.QUEUED, queue=kind.queue, progress={}, done=0, total=0, message="",
        result={}, error="", attempts=0, cancel_requested=False, created_at=moment,
        notified_at=None, heartbeat_at=None, claim="", ended_at=None,
    )  # fmt: skip
    if again:
        transaction.on_commit(lambda: notify_worker(job.pk))
    return bool(again)


def note_end(job: Job) -> None:
    """Keep on the schedule of ``job``, if it has one, how this run ended."""
    outcome = {"state": job.state, "ended_at": job.ended_at, "message": job.message}
    if job.state == JobState.FAILED:
        failed = {"failed_at": job.ended_at, "error": job.error, "failures": F("failures") + 1}
        Schedule.objects.filter(job=job).update(**outcome, **failed)
    else:
        Schedule.objects.filter(job=job).update(**outcome, failures=0)
