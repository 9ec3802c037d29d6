"""The charts of a review: the same on the page and in the official document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from campaigns.reviews.computing import share_of_review
from campaigns.reviews.models import Review, ReviewStanding, ReviewTotal
from campaigns.targets.enums import Direction
from emulation.ui.charts import Bar, BarChart, ColumnChart, Series
from emulation.units.models import Cluster

MOST_BARS = 24


@dataclass(frozen=True)
class Punctuality:
    """How many reports of a cluster came in time, late, or not at all."""

    cluster: str
    on_time: int
    late: int
    missing: int


def completion_chart(review: Review, totals: Sequence[ReviewTotal]) -> BarChart | None:
    """Return the rates of the indicators with the part that is due, or ``None`` without any.

    Indicators of which less is better have no place on this scale; the table shows them.
    """
    share = share_of_review(review)
    bars = [
        Bar(
            total.indicator.name,
            _short(total.rate),
            share.quantize(Decimal(1)) if total.grows else Decimal(100),  # type: ignore[attr-defined]
        )
        for total in totals
        if total.target is not None and total.indicator.direction == Direction.HIGHER
    ]
    if not bars:
        return None
    return BarChart("Tỷ lệ thực hiện so với kế hoạch", tuple(bars[:MOST_BARS]), "%", decimals=1)


def _short(rate: Decimal | None) -> Decimal | None:
    return None if rate is None else round(rate, 1)


def rank_chart(cluster: Cluster, standings: Sequence[ReviewStanding]) -> BarChart | None:
    """Return the ranked units of a cluster by weighted completion, or ``None`` without any."""
    bars = tuple(
        Bar(f"{row.rank}. {row.participant.unit.label}", _short(row.completion))
        for row in standings
        if row.rank is not None
    )
    if not bars:
        return None
    return BarChart(f"Mức độ hoàn thành: {cluster}", bars[:MOST_BARS], "%", decimals=1)


def completeness_chart(clusters: Sequence[Punctuality]) -> ColumnChart | None:
    """Return how many reports came in time, late, or not at all, by cluster.

    Of more clusters than can be told apart, those that lack the most reports are shown.
    """
    if not clusters:
        return None
    title, shown = "Chấp hành chế độ báo cáo (số lượt báo cáo)", list(clusters)
    if len(shown) > MOST_BARS:
        shown.sort(key=lambda one: (-one.missing, -one.late))
        del shown[MOST_BARS:]
        title = f"{title}: {MOST_BARS} cụm, khối còn thiếu nhiều nhất"
    return ColumnChart(
        title,
        tuple(one.cluster or "Không thuộc cụm, khối" for one in shown),
        (
            Series("Đúng hạn", tuple(one.on_time for one in shown), "done"),
            Series("Muộn", tuple(one.late for one in shown), "attention"),
            Series("Chưa gửi", tuple(one.missing for one in shown), "late"),
        ),
    )
