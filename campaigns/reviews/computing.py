"""The computation of a review in the database: set-wise steps that can be repeated at any point.

Every step first removes what an earlier attempt of the same step wrote and then writes anew, in
one short transaction: a worker that dies in the middle leaves either nothing or all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Least

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
    """Copy the accepted figures of these indicators, each with its version, target and rate."""
    FrozenLine.objects.filter(review=review, indicator__in=indicators).delete()
    failpoint("reviews.compute.freezing")
    lines = measures.with_target(
        ReportLine.objects.filter(
            indicator__in=indicators,
            report__period=review.period_id,
            report__state=ReportState.ACCEPTED,
            report__participant__left_on__isnull=True,
        ).order_by()
    ).annotate(goal=measures.due("target", share_of_review(review)))
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
    scores, asked, sent = _scores(review), _lines_asked(review), _sent(review)
    rows = []
    for unit in Participant.objects.current().filter(campaign=review.campaign_id).order_by("pk"):
        score = scores.get(unit.pk, _NO_SCORE)
        row = ReviewStanding(
            review=review,
            participant=unit,
            cluster_id=unit.cluster_id,
            completion=score["completion"],
            reached=score["reached"],
            expected=asked.get(unit.pk, 0),
            received=score["received"],
            **sent.get(unit.pk, {}),
        )
        rows.append((row, score["covers_half"]))
    _rank([row for row, covers_half in rows if covers_half and row.cluster_id])
    ReviewStanding.objects.bulk_create([row for row, _covers_half in rows], batch_size=500)


def _rank(standings: Iterable[ReviewStanding]) -> None:
    """Rank within each cluster by completion, then by the fewest missing; equals share a place."""

    def merit(row: ReviewStanding) -> tuple[Decimal, int]:
        return (-(row.completion or Decimal(0)), row.expected - row.received)

    for _cluster, rows in groupby(
        sorted(standings, key=lambda row: (row.cluster_id, merit(row))),
        key=lambda row: row.cluster_id,
    ):
        before: ReviewStanding | None = None
        for place, row in enumerate(rows, start=1):
            row.rank = before.rank if before and merit(before) == merit(row) else place
            before = row


_PUNCTUALITY = ("reports_on_time", "reports_late", "reports_missing")
_NO_SCORE = {"completion": None, "reached": 0, "received": 0, "covers_half": False}


def _scores(review: Review) -> dict[int, dict[str, Any]]:
    """Return by unit its weighted completion and whether it covers half of its weights."""
    weight = F("indicator__weight")
    rows = (
        FrozenLine.objects.filter(review=review)
        .order_by()
        .values("participant")
        .annotate(
            covered=Sum(weight, filter=Q(rate__isnull=False)),
            aimed=Sum(weight, filter=Q(goal__isnull=False)),
            weighted=Sum(
                weight * Least(F("rate"), measures.figure(measures.CAP)),
                filter=Q(rate__isnull=False),
                output_field=FigureField(),
            ),
            completion=measures.Quotient(F("weighted"), F("covered")),
            covers_half=measures.holds(Q(aimed__lte=F("covered") * 2)),
            reached=Count("line", filter=Q(reached=True)),
            received=Count("value"),
        )
    )
    return {row["participant"]: dict(row) for row in rows}


def _lines_asked(review: Review) -> dict[int, int]:
    """Return by unit how many figures the period asks for."""
    lines = ReportLine.objects.filter(report__period=review.period_id).order_by()
    counts = lines.values_list("report").annotate(number=Count("pk"))
    units = dict(Report.objects.filter(period=review.period_id).values_list("pk", "participant"))
    return {units[report]: number for report, number in counts}


def _sent(review: Review) -> dict[int, dict[str, int]]:
    """Return by unit how its reports of the periods so far came in."""
    rows: Any = (
        Report.objects.filter(
            period__campaign=review.campaign_id, period__order__lte=review.period.order
        )
        .order_by()
        .values("participant")
        .annotate(
            reports_on_time=Count("pk", filter=Q(arrived_on__lte=F("due_on"))),
            reports_late=Count("pk", filter=Q(arrived_on__gt=F("due_on"))),
            reports_missing=Count("pk", filter=Q(arrived_on__isnull=True)),
        )
    )
    return {row["participant"]: {name: row[name] for name in _PUNCTUALITY} for row in rows}
