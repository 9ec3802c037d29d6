"""What stands on a line of a report, declared once: forms, workbook, history and API follow.

A further field is one line here and a column of ``ReportLine`` and ``LineRevision``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.targets.enums import ValueKind
from emulation.ui.vietnamese import format_number, short_date


class Kind(Enum):
    """How a field is written, read and shown."""

    FIGURE = "figure"
    CHOICE = "choice"
    DAY = "day"
    TEXT = "text"


@dataclass(frozen=True)
class LineField:
    """A field that the unit, or the office for it, fills in for each indicator.

    ``short`` is its letter in the names of the form; ``title`` and ``head`` are its headings on
    pages and in the workbook; ``words`` are the choices as the workbook writes them.
    """

    name: str
    short: str
    label: Any
    title: Any
    head: str
    kind: Kind
    empty: Any = None
    choices: Any = None
    words: tuple[tuple[str, str], ...] = ()
    most: int = 0

    def html_name(self, line: int) -> str:
        """Return the name of its cell in the form."""
        return f"{self.short}-{line}"

    def cleaned(self, value: Any) -> Any:
        """Return the value as it is stored."""
        return value.strip() if self.kind is Kind.TEXT else value


FIELDS = (
    LineField("value", "v", _("reported"), _("This period"), "Kỳ này", Kind.FIGURE),
    LineField(
        "kind",
        "k",
        _("estimated or official"),
        _("Estimated or official"),
        "Ước/Chính thức",
        Kind.CHOICE,
        empty=ValueKind.ESTIMATED.value,
        choices=ValueKind,
        words=((ValueKind.ESTIMATED.value, "Ước"), (ValueKind.OFFICIAL.value, "Chính thức")),
    ),
    LineField("cutoff_on", "c", _("figures as of"), _("Figures as of"), "Chốt đến ngày", Kind.DAY),
    LineField(
        "note", "n", _("explanation"), _("Explanation"), "Giải trình", Kind.TEXT, empty="", most=500
    ),
)
VERSION = "r"
NAMES = tuple(field.name for field in FIELDS)
EMPTY = {field.name: field.empty for field in FIELDS}


def written(field: LineField, value: Any) -> str:
    """Return a stored value as it is written in a cell."""
    if value is None:
        return ""
    match field.kind:
        case Kind.FIGURE:
            return format_number(value)
        case Kind.DAY:
            return short_date(value)
    return str(value)


def cells_of(values: dict[str, Any]) -> list[tuple[LineField, str]]:
    """Return the values for people: each field with its text, a choice by its label."""
    return [
        (
            field,
            str(field.choices(values[field.name]).label)
            if field.choices
            else written(field, values[field.name]) or "—",
        )
        for field in FIELDS
    ]


def values_of(row: Any) -> dict[str, Any]:
    """Return what a line, or one of its earlier versions, holds."""
    return {name: getattr(row, name) for name in NAMES}
