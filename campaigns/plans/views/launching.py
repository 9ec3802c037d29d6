"""Participants, submission, launch, and the units' own plans."""

from __future__ import annotations

from typing import Any

import rules
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans import services
from campaigns.plans.enums import CampaignState
from campaigns.plans.forms import LaunchForm, ParticipantsForm, UnitPlanForm
from campaigns.plans.lists import PARTICIPANTS, UNIT_PLANS
from campaigns.plans.models import Participant
from campaigns.plans.selectors import (
    chosen_units,
    missing_for_submission,
    unit_plan_counts,
)
from campaigns.plans.views.base import (
    CampaignAction,
    CampaignFormPage,
    CampaignListPage,
    OfCampaign,
    PartOfCampaign,
)
from campaigns.plans.workflow import WORKFLOW
from emulation.clock import today
from emulation.people.selectors import officers_and_leaders
from emulation.units.models import Unit
from emulation.workflow.views import TakeStep

MOST_NAMED = 200


class Participants(CampaignListPage):
    """Who takes part."""

    permission = "campaigns.change_participants"
    listing = PARTICIPANTS

    def head_actions(self) -> list[dict[str, Any]]:
        if self.campaign.state not in {CampaignState.DRAFT, CampaignState.LAUNCHED}:
            return []
        url = reverse("plans:participants-add", args=[self.campaign.pk])
        return [{"url": url, "label": _("Add participants"), "icon": "plus-lg", "tone": "brand"}]


class ParticipantsAdd(CampaignFormPage):
    """Adds who takes part; choosing shows first how many that is."""

    permission = "campaigns.change_participants"
    template_name = "campaigns/plans/participants.html"
    form_class = ParticipantsForm
    title = gettext_lazy("Add participants")
    submit_label = gettext_lazy("Add to the participants")

    def form_kwargs(self) -> dict[str, Any]:
        return {"campaign": self.campaign}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """With the preview's button show who would be added; else add them."""
        if "preview" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.build_form(request.POST)
        if not form.is_valid():
            return self.form_page(form, status=422)
        chosen = chosen_units(self.campaign, **form.choice()).order_by("order", "name")
        self.preview, self.preview_count = list(chosen[:MOST_NAMED]), chosen.count()
        return self.form_page(form)

    def page_context(self) -> dict[str, Any]:
        return {
            **super().page_context(),
            "cancel_url": reverse("plans:participants", args=[self.campaign.pk]),
            "preview": getattr(self, "preview", None),
            "preview_count": getattr(self, "preview_count", 0),
            "may_change": self.campaign.state in {CampaignState.DRAFT, CampaignState.LAUNCHED},
        }

    def perform(self, form: Any) -> str:
        services.add_participants(by=self.mandate, campaign=self.campaign, **form.choice())
        return reverse("plans:participants", args=[self.campaign.pk])


class CampaignStep(OfCampaign, TakeStep):
    """Takes a step of a campaign."""

    workflow = WORKFLOW
    template_name = "campaigns/plans/step.html"
    forms = {"launch": LaunchForm}

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """From the list to the campaign."""
        may_list = rules.has_perm("campaigns.list_campaigns", self.mandate, None)
        url = reverse("plans:campaign-list") if may_list else ""
        return [(_("Campaigns"), url), (Truncator(self.campaign).chars(48), self.address())]

    def effects(self) -> list[str]:
        return self._of_submission() if self.step == "submit" else self._of_launch()

    def _of_submission(self) -> list[str]:
        count = self.campaign.participants.current().count()
        return [
            _("The plan is written as an official document of %(unit)s.")
            % {"unit": self.campaign.launcher.name},
            *super().effects(),
            _("Text, targets and the list of %(count)s participants can no longer be changed.")
            % {"count": count},
        ]

    def _of_launch(self) -> list[str]:
        present = self.campaign.participants.current().order_by()
        units = Unit.objects.filter(pk__in=present.values("unit"))
        told = officers_and_leaders(units, today()).values("account").distinct().count()
        return [
            _("%(units)s participants get their registration and empty reports.")
            % {"units": present.count()},
            _("%(count)s officers and leaders are told.") % {"count": told},
            _("The notice appears on the public page %(url)s.")
            % {"url": reverse("public:campaign", args=[self.campaign.slug])},
            _("From now on indicators change only by a named change."),
        ]

    def page_context(self) -> dict[str, Any]:
        """Say what is still missing before the plan can be submitted."""
        missing = missing_for_submission(self.campaign) if self.step == "submit" else []
        return {**super().page_context(), "missing": missing}


class ContinueOpening(CampaignAction):
    """Opens what is missing after the job of the launch failed or was cancelled."""

    permission = "campaigns.change_participants"
    success_message = gettext_lazy("What is missing is being opened.")

    def perform(self) -> str:
        services.continue_opening(by=self.mandate, campaign=self.campaign)
        return self.address()


class UnitPlanBoard(CampaignListPage):
    """Who has issued an own plan, who has not, and how many days it took."""

    permission = "campaigns.view_campaign"
    template_name = "campaigns/plans/unit_plans.html"
    listing = UNIT_PLANS

    def page_context(self) -> dict[str, Any]:
        return {**super().page_context(), "counts": unit_plan_counts(self.campaign)}


class UnitPlanRecord(PartOfCampaign, CampaignFormPage):
    """Records a unit's own plan: by the unit, or by the office on its behalf."""

    permission = "campaigns.record_unit_plan"
    part_model = Participant
    form_class = UnitPlanForm
    title = gettext_lazy("Record the unit's plan")
    submit_label = gettext_lazy("Record it")
    success_message = gettext_lazy("The unit's plan is recorded.")

    @cached_property
    def part(self) -> Any:
        """The participant of the address."""
        rows = Participant.objects.visible_to(self.mandate).current()
        related = rows.select_related("campaign__launcher", "unit", "unit_plan")
        return self.found(related, pk=self.kwargs["pk"])

    def permission_object(self) -> Any:
        return self.part

    def form_kwargs(self) -> dict[str, Any]:
        """Show what was recorded before."""
        plan = getattr(self.part, "unit_plan", None)
        return {"initial": {"number": plan.number, "issued_on": plan.issued_on}} if plan else {}

    def page_context(self) -> dict[str, Any]:
        return {
            **super().page_context(),
            "lead": f"{self.part.unit} – {self.campaign}",
            "on_behalf": self.mandate.unit_id != self.part.unit_id,
            "cancel_url": reverse("plans:unit-plans", args=[self.campaign.pk]),
        }

    def perform(self, form: Any) -> str:
        data = form.entered()
        services.record_unit_plan(
            by=self.mandate,
            participant=self.part,
            number=data["number"],
            issued_on=data["issued_on"],
            upload=data["file"],
        )
        return reverse("plans:unit-plans", args=[self.campaign.pk])
