"""Reads of reviews, for their pages and for the rooms above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext as _

from campaigns import measures
from campaigns.reports.models import Report, ReportLine
from campaigns.reviews.charts import MOST_BARS, Punctuality
from campaigns.reviews.drafting import drafted_pieces, foreign_pieces, frozen_pieces
from campaigns.reviews.enums import ReviewState
from campaigns.reviews.models import (
    FrozenLine,
    Review,
    ReviewSection,
    ReviewStanding,
    ReviewTotal,
)
from campaigns.reviews.wording import is_balanced
from campaigns.targets.enums import Direction, Outcome
from campaigns.targets.models import Indicator
from emulation.documents.selectors import TEXTS
from emulation.people.models import Mandate
from emulation.ui.vietnamese import format_number
from emulation.units.models import Cluster, Unit

AGENCIES = ("indicator__monitoring_agency", "supplied__supplied_by__unit")
CAMPAIGN_TEXTS = ("search_text", "objectives", "summary", "recipients", "archive_line")
NAMES = ("name", "short_name")
UNIT_FACTS = ("search_text", "address", "letterhead_parent")  # long, and on no list
UNSEEN = (
    *(f"document__{text}" for text in TEXTS),
    *(f"campaign__{text}" for text in CAMPAIGN_TEXTS),
    *(f"campaign__launcher__{fact}" for fact in UNIT_FACTS),
)

# Of which less is better, and what has no target, has no place on the scale of the chart.
ON_THE_CHART = Q(target__isnull=False, indicator__direction=Direction.HIGHER)

# What was being saved while a computation began may carry a time before it.
LONGEST_SAVE = dt.timedelta(minutes=10)


def reviews_for(mandate: Mandate | None, pk: int | None = None) -> QuerySet[Review]:
    """Return the visible reviews, or those of one campaign, with what a list shows."""
    reviews = Review.objects.visible_to(mandate)
    if pk is not None:
        reviews = reviews.filter(campaign=pk)
    return reviews.select_related("campaign", "period", "document").only(
        "kind", "state", "as_of", "campaign__title", "period__name", "document__code"
    )


def review_records(mandate: Mandate | None) -> QuerySet[Review]:
    """Return the visible reviews with what the pages of one show."""
    reviews = Review.objects.visible_to(mandate)
    return reviews.select_related("campaign__launcher", "period", "document").defer(*UNSEEN)


def _visible(mandate: Mandate | None) -> QuerySet[Any]:
    return Review.objects.visible_to(mandate).values("pk")


def totals_for(mandate: Mandate | None, pk: int) -> QuerySet[ReviewTotal]:
    """Return the totals of a visible review."""
    totals = ReviewTotal.objects.filter(review=pk, review__in=_visible(mandate))
    return totals.select_related(*AGENCIES).only(
        "review", "total", "target", "ceiling", "goal", "rate", "outcome", "expected", "received",
        "estimates", "confirmed", "carried", "supplied__kind", "indicator__name",
        "indicator__unit_of_measure",
        *(f"{agency}__{name}" for agency in AGENCIES for name in NAMES),
    )  # fmt: skip


def totals_of(review: Review) -> list[ReviewTotal]:
    """Return the totals in the plan's order; each says whether its indicator ``grows``."""
    return list(
        review.totals.annotate(grows=measures.grows())
        .select_related("indicator__monitoring_agency", "supplied__supplied_by__unit")
        .order_by("indicator__order", "pk")
    )


def charted_totals(review: Review) -> list[ReviewTotal]:
    """Return the totals in the plan's order with what their chart draws."""
    return list(
        review.totals.filter(ON_THE_CHART)
        .annotate(grows=measures.grows())
        .select_related("indicator")
        .only("review", "rate", "target", "indicator__name", "indicator__direction")
        .order_by("indicator__order", "pk")[:MOST_BARS]
    )


def outcomes_of(review: Review) -> list[tuple[Outcome, int]]:
    """Return how many totals have each outcome."""
    counted = review.totals.order_by().values_list("outcome").annotate(Count("pk"))
    numbers = dict(counted)
    return [(outcome, numbers.get(outcome.value, 0)) for outcome in Outcome]


def basis_of(total: ReviewTotal) -> str:
    """Return from what a total was made: who supplied it, or how many reports hold it."""
    if total.supplied:
        words = {
            "agency": total.supplied.supplied_by.unit.label,
            "kind": total.supplied.get_kind_display(),
        }
        return _("%(agency)s (%(kind)s)") % words
    rests = {"count": format_number(total.received), "all": format_number(total.expected)}
    parts = [_("from %(count)s of %(all)s reports") % rests]
    for text, number in (
        (_("%(count)s missing"), total.missing),
        (_("%(count)s from units that left"), total.carried),
        (_("%(count)s estimated"), total.estimates),
        (_("%(count)s confirmed"), total.confirmed),
    ):
        if number:
            parts.append(text % {"count": format_number(number)})
    return " · ".join(parts)


def standings_for(mandate: Mandate | None, pk: int) -> QuerySet[ReviewStanding]:
    """Return the standings of a visible review."""
    standings = ReviewStanding.objects.filter(review=pk, review__in=_visible(mandate))
    return standings.select_related("participant__unit", "cluster").only(
        "review", "completion", "reached", "expected", "received", "rank", "reports_on_time",
        "reports_late", "reports_missing", "cluster__name",
        "participant__unit__name", "participant__unit__short_name",
    )  # fmt: skip


def standings_in(review: Review, cluster: Cluster | None = None) -> list[ReviewStanding]:
    """Return the standings by cluster and rank, or those of one; who is not ranked comes last."""
    standings = review.standings.filter(cluster=cluster) if cluster else review.standings.all()
    return list(
        standings.select_related("participant__unit", "cluster").order_by(
            "cluster__order",
            "cluster__name",
            F("rank").asc(nulls_last=True),
            "participant__unit__order",
        )
    )


def clusters_in(standings: QuerySet[ReviewStanding]) -> QuerySet[Cluster]:
    """Return the clusters to which the standings belong."""
    clusters = Cluster.objects.filter(pk__in=standings.order_by().values("cluster"))
    return clusters.order_by("order", "name").only("name", "year")


def indicators_in(totals: QuerySet[ReviewTotal]) -> QuerySet[Indicator]:
    """Return the indicators to which the totals belong."""
    indicators = Indicator.objects.filter(pk__in=totals.order_by().values("indicator"))
    return indicators.order_by("order").only("name")


def punctuality_in(review: Review) -> list[Punctuality]:
    """Return the punctuality of each cluster; units outside clusters come together."""
    rows = (
        review.standings.order_by("cluster__order", "cluster__name", "cluster")
        .values_list("cluster__name")
        .annotate(Sum("reports_on_time"), Sum("reports_late"), Sum("reports_missing"))
    )
    return [Punctuality(name or "", *counts) for name, *counts in rows]


def totals_read(mandate: Mandate | None) -> QuerySet[ReviewTotal]:
    """Return the totals of visible reviews with what the page of one tells."""
    totals = ReviewTotal.objects.filter(review__in=_visible(mandate))
    return totals.select_related(
        "review__campaign", "indicator", "supplied__supplied_by__unit"
    ).only(
        "total", "outcome", "review__kind", "review__campaign__title",
        "indicator__name", "indicator__unit_of_measure", "indicator__aggregation",
        "supplied__supplied_at", "supplied__cutoff_on", "supplied__kind",
        "supplied__supplied_by__unit__name", "supplied__supplied_by__unit__short_name",
    )  # fmt: skip


def standings_read(mandate: Mandate | None) -> QuerySet[ReviewStanding]:
    """Return the standings of visible reviews with what the page of one tells."""
    standings = ReviewStanding.objects.filter(review__in=_visible(mandate))
    return standings.select_related("review__campaign", "participant__unit", "cluster").only(
        "completion", "rank", "review__kind", "review__campaign__title", "cluster__name",
        "participant__unit__name", "participant__unit__short_name",
    )  # fmt: skip


def lines_of_total(mandate: Mandate | None, review: int, indicator: int) -> QuerySet[FrozenLine]:
    """Return the frozen figures from which a total of a visible review was made."""
    lines = FrozenLine.objects.filter(review=review, indicator=indicator)
    return (
        lines.filter(review__in=_visible(mandate))
        .select_related("participant__unit", "participant__cluster")
        .only(
            "review", "value", "target", "rate", "is_confirmed", "is_estimate", "line",
            "participant__unit__name", "participant__unit__short_name",
            "participant__cluster__name",
        )
    )  # fmt: skip


def lines_of_standing(
    mandate: Mandate | None, review: int, campaign: int, participant: int
) -> QuerySet[FrozenLine]:
    """Return the frozen figures of one unit in a visible review, of the campaign's indicators."""
    lines = FrozenLine.objects.filter(
        review=review, indicator__campaign=campaign, participant=participant
    )
    return (
        lines.filter(review__in=_visible(mandate))
        .select_related("indicator")
        .only(
            "review", "value", "goal", "rate", "is_confirmed", "is_estimate", "line",
            "indicator__name", "indicator__unit_of_measure", "indicator__weight",
        )
    )  # fmt: skip


def readable_reports(lines: Iterable[FrozenLine], mandate: Mandate | None) -> dict[int, int]:
    """Return line → report for the reports behind the lines that the mandate may open.

    They are asked for beside the page's lines: joined, they would be for all before it is cut.
    """
    reports = Report.objects.visible_to(mandate).order_by()
    behind = reports.filter(lines__in=[line.line_id for line in lines])
    return dict(behind.values_list("lines", "pk"))


def changed_since(review: Review) -> QuerySet[ReportLine]:
    """Return the figures that say otherwise today than was ``frozen``, with what ``counted``.

    An issued review keeps what it froze; the difference is shown beside it. Only the reports that
    were saved since are looked at, mostly none; they are asked for first, for the database would
    rather read all that was frozen.
    """
    since = (review.computed_at or review.created_at) - LONGEST_SAVE
    saved = Report.objects.filter(period=review.period_id, saved_at__gte=since)
    reports = list(saved.order_by().values_list("pk", flat=True))
    if not reports:
        return ReportLine.objects.none()
    frozen = FrozenLine.objects.filter(
        review=review,
        indicator=OuterRef("indicator"),
        participant=OuterRef("report__participant"),
        line=OuterRef("pk"),
    )
    return (
        ReportLine.objects.filter(report__in=reports)
        .annotate(counted=measures.counted(), frozen=Subquery(frozen.values("value")[:1]))
        .exclude(counted=F("frozen"))
        .exclude(counted__isnull=True, frozen__isnull=True)
        .filter(Exists(frozen))
        .select_related("indicator", "report__participant__unit")
        .order_by("indicator__order", "report__participant__unit__order")
    )


# --- the text --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """A run of words that stands in both texts, only in the draft, or only in the edited one."""

    kind: str
    text: str


def differences(section: ReviewSection) -> list[Change]:
    """Return how the edited text differs from the draft, word by word."""
    old, new = section.drafted.split(" "), section.body.replace("\r\n", "\n").split(" ")
    changes: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            changes.append(Change("equal", " ".join(old[a:b])))
            continue
        if a < b:
            changes.append(Change("removed", " ".join(old[a:b])))
        if c < d:
            changes.append(Change("added", " ".join(new[c:d])))
    return changes


def outdated_sections(
    review: Review, sections: Sequence[ReviewSection] | None = None
) -> dict[int, list[str]]:
    """Return the figures in each section that are not those of the review at present.

    What the drafts state is right; the frozen figures are read only where a text states others.
    """
    sections = list(review.sections.all()) if sections is None else sections
    drafted = drafted_pieces(sections)
    others = {section.pk: foreign_pieces(section.body, drafted) for section in sections}
    frozen = frozen_pieces(review) if any(others.values()) else set()
    found = {}
    for section in sections:
        wrong = [piece for piece in others[section.pk] if piece not in frozen]
        if wrong or not is_balanced(section.body):
            found[section.pk] = wrong
    return found


# --- for the rooms above -----------------------------------------------------------------


def standing_of(unit: Unit, year: int) -> ReviewStanding | None:
    """Return the unit's standing in the issued final review of the year, else the latest one.

    Of several campaigns, the one of the whole province counts before thematic ones.
    """
    return (
        ReviewStanding.objects.filter(
            participant__unit=unit,
            review__state=ReviewState.ISSUED,
            review__campaign__starts_on__year=year,
        )
        .select_related("review__campaign", "cluster")
        .order_by(
            F("review__kind").asc(),
            F("review__campaign__parent").asc(nulls_first=True),
            "-review__as_of",
        )
        .first()
    )
