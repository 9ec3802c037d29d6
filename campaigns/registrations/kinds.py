"""What registrations add to a campaign: opened at its launch, the tab of its record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign
from campaigns.plans.registry import campaign_part, on_launch
from campaigns.registrations.services import open_registrations
from emulation.people.models import Mandate


@on_launch()
def open_at_launch(campaign: Campaign, by: Mandate, _step: int) -> None:
    """Create the registrations of the participants."""
    open_registrations(campaign, by)


campaign_part(
    _("Registrations"),
    "registrations:campaign-registrations",
    permission="campaigns.list_registrations",
    order=30,
)
