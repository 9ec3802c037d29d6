"""Forms of what an authority regulates for itself and of the calendar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from emulation.clock.models import Holiday
from emulation.regulations.registry import Setting, ValueKind
from emulation.ui.forms import PortalForm, PortalModelForm, VietnameseDateField, WholeNumberField
from emulation.units.forms import UnitSearchField


class RegulationForm(PortalForm):
    """The value of one setting at an authority, from a day on."""

    authority = UnitSearchField(label=_("Authority"))
    value = WholeNumberField(label=_("Value"))
    valid_from = VietnameseDateField(
        label=_("From"), help_text=_("What was decided before keeps the rule of its day.")
    )
    legal_basis = forms.CharField(
        label=_("Legal basis or reason"),
        max_length=300,
        help_text=_("The article of the regulation, the decision or the reason that it rests on."),
    )

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _value_field(setting)

    def entered(self) -> dict[str, Any]:
        """Return what the service takes; yes is 1, no is 0."""
        values = super().entered()
        return {**values, "value": int(values["value"])}


def _value_field(setting: Setting) -> forms.Field:
    if setting.kind == ValueKind.YES_NO:
        choices = [("1", _("Yes")), ("0", _("No"))]
        return forms.ChoiceField(label=_("Value"), choices=choices, widget=forms.RadioSelect)
    unit = " (%)" if setting.kind == ValueKind.PERCENT else ""
    return WholeNumberField(
        label=f"{_('Value')}{unit}", min_value=setting.lowest, max_value=setting.highest
    )


class HolidayForm(PortalModelForm):
    """A day that differs from its weekday."""

    class Meta:
        model = Holiday
        fields = ["day", "kind", "name", "source", "expected"]
        help_texts = {
            "source": _("The article, or the announcement of the year with its number and date."),
            "expected": _("Tick while the announcement of the year is still to come."),
        }
