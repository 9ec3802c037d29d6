"""The computation of a review in the database: set-wise steps that can be repeated at any point.

Every step first removes what an earlier attempt of the same step wrote and then writes anew, in
one short transaction: a worker that dies in the middle leaves either nothing or all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import (
    Case,
    Count,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Least, Rank

from campaigns import measures
from campaigns.plans.models import Participant
from campaigns.reports.enums import ReportState
from campaigns.reports.models import Report, ReportLine
from campaigns.reports.selectors import current_supplied
from campaigns.reviews.models import FrozenLine, Review, ReviewStanding, ReviewTotal
from campaigns.targets.enums import Aggregation, Outcome
from campaigns.targets.models import Allocation, Indicator
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


@transaction.atomic
def freeze_lines(review: Review, indicators: Sequence[Indicator]) -> None:
    """Copy the accepted figures of these indicators, each with its revision, target and rate."""
    FrozenLine.objects.filter(review=review, indicator__in=indicators).delete()
    failpoint("reviews.compute.freezing")
    lines = measures.with_target(
        ReportLine.objects.filter(
            indicator__in=indicators,
            report__period=review.period_id,
            report__state=ReportState.ACCEPTED,
            report__participant__left_on__isnull=True,
        ).order_by()
    ).annotate(
        goal=measures.due("target", share_of_review(review)),
        revision=FilteredRelation("revisions", condition=Q(revisions__version=F("version"))),
    )
    insert_rows(
        FrozenLine,
        lines,
        review=Value(review.pk),
        participant="report__participant",
        indicator="indicator",
        line="pk",
        revision="revision__pk",
        value="counted",
        is_confirmed=measures.holds(Q(confirmed__isnull=False)),
        is_estimate=measures.holds(measures.is_estimate()),
        target="target",
        goal="goal",
        rate=measures.rate("counted", "goal"),
        reached=measures.reached("counted", "goal"),
    )


# --- the province's totals -------------------------------------------------------------------


@transaction.atomic
def compute_totals(review: Review) -> None:
    """Add up the frozen figures of every indicator and measure them against its target."""
    ReviewTotal.objects.filter(review=review).delete()
    failpoint("reviews.compute.adding")
    ReviewTotal.objects.bulk_create(_totals(review))
    measured = measures.with_outcome(
        ReviewTotal.objects.filter(review=review), share_of_review(review)
    )
    rows = []
    for row in measured:
        row.goal, row.rate, row.outcome = row.due_target, row.fulfilled, row.judged
        rows.append(row)
    ReviewTotal.objects.bulk_update(rows, ["goal", "rate", "outcome"])


def _totals(review: Review) -> list[ReviewTotal]:
    sums = _sums(review)
    expected = _counts(
        ReportLine.objects.filter(
            report__period=review.period_id, report__participant__left_on__isnull=True
        ),
        Count("pk"),
    )
    allocated = _counts(
        Allocation.objects.filter(indicator__campaign=review.campaign_id), Sum("value")
    )
    given = current_supplied(review.period)
    return [
        _supplied(review, indicator, given.get(indicator.pk))
        if indicator.aggregation == Aggregation.NONE
        else _added_up(
            review,
            indicator,
            sums.get(indicator.pk, {}),
            expected.get(indicator.pk, 0),
            allocated.get(indicator.pk),
        )
        for indicator in indicators_of(review)
    ]


def _sums(review: Review) -> dict[int, dict[str, Any]]:
    rows = (
        FrozenLine.objects.filter(review=review)
        .order_by()
        .values("indicator")
        .annotate(
            sum=Sum("value"),
            mean=measures.mean("value"),
            max=Max("value"),
            count=Count("pk", filter=Q(reached=True)),
            received=Count("value"),
            aimed=Count("target"),
            estimates=Count("pk", filter=Q(is_estimate=True)),
            confirmed=Count("pk", filter=Q(is_confirmed=True)),
        )
    )
    return {row["indicator"]: dict(row) for row in rows}


def _counts(rows: QuerySet[Any], number: Any) -> dict[int, Any]:
    return dict(rows.order_by().values_list("indicator").annotate(number=number))


def _supplied(review: Review, indicator: Indicator, given: Any) -> ReviewTotal:
    """Return the total of an indicator whose value one agency supplies."""
    received = 1 if given else 0
    return ReviewTotal(
        review=review,
        indicator=indicator,
        total=given.value if given else None,
        target=indicator.floor,
        ceiling=indicator.ceiling,
        outcome=Outcome.UNKNOWN,
        expected=1,
        received=received,
        estimates=1 if given and given.kind == "estimated" else 0,
        confirmed=received,
        supplied=given,
    )


def _added_up(
    review: Review,
    indicator: Indicator,
    row: dict[str, Any],
    expected: int,
    allocated: Decimal | None,
) -> ReviewTotal:
    """Return the total of what the units reported."""
    received = row.get("received", 0)
    return ReviewTotal(
        review=review,
        indicator=indicator,
        total=Decimal(row[indicator.aggregation]) if received else None,
        target=_target(indicator, row, allocated),
        ceiling=indicator.ceiling,
        outcome=Outcome.UNKNOWN,
        expected=expected,
        received=received,
        estimates=row.get("estimates", 0),
        confirmed=row.get("confirmed", 0),
        units_reached=row.get("count", 0),
    )


def _target(indicator: Indicator, row: dict[str, Any], allocated: Decimal | None) -> Decimal | None:
    """Return the province's value; else what was allocated, or the units that had a target."""
    if indicator.floor is not None:
        return indicator.floor
    if indicator.aggregation == Aggregation.SUM:
        return allocated
    if indicator.aggregation == Aggregation.COUNT and row.get("aimed"):
        return Decimal(row["aimed"])
    return None


# --- the units' standings --------------------------------------------------------------------


@transaction.atomic
def compute_standings(review: Review) -> None:
    """Weigh each unit's rates, rank it within its cluster, and count its reports by punctuality.

    A unit whose figures cover less than half of its weights is not ranked.
    """
    ReviewStanding.objects.filter(review=review).delete()
    failpoint("reviews.compute.ranking")
    insert_rows(
        ReviewStanding,
        _scored(review),
        review=Value(review.pk),
        participant="pk",
        cluster="cluster",
        completion="completion",
        reached="units_reached",
        expected="expected",
        received="received",
        reports_on_time=_sent(review, arrived_on__lte=F("due_on")),
        reports_late=_sent(review, arrived_on__gt=F("due_on")),
        reports_missing=_sent(review, arrived_on__isnull=True),
        rank=_rank(),
    )


def _scored(review: Review) -> QuerySet[Any]:
    """Return the participants with weighted completion, and whether they can be ranked."""
    weight = F("frozen__indicator__weight")
    return (
        Participant.objects.current()
        .filter(campaign=review.campaign_id)
        .order_by()
        .annotate(
            frozen=FilteredRelation("frozen_lines", condition=Q(frozen_lines__review=review.pk))
        )
        .values("pk", "cluster")
        .annotate(
            covered=Sum(weight, filter=Q(frozen__rate__isnull=False)),
            aimed=Sum(weight, filter=Q(frozen__goal__isnull=False)),
            weighted=Sum(
                weight * Least(F("frozen__rate"), measures.figure(measures.CAP)),
                output_field=FigureField(),
            ),
            received=Count("frozen__value"),
            units_reached=Count("frozen__pk", filter=Q(frozen__reached=True)),
            expected=_lines_asked(review),
        )
        .annotate(
            completion=measures.Quotient(F("weighted"), F("covered")),
            ranked=measures.holds(Q(cluster__isnull=False, aimed__lte=F("covered") * 2)),
        )
    )


def _rank() -> Case:
    """Return the rank within the cluster: by completion, then by the fewest missing figures."""
    rank = Window(
        Rank(),
        partition_by=[F("cluster"), F("ranked")],
        order_by=[F("completion").desc(), F("expected") - F("received")],
    )
    return Case(When(ranked=True, then=rank))


def _lines_asked(review: Review) -> Coalesce:
    lines = ReportLine.objects.filter(
        report__period=review.period_id, report__participant=OuterRef("pk")
    )
    return _count(lines.order_by().values("report__participant"))


def _sent(review: Review, **when: Any) -> Coalesce:
    reports = Report.objects.filter(
        period__campaign=review.campaign_id,
        period__order__lte=review.period.order,
        participant=OuterRef("pk"),
        **when,
    )
    return _count(reports.order_by().values("participant"))


def _count(grouped: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(grouped.annotate(number=Count("pk")).values("number")), 0)
