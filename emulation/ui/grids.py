"""Grids of cells: one form field cleans a whole column, and a cell is drawn as text.

Hundreds of form fields and as many widgets cost more than all the rest of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from emulation.ui.escaping import filled
from emulation.ui.forms import FigureFormField, PortalForm
from emulation.ui.vietnamese import format_number

GRID_ROWS: Final = 100
FIGURE: Final = FigureFormField(required=False)
INPUT: Final = (
    '<input type="text" name="{name}" id="id_{name}" value="{value}" data-cell'
    ' aria-label="{label}"{wrong} autocomplete="off"'
)
FIGURE_CELL: Final = INPUT + ' inputmode="decimal" class="figure" data-sum-group="{group}">'

_REMARK: Final = '<p class="cell-remark" id="id_{}_remark">{}</p>'


def keys_in(data: QueryDict, *prefixes: str) -> list[int]:
    """Return the keys of the rows whose cells were sent: ``value_12`` sends row 12 of "value_"."""
    sent = (
        name.removeprefix(prefix) for prefix in prefixes for name in data if name.startswith(prefix)
    )
    return sorted({int(key) for key in sent if key.isascii() and key.isdigit() and len(key) < 19})


class GridForm(PortalForm):
    """A form with a grid: what cannot be read is said beside its cell, and on top with the way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusals: dict[str, list[str]] = {}
        self.remarks: dict[str, str] = {}

    def read(self, name: str, label: Any, field: forms.Field = FIGURE) -> Any:
        """Return what was typed into a cell; what ``field`` refuses is ``None`` and said."""
        try:
            return field.clean(self.data.get(name))
        except ValidationError as error:
            self.refuse(name, label, error.messages)
            return None

    def refuse(self, name: str, label: Any, messages: Sequence[Any]) -> None:
        """Say something against a cell, named ``label``."""
        self.refusals.setdefault(name, []).extend(messages)
        for message in messages:
            self.add_error(None, format_html('<a href="#id_{}">{}</a>: {}', name, label, message))

    def typed(self, name: str, stored: Any) -> Any:
        """Return what was typed into a cell, or what is stored where nothing was sent."""
        if self.is_bound:
            return self.data.get(name, "")
        return "" if stored is None else stored

    def cell(self, form: str, name: str, stored: Any, label: Any, **more: Any) -> SafeString:
        """Return a cell drawn by ``form``, with what is said against it."""
        value, wrong = self.typed(name, stored), SafeString()
        refusals, remark = self.refusals.get(name), self.remarks.get(name)
        if refusals:
            wrong = format_html(' aria-invalid="true" aria-describedby="id_{}_error"', name)
        elif remark:
            wrong = format_html(' aria-describedby="id_{}_remark"', name)
        drawn = filled(form, name=name, value=value, label=label, wrong=wrong, **more)
        if remark:
            drawn += format_html(_REMARK, name, remark)
        return drawn + _said(name, refusals) if refusals else drawn

    def figure_cell(self, name: str, stored: Any, label: Any, group: str = "") -> SafeString:
        """Return a cell for a figure; ``group`` names the cells that are added up with it."""
        shown = None if stored is None else format_number(stored)
        return self.cell(FIGURE_CELL, name, shown, label, group=group)


def _said(name: str, refusals: Sequence[Any]) -> SafeString:
    paragraphs = ((name, conditional_escape(words)) for words in refusals)
    return format_html_join("", '<p class="cell-error" id="id_{}_error">{}</p>', paragraphs)
