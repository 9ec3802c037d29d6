"""Names of the acts with targets in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "targets.allocate": _("Allocated a target"),
        "targets.amend_indicator": _("Amended an indicator"),
        "targets.remove_indicator": _("Removed an indicator"),
        "targets.save_indicator": _("Saved an indicator"),
    }
)
