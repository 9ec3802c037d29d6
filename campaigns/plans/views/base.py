"""What the pages of one campaign share."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from campaigns.plans.models import Campaign
from campaigns.plans.selectors import campaigns_around
from emulation.ui.views import ActionView, ListPage, PortalView, ServiceFormView


class OfCampaign(PortalView):
    """Finds the visible campaign of the address; the permission is asked of it."""

    def campaign_rows(self) -> QuerySet[Campaign]:
        """Return the campaigns among which the address finds its own."""
        return campaigns_around(self.mandate)

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the address."""
        return self.found(self.campaign_rows(), pk=self.kwargs["pk"])

    @property
    def record(self) -> Campaign:
        """The record that takes steps."""
        return self.campaign

    def permission_object(self) -> Any:
        return self.campaign

    def address(self) -> str:
        return self.campaign.get_absolute_url()


class PartOfCampaign(OfCampaign):
    """Finds a part (section, duty, day …) of a visible campaign; the address names the part."""

    part_model: Any

    @cached_property
    def part(self) -> Any:
        """The part of the address."""
        visible = Campaign.objects.visible_to(self.mandate).values("pk")
        rows = self.part_model.objects.filter(campaign__in=visible)
        return self.found(rows.select_related("campaign__launcher"), pk=self.kwargs["pk"])

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign to which the part belongs."""
        found: Campaign = self.part.campaign
        return found


class CampaignFormPage(OfCampaign, ServiceFormView):
    """A form page about one campaign."""

    template_name = "campaigns/plans/form.html"

    def page_context(self) -> dict[str, Any]:
        return {
            "campaign": self.campaign,
            "lead": self.campaign.title,
            "cancel_url": self.address(),
            "title": self.title,
        }


class CampaignListPage(ListPage, OfCampaign):
    """A list of one campaign's."""

    template_name = "campaigns/plans/part_list.html"

    def scope(self) -> dict[str, Any]:
        """Return what the rows ask for; 404 where the campaign is hidden."""
        return {"pk": self.campaign.pk}

    def page_context(self) -> dict[str, Any]:
        return {"campaign": self.campaign, "lead": self.campaign.title}


class CampaignAction(OfCampaign, ActionView):
    """A button on one campaign."""

    def fallback(self) -> str:
        """Go back to the campaign."""
        return self.address()
