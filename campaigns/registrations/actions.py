"""Names of the acts with registrations in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "registrations.add_title": _("Registered a title aimed at"),
        "registrations.open": _("Opened the registrations"),
        "registrations.record_compact": _("Recorded a compact of the cluster"),
        "registrations.remove_title": _("Removed a title aimed at"),
        "registrations.save": _("Saved commitments"),
    }
)
