"""Forms of the targets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.targets.enums import Aggregation
from campaigns.targets.models import Indicator
from campaigns.targets.selectors import GridRow
from emulation.ui.forms import FigureFormField, PortalForm, PortalModelForm
from emulation.units.enums import UnitKind
from emulation.units.forms import UnitSearchField, provincial_units
from emulation.units.models import Unit


def _agency() -> UnitSearchField:
    return UnitSearchField(
        label=gettext_lazy("Monitoring agency"),
        required=False,
        queryset=provincial_units,
        help_text=gettext_lazy("Supplies the value or confirms what units report."),
    )


class IndicatorForm(PortalModelForm):
    """All facts of an indicator."""

    unit_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Applies to"),
        choices=UnitKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing chosen: every participant."),
    )

    monitoring_agency = _agency()

    class Meta:
        model = Indicator
        fields = (
            "order", "code", "name", "unit_of_measure", "direction", "aggregation", "weight",
            "baseline", "floor", "ceiling", "allocated", "unit_kinds", "monitoring_agency",
            "is_sample", "note",
        )  # fmt: skip
        labels = {"order": gettext_lazy("Place in the list")}
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "code": gettext_lazy("Short, without marks: CT01."),
            "unit_of_measure": gettext_lazy("For example: percent, billion dong, persons, km."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("floor", "ceiling", "baseline"):
            self.fields[name].unit = self.instance.unit_of_measure  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What one agency supplies for the whole province is not allocated."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("aggregation") == Aggregation.NONE and data.get("allocated"):
            self.add_error(
                "allocated", _("A value that is not added up cannot be allocated to units.")
            )
        return data


class AmendForm(PortalModelForm):
    """A named change of an indicator while the campaign runs."""

    reason = forms.CharField(
        label=gettext_lazy("Reason and document of the change"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Stands in the trail, with the value before and after."),
    )
    monitoring_agency = _agency()

    class Meta:
        model = Indicator
        fields = ("floor", "ceiling", "weight", "monitoring_agency", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class AllocationForm(PortalForm):
    """The grid of one indicator: last year's value and what each unit is asked for."""

    def __init__(self, *args: Any, rows: Sequence[GridRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[f"baseline_{row.unit.pk}"] = _cell(
                _("%(unit)s, last year") % {"unit": row.unit.label}, row.baseline, "baseline"
            )
            self.fields[f"value_{row.unit.pk}"] = _cell(
                _("%(unit)s, allocated") % {"unit": row.unit.label}, row.value, "value"
            )

    @property
    def lines(self) -> list[tuple[Unit, Any, Any]]:
        """Return (unit, field of last year, field of this year) for the grid."""
        return [
            (row.unit, self[f"baseline_{row.unit.pk}"], self[f"value_{row.unit.pk}"])
            for row in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        """Last year's value is kept beside an allocation only."""
        data: dict[str, Any] = super().clean() or {}
        for row in self.rows:
            value, before = f"value_{row.unit.pk}", f"baseline_{row.unit.pk}"
            typed_before = before in self.changed_data and data.get(before) is not None
            if typed_before and data.get(value) is None and value not in self.errors:
                self.add_error(value, ValidationError(_("Allocate a value, or clear last year's.")))
        return data

    def column(self, name: str) -> dict[int, Decimal | None]:
        """Return unit → figure of the column ``value`` or ``baseline``."""
        return {row.unit.pk: self.cleaned_data.get(f"{name}_{row.unit.pk}") for row in self.rows}


def _cell(label: str, value: Decimal | None, group: str) -> FigureFormField:
    field = FigureFormField(required=False, label=label, initial=value)
    field.widget = forms.TextInput(
        attrs={
            "inputmode": "decimal",
            "autocomplete": "off",
            "data-cell": "",
            "data-sum-group": group,
            "aria-label": label,
        }
    )
    return field
