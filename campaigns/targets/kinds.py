"""What targets add to a campaign: table and annex of its plan, the tab of its record."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign
from campaigns.plans.registry import (
    Missing,
    campaign_part,
    on_participants,
    on_removal,
    plan_annex,
    plan_content,
    submit_check,
)
from campaigns.targets.documents import allocation_annex, targets_table
from campaigns.targets.models import faults_of_aggregation
from campaigns.targets.services import add_up_campaign, take_back_allocations

plan_content(targets_table)
plan_annex(allocation_annex)
on_removal(take_back_allocations)
on_participants(add_up_campaign)
campaign_part(
    _("Indicators"), "targets:indicator-list", permission="campaigns.view_indicators", order=10
)


@submit_check
def targets_are_set(campaign: Campaign) -> Iterable[Missing]:
    """A campaign needs at least one indicator, and each must be such that it can be added up."""
    indicators = list(campaign.indicators.select_related("numerator", "denominator", "previous"))
    if not indicators:
        page = reverse("targets:indicator-list", args=[campaign.pk])
        yield Missing(gettext("No indicator is set yet."), page)
    for indicator in indicators:
        page = reverse("targets:indicator-edit", args=[indicator.pk])
        for fault in faults_of_aggregation(indicator).values():
            yield Missing(f"{indicator.name}: {fault}", page)
