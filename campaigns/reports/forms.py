"""Forms of reports: the grid of figures, narrative, steps with a reason, agencies, periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.reports.enums import Channel
from campaigns.reports.models import Period, Report, ReportLine
from campaigns.reports.selectors import EntryLine
from campaigns.reports.services import LineEntry
from campaigns.reports.services.entry import NARRATIVE
from campaigns.targets.enums import ValueKind
from emulation.clock import ZONE
from emulation.files.forms import UploadField
from emulation.ui.forms import FigureFormField, PortalForm, PortalModelForm, VietnameseDateField
from emulation.workflow.forms import ReasonForm

AREA = {"rows": 4}
PAPER_KINDS = ("pdf", "jpg", "png")
EVIDENCE_KINDS = ("pdf", "jpg", "png", "xlsx", "docx")


def cell(label: str, **attrs: Any) -> dict[str, Any]:
    """Return the attributes of a grid cell."""
    return {"data-cell": "", "aria-label": label, **attrs}


class EntryForm(PortalForm):
    """The grid of one report: five fields a line, named by the line's number, and the narrative."""

    def __init__(
        self, *args: Any, lines: Sequence[EntryLine], report: Report, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self._add_line(line)
        for name in NARRATIVE:
            field = Report._meta.get_field(name)
            text = getattr(report, name)
            self.fields[name] = forms.CharField(
                label=field.verbose_name,  # type: ignore[union-attr]
                required=False,
                initial=text,
                max_length=20_000,
                widget=forms.Textarea(attrs={**AREA, "data-text": name}),
            )
            self.fields[f"was-{name}"] = forms.CharField(
                required=False, initial=text, widget=forms.HiddenInput
            )

    def _add_line(self, entry: EntryLine) -> None:
        line, name = entry.line, entry.indicator.name
        key = line.pk
        figure = FigureFormField(required=False, label=name, initial=line.value)
        figure.widget.attrs |= cell(name)
        kind = forms.ChoiceField(
            choices=ValueKind.choices,
            label=_("estimated or official"),
            initial=line.kind,
            widget=forms.Select(attrs=cell(f"{name}: {_('estimated or official')}")),
        )
        cutoff = VietnameseDateField(
            required=False, label=_("figures as of"), initial=line.cutoff_on
        )
        cutoff.widget.attrs |= cell(f"{name}: {_('figures as of')}")
        note = forms.CharField(
            required=False,
            max_length=500,
            label=_("explanation"),
            initial=line.note,
            widget=forms.TextInput(
                attrs=cell(f"{name}: {_('explanation')}", **{"class": "as-text"})
            ),
        )
        version = forms.IntegerField(
            required=False, min_value=0, initial=line.version, widget=forms.HiddenInput
        )
        self.fields |= {
            f"v-{key}": figure,
            f"k-{key}": kind,
            f"c-{key}": cutoff,
            f"n-{key}": note,
            f"r-{key}": version,
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return what the grid shows: each line with its bound fields."""
        return [
            {"entry": line, **{name: self[f"{name}-{line.line.pk}"] for name in "vkcnr"}}
            for line in self.lines
        ]

    def texts(self) -> list[Any]:
        """Return the bound narrative fields."""
        return [(self[name], self[f"was-{name}"]) for name in NARRATIVE]

    def entries(self) -> list[LineEntry]:
        """Return what was typed in the grid."""
        data = self.cleaned_data
        return [
            LineEntry(
                line.line.pk,
                data[f"v-{line.line.pk}"],
                data[f"k-{line.line.pk}"],
                data[f"c-{line.line.pk}"],
                data[f"n-{line.line.pk}"],
                data[f"r-{line.line.pk}"],
            )
            for line in self.lines
        ]

    def narrative(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the texts as typed, and as they stood on the screen before."""
        data = self.cleaned_data
        return (
            {name: data[name] for name in NARRATIVE},
            {name: data[f"was-{name}"] for name in NARRATIVE},
        )


class CellForm(forms.Form):
    """One figure, as the autosave sends it."""

    line = forms.IntegerField(min_value=1)
    value = FigureFormField(required=False)
    kind = forms.ChoiceField(choices=ValueKind.choices)
    cutoff_on = VietnameseDateField(required=False)
    note = forms.CharField(required=False, max_length=500)
    version = forms.IntegerField(min_value=0)

    def entry(self) -> LineEntry:
        """Return what was typed."""
        return LineEntry(**self.cleaned_data)


class ExtendForm(ReasonForm):
    """A later due day with its reason."""

    due_on = VietnameseDateField(label=_("New due day"))
    field_order = ["due_on", "reason"]


class ApprovalForm(PortalForm):
    """The signed report that stands for the leader's approval."""

    number = forms.CharField(label=_("Number and symbol"), max_length=60)
    signed_on = VietnameseDateField(label=_("Signed on"))
    file = UploadField(label=_("Signed report"), kinds=PAPER_KINDS)


class OnBehalfForm(PortalForm):
    """By what way and when a unit's figures came to the office."""

    channel = forms.ChoiceField(
        label=_("Came by"), choices=[c for c in Channel.choices if c[0] != Channel.PORTAL]
    )
    day = VietnameseDateField(label=_("Came on"))
    time = forms.TimeField(
        label=_("at"),
        input_formats=["%H:%M"],
        help_text=_("Hours and minutes, for example 14:05."),
        widget=forms.TimeInput(attrs={"placeholder": "HH:MM"}),
    )
    incoming_number = forms.CharField(label=_("Incoming number"), max_length=60, required=False)
    scan = UploadField(label=_("Scan or photo of what came"), required=False)

    def received_at(self) -> dt.datetime:
        """Return the moment at which it came."""
        data = self.cleaned_data
        return dt.datetime.combine(data["day"], data["time"], tzinfo=ZONE)


class EvidenceForm(PortalForm):
    """A file that proves a figure or the whole report."""

    caption = forms.CharField(label=_("What it shows"), max_length=200)
    line = forms.ModelChoiceField(
        label=_("Proves"),
        queryset=ReportLine.objects.none(),
        required=False,
        empty_label=_("The report as a whole"),
    )
    upload = UploadField(label=_("File"), kinds=EVIDENCE_KINDS)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["line"]
        field.queryset = report.lines.select_related("indicator")  # type: ignore[attr-defined]
        field.label_from_instance = lambda line: line.indicator.name  # type: ignore[attr-defined]


class WorkbookForm(PortalForm):
    """A filled template."""

    upload = UploadField(label=_("Excel file"), kinds=("xlsx",))


class PeriodForm(PortalModelForm):
    """A reporting period."""

    class Meta:
        model = Period
        fields = ["name", "starts_on", "ends_on", "cutoff_on", "due_on", "expected_percent"]


class SupplyForm(PortalForm):
    """The province's value of an indicator that is not added up."""

    value = FigureFormField(label=_("Value"))
    kind = forms.ChoiceField(label=_("Estimated or official"), choices=ValueKind.choices)
    cutoff_on = VietnameseDateField(label=_("Figures as of"))
    note = forms.CharField(label=_("Explanation"), max_length=500, required=False)


class ConfirmForm(PortalForm):
    """The agency's value beside each unit's: empty fields confirm nothing."""

    def __init__(self, *args: Any, lines: Sequence[ReportLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            name = line.report.participant.unit.name
            figure = FigureFormField(required=False, label=name, initial=line.confirmed)
            figure.widget.attrs |= cell(name)
            self.fields[f"f-{line.pk}"] = figure
            self.fields[f"r-{line.pk}"] = forms.IntegerField(
                required=False, min_value=0, initial=line.version, widget=forms.HiddenInput
            )
            self.fields[f"same-{line.pk}"] = forms.BooleanField(
                required=False, label=_("as reported")
            )

    def rows(self) -> list[dict[str, Any]]:
        """Return each line with its bound fields."""
        return [
            {
                "line": line,
                "figure": self[f"f-{line.pk}"],
                "version": self[f"r-{line.pk}"],
                "same": self[f"same-{line.pk}"],
            }
            for line in self.lines
        ]

    def values(self) -> dict[int, tuple[Decimal | None, int]]:
        """Return {line: (confirmed value, version on the screen)}."""
        data = self.cleaned_data
        return {
            line.pk: (
                line.value if data[f"same-{line.pk}"] else data[f"f-{line.pk}"],
                data[f"r-{line.pk}"] or 0,
            )
            for line in self.lines
        }


class RemindedForm(PortalForm):
    """That the ready text was sent on, and by what way."""

    channel = forms.ChoiceField(
        label=_("Sent by"),
        choices=[c for c in Channel.choices if c[0] in {"chat", "letter", "email", "phone"}],
    )
