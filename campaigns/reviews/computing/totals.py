"""The province's totals: sums, means, ratios, each with the figures on which it rests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery, Sum

from campaigns import measures
from campaigns.reports.models import ReportLine
from campaigns.reports.selectors import current_supplied
from campaigns.reviews.computing.lines import indicators_of, is_expected, share_of_review
from campaigns.reviews.models import FrozenLine, Review, ReviewTotal
from campaigns.reviews.rules import SHARE_OF_REPORTS
from campaigns.targets.enums import Aggregation, Outcome
from campaigns.targets.models import Allocation, Indicator
from emulation.jobs.failpoints import failpoint
from emulation.regulations.selectors import setting_of


@transaction.atomic
def compute_totals(review: Review) -> None:
    """Add up the frozen figures of every indicator and measure them against its target."""
    ReviewTotal.objects.filter(review=review).delete()
    failpoint("reviews.compute.adding")
    _weigh(review)
    ReviewTotal.objects.bulk_create(_totals(review))
    measured = measures.with_outcome(
        ReviewTotal.objects.filter(review=review), share_of_review(review), judged_from(review)
    )
    rows = []
    for row in measured:
        row.goal, row.rate, row.outcome = row.due_target, row.fulfilled, row.judged
        rows.append(row)
    ReviewTotal.objects.bulk_update(rows, ["goal", "rate", "outcome"])


def judged_from(review: Review) -> int:
    """Return the percentage of the figures due from which the office judges an indicator."""
    return setting_of(review.campaign.launcher_id, SHARE_OF_REPORTS, on=review.as_of)


def _weigh(review: Review) -> None:
    """Write to the figures of weighted means what each counts: a reported figure, or a fixed one.

    A weight that is not above zero is none.
    """
    for indicator in indicators_of(review).filter(aggregation=Aggregation.WEIGHTED):
        if indicator.denominator_id:
            rows: QuerySet[Any] = FrozenLine.objects.filter(
                review=review,
                indicator=indicator.denominator_id,
                participant=OuterRef("participant"),
                value__gt=0,
            ).values("value")
        else:
            rows = Allocation.objects.filter(
                indicator=indicator, unit__participations=OuterRef("participant"), weight__gt=0
            ).values("weight")
        lines = FrozenLine.objects.filter(review=review, indicator=indicator)
        lines.update(weight=Subquery(rows[:1]))


def _totals(review: Review) -> list[ReviewTotal]:
    sums = _sums(review)
    expected = _counts(ReportLine.objects.filter(is_expected(review.period)), Count("pk"))
    allocated = _counts(
        Allocation.objects.filter(indicator__campaign=review.campaign_id), Sum("value")
    )
    given = current_supplied(review.period)
    return [
        _supplied(review, indicator, given.get(indicator.pk))
        if indicator.aggregation == Aggregation.NONE
        else _ratio(review, indicator, expected.get(indicator.denominator_id or 0, 0))
        if indicator.aggregation == Aggregation.RATIO
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
            wmean=measures.weighted_mean("value", "weight"),
            weighted=Count("value", filter=Q(weight__isnull=False)),
            carried=Count("line", filter=Q(is_carried=True)),
            max=Max("value"),
            count=Count("line", filter=Q(reached=True)),
            received=Count("value"),
            aimed=Count("target"),
            estimates=Count("line", filter=Q(is_estimate=True)),
            confirmed=Count("line", filter=Q(is_confirmed=True)),
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
    weighted = indicator.aggregation == Aggregation.WEIGHTED
    received = row.get("weighted" if weighted else "received", 0)
    return ReviewTotal(
        review=review,
        indicator=indicator,
        total=Decimal(row[indicator.aggregation]) if received else None,
        carried=row.get("carried", 0),
        target=_target(indicator, row, allocated),
        ceiling=indicator.ceiling,
        outcome=Outcome.UNKNOWN,
        expected=expected + row.get("carried", 0),
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


def _ratio(review: Review, indicator: Indicator, expected: int) -> ReviewTotal:
    """Return one reported quantity per other, of the units that reported both."""
    row = ratio_of(review, indicator)
    return ReviewTotal(
        review=review,
        indicator=indicator,
        total=row["ratio"],
        target=indicator.floor,
        ceiling=indicator.ceiling,
        outcome=Outcome.UNKNOWN,
        expected=expected + row["carried"],
        received=row["received"],
        estimates=row["estimates"],
        confirmed=row["confirmed"],
        carried=row["carried"],
    )


def ratio_of(review: Review, indicator: Indicator) -> dict[str, Any]:
    """Return ``ratio`` and what it rests on, from the review's frozen lines."""
    other = FrozenLine.objects.filter(
        review=review, indicator=indicator.denominator_id, participant=OuterRef("participant")
    )
    lines = FrozenLine.objects.filter(review=review, indicator=indicator.numerator_id)
    both = Q(value__isnull=False, below__isnull=False)
    return lines.annotate(
        below=Subquery(other.values("value")[:1]),
        below_estimate=Subquery(other.values("is_estimate")[:1]),
        below_confirmed=Subquery(other.values("is_confirmed")[:1]),
    ).aggregate(
        above=Sum("value", filter=both),
        whole=Sum("below", filter=both),
        ratio=measures.Quotient(F("above"), F("whole"), measures.scale_of(indicator)),
        received=Count("line", filter=both),
        carried=Count("line", filter=both & Q(is_carried=True)),
        estimates=Count("line", filter=both & (Q(is_estimate=True) | Q(below_estimate=True))),
        confirmed=Count("line", filter=both & Q(is_confirmed=True, below_confirmed=True)),
    )
