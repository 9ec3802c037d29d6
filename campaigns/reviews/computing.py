"""The computation of a review in the database: set-wise steps that can be repeated at any point.

Every step first removes what an earlier attempt of the same step wrote and then writes anew, in
one short transaction: a worker that dies in the middle leaves either nothing or all of it.
Raw SQL, because one statement for each batch is what keeps a province's review within minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Max, Q, QuerySet, Sum

from campaigns.reports.enums import ReportState
from campaigns.reports.expectations import due_part, share_of
from campaigns.reports.models import ReportLine
from campaigns.reports.selectors import current_supplied, is_growing
from campaigns.reviews.arithmetic import CAP, MOST_RATE, mean, outcome_of, rate_of
from campaigns.reviews.models import FrozenLine, Review, ReviewStanding, ReviewTotal
from campaigns.targets.enums import Aggregation, Direction
from campaigns.targets.models import Allocation, Indicator
from emulation.jobs.failpoints import failpoint
from emulation.ui.models import FIGURE_SCALE

LINES_A_BATCH = 40_000

# rate and reached repeat arithmetic.rate_of and is_reached on scaled integers; a test compares.
_FREEZE = """
INSERT INTO campaigns_frozenline
    (review_id, participant_id, indicator_id, line_id, revision_id, value, is_confirmed,
     is_estimate, target, goal, rate, reached)
SELECT %(review)s, measured.participant_id, measured.indicator_id, measured.line_id,
    measured.revision_id, measured.value, measured.is_confirmed, measured.is_estimate,
    measured.target, measured.goal,
    CASE
        WHEN measured.value IS NULL OR measured.goal IS NULL THEN NULL
        WHEN measured.below <= 0 AND measured.value = measured.goal THEN %(hundred)s
        WHEN measured.below <= 0 AND measured.reached THEN %(cap)s
        WHEN measured.below <= 0 OR measured.above <= 0 THEN 0
        WHEN measured.above * 1000000.0 / measured.below > %(most)s THEN %(most)s
        ELSE CAST(ROUND(measured.above * 1000000.0 / measured.below) AS BIGINT)
    END,
    measured.reached
FROM (
    SELECT settled.*,
        CASE WHEN %(lower)s = 1 THEN CAST(settled.goal AS NUMERIC)
            ELSE CAST(settled.value AS NUMERIC) END AS above,
        CASE WHEN %(lower)s = 1 THEN settled.value ELSE settled.goal END AS below,
        CASE WHEN settled.value IS NULL OR settled.goal IS NULL THEN NULL
            WHEN %(lower)s = 1 THEN settled.value <= settled.goal
            ELSE settled.value >= settled.goal END AS reached
    FROM (
        SELECT aimed.*,
            CASE WHEN %(growing)s = 1
                THEN CAST(ROUND(CAST(aimed.target AS NUMERIC) * %(share)s / 1000000.0) AS BIGINT)
                ELSE aimed.target END AS goal
        FROM (
            SELECT report.participant_id, line.indicator_id, line.id AS line_id,
                (SELECT MAX(revision.id) FROM campaigns_linerevision revision
                    WHERE revision.line_id = line.id) AS revision_id,
                COALESCE(line.confirmed, line.value) AS value,
                line.confirmed IS NOT NULL AS is_confirmed,
                (line.confirmed IS NULL AND line.value IS NOT NULL
                    AND line.kind = 'estimated') AS is_estimate,
                COALESCE(
                    (SELECT commitment.value FROM campaigns_commitment commitment
                        JOIN campaigns_registration registration
                            ON registration.id = commitment.registration_id
                        WHERE commitment.indicator_id = line.indicator_id
                            AND registration.participant_id = report.participant_id
                            AND registration.state IN ('signed', 'accepted')),
                    (SELECT allocation.value FROM campaigns_allocation allocation
                        WHERE allocation.indicator_id = line.indicator_id
                            AND allocation.unit_id = participant.unit_id)
                ) AS target
            FROM campaigns_reportline line
            JOIN campaigns_report report ON report.id = line.report_id
            JOIN campaigns_participant participant ON participant.id = report.participant_id
            WHERE line.indicator_id = %(indicator)s AND report.period_id = %(period)s
                AND report.state = 'accepted' AND participant.left_on IS NULL
        ) aimed
    ) settled
) measured
"""

_STANDINGS = """
INSERT INTO campaigns_reviewstanding
    (review_id, participant_id, cluster_id, completion, reached, expected, received,
     reports_on_time, reports_late, reports_missing, rank)
SELECT %(review)s, scored.id, scored.cluster_id, scored.completion, scored.reached,
    scored.expected, scored.received, scored.on_time, scored.late, scored.missing,
    CASE WHEN scored.ranked = 1 THEN RANK() OVER (
        PARTITION BY scored.cluster_id, scored.ranked
        ORDER BY scored.completion DESC, scored.expected - scored.received
    ) END
FROM (
    SELECT participant.id, participant.cluster_id,
        CAST(ROUND(CAST(score.weighted AS NUMERIC) * 1.0 / NULLIF(score.covered, 0)) AS BIGINT)
            AS completion,
        COALESCE(score.reached, 0) AS reached,
        COALESCE(asked.lines, 0) AS expected,
        COALESCE(score.received, 0) AS received,
        COALESCE(sent.on_time, 0) AS on_time,
        COALESCE(sent.late, 0) AS late,
        COALESCE(sent.missing, 0) AS missing,
        CASE WHEN participant.cluster_id IS NOT NULL AND score.covered > 0
            AND score.covered * 2 >= score.aimed THEN 1 ELSE 0 END AS ranked
    FROM campaigns_participant participant
    LEFT JOIN (
        SELECT frozen.participant_id,
            SUM(CASE WHEN frozen.rate IS NULL THEN 0 WHEN frozen.rate > %(cap)s
                THEN indicator.weight * %(cap)s ELSE indicator.weight * frozen.rate END)
                AS weighted,
            SUM(CASE WHEN frozen.rate IS NULL THEN 0 ELSE indicator.weight END) AS covered,
            SUM(CASE WHEN frozen.goal IS NULL THEN 0 ELSE indicator.weight END) AS aimed,
            SUM(CASE WHEN frozen.reached THEN 1 ELSE 0 END) AS reached,
            COUNT(frozen.value) AS received
        FROM campaigns_frozenline frozen
        JOIN campaigns_indicator indicator ON indicator.id = frozen.indicator_id
        WHERE frozen.review_id = %(review)s
        GROUP BY frozen.participant_id
    ) score ON score.participant_id = participant.id
    LEFT JOIN (
        SELECT report.participant_id, COUNT(*) AS lines
        FROM campaigns_reportline line
        JOIN campaigns_report report ON report.id = line.report_id
        WHERE report.period_id = %(period)s
        GROUP BY report.participant_id
    ) asked ON asked.participant_id = participant.id
    LEFT JOIN (
        SELECT report.participant_id,
            SUM(CASE WHEN report.arrived_on <= report.due_on THEN 1 ELSE 0 END) AS on_time,
            SUM(CASE WHEN report.arrived_on > report.due_on THEN 1 ELSE 0 END) AS late,
            SUM(CASE WHEN report.arrived_on IS NULL THEN 1 ELSE 0 END) AS missing
        FROM campaigns_report report
        JOIN campaigns_period period ON period.id = report.period_id
        WHERE period.campaign_id = %(campaign)s AND period."order" <= %(order)s
        GROUP BY report.participant_id
    ) sent ON sent.participant_id = participant.id
    WHERE participant.campaign_id = %(campaign)s AND participant.left_on IS NULL
) scored
"""


def scaled(figure: Decimal) -> int:
    """Return a figure as it is stored."""
    return int(figure * FIGURE_SCALE)


def indicators_of(review: Review) -> QuerySet[Indicator]:
    """Return the campaign's indicators in their order."""
    return Indicator.objects.filter(campaign=review.campaign_id).order_by("order", "pk")


def share_of_review(review: Review) -> Decimal:
    """Return the part of the year's targets that is due: all of it in a final review."""
    if review.is_final:
        return Decimal(100)
    return share_of(review.period, review.campaign.starts_on, review.campaign.ends_on)


@transaction.atomic
def freeze_lines(review: Review, indicators: Sequence[Indicator]) -> None:
    """Copy the accepted figures of these indicators, each with its revision, target and rate."""
    FrozenLine.objects.filter(review=review, indicator__in=indicators).delete()
    failpoint("reviews.compute.freezing")
    share = share_of_review(review)
    with connection.cursor() as cursor:
        for indicator in indicators:
            cursor.execute(
                _FREEZE,
                {
                    "review": review.pk,
                    "indicator": indicator.pk,
                    "period": review.period_id,
                    "lower": 1 if indicator.direction == Direction.LOWER else 0,
                    "growing": 1 if is_growing(indicator) else 0,
                    "share": scaled(share),
                    "hundred": scaled(Decimal(100)),
                    "cap": scaled(CAP),
                    "most": scaled(MOST_RATE),
                },
            )


@transaction.atomic
def compute_totals(review: Review) -> None:
    """Add up the frozen figures of every indicator and measure them against its target."""
    ReviewTotal.objects.filter(review=review).delete()
    failpoint("reviews.compute.adding")
    sums = _sums(review)
    expected = dict(
        ReportLine.objects.filter(
            report__period=review.period_id, report__participant__left_on__isnull=True
        )
        .order_by()
        .values_list("indicator")
        .annotate(number=Count("pk"))
    )
    given = current_supplied(review.period)
    allocated = dict(
        Allocation.objects.filter(indicator__campaign=review.campaign_id)
        .order_by()
        .values_list("indicator")
        .annotate(total=Sum("value"))
    )
    share = share_of_review(review)
    ReviewTotal.objects.bulk_create(
        _total(
            review,
            indicator,
            sums.get(indicator.pk, {}),
            expected.get(indicator.pk, 0),
            given.get(indicator.pk),
            allocated.get(indicator.pk),
            share,
        )
        for indicator in indicators_of(review)
    )


def _sums(review: Review) -> dict[int, dict[str, Any]]:
    rows = (
        FrozenLine.objects.filter(review=review)
        .order_by()
        .values("indicator")
        .annotate(
            sum=Sum("value"),
            largest=Max("value"),
            received=Count("value"),
            aimed=Count("target"),
            estimates=Count("pk", filter=Q(is_estimate=True)),
            confirmed=Count("pk", filter=Q(is_confirmed=True)),
            units_reached=Count("pk", filter=Q(reached=True)),
        )
    )
    return {row["indicator"]: dict(row) for row in rows}


def _total(
    review: Review,
    indicator: Indicator,
    row: dict[str, Any],
    expected: int,
    given: Any,
    allocated: Decimal | None,
    share: Decimal,
) -> ReviewTotal:
    received, estimates = row.get("received", 0), row.get("estimates", 0)
    confirmed = row.get("confirmed", 0)
    if indicator.aggregation == Aggregation.NONE:
        expected, received = 1, 1 if given else 0
        estimates = 1 if given and given.kind == "estimated" else 0
        confirmed = received
    total = _added_up(indicator, row, given)
    target, ceiling = _target(indicator, row, allocated), indicator.ceiling
    growing = is_growing(indicator)
    goal, top = due_part(target, share, growing=growing), due_part(ceiling, share, growing=growing)
    return ReviewTotal(
        review=review,
        indicator=indicator,
        total=total,
        target=target,
        ceiling=ceiling,
        goal=goal,
        rate=_rate(total, target, goal, indicator.direction),
        outcome=outcome_of(
            total,
            goal,
            top,
            indicator.direction,
            missing=max(expected - received, 0),
            aggregation=indicator.aggregation,
        ),
        expected=expected,
        received=received,
        estimates=estimates,
        confirmed=confirmed,
        supplied=given if indicator.aggregation == Aggregation.NONE else None,
        units_reached=row.get("units_reached", 0),
    )


def _rate(
    total: Decimal | None, target: Decimal | None, goal: Decimal | None, direction: str
) -> Decimal | None:
    """Return the rate of the year's target; of what may not be exceeded, of its due part."""
    return rate_of(total, goal if direction == Direction.LOWER else target, direction)


def _added_up(indicator: Indicator, row: dict[str, Any], given: Any) -> Decimal | None:
    if indicator.aggregation == Aggregation.NONE:
        return given.value if given else None
    if not row.get("received"):
        return None
    if indicator.aggregation == Aggregation.COUNT:
        return Decimal(row["units_reached"])
    if indicator.aggregation == Aggregation.MAXIMUM:
        return row["largest"]
    if indicator.aggregation == Aggregation.MEAN:
        return mean(row["sum"], row["received"])
    return row["sum"]


def _target(indicator: Indicator, row: dict[str, Any], allocated: Decimal | None) -> Decimal | None:
    """Return the province's value; else what was allocated, or the units that had a target."""
    if indicator.floor is not None:
        return indicator.floor
    if indicator.aggregation == Aggregation.SUM:
        return allocated
    if indicator.aggregation == Aggregation.COUNT and row.get("aimed"):
        return Decimal(row["aimed"])
    return None


@transaction.atomic
def compute_standings(review: Review) -> None:
    """Weigh each unit's rates, rank it within its cluster, and count its reports by punctuality.

    A unit whose figures cover less than half of its weights is not ranked.
    """
    ReviewStanding.objects.filter(review=review).delete()
    failpoint("reviews.compute.ranking")
    with connection.cursor() as cursor:
        cursor.execute(
            _STANDINGS,
            {
                "review": review.pk,
                "period": review.period_id,
                "campaign": review.campaign_id,
                "order": review.period.order,
                "cap": scaled(CAP),
            },
        )


def accepted_reports(review: Review) -> int:
    """Return how many reports of the period were accepted."""
    return review.period.reports.filter(  # type: ignore[attr-defined,no-any-return]
        state=ReportState.ACCEPTED, participant__left_on__isnull=True
    ).count()
