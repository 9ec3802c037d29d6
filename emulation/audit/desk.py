"""The place of the trail in the navigation."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.places import place

place(
    _("Audit trail"),
    "audit:entry-list",
    permission="emulation.view_audit",
    icon="journal-text",
    key="y",
    order=910,
)
