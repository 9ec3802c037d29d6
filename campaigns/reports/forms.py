"""Forms of reports: the grid of figures, narrative, steps with a reason, agencies, periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from campaigns.reports.enums import Channel
from campaigns.reports.fields import FIELDS
from campaigns.reports.models import Period, Report, ReportLine
from campaigns.reports.selectors import EntryLine
from campaigns.reports.services.evidence import EVIDENCE_KINDS
from campaigns.targets.enums import ValueKind
from emulation.clock import ZONE
from emulation.files.forms import UploadField
from emulation.ui.escaping import escaped
from emulation.ui.forms import FigureFormField, PortalForm, PortalModelForm, VietnameseDateField
from emulation.ui.grids import GridForm
from emulation.ui.lists.rendering import linker
from emulation.ui.tags import number
from emulation.workflow.forms import ReasonForm, ReturnForm

AREA = {"rows": 4}
PAPER_KINDS = ("pdf", "jpg", "png")
SENT = "r-"  # before the key of a line: its version on the screen, sent with every line
_CONFIRM_ROW = (
    '<tr><th scope="row"><a href="{0}">{1}</a><input type="hidden" name="r-{2}" value="{3}"></th>'
    '<td class="before">{4}</td><td class="shown">{5}</td><td>{6}</td><td class="shown"><label>'
    '<input type="checkbox" name="same-{2}" id="id_same-{2}"{7}>'
    ' <span class="visually-hidden">{1}: </span>{8}</label></td></tr>'
)


class ExtendForm(ReasonForm):
    """A later due day with its reason."""

    due_on = VietnameseDateField(label=_("New due day"))
    field_order = ["due_on", "reason"]


class CellReturnForm(ReturnForm):
    """A return that points to figures: for each line what is wrong with it, and in which cell."""

    def __init__(self, *args: Any, lines: Sequence[EntryLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].required = False
        self.lines = lines
        for each in lines:
            name, label = each.line.pk, each.indicator.name
            self.fields[f"said-{name}"] = forms.CharField(
                label=label, required=False, max_length=300
            )
            self.fields[f"cell-{name}"] = forms.ChoiceField(
                label=_("Cell"),
                required=False,
                choices=[(field.name, field.title) for field in FIELDS],
            )

    @property
    def asked(self) -> list[Any]:
        """The fields of every return."""
        return [self[name] for name in ("items", "reason", "due_on")]

    @property
    def cell_rows(self) -> list[tuple[EntryLine, Any, Any]]:
        """Each figure with the fields that point to it."""
        return [
            (each, self[f"said-{each.line.pk}"], self[f"cell-{each.line.pk}"])
            for each in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "items" in data and not (data["items"] or self._points()):
            self.add_error("items", _("Say what has to be completed, here or beside a figure."))
        return data

    def _points(self) -> list[dict[str, str]]:
        by_name = {field.name: field for field in FIELDS}
        points = []
        for each in self.lines:
            pk = each.line.pk
            if said := self.cleaned_data.get(f"said-{pk}", "").strip():
                field = by_name[self.cleaned_data.get(f"cell-{pk}") or FIELDS[0].name]
                text = f"{each.indicator.name} – {field.title}: {said}"
                points.append({"text": text, "cell": field.html_name(pk), "said": said})
        return points

    def entered(self) -> dict[str, Any]:
        """Return reason, day and items; those of figures name their cells."""
        given = super().entered()
        asked = {name: given[name] for name in ("reason", "due_on")}
        return {**asked, "items": [*given["items"], *self._points()]}


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

    upload = UploadField(label=_("Excel file"), kinds=("xlsx",), reads_cells=True)


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


class ConfirmForm(GridForm):
    """The agency's value beside each unit's: empty fields confirm nothing."""

    def __init__(self, *args: Any, lines: Sequence[ReportLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        self.version_field = forms.IntegerField(required=False, min_value=0)
        self.confirmed: dict[int, tuple[Decimal | None, int]] = {}

    def clean(self) -> dict[str, Any]:
        self.confirmed = {line.pk: self._confirmed(line) for line in self.lines}
        return self.cleaned_data

    def _confirmed(self, line: ReportLine) -> tuple[Decimal | None, int]:
        name = line.report.participant.unit.name
        figure = self.read(f"f-{line.pk}", name)
        version = self.version_field.clean(self.data.get(f"{SENT}{line.pk}"))
        return line.value if self._is_same(line) else figure, version or 0

    def _is_same(self, line: ReportLine) -> bool:
        return bool(self.typed(f"same-{line.pk}", ""))

    def rows(self) -> SafeString:
        words, page = str(_("as reported")), linker("reports:report")
        cells = (map(escaped, self._row(line, words, page)) for line in self.lines)
        return SafeString("".join(_CONFIRM_ROW.format(*row) for row in cells))  # nosec B703

    def _row(self, line: ReportLine, words: str, page: Callable[[Any], str]) -> tuple[Any, ...]:
        unit = line.report.participant.unit
        return (
            page(line.report),
            unit.label,
            line.pk,
            self.typed(f"{SENT}{line.pk}", line.version),
            number(line.value),
            line.get_kind_display(),
            self.figure_cell(f"f-{line.pk}", line.confirmed, unit.name),
            SafeString(" checked") if self._is_same(line) else "",
            words,
        )

    def values(self) -> dict[int, tuple[Decimal | None, int]]:
        """Return {line: (confirmed value, version on the screen)}."""
        return self.confirmed


class RemindedForm(PortalForm):
    """That the ready text was sent on, and by what way."""

    channel = forms.ChoiceField(
        label=_("Sent by"),
        choices=[c for c in Channel.choices if c[0] in {"chat", "letter", "email", "phone"}],
    )
