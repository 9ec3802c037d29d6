"""Forgetting background work that ended long ago and messages that the broker lost."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.db.models import Q

from emulation.clock import real_now
from emulation.jobs.enums import JobState
from emulation.jobs.models import Job, Schedule
from emulation.registries.work import registry


def remove_ended_jobs() -> int:
    """Delete ended jobs past their retention to which no record refers; return how many.

    Failed ones are kept longer, so that whoever looks after the portal still finds them.
    """
    moment = real_now()
    failed = Q(state=JobState.FAILED)
    old = Q(ended_at__lt=moment - settings.JOBS_KEPT) & ~failed
    old |= Q(ended_at__lt=moment - settings.FAILED_JOBS_KEPT) & failed
    count, _details = Job.objects.filter(old).without_record().delete()
    return count


def remove_old_schedules() -> int:
    """Delete the schedules of kinds that no longer run by themselves; return how many."""
    periodic = [kind.name for kind in registry.values() if kind.every]
    count, _details = Schedule.objects.exclude(kind__in=periodic).delete()
    return count


def remove_old_messages() -> int:
    """Delete the files of the embedded broker that nobody fetched for long; return how many.

    The job rows are the truth: a message that is gone is sent again by the sweep.
    """
    limit = (real_now() - settings.BROKER_MESSAGES_KEPT).timestamp()
    removed = 0
    for file in settings.CELERY_BROKER_FOLDER.glob("*/*.msg"):
        with suppress(FileNotFoundError):  # a worker takes it away meanwhile
            if file.stat().st_mtime < limit:
                file.unlink()
                removed += 1
    return removed
