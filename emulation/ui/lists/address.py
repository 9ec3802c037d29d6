"""What an address asks of a list: filters, order, page, number of rows; every address is answered.

What cannot be followed (an unknown column, filter or page) gives the nearest good list and a
sentence that says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Generic

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from emulation.ui.lists.choices import chosen_columns
from emulation.ui.lists.columns import Column, Row, directed
from emulation.ui.lists.declaration import Listing
from emulation.ui.lists.filters import told
from emulation.ui.lists.paging import CountedPaginator
from emulation.ui.vietnamese import format_number

SORT: Final = "sap-xep"
SIZE: Final = "so-dong"
PAGE: Final = "page"
EXPORT: Final = "xuat"
OUTCOME: Final = "ket-qua"
OWN: Final = frozenset({SORT, SIZE, PAGE, EXPORT, OUTCOME})
SIZES: Final = (50, 100, 200)
LARGEST_PAGE: Final = 100_000
LONGEST_ECHO: Final = 60


class Asked(Generic[Row]):
    """One list as one address asks for it, for one mandate."""

    def __init__(
        self, listing: Listing[Row], request: HttpRequest, mandate: Any, scope: Mapping[str, Any]
    ) -> None:
        self.listing = listing
        self.request = request
        self.mandate = mandate
        self.scope = dict(scope)
        self.sentences: list[str] = []

    @cached_property
    def every_row(self) -> QuerySet[Any]:
        """The visible rows before any filter."""
        return self.listing.rows(self.mandate, **self.scope)

    @cached_property
    def filterset(self) -> Any:
        """The filters with what the address gives them, or ``None``."""
        if self.listing.filters is None:
            return None
        return self.listing.filters(self.request.GET, queryset=self.every_row, request=self.request)

    @cached_property
    def rows(self) -> QuerySet[Any]:
        """The rows that pass the filters, in the order that was asked for."""
        found = self.every_row if self.filterset is None else self.filterset.qs
        model = found.model
        default = [directed(model, term, descending=False) for term in self.listing.order]
        if self.sorted_by is None:
            return found.order_by(*default, "pk") if default else found
        terms = self.sorted_by.terms()
        asked = [directed(model, term, descending=self.descending) for term in terms]
        return found.order_by(*asked, *default, "pk")

    @cached_property
    def allowed(self) -> list[Column[Row]]:
        """The columns that may be seen."""
        return self.listing.allowed(self.mandate)

    @cached_property
    def columns(self) -> list[Column[Row]]:
        """The columns that are shown: those allowed, as chosen; the first one always."""
        account_id = self.request.user.pk
        chosen = chosen_columns(account_id, self.listing.name) if account_id else {}
        first, *others = self.allowed
        return [first, *(c for c in others if chosen.get(c.key, not c.hidden_at_first))]

    @cached_property
    def descending(self) -> bool:
        """Whether the order is turned round."""
        return self.request.GET.get(SORT, "").startswith("-")

    @cached_property
    def sorted_by(self) -> Column[Row] | None:
        """The column that the address sorts by; ``None`` for the default order."""
        wanted = self.request.GET.get(SORT, "")
        key = wanted.removeprefix("-")
        for column in self.allowed:
            if column.key == key and column.terms():
                return column
        if wanted:
            self.sentences.append(
                _("The list cannot be sorted by “%(key)s”; it stands in its usual order.")
                % {"key": key[:LONGEST_ECHO]}
            )
        return None

    @cached_property
    def size(self) -> int:
        """How many rows a page has."""
        wanted = self.request.GET.get(SIZE, str(SIZES[0]))
        if wanted in map(str, SIZES):
            return int(wanted)
        sizes = ", ".join(map(str, SIZES))
        self.sentences.append(_("A page has %(sizes)s rows.") % {"sizes": sizes})
        return SIZES[0]

    @property
    def counted(self) -> QuerySet[Any]:
        """The same rows, as they are counted."""
        counted = self.listing.counted
        return self.rows if counted is None else counted(self.rows, **self.scope)

    @cached_property
    def page(self) -> Page[Any]:
        """The page that the address names, counted and cut by the database."""
        wanted = self.request.GET.get(PAGE, "1")
        plain = wanted.isascii() and wanted.isdigit()
        pages = CountedPaginator(self.rows, self.size, counted=self.counted)
        page = pages.get_page(min(int(wanted[:9]), LARGEST_PAGE) if plain else 1)
        if str(page.number) != (wanted.lstrip("0") if plain else wanted):
            self.sentences.append(
                _("There is no page “%(page)s”; this is page %(number)s.")
                % {"page": wanted[:LONGEST_ECHO], "number": format_number(page.number)}
            )
        if pages.has_more and page.number == pages.num_pages:
            self.sentences.append(
                _("Pages end here; filter or search to see the others, or download them all.")
            )
        page.object_list = list(page.object_list)
        if self.listing.fill:
            self.listing.fill(page.object_list, self.mandate)
        return page

    @property
    def is_narrowed(self) -> bool:
        """Whether the address filters the list."""
        return any(value for name, value in self.request.GET.items() if name not in OWN)

    def notes(self) -> list[str]:
        """Return the sentences about what the address asked in vain."""
        known = set(self.listing.parameters) | OWN
        if self.filterset is not None:
            # a filter of a range or a date has parts: name_after, name_before
            known |= {*self.filterset.filters, *self.filterset.form.fields}
        unknown = sorted(name for name in self.request.GET if name not in known)
        if unknown:
            words = ", ".join(name[:LONGEST_ECHO] for name in unknown[:3])
            self.sentences.append(
                _("This list has no filter “%(names)s”; it was left out.") % {"names": words}
            )
        return self.sentences

    def conditions(self) -> list[str]:
        """Return the filters and the order in force, for the head of an exported table."""
        lines = []
        if self.filterset is not None and (words := told(self.filterset)):
            lines.append(_("Filter: %(words)s") % {"words": "; ".join(words)})
        if self.sorted_by is not None:
            way = _("descending") if self.descending else _("ascending")
            label = str(self.sorted_by.label)
            lines.append(_("Sorted by: %(label)s, %(way)s") % {"label": label, "way": way})
        return lines
