"""What the page of a list shows around its table."""

from __future__ import annotations

from typing import Any

import rules
from django.urls import reverse
from django.utils.translation import gettext as _

from emulation.ui.lists.address import EXPORT, OUTCOME, SIZE, SIZES, SORT, Asked
from emulation.ui.lists.declaration import Empty
from emulation.ui.lists.exporting import FORMATS
from emulation.ui.lists.rendering import FORM_ID, kept_query, table

SESSION_KEY = "list_outcome"


def list_context(asked: Asked[Any]) -> dict[str, Any]:
    """Return the page of rows as a table, and what narrows, sorts, exports and acts on them."""
    page = asked.page
    acts = [a for a in asked.listing.actions if a.offered_to(asked.mandate)]
    in_bar = [a for a in acts if a.in_bar]
    rows = list(page.object_list)
    return {
        "asked": asked,
        "page": page,
        "rows": rows,
        "table": table(asked, rows, selectable=bool(in_bar)) if rows else "",
        "filter": asked.filterset,
        "sentences": asked.notes(),
        "acts": acts,
        "acts_in_bar": in_bar,
        "form_id": FORM_ID,
        "sizes": _sizes(asked),
        "exports": _exports(asked),
        "choosable": _choosable(asked),
        "kept": [(n, v) for n in (SORT, SIZE) if (v := asked.request.GET.get(n))],
        "empty": _empty(asked),
        "outcome": _outcome(asked),
        "query": asked.request.GET.urlencode(),
    }


def _sizes(asked: Asked[Any]) -> list[dict[str, Any]]:
    """Return the choices of rows per page, where there are more than the smallest."""
    if asked.page.paginator.count <= SIZES[0]:
        return []
    query, sizes = kept_query(asked.request.GET), []
    for size in SIZES:
        query[SIZE] = str(size)
        current = size == asked.size
        sizes.append({"size": size, "query": query.urlencode(), "current": current})
    return sizes


def _exports(asked: Asked[Any]) -> list[dict[str, str]]:
    query = kept_query(asked.request.GET)
    query.pop(SIZE, None)
    labels = {"xlsx": _("Download Excel"), "csv": "CSV"}
    exports = []
    for form in FORMATS:
        query[EXPORT] = form
        exports.append({"label": labels[form], "query": query.urlencode()})
    return exports


def _choosable(asked: Asked[Any]) -> list[dict[str, Any]]:
    """Return the columns that may be shown or hidden: all but the first."""
    if asked.mandate is None:
        return []
    shown = {column.key for column in asked.columns}
    return [
        {"key": column.key, "label": column.label, "shown": column.key in shown}
        for column in asked.allowed[1:]
    ]


def _empty(asked: Asked[Any]) -> dict[str, Any]:
    """Return what an empty list says; a filter that finds nothing is another thing."""
    if asked.is_narrowed:
        return {
            "title": _("Nothing fits this filter"),
            "text": _("Change the filter, or take it away."),
            "url": asked.request.path,
            "action": _("Show everything"),
        }
    said: Empty = asked.listing.empty
    offered = said.url_name and (
        not said.permission or rules.has_perm(said.permission, asked.mandate, None)
    )
    url = reverse(said.url_name) if offered else ""
    return {"title": said.title, "text": said.text, "url": url, "action": said.action}


def _outcome(asked: Asked[Any]) -> dict[str, Any] | None:
    """Return what the last act on a selection did, when the address asks for just that."""
    wanted = asked.request.GET.get(OUTCOME)
    if not wanted or asked.mandate is None:
        return None
    kept = asked.request.session.get(SESSION_KEY) or {}
    return kept if kept.get("id") == wanted else None
