"""What this room adds to others: work at the launch, the tabs of a campaign, periodic reminders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.models import Campaign
from campaigns.plans.registry import Missing, campaign_part, on_closing, on_launch, submit_check
from campaigns.reports.models import Period
from campaigns.reports.selectors import accepted_results
from campaigns.reports.services import left_open, open_reports, send_reminders, settle_reports
from campaigns.reports.services.settling import AT_ONCE
from campaigns.targets.registry import result_source
from emulation.jobs.enums import Queue
from emulation.jobs.models import Job
from emulation.jobs.services import enqueue
from emulation.people.models import Mandate
from emulation.registries.work import StepResult, job_kind

SETTLE = "reports.settle"


def _periods(campaign: Campaign) -> int:
    return Period.objects.filter(campaign=campaign).count()


@on_launch(steps=_periods)
def open_at_launch(campaign: Campaign, by: Mandate, step: int) -> None:
    """Create the empty reports of one period."""
    open_reports(campaign, by, Period.objects.filter(campaign=campaign).order_by("order")[step])


result_source(accepted_results)


@submit_check
def periods_are_set(campaign: Campaign) -> Iterable[Missing]:
    """A campaign needs at least one reporting period."""
    if not campaign.periods.exists():
        page = reverse("reports:periods", args=[campaign.pk])
        yield Missing(_("No reporting period is set yet."), page)


@job_kind(
    "reports.remind",
    label=gettext_lazy("Reminders of reports"),
    queue=Queue.MAIL,
    every=dt.timedelta(hours=12),
    first_at=dt.time(7),
)
def remind(job: Job) -> StepResult:
    """Write the reminders of the day."""
    written = send_reminders()
    return StepResult(result={"written": written})


@job_kind(
    SETTLE,
    label=gettext_lazy("Ending the reports of closed campaigns"),
    every=dt.timedelta(days=1),
    first_at=dt.time(2),
    has_work=lambda: left_open().exists(),
)
def settle(job: Job) -> StepResult:
    """End the next reports that were never handed in to a campaign that is closed."""
    ended = settle_reports()
    done = job.done + ended
    return StepResult(finished=ended < AT_ONCE, done=done, total=done + left_open().count())


@on_closing
def settle_at_closing(campaign: Campaign) -> None:
    """End the reports that nobody can hand in any more."""
    enqueue(SETTLE, by=None)


campaign_part(
    gettext_lazy("Reporting periods"),
    "reports:periods",
    permission="campaigns.manage_periods",
    order=40,
)
campaign_part(gettext_lazy("Reports"), "reports:board", permission="campaigns.view_board", order=50)
