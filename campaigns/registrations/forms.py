"""Forms of the registrations."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
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
from campaigns.targets.models import Indicator
from emulation.files.forms import UploadField
from emulation.people.forms.search import HouseholdSearchField, PersonSearchField
from emulation.people.models import Household, Mandate, Person
from emulation.ui.forms import PortalForm, VietnameseDateField
from emulation.ui.grids import INPUT, GridForm
from emulation.ui.tags import number
from emulation.units.forms import UnitSearchField
from emulation.units.models import Unit

_ROW = (
    '<tr><th scope="row">{}</th><td class="shown">{}</td><td class="before">{}</td>'
    "<td>{}</td><td>{}</td></tr>"
)
_MEASURES_CELL = INPUT + ' class="as-text" maxlength="2000">'
SUBJECTS = ("person", "collective", "household")


class CommitmentForm(GridForm):
    """The grid of one registration: the value and the measures for each indicator."""

    def __init__(self, *args: Any, rows: Sequence[CommitmentRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = rows
        self.measures = forms.CharField(required=False, max_length=2000)
        self.read_rows: dict[int, tuple[Decimal | None, str]] = {}

    def clean(self) -> dict[str, Any]:
        self.read_rows = {row.indicator.pk: self._entry(row.indicator) for row in self.lines}
        return self.cleaned_data

    def _entry(self, one: Indicator) -> tuple[Decimal | None, str]:
        name = f"value_{one.pk}"
        value = self.read(name, one.name)
        measures = self.read(f"measures_{one.pk}", _measures(one), self.measures) or ""
        if measures and value is None and name not in self.refusals:
            self.refuse(name, one.name, [_("Give the value to which the measures belong.")])
        return value, measures

    def entries(self) -> dict[int, tuple[Decimal | None, str]]:
        """Return indicator → (value, measures)."""
        return self.read_rows

    def rows(self) -> SafeString:
        return format_html_join("", _ROW, (self._drawn(row) for row in self.lines))

    def _drawn(self, row: CommitmentRow) -> tuple[Any, ...]:
        one, present = row.indicator, row.commitment
        value = present.value if present else row.allocated
        label = _("%(name)s, committed") % {"name": one.name}
        return (
            one.name,
            one.unit_of_measure,
            number(row.allocated),
            self.figure_cell(f"value_{one.pk}", value, label),
            self.cell(
                _MEASURES_CELL,
                f"measures_{one.pk}",
                present.measures if present else "",
                _measures(one),
            ),
        )


def _measures(one: Indicator) -> str:
    return _("%(name)s, measures") % {"name": one.name}


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
