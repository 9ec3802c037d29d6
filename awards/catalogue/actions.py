"""Names of the acts with the catalogue in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "catalogue.set_route": _("Set a route for the appraisal"),
    }
)
