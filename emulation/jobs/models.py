"""Background work: the row is the truth, the broker only calls a worker."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from emulation.jobs.enums import JobState, Queue
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.registries.work import registry


class JobQuerySet(ScopedQuerySet["Job"]):
    """Jobs."""

    reach = Reach(unit=("created_by__unit",))
    sees = (Sees("emulation.view_job"),)

    def worth_showing(self) -> Self:
        """Return what a person started and what failed; the rest is told by the schedules."""
        return self.filter(Q(created_by__isnull=False) | Q(state=JobState.FAILED))

    def without_record(self) -> Self:
        """Return the jobs that no schedule and no record of another room refers to."""
        links = Job._meta.get_fields(include_hidden=True)
        referring = [
            models.Exists(
                link.related_model._default_manager.filter(**{link.field.name: OuterRef("pk")})
            )
            for link in links
            if isinstance(link, models.ManyToOneRel)
        ]
        return self.exclude(reduce(or_, referring))


class Job(models.Model):
    """One piece of background work, worked off in steps that can be repeated.

    Periodic work has one job, which its schedule starts again and again.
    """

    kind = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    queue = models.CharField(max_length=10, choices=Queue)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED)
    tones = JobState.tones
    progress = models.JSONField(default=dict, help_text=_("What the steps hand to the next step"))
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    created_by = models.ForeignKey("emulation.Mandate", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    notified_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    claim = models.CharField(max_length=32, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(JobState.ENDED), ended_at__isnull=False)
                | Q(state__in=sorted(JobState.OPEN), ended_at__isnull=True),
                name="emulation_job_end_with_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "heartbeat_at"],
                name="emulation_job_open",
                condition=Q(state__in=sorted(JobState.OPEN)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def label(self) -> Any:
        """Return the name of its kind."""
        return registry[self.kind].label if self.kind in registry else self.kind

    @property
    def percent(self) -> int:
        """Return how much is done, 0–100."""
        if self.state == JobState.DONE:
            return 100
        return min(99, round(100 * self.done / self.total)) if self.total else 0

    @property
    def is_open(self) -> bool:
        """Return whether it still waits or runs."""
        return self.state in JobState.OPEN


class Schedule(models.Model):
    """One kind of periodic work: when it runs next and how it ended last.

    A failure stays readable after later runs succeeded; ``failures`` counts those in a row.
    """

    kind = models.CharField(max_length=60, unique=True)
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="schedule")
    next_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=JobState, blank=True)
    tones = JobState.tones
    ended_at = models.DateTimeField(null=True)
    message = models.CharField(max_length=300, blank=True)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    failures = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind

    @property
    def label(self) -> Any:
        """Return the name of its kind."""
        return registry[self.kind].label if self.kind in registry else self.kind


class WorkerSign(models.Model):
    """The last sign of life of the workers: written by the sweep, read by ``healthz``."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"
