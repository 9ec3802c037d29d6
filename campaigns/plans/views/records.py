"""The list of campaigns and the page of one."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.enums import CampaignState
from campaigns.plans.forms import CampaignFilter
from campaigns.plans.models import Campaign
from campaigns.plans.registry import parts_for
from campaigns.plans.selectors import (
    campaign_records,
    campaigns_for,
    missing_for_submission,
    unit_plan_counts,
    visible_children,
)
from campaigns.plans.views.base import OfCampaign
from emulation.documents.enums import DocumentState
from emulation.ui.vietnamese import short_date
from emulation.ui.views import ListPage, RecordPage
from emulation.workflow.selectors import history

STEPS = (
    (CampaignState.DRAFT, gettext_lazy("Draft")),
    (CampaignState.SUBMITTED, gettext_lazy("For signature")),
    (CampaignState.SIGNED, gettext_lazy("Signed")),
    (CampaignState.ISSUED, gettext_lazy("Issued")),
    (CampaignState.LAUNCHED, gettext_lazy("Launched")),
    (CampaignState.CLOSED, gettext_lazy("Campaign closed")),
)


class CampaignList(ListPage):
    """The campaigns that the acting mandate may see."""

    permission = "campaigns.list_campaigns"
    template_name = "campaigns/plans/campaign_list.html"
    filterset_class = CampaignFilter

    def rows(self) -> QuerySet[Campaign]:
        """Return the visible campaigns."""
        return campaigns_for(self.mandate)

    def page_context(self) -> dict[str, Any]:
        """Return the title and whether a new one may be begun."""
        return {
            "title": _("Emulation campaigns"),
            "may_add": rules.has_perm("campaigns.add_campaign", self.mandate, None),
        }


class CampaignPage(OfCampaign, RecordPage):
    """One campaign: its plan, who takes part, its state and what is next."""

    permission = "campaigns.view_campaign"
    template_name = "campaigns/plans/campaign.html"

    def campaign_rows(self) -> QuerySet[Campaign]:
        """Read with everything that the page shows."""
        return campaign_records(self.mandate)

    def page_context(self) -> dict[str, Any]:
        """Return everything about the campaign."""
        campaign = self.campaign
        log = list(history(campaign))
        draft = campaign.state == CampaignState.DRAFT
        return {
            "title": campaign.title,
            "object": campaign,
            "campaign": campaign,
            "steps": _steps(campaign, log),
            "facts": _facts(campaign),
            "missing": missing_for_submission(campaign) if draft else [],
            "returned": _returned(campaign, log),
            "parts": parts_for(campaign, self.mandate),
            "children": list(visible_children(campaign, self.mandate)),
            "participant_count": campaign.participants.current().count(),  # type: ignore[attr-defined]
            "unit_plans": unit_plan_counts(campaign),
            "activity": [_entry(step) for step in log],
            "own": _own_participation(campaign, self.mandate),
            **self._rights(),
        }

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
            "may_submit": editable and may("submit_campaign"),
            "may_sign": to_sign and may("sign_campaign"),
            "may_launch": state == CampaignState.ISSUED and may("launch_campaign"),
            "may_change_notice": is_open and may("change_notice"),
            "may_launch_below": may("launch_below"),
            "may_run": may("run_campaign"),
        }


def _own_participation(campaign: Campaign, mandate: Any) -> Any:
    """Return the acting unit's participation, with the right to record its plan."""
    if campaign.state != CampaignState.LAUNCHED or mandate is None:
        return None
    row = (
        campaign.participants.current()  # type: ignore[attr-defined]
        .filter(unit=mandate.unit_id)
        .select_related("unit_plan", "unit", "campaign__launcher")
        .first()
    )
    if row is None or not rules.has_perm("campaigns.record_unit_plan", mandate, row):
        return None
    return row


def _steps(campaign: Campaign, log: list[Any]) -> list[dict[str, Any]]:
    """Return the line of steps; the last time each state was reached stands below it."""
    reached = {step.target: step for step in log}
    order = [state.value for state, _label in STEPS]
    place = order.index(campaign.state)
    steps = []
    for index, (state, label) in enumerate(STEPS):
        step = reached.get(state.value) if index <= place else None
        tense = "done" if index < place else "current" if index == place else "todo"
        by = step.mandate.account.full_name if step and step.mandate else ""
        steps.append({"label": label, "state": tense, "at": step.at if step else None, "by": by})
    steps[0]["at"], steps[0]["by"] = campaign.created_at, campaign.created_by.account.full_name
    return steps


def _returned(campaign: Campaign, log: list[Any]) -> Any:
    """Return the return of a draft that came back and was not submitted again."""
    if campaign.state != CampaignState.DRAFT or not log or log[-1].name != "return":
        return None
    return log[-1]


def _entry(step: Any) -> dict[str, Any]:
    who = step.mandate.account.full_name if step.mandate else _("The portal")
    words = {
        "submit": _("submitted the plan for signature"),
        "return": _("returned the plan"),
        "sign": _("signed the plan"),
        "issue": _("issued the plan"),
        "launch": _("launched the campaign"),
        "close": _("closed the campaign"),
    }
    return {
        "at": step.at,
        "by": who,
        "text": words.get(step.name, step.name),
        "reason": step.reason,
    }


def _facts(campaign: Campaign) -> list[tuple[Any, ...]]:
    facts: list[tuple[Any, ...]] = [
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
