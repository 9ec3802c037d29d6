"""Forms of persons and households."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from emulation.people.models import Household, Person
from emulation.ui.forms import PortalModelForm
from emulation.units.forms import UnitSearchField


class PersonForm(PortalModelForm):
    """A person who can be honoured."""

    unit = UnitSearchField(label=_("Unit"))

    class Meta:
        model = Person
        fields = [
            "full_name",
            "gender",
            "birth_date",
            "unit",
            "position",
            "employment",
            "is_leader",
            "recruited_on",
            "left_on",
            "address",
            "code",
        ]

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class HouseholdForm(PortalModelForm):
    """A household that can be honoured."""

    unit = UnitSearchField(label=_("Commune"))

    class Meta:
        model = Household
        fields = ["head_name", "address", "unit"]

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
