"""A column: its key in the address, its head, where a row's value comes from and how it sorts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, nonmember
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model
from django.db.models.expressions import Combinable, OrderBy
from django.utils.safestring import SafeString

from emulation.ui.tags import tone_of

Row = TypeVar("Row")
Term = str | Combinable
StateWord = tuple[str, str]


class Kind(StrEnum):
    """What a column holds: decides alignment, writing and the type of the cell in Excel."""

    TEXT = "text"
    NUMBER = "number"  # a count or an exact figure: 1.234.567,8
    MONEY = "money"
    PERCENT = "percent"  # already in percent: 95,5
    DATE = "date"
    MOMENT = "moment"
    DUE = "due"  # a date with how much time is left; ``value`` may give (day, done)
    STATE = "state"  # a choice field of the record, or (word, tone)

    FIGURES = nonmember(frozenset({"number", "money", "percent"}))


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a list.

    ``value`` is a dotted path from the row or a function of it (default: the key); ``sort`` names
    what the database orders by: a field path, an expression, or several; without it the column does
    not sort. ``link`` is the name of an address whose only argument is the row's key, or a function
    of the row; with ``link_for`` only who has that permission is linked. ``note`` is a second,
    quieter line, on the page only. A ``personal`` column is left out of page and export for whoever
    lacks that permission. ``cell`` draws the cell in its own way while ``value`` is exported.
    ``press`` names an act of the list, drawn as the row's button; a ``page_only`` column (a verb)
    is not exported. ``width`` counts characters in Excel.
    """

    key: str
    label: Any
    value: str | Callable[[Row], Any] = ""
    kind: Kind = Kind.TEXT
    sort: Term | tuple[Term, ...] | None = None
    link: str | Callable[[Row], str] | None = None
    link_for: str = ""
    note: str | Callable[[Row], Any] = ""
    width: int = 18
    hidden_at_first: bool = False
    personal: str = ""
    cell: Callable[[Row], SafeString | str] | None = None
    css: str | Callable[[Row], str] = ""
    press: str = ""
    page_only: bool = False

    def reader(self) -> Callable[[Row], Any]:
        """Return the function that gives a row's value."""
        if self.kind is Kind.STATE:
            return state_reader(self.value or self.key)
        return reader(self.value or self.key)

    def terms(self) -> tuple[Term, ...]:
        """Return what the database orders by, empty where the column does not sort."""
        if self.sort is None:
            return ()
        return self.sort if isinstance(self.sort, tuple) else (self.sort,)


def reader(value: str | Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the function behind a dotted path; a missing step on the way gives ``None``."""
    if not isinstance(value, str):
        return value
    path, _dot, last = value.rpartition(".")
    if last.startswith("get_") and last.endswith("_display"):
        return _choice_reader(path, last)
    names = value.split(".")

    def read(row: Any) -> Any:
        for name in names:
            row = getattr(row, name)
            if row is None:
                return None
        return row() if callable(row) else row

    return read


def _choice_reader(path: str, display: str) -> Callable[[Any], str | None]:
    """Return the function that gives a choice's word.

    Each word is asked for once: a page of choices in two columns spent half its time on them.
    """
    owner = reader(path) if path else lambda row: row
    field = display.removeprefix("get_").removesuffix("_display")
    words: dict[Any, str] = {}

    def read(row: Any) -> str | None:
        record = owner(row)
        if record is None:
            return None
        value = getattr(record, field)
        if value not in words:
            words[value] = str(getattr(record, display)())
        return words[value]

    return read


def state_reader(value: str | Callable[[Any], Any]) -> Callable[[Any], StateWord | None]:
    """Return the function that gives word and tone of a choice field, wherever the path leads."""
    if not isinstance(value, str):
        return value
    path, _dot, field = value.rpartition(".")
    owner = reader(path) if path else lambda row: row
    word = _choice_reader("", f"get_{field}_display")

    def read(row: Any) -> StateWord | None:
        record = owner(row)
        if record is None or getattr(record, field) in (None, ""):
            return None
        return word(record) or "", tone_of(record, field)

    return read


def directed(model: type[Model], term: Term, *, descending: bool) -> OrderBy:
    """Return a term of ORDER BY; what is missing stands last in both directions.

    NULLS LAST is left out where there can be none, so that an index serves both directions.
    """
    if isinstance(term, str):
        path, turned = term.lstrip("-"), term.startswith("-")
        expression: Any = F(path)
        last = True if _may_be_missing(model, path) else None
    else:
        expression, turned, last = term, False, True
    if descending != turned:
        return expression.desc(nulls_last=last)
    return expression.asc(nulls_last=last)


def _may_be_missing(model: type[Model], path: str) -> bool:
    for name in path.split("__"):
        if name == "pk":
            return False
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:  # an annotation
            return True
        if getattr(field, "null", True):
            return True
        if field.is_relation and field.related_model:
            model = field.related_model
    return False
