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
from campaigns.targets.selectors import GridRow
from emulation.ui.forms import PortalModelForm
from emulation.ui.grids import GridForm
from emulation.units.enums import UnitKind
from emulation.units.forms import UnitSearchField, provincial_units

_ROW = '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>'


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


class AllocationForm(GridForm):
    """The grid of one indicator: last year's value and what each unit is asked for.

    ``shared`` names the way in which shares were filled in, which counts on the other pages too.
    """

    shared = forms.ChoiceField(
        choices=[(name, name) for name in WAYS], required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, rows: Sequence[GridRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = rows
        self.columns: dict[str, dict[int, Decimal | None]] = {"baseline": {}, "value": {}}

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
        alone = before is not None and value is None and before != row.baseline
        if alone and name not in self.refusals:
            self.refuse(name, _allocated(row), [_("Allocate a value, or clear last year's.")])

    def column(self, name: str) -> dict[int, Decimal | None]:
        """Return unit → figure of the column ``value`` or ``baseline``."""
        return self.columns[name]

    def rows(self) -> SafeString:
        return format_html_join("", _ROW, (self._drawn(row) for row in self.lines))

    def _drawn(self, row: GridRow) -> tuple[Any, ...]:
        pk = row.unit.pk
        return (
            row.unit.label,
            self.figure_cell(f"baseline_{pk}", row.baseline, _last_year(row), "baseline"),
            self.figure_cell(f"value_{pk}", row.value, _allocated(row), "value"),
        )


def _last_year(row: GridRow) -> str:
    return _("%(unit)s, last year") % {"unit": row.unit.label}


def _allocated(row: GridRow) -> str:
    return _("%(unit)s, allocated") % {"unit": row.unit.label}
