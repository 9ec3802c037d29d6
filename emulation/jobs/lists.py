"""The list of background work: what a person started and what failed."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.jobs.enums import JobState
from emulation.jobs.models import Job
from emulation.people.models import Mandate
from emulation.registries.work import registry
from emulation.ui.lists import Column, Empty, Kind, Listing, declared


class JobFilter(django_filters.FilterSet):
    """By kind and state."""

    kind = django_filters.ChoiceFilter(
        label=_("Work"), choices=lambda: [(kind.name, kind.label) for kind in registry.values()]
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=JobState)


def _jobs(mandate: Mandate | None) -> QuerySet[Job]:
    shown = Job.objects.visible_to(mandate).worth_showing()
    return shown.select_related("created_by__account")


def _starter(job: Job) -> str:
    return str(job.created_by.account) if job.created_by else gettext("The system")


JOBS: Listing[Job] = declared(
    Listing(
        name="jobs.jobs",
        title=_("Background work"),
        rows=_jobs,
        order=["-pk"],
        filters=JobFilter,
        columns=[
            Column("work", _("Work"), "label", sort="kind", link="jobs:job", width=40),
            Column("state", _("State"), kind=Kind.STATE, sort="state"),
            Column("progress", _("Progress"), "percent", Kind.PERCENT),
            Column("by", _("Started by"), _starter, sort="created_by__account__sort_key", width=28),
            Column("at", _("Queued at"), "created_at", Kind.MOMENT, sort="created_at"),
            Column(
                "ended",
                _("Ended at"),
                "ended_at",
                Kind.MOMENT,
                sort="ended_at",
                hidden_at_first=True,
            ),
            Column("message", _("Message"), width=40, hidden_at_first=True),
        ],
        empty=Empty(title=_("No background work yet")),
    )
)
