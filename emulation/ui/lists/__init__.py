"""Lists declared once: columns, order, filters, acts on a selection; page and export follow.

A room says in its ``lists.py`` what a list is; ``ListPage`` draws it. See docs/adr/0007-lists.md.
"""

from emulation.ui.lists.columns import Column, Kind
from emulation.ui.lists.declaration import Empty, Listing, SelectionAction, declared, listings
from emulation.ui.lists.filters import DayFilter, WordsFilter

__all__ = [
    "Column",
    "DayFilter",
    "Empty",
    "Kind",
    "Listing",
    "SelectionAction",
    "WordsFilter",
    "declared",
    "listings",
]
