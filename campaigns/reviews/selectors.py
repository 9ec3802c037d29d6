"""Reads of reviews, for their pages and for the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import F, QuerySet

from campaigns import measures
from campaigns.reports.models import Report
from campaigns.reviews.drafting import allowed_pieces, foreign_pieces
from campaigns.reviews.enums import ReviewState
from campaigns.reviews.models import (
    FrozenLine,
    Review,
    ReviewSection,
    ReviewStanding,
    ReviewTotal,
)
from campaigns.reviews.wording import is_balanced
from emulation.people.models import Mandate
from emulation.units.models import Unit


def reviews_for(mandate: Mandate | None) -> QuerySet[Review]:
    """Return the visible reviews with what lists and pages show."""
    return Review.objects.visible_to(mandate).select_related(
        "campaign__launcher",
        "campaign__standing_agency",
        "period",
        "job",
        "document",
        "created_by__account",
    )


def totals_of(review: Review) -> list[ReviewTotal]:
    """Return the totals in the plan's order; each says whether its indicator ``grows``."""
    return list(
        review.totals.annotate(grows=measures.grows())
        .select_related("indicator__monitoring_agency", "supplied__supplied_by__unit")
        .order_by("indicator__order", "pk")
    )


def standings_in(review: Review) -> list[ReviewStanding]:
    """Return the standings by cluster and rank; units that are not ranked come last."""
    return list(
        review.standings.select_related("participant__unit", "cluster").order_by(
            "cluster__order",
            "cluster__name",
            F("rank").asc(nulls_last=True),
            "participant__unit__order",
        )
    )


def lines_of_total(total: ReviewTotal) -> QuerySet[FrozenLine]:
    """Return the frozen figures from which a total was made."""
    return (
        FrozenLine.objects.filter(review=total.review_id, indicator=total.indicator_id)
        .select_related("participant__unit", "participant__cluster", "line__report")
        .order_by("participant__cluster__order", "participant__unit__order")
    )


def lines_of_standing(standing: ReviewStanding) -> QuerySet[FrozenLine]:
    """Return the frozen figures of one unit."""
    return (
        FrozenLine.objects.filter(
            review=standing.review_id,
            indicator__campaign=standing.review.campaign_id,
            participant=standing.participant_id,
        )
        .select_related("indicator", "line__report")
        .order_by("indicator__order")
    )


def reports_seen(review: Review, mandate: Mandate | None) -> set[int]:
    """Return the reports behind a review that the mandate may open."""
    behind = FrozenLine.objects.filter(review=review).values("line__report")
    return set(
        Report.objects.visible_to(mandate).filter(pk__in=behind).values_list("pk", flat=True)
    )


def changed_since(review: Review) -> QuerySet[FrozenLine]:
    """Return the frozen figures whose report says otherwise today, with ``present``.

    An issued review keeps what it froze; the difference is shown beside it.
    """
    return (
        FrozenLine.objects.filter(review=review)
        .annotate(present=measures.counted("line__"))
        .exclude(present=F("value"))
        .exclude(present__isnull=True, value__isnull=True)
        .select_related("indicator", "participant__unit", "line")
        .order_by("indicator__order", "participant__unit__order")
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


def outdated_sections(review: Review) -> dict[int, list[str]]:
    """Return the figures in each section that are not those of the review at present."""
    allowed = allowed_pieces(review)
    found = {}
    for section in review.sections.all():
        wrong = foreign_pieces(section.body, allowed)
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
