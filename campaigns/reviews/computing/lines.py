"""The figures on which a review rests, copied with their versions.

A figure that was accepted counts for ever: a unit that left later keeps what it did while it took
part. What grows from period to period is carried on from its last accepted report.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value

from campaigns import measures
from campaigns.plans.models import Participant
from campaigns.reports.enums import ReportState
from campaigns.reports.models import Period, Report, ReportLine
from campaigns.reviews.models import FrozenLine, Review
from campaigns.targets.enums import Aggregation
from campaigns.targets.models import Indicator
from emulation.jobs.failpoints import failpoint
from emulation.ui.inserts import insert_rows
from emulation.ui.models import FigureField

LINES_A_BATCH = 200_000


def indicators_of(review: Review) -> QuerySet[Indicator]:
    """Return the campaign's indicators in their order."""
    return Indicator.objects.filter(campaign=review.campaign_id).order_by("order", "pk")


def share_of_review(review: Review) -> Decimal:
    """Return the part of the year's targets that is due: all of it in a final review."""
    return measures.WHOLE if review.is_final else measures.share_due(review.period)


def is_counted(period: Period, report: str = "report__") -> Q:
    """Return the condition that a report of ``period`` counts: accepted, of days of taking part."""
    left = f"{report}participant__left_on"
    took_part = Q(**{f"{left}__isnull": True}) | Q(**{f"{left}__gt": period.starts_on})
    return took_part & Q(
        **{f"{report}period": period.pk, f"{report}state": ReportState.ACCEPTED.value}
    )


def is_expected(period: Period, report: str = "report__") -> Q:
    """Return the condition that a report of ``period`` is due or counts without being due."""
    left = f"{report}participant__left_on"
    to_the_end = Q(**{f"{left}__isnull": True}) | Q(**{f"{left}__gt": period.ends_on})
    return Q(**{f"{report}period": period.pk}) & to_the_end | is_counted(period, report)


def counted_reports(review: Review) -> QuerySet[Report]:
    """Return the reports of the review's period that count."""
    return Report.objects.filter(is_counted(review.period, ""))


def judged_participants(review: Review) -> QuerySet[Participant]:
    """Return who took part to the end of the period, or whose report of it counts."""
    ends_on = review.period.ends_on
    to_the_end = Q(left_on__isnull=True) | Q(left_on__gt=ends_on)
    counted = counted_reports(review).order_by().values("participant")
    rows = Participant.objects.filter(campaign=review.campaign_id)
    return rows.filter(to_the_end | Q(pk__in=counted))


@transaction.atomic
def freeze_lines(review: Review, indicators: Sequence[Indicator]) -> None:
    """Copy the accepted figures of these indicators, each with its version, target and rate."""
    FrozenLine.objects.filter(review=review, indicator__in=indicators).delete()
    failpoint("reviews.compute.freezing")
    share = share_of_review(review)
    lines = measures.with_target(
        ReportLine.objects.filter(is_counted(review.period), indicator__in=indicators).order_by()
    ).annotate(goal=measures.due("target", share, began="began"))
    _freeze(
        review,
        lines,
        is_carried=Value(False),
        target="target",
        goal="goal",
        rate=measures.rate("counted", "goal"),
        reached=measures.reached("counted", "goal"),
    )
    nothing = Value(None, output_field=FigureField(null=True))
    _freeze(
        review,
        _carried(review, indicators).annotate(counted=measures.counted()),
        is_carried=Value(True),
        **dict.fromkeys(("target", "goal", "rate", "reached"), nothing),
    )


def _freeze(review: Review, lines: QuerySet[Any], **values: Any) -> None:
    insert_rows(
        FrozenLine,
        lines,
        review=Value(review.pk),
        indicator="indicator",
        participant="report__participant",
        line="pk",
        line_version="version",
        value="counted",
        is_confirmed=measures.holds(Q(confirmed__isnull=False)),
        is_estimate=measures.holds(measures.is_estimate()),
        **values,
    )


def _carried(review: Review, indicators: Sequence[Indicator]) -> QuerySet[ReportLine]:
    """Return the last accepted sums of units that left before they could report the period."""
    sums = [each.pk for each in indicators if each.aggregation == Aggregation.SUM]
    gone = Participant.objects.filter(
        campaign=review.campaign_id, left_on__lte=review.period.ends_on
    ).exclude(pk__in=counted_reports(review).order_by().values("participant"))
    last = (
        Report.objects.filter(
            participant=OuterRef("report__participant"),
            period__order__lt=review.period.order,
            period__starts_on__lt=F("participant__left_on"),
            state=ReportState.ACCEPTED,
        )
        .order_by("-period__order")
        .values("pk")[:1]
    )
    return ReportLine.objects.filter(
        indicator__in=sums, report__participant__in=gone, report=Subquery(last)
    ).order_by()
