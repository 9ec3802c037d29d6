"""The lists of reviews, and of the figures behind a total and behind a standing."""

from __future__ import annotations

from typing import Any

import rules
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from campaigns.plans.models import Campaign
from campaigns.reviews.lists import REVIEWS, STANDING_SOURCES, TOTAL_SOURCES
from campaigns.reviews.models import ReviewStanding, ReviewTotal
from campaigns.reviews.selectors import UNREAD, reviews_for
from campaigns.targets.enums import Outcome
from emulation.ui.views import ListPage

BEHIND = tuple(f"review__{name}" for name in UNREAD)


class ReviewList(ListPage):
    """The reviews that the mandate may see."""

    permission = "campaigns.view_review"
    listing = REVIEWS
    template_name = "campaigns/reviews/list.html"


class CampaignReviews(ReviewList):
    """The reviews of one campaign."""

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the address."""
        return self.found(Campaign.objects.visible_to(self.mandate), pk=self.kwargs["pk"])

    def permission_object(self) -> Any:
        return self.campaign

    def head_actions(self) -> list[dict[str, Any]]:
        may = rules.has_perm("campaigns.start_review", self.mandate, self.campaign)
        if not may or not self.campaign.is_running:
            return []
        url = reverse("reviews:start", args=[self.campaign.pk])
        return [{"url": url, "label": _("Begin a review"), "icon": "calculator", "tone": "brand"}]

    def page_context(self) -> dict[str, Any]:
        return {"lead": str(self.campaign), "campaign": self.campaign}


class TotalSource(ListPage):
    """The figures from which one total was made."""

    permission = "campaigns.view_review"
    listing = TOTAL_SOURCES
    template_name = "campaigns/reviews/source.html"

    @cached_property
    def total(self) -> ReviewTotal:
        """The total of the address, of a visible review."""
        rows = ReviewTotal.objects.filter(review__in=reviews_for(self.mandate).values("pk"))
        return self.found(
            rows.select_related(
                "review__campaign", "review__period", "indicator", "supplied__supplied_by__unit"
            ).defer(*BEHIND),
            pk=self.kwargs["pk"],
        )

    def scope(self) -> dict[str, Any]:
        """Return what the rows ask for; 404 where the review is hidden."""
        return {"pk": self.total.pk}

    def title(self) -> str:
        return str(self.total.indicator.name)

    def page_context(self) -> dict[str, Any]:
        return {
            "lead": str(self.total.review),
            "total": self.total,
            "tone": Outcome.tones[self.total.outcome],
            "review": self.total.review,
        }


class StandingSource(ListPage):
    """The figures from which one unit's standing was made."""

    permission = "campaigns.view_review"
    listing = STANDING_SOURCES
    template_name = "campaigns/reviews/standing.html"

    @cached_property
    def standing(self) -> ReviewStanding:
        """The standing of the address, of a visible review."""
        rows = ReviewStanding.objects.filter(review__in=reviews_for(self.mandate).values("pk"))
        return self.found(
            rows.select_related("review__campaign", "participant__unit", "cluster").defer(*BEHIND),
            pk=self.kwargs["pk"],
        )

    def scope(self) -> dict[str, Any]:
        """Return what the rows ask for; 404 where the review is hidden."""
        return {"pk": self.standing.pk}

    def title(self) -> str:
        return str(self.standing.participant.unit)

    def page_context(self) -> dict[str, Any]:
        return {
            "lead": str(self.standing.review),
            "standing": self.standing,
            "review": self.standing.review,
        }
