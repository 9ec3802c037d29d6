"""What is said before a review is submitted for signature: on what it rests, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from campaigns.plans.models import Participant
from campaigns.reviews.computing import counted_reports, judged_participants
from campaigns.reviews.computing.totals import judged_from
from campaigns.reviews.models import Review, ReviewTotal
from campaigns.reviews.wording import judged_early
from emulation.ui.errors import Refused

MOST_NAMED = 20


@dataclass(frozen=True)
class Gaps:
    """Reports received of those expected; whose is missing; which indicators rest on too few."""

    received: int
    expected: int
    judged_from: int
    missing: Sequence[Participant]
    more: int
    totals: Sequence[ReviewTotal]


def gaps_of(review: Review) -> Gaps:
    """Return what is missing of a review's reports and figures, the first names only."""
    units = judged_participants(review)
    received = counted_reports(review).count()
    silent = units.exclude(pk__in=counted_reports(review).order_by().values("participant"))
    shown = _named(silent)[:MOST_NAMED]
    expected, missing = units.count(), silent.count()
    return Gaps(
        received=received,
        expected=expected,
        judged_from=judged_from(review),
        missing=list(shown),
        more=max(missing - MOST_NAMED, 0),
        totals=list(
            review.totals.filter(received__lt=F("expected"))
            .select_related("indicator")
            .order_by("indicator__order", "pk")
        ),
    )


def _named(units: QuerySet[Participant]) -> QuerySet[Participant]:
    return units.select_related("unit").order_by("cluster__order", "unit__order", "pk")


def refuse_early_judgment(review: Review) -> None:
    """Raise ``Refused`` where a section calls a target reached of which too few have reported."""
    totals = list(review.totals.select_related("indicator"))
    for section in review.sections.all():
        names = judged_early(section.body, totals)
        if names:
            raise Refused(
                _(
                    "Part “%(section)s” says that targets were reached though too few reports have "
                    "been accepted: %(names)s. Take out the words “đạt”, “vượt”, “hoàn thành” "
                    "there, or collect the missing reports and compute again."
                )
                % {"section": section.heading, "names": "; ".join(names)}
            )
