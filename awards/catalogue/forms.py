"""The form that sets a route of appraisal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import CommendationType, Route
from awards.catalogue.errors import NoLaw
from awards.catalogue.selectors import awards_on
from emulation.clock import today
from emulation.ui.forms import PortalForm, VietnameseDateField
from emulation.units.forms import UnitSearchField
from emulation.units.models import Unit


def _deciding() -> QuerySet[Unit]:
    return Unit.objects.as_of(today()).filter(decides_awards=True)


class RouteForm(PortalForm):
    """Which way the dossiers of an award take at an authority, from a day on."""

    authority = UnitSearchField(label=_("Authority"), queryset=_deciding)
    award_code = forms.ChoiceField(label=_("Award"))
    commendation_type = forms.ChoiceField(
        label=_("Type of commendation"),
        choices=[("", _("All types")), *CommendationType.choices],
        required=False,
    )
    route = forms.ChoiceField(label=_("Route"), choices=Route.choices)
    valid_from = VietnameseDateField(
        label=_("From"), help_text=_("Dossiers decided before keep the route they took.")
    )
    legal_basis = forms.CharField(
        label=_("Legal basis"),
        max_length=300,
        help_text=_("The article of the regulation or the decision that sets it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_code"].choices = _awards()  # type: ignore[attr-defined]


def _awards() -> list[tuple[str, str]]:
    try:
        return [("", "—"), *((each.code, each.name) for each in awards_on(today()))]
    except NoLaw:
        return []
