"""Moving the demo's date."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from emulation.ui.forms import PortalForm, VietnameseDateField


class ClockForm(PortalForm):
    """The day to which the demo province moves."""

    day = VietnameseDateField(
        label=_("The province's new date"), help_text=_("A later day; the date never goes back.")
    )
