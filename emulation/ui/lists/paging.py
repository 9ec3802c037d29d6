"""Pages of a list that may hold a whole province."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from emulation.ui.vietnamese import format_number

MOST_COUNTED: Final = 10_000


class CountedPaginator(Paginator):
    """Pages of the first ten thousand rows.

    To count half a million persons costs more than all else on the page, and nobody turns two
    hundred pages: what lies beyond is found by a filter, sorted to the front, or exported.
    """

    def __init__(self, rows: QuerySet[Any], size: int, *, counted: QuerySet[Any]) -> None:
        super().__init__(rows, size)
        self.to_count = counted

    @cached_property
    def _counted(self) -> int:
        # what the columns work out beside the rows is not worked out to count them
        return self.to_count.order_by().values("pk")[: MOST_COUNTED + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)

    @property
    def has_more(self) -> bool:
        """Whether there are rows that no page shows."""
        return self._counted > MOST_COUNTED

    @property
    def told(self) -> str:
        """The number of rows as it is written."""
        written = format_number(self.count)
        return _("more than %(count)s") % {"count": written} if self.has_more else written
