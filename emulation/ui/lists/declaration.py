"""What a room says of a list, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

import rules
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from emulation.ui.lists.columns import Column, Row, Term


@dataclass(frozen=True, kw_only=True)
class SelectionAction(Generic[Row]):
    """An act on the rows that were selected, carried out by one service per record.

    ``perform(by=…, record=…, **entered)`` is that service; what it refuses is shown with the name
    of the record and the reason, the others are done. ``permission`` is tested without a record for
    the button (unless ``offered`` decides) and with each record before it is acted on; without one,
    whoever sees the record may act. ``done`` is a sentence with ``%(count)s``. With ``confirm`` (a
    sentence) or ``form`` (further input) a page asks first. ``answer(request, outcome)`` makes a
    page from what the services returned (slips to be printed), at once and never in a job. Where
    ``in_bar`` is false the act is only a row's button (a column's ``press``); ``goes_to`` is where
    that button leads.

    With ``together`` one service takes all rows at once, ``perform(by=…, records=[…], scope=…,
    **entered)``: a decision is drafted on everybody, not on each. What it refuses stands on the
    form again; ``hindered`` (given the same) names beforehand who is left out, and why. Its
    ``form_kwargs`` get the chosen keys (``pks``), its ``goes_to`` what the service returned. A form
    with a file is never put off to a job.
    """

    name: str
    label: Any
    perform: Callable[..., Any]
    done: Any
    permission: str = ""
    confirm: Any = ""
    form: Any = None
    form_kwargs: Callable[..., dict[str, Any]] | None = None
    tone: str = ""
    icon: str = ""
    in_bar: bool = True
    answer: Callable[[HttpRequest, Any], HttpResponse] | None = None
    goes_to: Callable[[Any], str] | None = None
    offered: Callable[[Any], bool] | None = None
    together: bool = False
    hindered: Callable[..., Mapping[int, str]] | None = None

    def offered_to(self, mandate: Any) -> bool:
        """Return whether the acting mandate is shown the button."""
        if mandate is None:
            return False
        if self.offered is not None:
            return self.offered(mandate)
        return self.permits(mandate, None)

    def permits(self, mandate: Any, record: Any) -> bool:
        """Return whether the acting mandate may do it with the record."""
        return not self.permission or bool(rules.has_perm(self.permission, mandate, record))


@dataclass(frozen=True, kw_only=True)
class Empty:
    """What an empty list says: why it is empty and what to do next, for whom that may be done."""

    title: Any
    text: Any = ""
    url_name: str = ""
    action: Any = ""
    permission: str = ""


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[Row]):
    """One list of one kind of record.

    ``rows(mandate, **scope)`` gives the rows narrowed by ``visible_to``; the scope are the
    arguments of the address (the book whose documents are listed). Counts of related rows are
    subqueries there, or are put on the page's rows by ``fill(rows, mandate)``: never an
    ``annotate(Count(join))``, which groups the whole table before the page is cut. ``order`` is the
    default order; empty means that of ``rows``. ``name`` is the key of remembered columns and jobs:
    it does not change. ``row_id`` names a row, so that an address can lead to it. A ``matrix``
    (units × periods) keeps its head and first column in sight. ``counted(rows, **scope)`` says the
    same rows as they are counted best, where that is not how the database finds one page of them.
    """

    name: str
    title: Any
    rows: Callable[..., QuerySet[Any]]
    columns: Sequence[Column[Row]]
    order: Sequence[Term] = ()
    filters: Any = None
    actions: Sequence[SelectionAction[Row]] = ()
    empty: Empty
    fill: Callable[[list[Any], Any], None] | None = None
    counted: Callable[..., QuerySet[Any]] | None = None
    name_of: Callable[[Row], str] = str
    row_css: Callable[[Row], str] | None = None
    row_id: Callable[[Row], str] | None = None
    parameters: Sequence[str] = field(default_factory=tuple)
    matrix: bool = False

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        names = {action.name for action in self.actions}
        wanted = {column.press for column in self.columns if column.press}
        if not keys or len(set(keys)) < len(keys) or not wanted <= names:
            raise TypeError(f"the list {self.name} is not declared well")

    def allowed(self, mandate: Any) -> list[Column[Row]]:
        """Return the columns that the acting mandate may see, whatever it chose to show."""
        return [
            column
            for column in self.columns
            if not column.personal or rules.has_perm(column.personal, mandate, None)
        ]

    def action(self, name: str, mandate: Any) -> SelectionAction[Row] | None:
        """Return the act of that name if it is offered to the acting mandate."""
        found = (action for action in self.actions if action.name == name)
        return next((action for action in found if action.offered_to(mandate)), None)


listings: dict[str, Listing[Any]] = {}


def declared(listing: Listing[Row]) -> Listing[Row]:
    """Enter a list into the registry, by which jobs and tests find it, and return it."""
    if listing.name in listings:
        raise TypeError(f"the list {listing.name} is declared twice")
    listings[listing.name] = listing
    return listing
