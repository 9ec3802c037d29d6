"""Forms of the targets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.targets.enums import Aggregation
from campaigns.targets.figures import WAYS
from campaigns.targets.models import Indicator
from campaigns.targets.selectors import (
    GridRow,
    addable,
    earlier_indicators,
    likely_previous,
)
from emulation.ui.forms import PortalModelForm
from emulation.ui.grids import GridForm
from emulation.units.enums import UnitKind
from emulation.units.forms import UnitSearchField, provincial_units

_ROW = '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>'
_ROW_WEIGHED = '<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>'


def _agency() -> UnitSearchField:
    return UnitSearchField(
        label=gettext_lazy("Monitoring agency"),
        required=False,
        queryset=provincial_units,
        help_text=gettext_lazy("Supplies the value or confirms what units report."),
    )


class PreviousField(forms.ModelChoiceField):
    """An indicator of an earlier campaign, told apart by its code and its campaign."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name, code and campaign."""
        return f"{obj.name} ({obj.code}) – {obj.campaign}"


def _previous_help(indicator: Indicator) -> str:
    words = _("Its results are offered as last year's values; nothing chosen: they stay empty.")
    likely = likely_previous(indicator)
    if likely is None:
        return words
    name = f"{likely.name} ({likely.code})"
    return (
        f"{words} {_('Same code or name: %(name)s; choose it if it is the same.') % {'name': name}}"
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
            "order", "code", "name", "unit_of_measure", "direction", "aggregation",
            "numerator", "denominator", "weight_name", "weight", "pace", "previous",
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
        fields: Any = self.fields
        fields["numerator"].queryset = fields["denominator"].queryset = addable(self.instance)
        fields["previous"] = PreviousField(
            queryset=earlier_indicators(self.instance),
            required=False,
            label=fields["previous"].label,
            help_text=_previous_help(self.instance),
        )
        for name in ("floor", "ceiling", "baseline"):
            self.fields[name].unit = self.instance.unit_of_measure  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What units do not report is not allocated to them."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("aggregation") in Aggregation.WITHOUT_LINES and data.get("allocated"):
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


class AllocationForm(GridForm):
    """The grid of one indicator: last year's value and what each unit is asked for.

    ``shared`` names the way in which shares were filled in, which counts on the other pages too.
    """

    shared = forms.ChoiceField(
        choices=[(name, name) for name in WAYS], required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, rows: Sequence[GridRow], weighs: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.weighs = rows, weighs
        self.columns: dict[str, dict[int, Decimal | None]] = {
            "baseline": {}, "value": {}, "weight": {},
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        for row in self.lines:
            self._read_row(row)
        return self.cleaned_data

    def _read_row(self, row: GridRow) -> None:
        """Take over what was typed; last year's value is kept beside an allocation only."""
        pk, name = row.unit.pk, f"value_{row.unit.pk}"
        before = self.read(f"baseline_{pk}", _last_year(row))
        value = self.read(name, _allocated(row))
        self.columns["baseline"][pk], self.columns["value"][pk] = before, value
        if self.weighs:
            self._read_weight(row, value)
        alone = before is not None and value is None and before != row.baseline
        if alone and name not in self.refusals:
            self.refuse(name, _allocated(row), [_("Allocate a value, or clear last year's.")])

    def _read_weight(self, row: GridRow, value: Decimal | None) -> None:
        """Take over what the unit counts in the mean; it is kept beside an allocation only."""
        name = f"weight_{row.unit.pk}"
        weight = self.read(name, _weight(row))
        self.columns["weight"][row.unit.pk] = weight
        if name in self.refusals:
            return
        if weight is not None and weight <= 0:
            self.refuse(name, _weight(row), [_("A weight is above zero.")])
        elif weight is None and value is not None:
            self.refuse(name, _weight(row), [_("Say what the unit counts in the mean.")])

    def column(self, name: str) -> dict[int, Decimal | None]:
        """Return unit → figure of the column ``value`` or ``baseline``."""
        return self.columns[name]

    def rows(self) -> SafeString:
        row = _ROW_WEIGHED if self.weighs else _ROW
        return format_html_join("", row, (self._drawn(line) for line in self.lines))

    def _drawn(self, row: GridRow) -> tuple[Any, ...]:
        pk = row.unit.pk
        weight = (
            (self.figure_cell(f"weight_{pk}", row.weight, _weight(row), "weight"),)
            if self.weighs
            else ()
        )
        return (
            row.unit.label,
            self.figure_cell(f"baseline_{pk}", row.baseline, _last_year(row), "baseline"),
            self.figure_cell(f"value_{pk}", row.value, _allocated(row), "value"),
            *weight,
        )


def _weight(row: GridRow) -> str:
    return _("%(unit)s, weight") % {"unit": row.unit.label}


def _last_year(row: GridRow) -> str:
    return _("%(unit)s, last year") % {"unit": row.unit.label}


def _allocated(row: GridRow) -> str:
    return _("%(unit)s, allocated") % {"unit": row.unit.label}
