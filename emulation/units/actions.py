"""Names of the acts with units and clusters in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "units.close": _("Closed a unit"),
        "units.create": _("Created a unit"),
        "units.create_cluster": _("Created a cluster"),
        "units.set_members": _("Set the members of a cluster"),
        "units.succeed": _("Recorded the successor of a unit"),
        "units.update": _("Changed a unit"),
        "units.update_cluster": _("Changed a cluster"),
    }
)
