"""Names of the acts with background work in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "jobs.cancel": _("Cancelled background work"),
        "jobs.retry": _("Started background work again"),
    }
)
