"""The form of a way of submission."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import CommendationType, SubjectKind
from awards.nominations.enums import Way
from emulation.ui.forms import PortalForm, VietnameseDateField
from emulation.units.enums import UnitKind
from emulation.units.forms import UnitSearchField, UnitsSearchField, provincial_units


class RoutingForm(PortalForm):
    """Which dossiers come by which way, from a day on."""

    award_code = forms.ChoiceField(label=_("Award"), required=False)
    commendation_type = forms.ChoiceField(
        label=_("Type of commendation"),
        choices=[("", _("All types")), *CommendationType.choices],
        required=False,
    )
    subject_kind = forms.ChoiceField(
        label=_("Nominee"), choices=[("", _("All nominees")), *SubjectKind.choices], required=False
    )
    unit_kind = forms.ChoiceField(
        label=_("Units of the kind"),
        choices=[("", _("All units")), *UnitKind.choices],
        required=False,
    )
    way = forms.ChoiceField(label=_("Dossiers come"), choices=Way.choices, widget=forms.RadioSelect)
    via = UnitSearchField(
        label=_("Unit that collects"),
        queryset=provincial_units,
        required=False,
        help_text=_("It selects among what it collected and submits in one letter."),
    )
    opinion_of = UnitsSearchField(
        label=_("Agencies to be heard"), queryset=provincial_units, required=False
    )
    valid_from = VietnameseDateField(
        label=_("From"), help_text=_("Dossiers handed up before keep their way.")
    )
    legal_basis = forms.CharField(
        label=_("Legal basis"),
        max_length=300,
        help_text=_("The article of the regulation or the decision that sets it."),
    )

    def __init__(self, *args: Any, awards: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["award_code"].choices = [("", _("All awards")), *awards.items()]
