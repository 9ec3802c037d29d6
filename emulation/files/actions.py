"""Names of the acts with files in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "files.store": _("Stored a file"),
    }
)
