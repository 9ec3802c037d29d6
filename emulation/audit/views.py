"""The audit trail: what the acting mandate may read of it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from emulation.audit.forms import AuditFilter
from emulation.audit.models import AuditEntry
from emulation.ui.views import ListPage


class EntryList(ListPage):
    """Entries, the newest first."""

    permission = "emulation.view_audit"
    template_name = "emulation/audit/entry_list.html"
    filterset_class = AuditFilter

    def page_context(self) -> dict[str, Any]:
        """Name the page."""
        return {"title": _("Audit trail")}

    def rows(self) -> QuerySet[AuditEntry]:
        """Return the visible entries with who acted and whether they are sealed."""
        return AuditEntry.objects.visible_to(self.mandate).select_related(
            "account",
            "mandate__account",
            "mandate__unit",
            "mandate__cluster",
            "mandate__delegated_from__account",
            "seal",
        )
