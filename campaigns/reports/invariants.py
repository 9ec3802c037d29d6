"""What must hold of reports."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Max, Q

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
    newest = LineRevision.objects.order_by().values("line").annotate(last=Max("version"))
    held = {row["line"]: row["last"] for row in newest.iterator()}
    lines = ReportLine.objects.filter(version__gt=1).values_list("pk", "version")
    for pk, version in lines.iterator():
        if held.get(pk) != version:
            yield f"line {pk} is at version {version}, its history at {held.get(pk)}"


@invariant("A report that arrived stands between its submission and its acceptance")
def steps_are_in_order() -> Iterator[str]:
    """Yield reports approved by who submitted them, but for signed papers and entries for units."""
    same = Report.objects.filter(
        approved_by__account__isnull=False,
        state__in=ReportState.RECEIVED,
        entered_for_unit=False,
        approval_file__isnull=True,
    ).select_related("submitted_by", "approved_by")
    for report in same.iterator():
        one, other = report.submitted_by, report.approved_by
        if one and other and one.account_id == other.account_id:
            yield f"report {report.pk} was submitted and approved by one person"
