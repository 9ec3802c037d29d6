"""What the public reads: the list of campaigns and one notice."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from campaigns.plans.enums import SectionKind
from campaigns.plans.lists import PUBLISHED
from campaigns.plans.models import Campaign
from campaigns.plans.registry import public_links
from campaigns.plans.selectors import first_children, published_record
from emulation.desk.selectors import views_of
from emulation.ui.views import PUBLIC, ListPage, RecordPage


class Home(ListPage):
    """The notices of the province, the newest first."""

    permission = PUBLIC
    template_name = "campaigns/plans/public_home.html"
    listing = PUBLISHED


class Notice(RecordPage):
    """One published campaign: text, duties, attachments, the campaigns under it."""

    permission = PUBLIC
    template_name = "campaigns/plans/public_campaign.html"

    @cached_property
    def campaign(self) -> Campaign:
        """The published campaign of the address."""
        return self.found(published_record(), slug=self.kwargs["slug"])

    def page_context(self) -> dict[str, Any]:
        campaign = self.campaign
        path = reverse("public:campaign", args=[campaign.slug])
        order = {kind.value: index for index, kind in enumerate(SectionKind)}
        sections = sorted(campaign.sections.all(), key=lambda s: (order[s.kind], s.order, s.pk))
        return {
            "campaign": campaign,
            "views": views_of(path),
            "sections": sections,
            "assignments": list(campaign.assignments.all()),
            "plan": campaign.plan_document,
            **first_children(campaign, None),
            "links": [link for source in public_links for link in source(campaign)],
        }
