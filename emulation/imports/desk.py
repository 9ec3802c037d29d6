"""The place of the import in the navigation."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.places import place

place(
    _("Import from a workbook"),
    "imports:batch-list",
    permission="emulation.view_imports",
    icon="upload",
    key="e",
    order=860,
)
