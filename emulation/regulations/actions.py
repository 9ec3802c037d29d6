"""What the acts of this room are called in the trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "calendar.remove": _("Took a day out of the calendar"),
        "calendar.save": _("Entered a day of the calendar"),
        "regulations.set": _("Set a regulation of an authority"),
    }
)
