"""Reads of reports: one report with all that stands beside its figures, queues, who is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from campaigns import measures
from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign
from campaigns.reports.enums import ReportState
from campaigns.reports.models import (
    Evidence,
    LineRevision,
    Period,
    Report,
    ReportLine,
    ReportQuerySet,
    SuppliedFigure,
)
from campaigns.targets.enums import Aggregation
from campaigns.targets.models import Indicator
from emulation.clock import today
from emulation.clock.workdays import working_days
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.people.scoped import Sees
from emulation.ui.counting import count_of
from emulation.units.models import Unit

CONFIRMED = ("value", "kind", "confirmed", "version")  # what an agency sees of a figure


@dataclass
class EntryLine:
    """A figure with what the officer compares it with."""

    line: ReportLine
    before: Decimal | None = None
    committed: Decimal | None = None
    expected: Decimal | None = None
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def indicator(self) -> Indicator:
        """The line's indicator."""
        return self.line.indicator

    @property
    def is_far_off(self) -> bool:
        """Whether the figure should be looked at twice."""
        return measures.is_far_off(self.line.value, self.before, self.expected)

    @property
    def is_blank(self) -> bool:
        """Whether there is neither a figure nor a word why."""
        return self.line.value is None and not self.line.note.strip()


def reports_for(mandate: Mandate | None) -> QuerySet[Report]:
    """Return the visible reports with unit, period and campaign at hand."""
    return Report.objects.visible_to(mandate).with_places()


def proofs_of(report: Report) -> list[Evidence]:
    """Return the report's evidence with its files."""
    return list(report.evidence.select_related("file__blob"))


def entry_lines(report: Report, evidence: Iterable[Evidence] | None = None) -> list[EntryLine]:
    """Return the report's lines in the plan's order with last figure, commitment and expectation.

    Takes a fixed number of queries. The last figure is that of the newest earlier period which has
    one; the commitment is the unit's own, else what the province allocated to it. ``evidence`` is
    the report's, where the page has read it.
    """
    lines = measures.with_target(report.lines.all()).annotate(
        expected=measures.due("target", measures.share_due(report.period), began="began")
    )
    # a hundred lines are confirmed by one or two agencies
    agencies = Mandate.objects.select_related("unit").only("unit__name", "unit__short_name")
    before = _figures_before(report)
    proofs: dict[int | None, list[Evidence]] = {}
    for proof in proofs_of(report) if evidence is None else evidence:
        proofs.setdefault(proof.line_id, []).append(proof)
    return [
        EntryLine(
            line,
            before.get(line.indicator_id),
            line.target,
            line.expected,
            proofs.get(line.pk, []),
        )
        for line in lines.select_related("indicator")
        .defer("indicator__note")
        .prefetch_related(Prefetch("confirmed_by", queryset=agencies))
        .order_by("indicator__order", "pk")
    ]


def _figures_before(report: Report) -> dict[int, Decimal]:
    rows = ReportLine.objects.annotate(counted=measures.counted()).filter(
        report__participant=report.participant_id,
        report__period__order__lt=report.period.order,
        counted__isnull=False,
    )
    return dict(rows.order_by("report__period__order").values_list("indicator", "counted"))


def missing_of(lines: Iterable[EntryLine]) -> list[EntryLine]:
    """Return the lines without a figure and without a word why."""
    return [line for line in lines if line.is_blank]


def line_history(line: ReportLine) -> QuerySet[LineRevision]:
    """Return the values that one figure once had, the newest first."""
    return line.revisions.select_related("saved_by__account", "saved_by__unit")


def to_accept(mandate: Mandate) -> QuerySet[Report]:
    """Return the reports that wait for this office's acceptance, the oldest arrivals first."""
    return collected_by(mandate).filter(state=ReportState.APPROVED).order_by("arrived_on", "pk")


def collected_by(mandate: Mandate) -> QuerySet[Report]:
    """Return the reports that the mandate's office collects: of campaigns it runs, not its own."""
    runs = Sees("campaigns.accept_report").narrowed(mandate, ReportQuerySet.reach)
    if runs is None:
        return Report.objects.none()
    return reports_for(mandate).filter(runs).exclude(of_unit(mandate.unit_id))


def of_unit(unit: int) -> Q:
    """Return the condition that a report is a unit's own, or of one that it succeeded."""
    return Q(participant__unit=unit) | Q(participant__carried_on_by=unit)


def next_to_accept(mandate: Mandate, after: Report) -> Report | None:
    """Return the report that waits next in the queue, going round to its start."""
    queue = to_accept(mandate).exclude(pk=after.pk)
    later = queue.filter(
        Q(arrived_on__gt=after.arrived_on) | Q(arrived_on=after.arrived_on, pk__gt=after.pk)
    )
    return later.first() or queue.first()


def overdue(day: dt.date, prefix: str = "") -> Q:
    """Return the condition that the office lacks a report, or the answer to a return, past its day.

    One that the unit took back to correct after it had come is not late.
    """
    never_came = {
        f"{prefix}answer_due_on__isnull": True,
        f"{prefix}due_on__lt": day,
        f"{prefix}arrived_on__isnull": True,
    }
    owed = Q(**{f"{prefix}state__in": sorted(ReportState.OWED)})
    return owed & (Q(**{f"{prefix}answer_due_on__lt": day}) | Q(**never_came))


def late_reports(period: Period, day: dt.date) -> QuerySet[Report]:
    """Return the reports of a period that the office lacks though they, or answers, are due."""
    return (
        Report.objects.filter(overdue(day), period=period, participant__left_on__isnull=True)
        .with_places()
        .order_by("participant__cluster__order", "participant__unit__order")
    )


def days_late(report: Report, day: dt.date) -> int:
    """Return by how many working days a report, or the answer to a return, is or was late."""
    if report.answer_due_on is not None:
        return max(working_days(report.answer_due_on, day), 0) if report.answer_due_on < day else 0
    arrived = report.arrived_on if report.arrived_on else day
    return max(working_days(report.due_on, arrived), 0) if arrived > report.due_on else 0


# --- monitoring agencies ---------------------------------------------------------------------


def monitored(mandate: Mandate) -> QuerySet[Indicator]:
    """Return the indicators whose values the mandate's unit supplies or confirms.

    The office that runs a campaign sees all of its indicators that have a monitoring agency.
    """
    own = Q(monitoring_agency=mandate.unit_id)
    if mandate.role in roles_with("campaigns.monitor_indicators", Scope.DECIDED):
        own |= Q(campaign__launcher=mandate.unit_id, monitoring_agency__isnull=False)
    return (
        Indicator.objects.visible_to(mandate)
        .filter(own, campaign__state__in=["launched", "closed"])
        .select_related("campaign", "monitoring_agency")
        .order_by("-campaign__starts_on", "campaign", "order", "pk")
    )


def monitored_in_period(mandate: Mandate) -> QuerySet[Indicator]:
    """Return them with ``period_id`` and ``period_due_on`` of the period that is reported today."""
    periods = Period.objects.filter(campaign=OuterRef("campaign"))
    newest = periods.filter(cutoff_on__lte=today()).order_by("-order")
    first = periods.order_by("order")
    shown = monitored(mandate).only(
        "name", "unit_of_measure", "aggregation", "campaign__title", "monitoring_agency__name",
        "monitoring_agency__short_name",
    )  # fmt: skip
    return shown.annotate(
        **{
            f"period_{field}": Coalesce(
                Subquery(newest.values(field)[:1]), Subquery(first.values(field)[:1])
            )
            for field in ("id", "due_on")
        }
    )


def in_period(indicators: QuerySet[Indicator], period: Period) -> QuerySet[Indicator]:
    """Return the indicators of the period's campaign, in that period instead of today's."""
    own = indicators.filter(campaign=period.campaign_id)
    return own.annotate(period_id=Value(period.pk), period_due_on=Value(period.due_on))


def put_supplied(indicators: list[Any], mandate: Mandate) -> None:
    """Put on each indicator its ``period`` and what was ``given`` in it; two queries."""
    periods = Period.objects.only("name").in_bulk({row.period_id for row in indicators} - {None})
    newest = (
        SuppliedFigure.objects.filter(period=OuterRef("period"), indicator=OuterRef("indicator"))
        .order_by("-pk")
        .values("pk")[:1]
    )
    counts = SuppliedFigure.objects.filter(
        indicator__in=indicators, period__in=periods, pk=Subquery(newest)
    )
    given = {(figure.indicator_id, figure.period_id): figure for figure in counts}
    for row in indicators:
        row.period = periods.get(row.period_id)
        row.given = given.get((row.pk, row.period_id))


def periods_of(mandate: Mandate | None, *, pk: int) -> QuerySet[Period]:
    """Return the reporting periods of a campaign that the mandate may see."""
    visible = Campaign.objects.visible_to(mandate).filter(pk=pk)
    return Period.objects.filter(campaign__in=visible).select_related(
        "campaign__launcher", "campaign__standing_agency"
    )


def reports_to_confirm(indicator: Indicator, period: Period) -> QuerySet[Report]:
    """Return the received reports that have a figure of an indicator, by cluster and unit."""
    asked = ReportLine.objects.filter(indicator=indicator, report=OuterRef("pk"))
    received = Report.objects.filter(period=period, state__in=ReportState.RECEIVED)
    unit = "participant__unit"
    return (
        received.filter(Exists(asked))
        .select_related(unit)
        .only(f"{unit}__name", f"{unit}__short_name")
        .order_by("participant__cluster__order", f"{unit}__order", "pk")
    )


def lines_of(indicator: Indicator, reports: Sequence[Report]) -> list[ReportLine]:
    """Return the figures of an indicator in these reports, in their order."""
    lines = ReportLine.objects.filter(indicator=indicator, report__in=reports)
    found = {line.report_id: line for line in lines.only("report", *CONFIRMED)}
    for report in reports:
        if line := found.get(report.pk):
            line.report = report
    return [found[report.pk] for report in reports if report.pk in found]


def lines_in(indicator: Indicator, period: Period) -> QuerySet[ReportLine]:
    """Return the figures of an indicator in a period with their units, by cluster and unit."""
    unit = "report__participant__unit"
    return (
        ReportLine.objects.filter(indicator=indicator, report__period=period)
        .select_related(unit)
        .only(*CONFIRMED, f"{unit}__name", f"{unit}__short_name")
        .order_by("report__participant__cluster__order", f"{unit}__order", "pk")
    )


def supplied(indicator: Indicator, period: Period) -> QuerySet[SuppliedFigure]:
    """Return the supplied values of an indicator in a period, the one that counts first."""
    return SuppliedFigure.objects.filter(indicator=indicator, period=period).select_related(
        "supplied_by__account", "supplied_by__unit"
    )


def current_supplied(period: Period) -> dict[int, SuppliedFigure]:
    """Return the supplied value that counts of each indicator that is not added up."""
    newest = (
        SuppliedFigure.objects.filter(period=period, indicator=OuterRef("indicator"))
        .order_by("-pk")
        .values("pk")[:1]
    )
    rows = SuppliedFigure.objects.filter(period=period, pk=Subquery(newest))
    return {row.indicator_id: row for row in rows}


def accepted_results(indicator: Indicator, units: Iterable[Unit]) -> dict[int, Decimal]:
    """Return unit → its last accepted figure of an indicator: the result of that year."""
    lines = ReportLine.objects.filter(
        indicator=indicator,
        report__state=ReportState.ACCEPTED,
        report__participant__unit__in=list(units),
    )
    rows = lines.annotate(counted=measures.counted()).filter(counted__isnull=False)
    rows = rows.order_by("report__period__order", "pk")
    return dict(rows.values_list("report__participant__unit", "counted"))


def blank_lines() -> QuerySet[ReportLine]:
    """Return the lines that hold no figure, neither the unit's nor the agency's."""
    return ReportLine.objects.filter(measures.is_blank())


def blank_counts(reports: Iterable[int]) -> dict[int, int]:
    """Return report → how many of its figures are missing, where any is."""
    lines = blank_lines().filter(report__in=reports).order_by().values_list("report")
    return dict(lines.annotate(Count("pk")))


def supply_gaps(mandate: Mandate, day: dt.date) -> QuerySet[Period]:
    """Return periods whose figures this agency has yet to supply, with how many are ``missing``."""
    supplied = SuppliedFigure.objects.filter(
        indicator=OuterRef("pk"), period=OuterRef(OuterRef("pk"))
    )
    wanted = Indicator.objects.filter(
        ~Exists(supplied), aggregation=Aggregation.NONE, monitoring_agency=mandate.unit_id
    )
    return (
        Period.objects.filter(campaign__state=CampaignState.LAUNCHED, cutoff_on__lte=day)
        .annotate(missing=count_of(wanted, "campaign__periods"))
        .filter(missing__gt=0)
        .select_related("campaign")
        .order_by("due_on")
    )


def newest_period(campaign: Campaign, day: dt.date) -> Period | None:
    """Return the period reported on ``day``: the last one whose figures are cut off."""
    periods = Period.objects.filter(campaign=campaign)
    return periods.filter(cutoff_on__lte=day).order_by("-order").first() or periods.first()
