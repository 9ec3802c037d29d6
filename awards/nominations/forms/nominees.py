"""Forms of nominees: whom, what they did, on which papers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import (
    Criterion,
    InfluenceScope,
    SubjectKind,
)
from awards.catalogue.law import Award
from awards.nominations.forms.search import FigureSearchField
from awards.nominations.models import Nominee
from awards.nominations.selectors.findings import Asked
from awards.nominations.selectors.pasted import listed_text
from campaigns.reports.models import ReportLine
from emulation.files.contents import read_workbook
from emulation.files.forms import UploadField
from emulation.files.models import StoredFile
from emulation.ui.forms import PortalForm, VietnameseDateField
from emulation.ui.search_fields import FewSearchField, choose_one, choose_some
from emulation.units.forms import UnitSearchField
from emulation.units.models import Unit

PAPERS = ("pdf", "jpg", "png", "docx", "xlsx")
YES, NO = "yes", "no"
TOLD = ((YES, _("Confirmed")), (NO, _("Not so")), ("", _("Not stated")))


class AddForm(PortalForm):
    """One subject for one award; the subject is chosen from what the search found."""

    award_code = forms.ChoiceField(label=_("Award"))
    kind = forms.ChoiceField(choices=SubjectKind.choices, widget=forms.HiddenInput)
    subject = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, awards: list[Award], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_code"].choices = [(each.code, each.name) for each in awards]  # type: ignore[attr-defined]


class ListedForm(PortalForm):
    """A list of names: pasted, or a workbook."""

    award_code = forms.ChoiceField(label=_("Award"))
    kind = forms.ChoiceField(label=_("Whom"), choices=SubjectKind.choices)
    text = forms.CharField(
        label=_("Names"),
        max_length=200_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "One name a line, or the table as it stands in Word or Excel: number, “Ông/Bà”, "
            "position, unit, date of birth and staff number are understood."
        ),
    )
    workbook = UploadField(
        label=_("Or an Excel file"), kinds=("xlsx",), reads_cells=True, required=False
    )

    def __init__(self, *args: Any, awards: list[Award], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_code"].choices = [(each.code, each.name) for each in awards]  # type: ignore[attr-defined]
        self.unread: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Take the lines of the workbook for the pasted ones; one of the two must be there."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if (upload := data.pop("workbook", None)) is not None:
            data["text"], self.unread = listed_text(read_workbook(upload))
        if "text" in data and not data["text"].strip() and not self.errors:
            self.add_error("text", _("The list is empty."))
        return data


class NomineeForm(PortalForm):
    """What a nominee did, and what the unit's head confirms because no record can show it."""

    position = forms.CharField(label=_("Position, unit"), max_length=300, required=False)
    period_from = VietnameseDateField(label=_("Achievement from"))
    period_to = VietnameseDateField(label=_("Achievement to"))
    achievement = forms.CharField(
        label=_("Achievements"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Figures of accepted reports are chosen on the nominee's page, not retyped."),
    )

    def __init__(self, *args: Any, nominee: Nominee, asked: Asked, **kwargs: Any) -> None:
        told = nominee.facts
        kwargs["initial"] = {
            "position": nominee.position,
            "period_from": nominee.period_from,
            "period_to": nominee.period_to,
            "achievement": nominee.achievement,
            "influence": told.get("influence", ""),
            "confirmed_by": told.get("confirmed_by", ""),
            "voted_outstanding": _told(told.get("voted_outstanding")),
            "acclaimed": _told(told.get("acclaimed")),
        } | {
            f"criterion_{code}": _told((told.get("attestations") or {}).get(code))
            for code in asked.criteria
        }
        super().__init__(*args, version=nominee.version, **kwargs)
        self.asked = asked
        for criterion in asked.criteria:
            self.fields[f"criterion_{criterion}"] = _told_field(Criterion(criterion).label)
        if asked.influence:
            self.fields["influence"] = forms.ChoiceField(
                label=_("Scope of influence"),
                choices=[("", _("Not stated")), *InfluenceScope.choices],
                required=False,
            )
            self.fields["confirmed_by"] = forms.CharField(
                label=_("Influence confirmed by"),
                max_length=200,
                required=False,
                help_text=_("Who confirmed it, with number and date of the paper."),
            )
        if asked.voted_outstanding:
            self.fields["voted_outstanding"] = _told_field(_("Voted outstanding in the campaign"))
        if asked.acclaimed:
            self.fields["acclaimed"] = _told_field(_("Acclaimed as leader by its cluster or block"))

    def facts(self) -> dict[str, Any]:
        """Return what the head confirms, as it is kept with the nominee."""
        data = self.cleaned_data
        kept: dict[str, Any] = {
            "attestations": {
                str(code): _untold(data.get(f"criterion_{code}", ""))
                for code in self.asked.criteria
            }
        }
        if self.asked.influence:
            kept["influence"] = data.get("influence", "")
            kept["confirmed_by"] = data.get("confirmed_by", "").strip()
        if self.asked.voted_outstanding:
            kept["voted_outstanding"] = _untold(data.get("voted_outstanding", ""))
        if self.asked.acclaimed:
            kept["acclaimed"] = _untold(data.get("acclaimed", ""))
        return kept


def _told_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=TOLD, required=False, widget=forms.RadioSelect, initial=""
    )


def _told(value: bool | None) -> str:
    return "" if value is None else YES if value else NO


def _untold(value: str) -> bool | None:
    return {YES: True, NO: False}.get(value)


class SourcesForm(PortalForm):
    """Figures and initiatives that stand in the portal already."""

    initiatives: forms.ModelMultipleChoiceField[Any] = forms.ModelMultipleChoiceField(
        label=_("Initiatives in the ledger"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, figures: QuerySet[ReportLine], initiatives: QuerySet[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["initiatives"].queryset = initiatives  # type: ignore[attr-defined]
        self.fields["figures"] = choose_some(
            FigureSearchField(queryset=figures),
            label=_("Figures of accepted reports"),
            required=False,
        )
        self.order_fields(["figures", "initiatives"])


class EvidenceForm(PortalForm):
    """A paper of one nominee."""

    kind = forms.ChoiceField(label=_("Document"))
    upload = UploadField(label=_("New file"), kinds=PAPERS, required=False)
    page_from = forms.IntegerField(
        label=_("From page"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=_("One scan can serve several nominees: give the pages of this one."),
    )
    page_to = forms.IntegerField(label=_("To page"), required=False, min_value=1, max_value=10_000)

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, Any]],
        files: QuerySet[StoredFile],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["file"] = choose_one(
            FewSearchField(queryset=files), label=_("Or a file of this dossier"), required=False
        )
        self.order_fields(["kind", "upload", "file", "page_from", "page_to"])


class OpinionForm(PortalForm):
    """What an agency's letter says of a nominee."""

    agency = UnitSearchField(label=_("Agency"))
    agrees = forms.TypedChoiceField(
        label=_("Opinion"),
        choices=[(YES, _("Agrees")), (NO, _("Does not agree"))],
        coerce=lambda value: value == YES,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What it says"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    letter_number = forms.CharField(label=_("Letter number"), max_length=60)
    letter_on = VietnameseDateField(label=_("Letter dated"))

    def __init__(self, *args: Any, agencies: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
