"""Forms by which a plan is written."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from campaigns.plans import services
from campaigns.plans.forms import (
    AssignmentForm,
    AttachmentForm,
    CampaignForm,
    CompletionForm,
    DayForm,
    NoticeForm,
    SectionForm,
)
from campaigns.plans.models import (
    Assignment,
    Attachment,
    Campaign,
    CommemorativeDay,
    PlanSection,
)
from campaigns.plans.selectors import campaigns_for
from campaigns.plans.views.base import CampaignAction, CampaignFormPage, PartOfCampaign
from emulation.ui.views import ServiceFormView


class CampaignAdd(ServiceFormView):
    """Begins a campaign; with ``?tren=`` under a running one."""

    permission = "campaigns.add_campaign"
    template_name = "campaigns/plans/form.html"
    form_class = CampaignForm
    title = _("New campaign")
    submit_label = _("Begin the draft")

    @cached_property
    def parent(self) -> Campaign | None:
        """The campaign above, when the address names a visible one."""
        number = self.request.GET.get("tren", "")
        if not number.isascii() or not number.isdigit():
            return None
        parent: Campaign = self.found(campaigns_for(self.mandate), pk=int(number))
        return parent

    def form_kwargs(self) -> dict[str, Any]:
        if self.parent is None:
            return {}
        span = {"starts_on": self.parent.starts_on, "ends_on": self.parent.ends_on}
        return {"initial": {**span, "kind": self.parent.kind}}

    def page_context(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "parent": self.parent,
            "lead": self.parent.title if self.parent else "",
            "cancel_url": reverse("plans:campaign-list"),
        }

    def perform(self, form: Any) -> str:
        campaign = services.create_campaign(by=self.mandate, parent=self.parent, **form.entered())
        return reverse("plans:campaign", args=[campaign.pk])


class CampaignEdit(CampaignFormPage):
    """Changes the facts of a draft."""

    permission = "campaigns.change_campaign"
    form_class = CampaignForm
    title = _("Facts of the campaign")

    def form_kwargs(self) -> dict[str, Any]:
        return {"instance": self.campaign}

    def perform(self, form: Any) -> str:
        version = form.cleaned_data["version"]
        campaign = Campaign(pk=self.campaign.pk)
        services.change_campaign(
            by=self.mandate, campaign=campaign, version=version, **form.entered()
        )
        return self.address()


class NoticeEdit(CampaignFormPage):
    """Changes the words of the public notice."""

    permission = "campaigns.change_notice"
    form_class = NoticeForm
    title = _("Public notice")

    def form_kwargs(self) -> dict[str, Any]:
        return {"instance": self.campaign}

    def perform(self, form: Any) -> str:
        services.change_notice(
            by=self.mandate, campaign=Campaign(pk=self.campaign.pk), **form.entered()
        )
        return self.address()


class SectionAdd(CampaignFormPage):
    """Adds a part to the plan."""

    permission = "campaigns.change_campaign"
    form_class = SectionForm
    title = _("Part of the plan")

    def form_kwargs(self) -> dict[str, Any]:
        """Propose the part that the address names."""
        return {"initial": {"kind": self.request.GET.get("phan", "")}}

    def perform(self, form: Any) -> str:
        services.save_section(by=self.mandate, campaign=self.campaign, **form.entered())
        return f"{self.address()}#plan"


class SectionEdit(PartOfCampaign, CampaignFormPage):
    """Changes a part of the plan."""

    permission = "campaigns.change_campaign"
    part_model = PlanSection
    form_class = SectionForm
    title = _("Part of the plan")

    def form_kwargs(self) -> dict[str, Any]:
        """Edit this part."""
        return {"instance": self.part}

    def perform(self, form: Any) -> str:
        section = PlanSection.objects.get(pk=self.part.pk)
        services.save_section(
            by=self.mandate, campaign=self.campaign, section=section, **form.entered()
        )
        return f"{self.address()}#plan"


class SectionRemove(PartOfCampaign, CampaignAction):
    """Takes a part out of the plan."""

    permission = "campaigns.change_campaign"
    part_model = PlanSection

    def perform(self) -> str:
        services.remove_section(by=self.mandate, section=self.part)
        return f"{self.address()}#plan"


class AssignmentAdd(CampaignFormPage):
    """Adds a duty."""

    permission = "campaigns.change_campaign"
    form_class = AssignmentForm
    title = _("Duty of the plan")

    def form_kwargs(self) -> dict[str, Any]:
        return {"campaign": self.campaign}

    def perform(self, form: Any) -> str:
        services.save_assignment(by=self.mandate, campaign=self.campaign, **form.entered())
        return f"{self.address()}#duties"


class AssignmentEdit(PartOfCampaign, CampaignFormPage):
    """Changes a duty."""

    permission = "campaigns.change_campaign"
    part_model = Assignment
    form_class = AssignmentForm
    title = _("Duty of the plan")

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "campaign": self.campaign,
            "initial": {
                "content": self.part.content,
                "lead_unit": self.part.lead_unit_id,
                "cooperating_units": [unit.pk for unit in self.part.cooperating_units.all()],
                "due_on": self.part.due_on,
            },
        }

    def perform(self, form: Any) -> str:
        services.save_assignment(
            by=self.mandate, campaign=self.campaign, assignment=self.part, **form.entered()
        )
        return f"{self.address()}#duties"


class AssignmentRemove(PartOfCampaign, CampaignAction):
    """Takes a duty out of the plan."""

    permission = "campaigns.change_campaign"
    part_model = Assignment

    def perform(self) -> str:
        services.remove_assignment(by=self.mandate, assignment=self.part)
        return f"{self.address()}#duties"


class AssignmentComplete(PartOfCampaign, CampaignFormPage):
    """Records that a duty is done."""

    permission = "campaigns.complete_assignment"
    part_model = Assignment
    form_class = CompletionForm
    title = _("Result of the duty")

    def permission_object(self) -> Any:
        return self.part

    def form_kwargs(self) -> dict[str, Any]:
        """Show what was recorded before."""
        return {"initial": {"done_on": self.part.done_on, "result": self.part.result}}

    def page_context(self) -> dict[str, Any]:
        return {**super().page_context(), "lead": self.part.content}

    def perform(self, form: Any) -> str:
        services.complete_assignment(by=self.mandate, assignment=self.part, **form.entered())
        return f"{self.address()}#duties"


class DayAdd(CampaignFormPage):
    """Adds a great day."""

    permission = "campaigns.change_campaign"
    form_class = DayForm
    title = _("Commemorative day")

    def perform(self, form: Any) -> str:
        services.add_commemorative_day(by=self.mandate, campaign=self.campaign, **form.entered())
        return f"{self.address()}#days"


class DayRemove(PartOfCampaign, CampaignAction):
    """Takes a great day out."""

    permission = "campaigns.change_campaign"
    part_model = CommemorativeDay

    def perform(self) -> str:
        services.remove_commemorative_day(by=self.mandate, day=self.part)
        return f"{self.address()}#days"


class AttachmentAdd(CampaignFormPage):
    """Adds a file to the notice."""

    permission = "campaigns.change_notice"
    form_class = AttachmentForm
    title = _("Attachment of the notice")

    def perform(self, form: Any) -> str:
        data = form.entered()
        services.add_attachment(
            by=self.mandate, campaign=self.campaign, title=data["title"], upload=data["file"]
        )
        return f"{self.address()}#attachments"


class AttachmentRemove(PartOfCampaign, CampaignAction):
    """Takes a file off the notice."""

    permission = "campaigns.change_notice"
    part_model = Attachment

    def perform(self) -> str:
        services.remove_attachment(by=self.mandate, attachment=self.part)
        return f"{self.address()}#attachments"
