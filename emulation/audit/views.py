"""The audit trail: what the acting mandate may read of it."""

from __future__ import annotations

from emulation.audit.lists import ENTRIES
from emulation.ui.views import ListPage


class EntryList(ListPage):
    """Entries, the newest first."""

    permission = "emulation.view_audit"
    listing = ENTRIES
