"""Names of the acts of the import in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "imports.apply": _("Entered a workbook"),
        "imports.read": _("Read a workbook in"),
        "imports.undo": _("Took an import back"),
    }
)
