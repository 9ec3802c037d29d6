"""The page of a review, one part at a time: totals, standings, charts, text."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from campaigns.reviews.charts import completeness_chart, completion_chart, rank_chart
from campaigns.reviews.departures import departures_of, reconciled
from campaigns.reviews.forms import ChartForm
from campaigns.reviews.lists import STANDINGS, TOTALS
from campaigns.reviews.models import ReviewSection
from campaigns.reviews.registry import links_of
from campaigns.reviews.selectors import (
    changed_since,
    charted_totals,
    clusters_in,
    outcomes_of,
    outdated_sections,
    punctuality_in,
    standings_in,
)
from campaigns.reviews.views.base import OfReview
from campaigns.targets.enums import Outcome
from emulation.ui.views import ListPage
from emulation.workflow.views import StepsPage

MOST_CHANGES = 20
PARTS = {
    "review": _("Results against the targets"),
    "standings": _("Ranks by cluster and block"),
    "charts": _("Charts"),
    "text": _("Text of the report"),
}


class ReviewPart(OfReview, StepsPage):
    """What stands around every part: state, steps, and the ways to the other parts."""

    permission = "campaigns.view_review"
    part: ClassVar[str]

    def begun(self) -> tuple[dt.datetime | None, int | None]:
        return self.review.created_at, self.review.created_by_id

    def page_context(self) -> dict[str, Any]:
        review = self.review
        may_edit = review.state == "draft" and self.may("edit_review")
        return {
            **super().page_context(),
            "title": f"{review.get_kind_display()}: {review.campaign}",
            "lead": review.period.name,
            "review": review,
            "is_computed": review.state != "computing",
            "parts": self._parts(),
            "may_edit": may_edit,
            "first_section": self.first_section() if may_edit else None,
            "links": list(links_of(review, self.mandate)) if review.state == "issued" else [],
        }

    def first_section(self) -> ReviewSection | None:
        """Return the section with which editing begins."""
        return self.review.sections.order_by("order").only("review").first()

    def _parts(self) -> list[tuple[Any, str, bool]]:
        """Return label and address of every part, and whether it is the one that is shown."""
        return [
            (label, reverse(f"reviews:{name}", args=[self.review.pk]), name == self.part)
            for name, label in PARTS.items()
        ]


class _WithText(ReviewPart):
    """A part that tells whether the text still states the figures of the review."""

    @cached_property
    def sections(self) -> list[ReviewSection]:
        """The sections of the report's text."""
        return list(self.review.sections.order_by("order"))

    def first_section(self) -> ReviewSection | None:
        return self.sections[0] if self.sections else None

    def outdated(self) -> dict[int, list[str]]:
        """Return the sections of a draft that state figures which have changed since."""
        return outdated_sections(self.review, self.sections) if self.review.state == "draft" else {}


class ReviewPage(ListPage, _WithText):  # get() also answers exports
    """A review: progress while it is computed, then its facts and the totals."""

    listing = TOTALS
    template_name = "campaigns/reviews/review.html"
    part = "review"

    def page_context(self) -> dict[str, Any]:
        review = self.review
        if review.state == "computing":
            return super().page_context()
        return {
            **super().page_context(),
            "outcomes": [(o.label, Outcome.tones[o.value], n) for o, n in outcomes_of(review)],
            "outdated": self.outdated(),
            "departures": departures_of(review),
            "reconciled": reconciled(review),
            # Read by the whole page only, not when the list alone is sorted or filtered.
            "changed": self.changed,
        }

    def changed(self) -> tuple[list[Any], int]:
        """Return the first figures that changed since the computation, and how many did."""
        changes = changed_since(self.review)
        shown = list(changes[:MOST_CHANGES])
        return shown, len(shown) if len(shown) < MOST_CHANGES else changes.count()


class Standings(ListPage, ReviewPart):  # get() also answers exports
    """The standings of the units."""

    listing = STANDINGS
    template_name = "campaigns/reviews/standings.html"
    part = "standings"


class Charts(ReviewPart):
    """The charts of the whole review, or of one cluster."""

    template_name = "campaigns/reviews/charts.html"
    part = "charts"

    def page_context(self) -> dict[str, Any]:
        standings = self.review.standings.all()
        form = ChartForm(self.request.GET or None, clusters=clusters_in(standings))
        cluster = form.cleaned_data["cluster"] if form.is_valid() else None
        return {
            **super().page_context(),
            "form": form,
            "charts": [one for one in self._drawn(cluster) if one is not None],
        }

    def _drawn(self, cluster: Any) -> list[Any]:
        if cluster is not None:
            return [rank_chart(cluster, standings_in(self.review, cluster))]
        return [
            completion_chart(self.review, charted_totals(self.review)),
            completeness_chart(punctuality_in(self.review)),
        ]


class Text(_WithText):
    """The text of the report."""

    template_name = "campaigns/reviews/text.html"
    part = "text"

    def page_context(self) -> dict[str, Any]:
        return {
            **super().page_context(),
            "sections": self.sections,
            "outdated": self.outdated(),
        }
