"""What a POST to a list asks for: which act, on which rows."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils.functional import cached_property

from emulation.ui.lists.address import Asked
from emulation.ui.lists.declaration import SelectionAction
from emulation.ui.lists.selection import MOST_SELECTED, bound_form, pks_of

MOST_NAMED: Final = 10


class Pressed:
    """The button that was pressed: in a row ("press"), or in the bar with its selection."""

    def __init__(self, asked: Asked[Any], request: HttpRequest) -> None:
        self.asked = asked
        self.data, self.files = request.POST, request.FILES
        name, _colon, self.key = self.data.get("press", "").partition(":")
        self.single = bool(self.key)
        name = name or self.data.get("action", "")
        self.action: SelectionAction[Any] | None = asked.listing.action(name, asked.mandate)

    @cached_property
    def pks(self) -> list[int]:
        """The keys of the rows: one, those with a tick, or every one that passes the filter."""
        if self.single:
            return pks_of([self.key])
        if self.data.get("all"):
            return sorted(self.asked.rows.values_list("pk", flat=True)[:MOST_SELECTED])
        return pks_of(self.data.getlist("selected"))[:MOST_SELECTED]

    @property
    def must_ask(self) -> bool:
        """Whether a page asks for confirmation or further input first."""
        wanted = self.action is not None and (self.action.confirm or self.action.form)
        return bool(wanted) and not self.data.get("confirmed")

    def form(self, *, bound: bool = True) -> Any:
        """Return the form of the act's further input, or ``None``."""
        assert self.action is not None
        given = (self.data, self.files) if bound else (None, None)
        return bound_form(self.action, self.asked.mandate, self.asked.scope, self.pks, *given)

    def asking(self) -> dict[str, Any]:
        """Return what the page that asks first shows: the act, how many rows, the first names."""
        assert self.action is not None
        rows = self.asked.every_row.filter(pk__in=self.pks[:MOST_NAMED])
        names = [self.asked.listing.name_of(row) for row in rows]
        return {
            "title": self.action.label,
            "action": self.action,
            "count": len(self.pks),
            "names": names,
            "more_count": len(self.pks) - len(names),
            "sent": [("selected", pk) for pk in self.pks if not self.data.get("all")],
            "all_rows": bool(self.data.get("all")),
        }

    def signature(self) -> str:
        """Return what makes this request another one than the same key with other rows."""
        assert self.action is not None
        return f"{self.asked.listing.name} {self.action.name} {self.pks}"
