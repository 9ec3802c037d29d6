"""Names of the acts of the desk in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions({"clock.move": _("Moved the province's date")})
