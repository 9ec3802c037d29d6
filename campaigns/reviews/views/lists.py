"""The lists of reviews, and of the figures behind a total and behind a standing."""

from __future__ import annotations

from typing import Any

import rules
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from campaigns.plans.models import Campaign
from campaigns.plans.selectors import campaigns_named
from campaigns.reviews.lists import REVIEWS, STANDING_SOURCES, TOTAL_SOURCES
from campaigns.reviews.models import ReviewStanding, ReviewTotal
from campaigns.reviews.selectors import standings_read, totals_read
from campaigns.targets.enums import Outcome
from emulation.ui.views import ListPage


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
        return self.found(campaigns_named(self.mandate), pk=self.kwargs["pk"])

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
        return self.found(totals_read(self.mandate), pk=self.kwargs["pk"])

    def scope(self) -> dict[str, Any]:
        """Return what the rows ask for; 404 where the review is hidden."""
        return {"review": self.total.review_id, "indicator": self.total.indicator_id}

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
        return self.found(standings_read(self.mandate), pk=self.kwargs["pk"])

    def scope(self) -> dict[str, Any]:
        """Return what the rows ask for; 404 where the review is hidden."""
        standing = self.standing
        return {
            "review": standing.review_id,
            "campaign": standing.review.campaign_id,
            "participant": standing.participant_id,
        }

    def title(self) -> str:
        return str(self.standing.participant.unit)

    def page_context(self) -> dict[str, Any]:
        return {
            "lead": str(self.standing.review),
            "standing": self.standing,
            "review": self.standing.review,
        }
