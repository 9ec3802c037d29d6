"""What must hold of reports."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q

from campaigns import measures
from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Participant
from campaigns.reports.enums import ReportState
from campaigns.reports.models import LineRevision, Period, Report, ReportLine
from emulation.jobs.enums import JobState
from emulation.registries.proof import invariant

SHOWN = 20


@invariant("Every participant of a running campaign has one report for each period")
def reports_are_whole() -> Iterator[str]:
    """Yield periods that lack the report of a participant, unless a job still opens them."""
    periods = (
        Period.objects.filter(campaign__state=CampaignState.LAUNCHED)
        .exclude(campaign__opening_job__state__in=JobState.OPEN)
        .annotate(held=Count("reports", filter=Q(reports__participant__left_on__isnull=True)))
    )
    wanted = dict(
        Participant.objects.current()
        .filter(campaign__state=CampaignState.LAUNCHED)
        .order_by()
        .values_list("campaign")
        .annotate(number=Count("pk"))
    )
    for period in periods:
        if period.held != wanted.get(period.campaign_id, 0):
            yield f"{period} ({period.pk}): {period.held} of {wanted.get(period.campaign_id, 0)}"


@invariant("An accepted report has no figure without value and explanation")
def accepted_are_complete() -> Iterator[str]:
    """Yield blank lines of reports that were received."""
    blank = ReportLine.objects.filter(
        measures.is_blank(), report__state__in=ReportState.RECEIVED, note=""
    )
    for line in blank.select_related("report__participant__unit", "report__period")[:SHOWN]:
        yield f"line {line.pk} of {line.report}"


@invariant("A figure's present value is the last of its history")
def history_is_whole() -> Iterator[str]:
    """Yield lines whose version is not that of their newest revision."""
    history = LineRevision.objects.filter(line=OuterRef("pk"))
    without = ReportLine.objects.filter(
        ~Exists(history.filter(version=OuterRef("version"))), version__gt=1
    )
    for pk, version in without.order_by("pk").values_list("pk", "version"):
        yield f"line {pk} is at version {version}, which its history lacks"
    ahead = LineRevision.objects.filter(version__gt=F("line__version"), line__version__gt=1)
    for pk, version in ahead.order_by("pk").values_list("line", "version"):
        yield f"line {pk} has version {version} in its history, which it has not reached"


@invariant("A report that arrived stands between its submission and its acceptance")
def steps_are_in_order() -> Iterator[str]:
    """Yield reports approved by who submitted them, but for signed papers and entries for units."""
    same = Report.objects.filter(
        approved_by__account=F("submitted_by__account"),
        state__in=ReportState.RECEIVED,
        entered_for_unit=False,
        approval_file__isnull=True,
    )
    for pk in same.order_by("pk").values_list("pk", flat=True):
        yield f"report {pk} was submitted and approved by one person"
