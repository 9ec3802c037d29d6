"""The units' standings: weighted completion, rank within the cluster, punctuality."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Least

from campaigns import measures
from campaigns.reports.models import Report, ReportLine
from campaigns.reviews.computing.lines import judged_participants
from campaigns.reviews.models import FrozenLine, Review, ReviewStanding
from emulation.jobs.failpoints import failpoint
from emulation.ui.models import FigureField


@transaction.atomic
def compute_standings(review: Review) -> None:
    """Weigh each unit's rates, rank it within its cluster, and count its reports by punctuality.

    A unit whose figures cover less than half of its weights is not ranked.
    """
    ReviewStanding.objects.filter(review=review).delete()
    failpoint("reviews.compute.ranking")
    scores, asked, sent = _scores(review), _lines_asked(review), _sent(review)
    rows = []
    for unit in judged_participants(review).order_by("pk"):
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
