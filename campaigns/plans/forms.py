"""Forms of the plans."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.plans.enums import CampaignKind, SectionKind
from campaigns.plans.models import Campaign, CommemorativeDay, PlanSection
from campaigns.plans.selectors import (
    candidate_units,
    clusters_of,
    kinds_of_candidates,
    proposed_bases,
)
from emulation.clock import today
from emulation.documents.models import LegalBasis
from emulation.files.forms import UploadField
from emulation.ui.forms import PortalForm, PortalModelForm, VietnameseDateField
from emulation.ui.search_fields import choose_some
from emulation.units.forms import (
    ClusterSearchField,
    UnitSearchField,
    UnitsSearchField,
    provincial_units,
)
from emulation.units.models import Unit

CORE_LEVELS = ("province", "district", "base")


class CampaignForm(PortalModelForm):
    """The facts of a campaign; the legal bases in force are proposed."""

    legal_bases = forms.ModelMultipleChoiceField(
        label=_("Legal bases"),
        queryset=LegalBasis.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Those in force today are proposed; take away what does not concern the plan."),
    )

    standing_agency = UnitSearchField(
        label=_("Standing agency"),
        required=False,
        queryset=provincial_units,
        help_text=_(
            "Leads a thematic campaign and, with Home Affairs, its reviews and commendation."
        ),
    )

    class Meta:
        model = Campaign
        fields = (
            "title", "name", "kind", "standing_agency", "starts_on", "ends_on", "objectives",
            "summary",
            "unit_plans_due_on", "recipients", "archive_line",
        )  # fmt: skip
        widgets = {
            "title": forms.Textarea(attrs={"rows": 3}),
            "objectives": forms.Textarea(attrs={"rows": 4}),
            "summary": forms.Textarea(attrs={"rows": 6}),
            "recipients": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bases = proposed_bases(today())
        chosen = LegalBasis.objects.none()
        if self.instance.pk:
            chosen = self.instance.legal_bases.all()
            self.initial["legal_bases"] = [basis.pk for basis in chosen]
        else:
            self.initial["legal_bases"] = [basis.pk for basis in bases]
        field: Any = self.fields["legal_bases"]
        field.queryset = LegalBasis.objects.filter(
            pk__in=[basis.pk for basis in bases] + [basis.pk for basis in chosen]
        )

    def clean(self) -> dict[str, Any]:
        """A thematic campaign is led by a standing agency; it ends after it begins."""
        data: dict[str, Any] = super().clean() or {}
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day may not lie before the first."))
        if data.get("kind") == CampaignKind.THEMATIC and not data.get("standing_agency"):
            self.add_error("standing_agency", _("A thematic campaign needs a standing agency."))
        return data


class NoticeForm(PortalModelForm):
    """The words of the public notice."""

    class Meta:
        model = Campaign
        fields = ("summary", "author")
        widgets = {"summary": forms.Textarea(attrs={"rows": 12})}


class SectionForm(PortalModelForm):
    """A part of the plan's text."""

    class Meta:
        model = PlanSection
        fields = ("kind", "heading", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 18})}
        help_texts = {
            "heading": _("Empty: the usual heading of the part."),
            "body": _(
                "Each line is a paragraph. A line with a dash or a dot before it, also pasted from "
                "Word, is an item of a list; with # before it a heading that is numbered by itself."
            ),
        }

    kind = forms.ChoiceField(label=_("Part"), choices=SectionKind.choices)


class AssignmentForm(PortalForm):
    """A duty of the plan."""

    content = forms.CharField(label=_("Duty"), widget=forms.Textarea(attrs={"rows": 4}))
    lead_unit = UnitSearchField(
        label=_("Leads"), required=False, help_text=_("Empty: every participant.")
    )
    cooperating_units = UnitsSearchField(label=_("Take part"), required=False)
    due_on = VietnameseDateField(label=_("Due on"), required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = candidate_units(campaign).filter(level__in=CORE_LEVELS)
        if not units.exists():
            units = candidate_units(campaign)
        units = units | Unit.objects.filter(pk=campaign.launcher_id)
        fields: Any = self.fields
        fields["lead_unit"].queryset = fields["cooperating_units"].one.queryset = units


class CompletionForm(PortalForm):
    """That a duty is done."""

    done_on = VietnameseDateField(label=_("Done on"))
    result = forms.CharField(label=_("Result"), widget=forms.Textarea(attrs={"rows": 5}))


class DayForm(PortalModelForm):
    """A great day."""

    class Meta:
        model = CommemorativeDay
        fields = ("name", "on")


class AttachmentForm(PortalForm):
    """A further file of the notice."""

    title = forms.CharField(label=_("Title of the file"), max_length=200)
    file = UploadField(label=_("File"), kinds=("pdf", "docx", "xlsx"))


class _RankedSearchField(ClusterSearchField):
    def told(self, record: Any) -> str:
        return f"{record.name} ({record.member_count})"


class ParticipantsForm(PortalForm):
    """Who takes part: by kind of unit, by cluster, or one by one."""

    kinds = forms.MultipleChoiceField(
        label=_("By kind of unit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    unit = UnitSearchField(label=_("A single unit"), required=False)
    field_order = ("kinds", "clusters", "unit")

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds, unit = (self.fields[name] for name in ("kinds", "unit"))  # type: Any, Any
        kinds.choices = [
            (kind, f"{word} ({count})") for kind, word, count in kinds_of_candidates(campaign)
        ]
        clusters = clusters_of(campaign)
        if clusters.exists():
            one = _RankedSearchField(queryset=clusters)
            label = _("By cluster and block")
            self.fields["clusters"] = choose_some(one, label=label, required=False)
            self.order_fields(self.field_order)
        unit.queryset = candidate_units(campaign)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not (data["kinds"] or data.get("clusters") or data["unit"]):
            raise forms.ValidationError(_("Choose a kind, a cluster or a unit."))
        return data

    def choice(self) -> dict[str, Any]:
        """Return what was chosen, as the selectors and services take it."""
        data = self.cleaned_data
        return {
            "kinds": data["kinds"],
            "clusters": list(data.get("clusters", [])),
            "units": [data["unit"]] if data["unit"] else [],
        }


class UnitPlanForm(PortalForm):
    """A unit's own plan as issued on paper."""

    number = forms.CharField(
        label=_("Number and symbol"), max_length=60, help_text=_("For example 12/KH-SYT.")
    )
    issued_on = VietnameseDateField(label=_("Issued on"))
    file = UploadField(label=_("The signed plan"), kinds=("pdf",), required=False)


class LaunchForm(PortalForm):
    """The last word before the launch."""

    author = forms.CharField(
        label=_("Author of the notice"),
        max_length=100,
        required=False,
        help_text=_("Stands on the public page; empty: your name."),
    )
