"""Begins a review and takes its steps."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.models import Campaign
from campaigns.reports.selectors import newest_period
from campaigns.reviews import services
from campaigns.reviews.checks import gaps_of
from campaigns.reviews.forms import StartForm
from campaigns.reviews.views.base import OfReview
from campaigns.reviews.workflow import WORKFLOW
from emulation.clock import today
from emulation.ui.views import ServiceFormView
from emulation.workflow.views import TakeStep


class Start(ServiceFormView):
    """Begins a review."""

    permission = "campaigns.start_review"
    form_class = StartForm
    title = gettext_lazy("Begin a review")
    submit_label = gettext_lazy("Compute")

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the address."""
        rows = Campaign.objects.visible_to(self.mandate).select_related("launcher")
        return self.found(rows, pk=self.kwargs["pk"])

    def permission_object(self) -> Any:
        return self.campaign

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the campaign's periods, the one that is reported first."""
        period = newest_period(self.campaign, today())
        return {"campaign": self.campaign, "initial": {"period": period, "as_of": today()}}

    def page_context(self) -> dict[str, Any]:
        back = reverse("reviews:campaign", args=[self.campaign.pk])
        return {"lead": str(self.campaign), "cancel_url": back}

    def perform(self, form: StartForm) -> str:
        """Start and show the progress."""
        review = services.start_review(by=self.mandate, campaign=self.campaign, **form.entered())
        return review.get_absolute_url()


class ReviewStep(OfReview, TakeStep):
    """Takes a step of a review."""

    workflow = WORKFLOW
    template_name = "campaigns/reviews/step.html"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """From the reviews of the campaign to the review."""
        campaign = self.review.campaign
        return [
            (_("Reviews"), reverse("reviews:campaign", args=[campaign.pk])),
            (self.review.get_kind_display(), self.address()),
        ]

    def effects(self) -> list[str]:
        if self.step != "submit":
            return super().effects()
        unit = {"unit": self.review.campaign.launcher}
        effects = [_("The report becomes an official document of %(unit)s.") % unit]
        effects += super().effects()
        if self.review.is_final:
            effects.append(_("When it is issued, the campaign is closed."))
        return effects

    def page_context(self) -> dict[str, Any]:
        """Say on how much the review rests and what is missing, before it is signed."""
        gaps = gaps_of(self.review) if self.step == "submit" else None
        return {**super().page_context(), "gaps": gaps}
