"""Forms of the registrations."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.models import Campaign
from campaigns.registrations.models import Registration
from campaigns.registrations.selectors import (
    CommitmentRow,
    clusters_for_compact,
    subjects_of,
)
from campaigns.registrations.services.signing import PAPER_KINDS
from campaigns.registrations.titles import TITLES
from emulation.files.forms import UploadField
from emulation.people.forms.search import HouseholdSearchField, PersonSearchField
from emulation.people.models import Household, Mandate, Person
from emulation.ui.forms import FigureFormField, PortalForm, VietnameseDateField
from emulation.units.forms import UnitSearchField
from emulation.units.models import Unit

SUBJECTS = ("person", "collective", "household")


class CommitmentForm(PortalForm):
    """The grid of one registration: the value and the measures for each indicator."""

    def __init__(self, *args: Any, rows: Sequence[CommitmentRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            one, present = row.indicator, row.commitment
            value = FigureFormField(
                required=False,
                label=one.name,
                initial=present.value if present else row.allocated,
            )
            value.widget = _cell(_("%(name)s, committed") % {"name": one.name})
            self.fields[f"value_{one.pk}"] = value
            self.fields[f"measures_{one.pk}"] = forms.CharField(
                required=False,
                label=_("Measures"),
                initial=present.measures if present else "",
                widget=_cell(_("%(name)s, measures") % {"name": one.name}, text=True),
                max_length=2000,
            )

    @property
    def lines(self) -> list[tuple[CommitmentRow, Any, Any]]:
        """Return (row, field of the value, field of the measures) for the grid."""
        return [
            (row, self[f"value_{row.indicator.pk}"], self[f"measures_{row.indicator.pk}"])
            for row in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for row in self.rows:
            name = f"value_{row.indicator.pk}"
            measures = data.get(f"measures_{row.indicator.pk}")
            if measures and data.get(name) is None and name not in self.errors:
                self.add_error(name, _("Give the value to which the measures belong."))
        return data

    def entries(self) -> dict[int, tuple[Decimal | None, str]]:
        """Return indicator → (value, measures)."""
        data = self.cleaned_data
        return {
            row.indicator.pk: (
                data.get(f"value_{row.indicator.pk}"),
                data.get(f"measures_{row.indicator.pk}", ""),
            )
            for row in self.rows
        }


def _cell(label: str, *, text: bool = False) -> forms.TextInput:
    attrs = {"data-cell": "", "autocomplete": "off", "aria-label": label}
    attrs |= {"class": "as-text"} if text else {"inputmode": "decimal"}
    return forms.TextInput(attrs=attrs)


class TitleForm(PortalForm):
    """A title and who of the unit aims at it."""

    award_code = forms.ChoiceField(label=gettext_lazy("Emulation title"))
    person = PersonSearchField(
        label=gettext_lazy("Person"), queryset=Person.objects.none, required=False
    )
    collective = UnitSearchField(
        label=gettext_lazy("Collective"), queryset=Unit.objects.none, required=False
    )
    household = HouseholdSearchField(
        label=gettext_lazy("Household"), queryset=Household.objects.none, required=False
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        participant = registration.participant
        title: Any = self.fields["award_code"]
        title.choices = [(code, one.label) for code, one in TITLES.items()]
        for kind in SUBJECTS:
            field: Any = self.fields[kind]
            field.queryset = subjects_of(participant.unit, kind)

    def clean(self) -> dict[str, Any]:
        """Exactly one subject, of a kind that can hold the title."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors.keys() & set(SUBJECTS):
            return data  # whoever was not found was named, and is not missing
        named = [kind for kind in SUBJECTS if data.get(kind)]
        if len(named) != 1:
            raise forms.ValidationError(_("Name one person, one collective or one household."))
        choice = TITLES.get(data.get("award_code", ""))
        if choice and named[0] not in choice.subjects:
            self.add_error(named[0], _("This title is not for this kind of subject."))
        data["subject"] = data[named[0]]
        return data


class PaperForm(PortalForm):
    """A registration signed on paper."""

    number = forms.CharField(label=gettext_lazy("Number and symbol"), max_length=60)
    signed_on = VietnameseDateField(label=gettext_lazy("Signed on"))
    file = UploadField(label=gettext_lazy("The signed paper"), kinds=PAPER_KINDS)


class CompactForm(PortalForm):
    """A compact signed on paper by the heads of a cluster."""

    cluster: Any = forms.ModelChoiceField(label=gettext_lazy("Cluster"), queryset=None)
    signed_on = VietnameseDateField(label=gettext_lazy("Signed on"))
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120, required=False)
    signatories = forms.CharField(
        label=gettext_lazy("Signatories"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("One a line: name, position, unit."),
    )
    file = UploadField(label=gettext_lazy("Scan of the signed compact"), kinds=PAPER_KINDS)

    def __init__(
        self, *args: Any, campaign: Campaign, mandate: Mandate | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["cluster"]
        field.queryset = clusters_for_compact(campaign, mandate)
        if field.queryset.count() == 1:
            field.initial = field.queryset.first()
