"""What must hold of reviews."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, Max, OuterRef, Sum

from campaigns import measures
from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign
from campaigns.reports.models import ReportLine
from campaigns.reviews.computing.totals import ratio_of
from campaigns.reviews.enums import ReviewKind, ReviewState
from campaigns.reviews.models import FrozenLine, Review, ReviewTotal
from campaigns.reviews.services import digest_of
from campaigns.targets.enums import Aggregation
from emulation.registries.proof import invariant


@invariant("A review's totals are made of its frozen lines")
def totals_equal_lines() -> Iterator[str]:
    """Yield totals that the frozen lines do not give."""
    sums: dict[tuple[int, int], Any] = {
        (row["review"], row["indicator"]): row
        for row in FrozenLine.objects.order_by()
        .values("review", "indicator")
        .annotate(
            sum=Sum("value"),
            mean=measures.mean("value"),
            weighted=measures.weighted_mean("value", "weight"),
            largest=Max("value"),
        )
        .iterator()
    }
    settled = ReviewTotal.objects.exclude(review__state=ReviewState.COMPUTING)
    for total in settled.select_related("indicator", "review").iterator():
        row = sums.get((total.review_id, total.indicator_id), {})
        wanted: dict[str, Any] = {
            Aggregation.SUM: row.get("sum"),
            Aggregation.MEAN: row.get("mean"),
            Aggregation.WEIGHTED: row.get("weighted"),
            Aggregation.MAXIMUM: row.get("largest"),
        }
        how = total.indicator.aggregation
        if how == Aggregation.RATIO:
            wanted[how] = ratio_of(total.review, total.indicator)["ratio"]
        if how in wanted and total.total != wanted[how]:
            yield f"review {total.review_id}, {total.indicator}: {total.total}"


@invariant("A review's frozen lines are lines of its campaign's reports")
def frozen_lines_are_lines() -> Iterator[str]:
    """Yield reviews with a frozen line that is no line of its participant and indicator."""
    line = ReportLine.objects.filter(
        pk=OuterRef("line_id"),
        indicator=OuterRef("indicator_id"),
        report__participant=OuterRef("participant_id"),
        report__period__campaign=OuterRef("review__campaign_id"),
        report__period__order__lte=OuterRef("review__period__order"),
    )
    for review in FrozenLine.objects.filter(~Exists(line)).values_list("review_id").distinct():
        yield f"review {review[0]}"


@invariant("An issued review is as it was when it was issued")
def issued_are_unchanged() -> Iterator[str]:
    """Yield issued reviews whose figures no longer give their digest."""
    for review in Review.objects.filter(state=ReviewState.ISSUED).iterator():
        if digest_of(review) != review.digest:
            yield f"review {review.pk}"


@invariant("A campaign whose final review is issued is closed")
def final_reviews_close() -> Iterator[str]:
    """Yield campaigns that still run after their final review."""
    running = Campaign.objects.filter(
        state=CampaignState.LAUNCHED,
        reviews__kind=ReviewKind.FINAL,
        reviews__state=ReviewState.ISSUED,
    )
    for campaign in running:
        yield f"campaign {campaign.pk}"
