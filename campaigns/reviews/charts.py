"""The charts of a review: the same on the page and in the official document."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from campaigns.reviews.computing import share_of_review
from campaigns.reviews.models import Review, ReviewStanding, ReviewTotal
from campaigns.targets.enums import Direction
from emulation.ui.charts import Bar, BarChart, ColumnChart, Series

MOST_BARS = 24


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


def rank_charts(standings: Sequence[ReviewStanding]) -> list[BarChart]:
    """Return one chart for each cluster: its ranked units by weighted completion."""
    charts = []
    ranked = [row for row in standings if row.rank is not None and row.cluster]
    for cluster, rows in groupby(ranked, key=lambda row: row.cluster):
        bars = tuple(
            Bar(f"{row.rank}. {row.participant.unit.label}", _short(row.completion))
            for row in list(rows)[:MOST_BARS]
        )
        charts.append(BarChart(f"Mức độ hoàn thành: {cluster}", bars, "%", decimals=1))
    return charts


def completeness_chart(standings: Sequence[ReviewStanding]) -> ColumnChart | None:
    """Return how many reports came in time, late, or not at all, by cluster."""
    groups: dict[str, list[ReviewStanding]] = {}
    for row in standings:
        groups.setdefault(row.cluster.name if row.cluster else "Không thuộc cụm, khối", []).append(
            row
        )
    if not groups:
        return None
    return ColumnChart(
        "Chấp hành chế độ báo cáo (số lượt báo cáo)",
        tuple(groups),
        tuple(
            Series(
                name,
                tuple(sum(getattr(row, counted) for row in rows) for rows in groups.values()),
                state,
            )
            for name, counted, state in (
                ("Đúng hạn", "reports_on_time", "done"),
                ("Muộn", "reports_late", "attention"),
                ("Chưa gửi", "reports_missing", "late"),
            )
        ),
    )
