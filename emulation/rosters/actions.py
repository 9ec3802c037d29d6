"""Names of the acts of the import in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.audit.registry import named_actions

named_actions(
    {
        "rosters.apply": _("Entered a workbook"),
        "rosters.read": _("Read a workbook in"),
        "rosters.undo": _("Took an import back"),
    }
)
