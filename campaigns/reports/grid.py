"""The grid of a report: its cells are read and drawn from the declared fields of a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.reports.fields import FIELDS, VERSION, Kind, LineField, written
from campaigns.reports.models import Report
from campaigns.reports.selectors import EntryLine
from campaigns.reports.services import LineEntry
from campaigns.reports.services.entry import NARRATIVE, LineConflict, LineRefused
from emulation.ui.escaping import escaped, filled
from emulation.ui.forms import FigureFormField, VietnameseDateField
from emulation.ui.grids import INPUT, GridForm
from emulation.ui.lists.rendering import linker
from emulation.ui.tags import missing, state_mark
from emulation.ui.vietnamese import format_number, short_date
from emulation.workflow.models import Point

_CELLS = {
    Kind.FIGURE: INPUT
    + ' data-as="{field}" inputmode="decimal" class="figure" data-sum-group="{field}">',
    Kind.DAY: INPUT + ' data-as="{field}" placeholder="{as_date}" inputmode="numeric">',
    Kind.TEXT: INPUT + ' data-as="{field}" class="as-text" maxlength="{most}">',
    Kind.CHOICE: '<select name="{name}" id="id_{name}" data-as="{field}" data-cell'
    ' aria-label="{label}"{wrong}>{options}</select>',
}
_ROW = (
    '<tr data-part="line={pk}" id="line-{pk}"><th scope="row">{name}<input type="hidden"'
    ' name="{version_name}" data-as="version" value="{version}"></th>'
    '<td class="shown">{measure}</td><td class="before">{committed}</td>'
    '<td class="before">{expected}</td><td class="before">{before}</td>{cells}'
    '<td class="shown"><a href="{attach}?line={pk}">{evidence}</a></td></tr>'
)


def form_field(field: LineField) -> forms.Field:
    """Return the form field that cleans what was typed into a cell."""
    match field.kind:
        case Kind.FIGURE:
            return FigureFormField(required=False)
        case Kind.CHOICE:
            return forms.ChoiceField(choices=field.choices.choices)
        case Kind.DAY:
            return VietnameseDateField(required=False)
    return forms.CharField(required=False, max_length=field.most)


class EntryForm(GridForm):
    """The grid of one report, and the narrative."""

    def __init__(
        self,
        *args: Any,
        lines: Sequence[EntryLine],
        report: Report,
        asked: Sequence[Point] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.remarks = {
            point.cell: _("Returned: %(said)s") % {"said": point.said}
            for point in asked
            if point.cell
        }
        self.lines, self.report = lines, report
        self.cells = {field.name: form_field(field) for field in FIELDS}
        self.version_field = forms.IntegerField(required=False, min_value=0)
        self.read_lines: list[LineEntry] = []
        for name in NARRATIVE:
            text = getattr(report, name)
            self.fields[name] = forms.CharField(
                label=Report._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
                required=False,
                initial=text,
                max_length=20_000,
                widget=forms.Textarea,
            )
            self.fields[f"was-{name}"] = forms.CharField(
                required=False, initial=text, widget=forms.HiddenInput({"data-as": "shown"})
            )

    # --- reading ---------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        self.read_lines = [self._entry(each) for each in self.lines]
        return self.cleaned_data

    def _entry(self, each: EntryLine) -> LineEntry:
        line = each.line
        values = {
            field.name: self.read(
                field.html_name(line.pk), each.indicator.name, self.cells[field.name]
            )
            for field in FIELDS
        }
        version = self.version_field.clean(self.data.get(f"{VERSION}-{line.pk}"))
        return LineEntry(line.pk, version, **values)

    def entries(self) -> list[LineEntry]:
        """Return what was typed in the grid."""
        return self.read_lines

    def narrative(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the texts as typed, and as they stood on the screen before."""
        data = self.cleaned_data
        return (
            {name: data[name] for name in NARRATIVE},
            {name: data[f"was-{name}"] for name in NARRATIVE},
        )

    # --- refusals --------------------------------------------------------------------------

    def _refuse_line(self, line: int, name: str, messages: Sequence[str]) -> None:
        """Say something against one field of a line."""
        field = next(each for each in FIELDS if each.name == name)
        label = next(each.indicator.name for each in self.lines if each.line.pk == line)
        self.refuse(field.html_name(line), label, messages)

    def refuse_for(self, error: LineRefused | LineConflict) -> None:
        """Put what the service says of lines beside their cells."""
        if isinstance(error, LineRefused):
            for name, messages in error.message_dict.items():
                self._refuse_line(error.line, name, messages)
            return
        for line, words in error.conflicts.items():
            self._refuse_line(line, FIELDS[0].name, [words])

    # --- drawing ---------------------------------------------------------------------------

    def heads(self) -> list[tuple[str, Any]]:
        """Return the headings of the cells, each with its class."""
        return [("num" if field.kind is Kind.FIGURE else "", field.title) for field in FIELDS]

    def rows(self) -> SafeString:
        attach = reverse("reports:add-evidence", args=[self.report.pk])
        words = _("Attach"), _("%(count)s files")
        return SafeString("".join(self._row(each, attach, words) for each in self.lines))  # nosec B703

    def _row(self, each: EntryLine, attach: str, words: tuple[str, str]) -> SafeString:
        line, indicator = each.line, each.indicator
        count = len(each.evidence)
        return filled(
            _ROW,
            pk=line.pk,
            name=indicator.name,
            version_name=f"{VERSION}-{line.pk}",
            version=self.typed(f"{VERSION}-{line.pk}", line.version),
            measure=indicator.unit_of_measure,
            committed=_number(each.committed),
            expected=_number(each.expected),
            before=_number(each.before),
            cells=SafeString(  # nosec B703
                "".join(f"<td>{self._cell(each, field)}</td>" for field in FIELDS)
            ),
            attach=attach,
            evidence=words[1] % {"count": count} if count else words[0],
        )

    def _cell(self, each: EntryLine, field: LineField) -> SafeString:
        name = field.html_name(each.line.pk)
        stored = written(field, getattr(each.line, field.name))
        label = each.indicator.name
        if field is not FIELDS[0]:
            label = f"{label}: {field.label}"
        options = ""
        if field.kind is Kind.CHOICE:
            options = _options(field, self.typed(name, stored))
        return self.cell(
            _CELLS[field.kind], name, stored, label,
            field=field.name, most=field.most, options=options, as_date=_("day/month/year"),
        )  # fmt: skip

    def texts(self) -> list[Any]:
        """Return the bound narrative fields."""
        return [(self[name], self[f"was-{name}"]) for name in NARRATIVE]


def _options(field: LineField, chosen: str) -> SafeString:
    return SafeString(  # nosec B703
        "".join(
            f'<option value="{escaped(value)}"{" selected" if value == chosen else ""}>'
            f"{escaped(label)}</option>"
            for value, label in field.choices.choices
        )
    )


def _number(value: Any) -> SafeString | str:
    return missing() if value is None else format_number(value)


_READ_ROW = (
    '<tr id="line-{}"><th scope="row"><a href="{}">{}</a>{}</th>'
    '<td data-label="{}">{}</td><td data-label="{}" class="num">{}</td>'
    '<td data-label="{}" class="num">{}</td><td data-label="{}" class="num muted">{}</td>'
    '<td data-label="{}" class="num"><span>{}{}</span></td>'
    '<td data-label="{}" class="num"><span>{}{}</span></td><td data-label="{}">{}</td></tr>'
)


def read_heads() -> list[str]:
    """Return the headings of a report that is read, after that of the indicator."""
    return [
        _("Unit of measure"), _("Committed"), _("Expected by now"), _("Last period"),
        _("Reported"), _("Confirmed"), _("Explanation"),
    ]  # fmt: skip


def read_rows(lines: Sequence[EntryLine]) -> SafeString:
    """Return the rows of a report that is read."""
    heads, page = read_heads(), linker("reports:line-history")
    cells = (map(escaped, _read_row(each, heads, page)) for each in lines)
    return SafeString("".join(_READ_ROW.format(*row) for row in cells))  # nosec B703


def _read_row(each: EntryLine, heads: Sequence[str], page: Callable[[Any], str]) -> tuple[Any, ...]:
    line, indicator = each.line, each.indicator
    proofs = "".join(
        f"<small>{render_to_string('components/attachment.html', {'file': proof.file})}</small>"
        for proof in each.evidence
    )
    confirmed: SafeString | str = ""
    if line.confirmed is not None and line.confirmed_by:
        confirmed = format_html("<small>{}</small>", line.confirmed_by.unit.label)
    cells = (
        indicator.unit_of_measure, _number(each.committed), _number(each.expected),
        _number(each.before), _number(line.value), _number(line.confirmed), line.note,
    )  # fmt: skip
    unit, committed, expected, before, value, agreed, note = zip(heads, cells, strict=True)
    return (
        line.pk, page(line), indicator.name, SafeString(proofs),  # nosec B703
        *unit, *committed, *expected, *before, *value, _about(each), *agreed, confirmed, *note,
    )  # fmt: skip


def _about(each: EntryLine) -> SafeString:
    """Return what is said beside a reported figure: of what kind, of which day, how far off."""
    line, said = each.line, SafeString()
    if line.value is not None:
        words = line.get_kind_display()
        if line.cutoff_on:
            words = f"{words}, {short_date(line.cutoff_on)}"
        said += format_html("<small>{}</small>", words)
    return said + state_mark(_("look again"), "attention") if each.is_far_off else said


class CellForm(forms.Form):
    """One line, as the autosave sends it by the names of the declared fields."""

    line = forms.IntegerField(min_value=1)
    version = forms.IntegerField(min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {field.name: form_field(field) for field in FIELDS}

    def entry(self) -> LineEntry:
        """Return what was typed."""
        return LineEntry(**self.cleaned_data)
