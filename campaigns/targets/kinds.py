"""What targets add to a campaign: table and annex of its plan, the tab of its record."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.plans.registry import (
    campaign_part,
    on_participants,
    on_removal,
    plan_annex,
    plan_content,
)
from campaigns.targets.documents import allocation_annex, targets_table
from campaigns.targets.services import add_up_campaign, take_back_allocations

plan_content(targets_table)
plan_annex(allocation_annex)
on_removal(take_back_allocations)
on_participants(add_up_campaign)
campaign_part(
    _("Indicators"), "targets:indicator-list", permission="campaigns.view_indicators", order=10
)
