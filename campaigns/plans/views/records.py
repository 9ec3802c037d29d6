"""The list of campaigns and the page of one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import rules
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.lists import CAMPAIGNS
from campaigns.plans.models import Campaign
from campaigns.plans.registry import parts_for
from campaigns.plans.selectors import (
    campaign_records,
    first_children,
    missing_for_submission,
    unit_plan_counts,
)
from campaigns.plans.services.opening import is_interrupted
from campaigns.plans.views.base import OfCampaign
from emulation.documents.enums import DocumentState
from emulation.jobs.enums import JobState
from emulation.ui.vietnamese import short_date
from emulation.ui.views import ListPage
from emulation.workflow.views import StepsPage


class CampaignList(ListPage):
    """The campaigns that the acting mandate may see."""

    permission = "campaigns.list_campaigns"
    listing = CAMPAIGNS

    def head_actions(self) -> list[dict[str, Any]]:
        if not rules.has_perm("campaigns.add_campaign", self.mandate, None):
            return []
        url = reverse("plans:campaign-add")
        return [{"url": url, "label": _("New campaign"), "icon": "plus-lg", "tone": "brand"}]


class CampaignPage(OfCampaign, StepsPage):
    """One campaign: its plan, who takes part, its state and what is next."""

    permission = "campaigns.view_campaign"
    template_name = "campaigns/plans/campaign.html"

    def campaign_rows(self) -> QuerySet[Campaign]:
        """Read with everything that the page shows."""
        return campaign_records(self.mandate)

    def begun(self) -> tuple[dt.datetime | None, int | None]:
        return self.campaign.created_at, self.campaign.created_by_id

    def page_context(self) -> dict[str, Any]:
        """Return everything about the campaign."""
        campaign = self.campaign
        draft = campaign.state == CampaignState.DRAFT
        plans = unit_plan_counts(campaign)
        return {
            **super().page_context(),
            "campaign": campaign,
            "facts": _facts(campaign),
            "missing": missing_for_submission(campaign) if draft else [],
            "parts": parts_for(campaign, self.mandate),
            **first_children(campaign, self.mandate),
            "participant_count": plans["total"],
            "unit_plans": plans,
            "own": _own_participation(campaign, self.mandate),
            "opening": self._opening(),
            **self._rights(),
        }

    def _opening(self) -> Any:
        """Return the job of the launch until it is done, to who runs the campaign."""
        job = self.campaign.opening_job
        if job is None or job.state == JobState.DONE:
            return None
        runs = rules.has_perm("campaigns.run_campaign", self.mandate, self.campaign)
        return job if runs else None

    def _rights(self) -> dict[str, bool]:
        """Return what the acting mandate may do now: its right and the state together."""
        campaign, state = self.campaign, self.campaign.state

        def may(permission: str) -> bool:
            return bool(rules.has_perm(f"campaigns.{permission}", self.mandate, campaign))

        is_open = state != CampaignState.CLOSED
        editable = state == CampaignState.DRAFT
        document = campaign.plan_document
        to_sign = document is not None and document.state == DocumentState.SUBMITTED
        return {
            "may_edit": editable and may("change_campaign"),
            "may_sign": to_sign and may("sign_campaign"),
            "may_change_notice": is_open and may("change_notice"),
            "may_launch_below": may("launch_below"),
            "may_run": may("run_campaign"),
            "may_continue": is_interrupted(campaign) and may("change_participants"),
        }


def _own_participation(campaign: Campaign, mandate: Any) -> Any:
    """Return the acting unit's participation, with the right to record its plan."""
    if campaign.state != CampaignState.LAUNCHED or mandate is None:
        return None
    row = (
        campaign.participants.current()
        .filter(unit=mandate.unit_id)
        .select_related("unit_plan", "unit")
        .first()
    )
    if row is not None:
        row.campaign = campaign
    if row is None or not rules.has_perm("campaigns.record_unit_plan", mandate, row):
        return None
    return row


def _facts(campaign: Campaign) -> list[tuple[Any, ...]]:
    facts: list[tuple[Any, ...]] = [
        (_("Name of the campaign"), campaign.called),
        (_("Kind"), campaign.get_kind_display()),
        (_("Launched by"), campaign.launcher.name),
        (_("Time"), f"{short_date(campaign.starts_on)} – {short_date(campaign.ends_on)}"),
    ]
    if campaign.standing_agency:
        facts.append((_("Standing agency"), campaign.standing_agency.name))
    if campaign.parent:
        url = reverse("plans:campaign", args=[campaign.parent.pk])
        facts.append((_("Under the campaign"), campaign.parent.title, url))
    if campaign.unit_plans_due_on:
        facts.append((_("Units issue their own plans by"), short_date(campaign.unit_plans_due_on)))
    document = campaign.plan_document
    if document:
        url = reverse("documents:document", args=[document.pk])
        words = document.get_state_display()
        if document.issued_on:
            day = short_date(document.issued_on)
            words = _("%(code)s of %(day)s") % {"code": document.code, "day": day}
        facts.append((_("Plan document"), words, url))
    if campaign.state in CampaignState.RUNNING:
        url = reverse("public:campaign", args=[campaign.slug])
        facts.append((_("Public page"), url, url))
    return facts
