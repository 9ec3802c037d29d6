"""The desk's own place in the navigation."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.places import place

place(_("Desk"), "desk:home", permission="emulation.view_desk", icon="inbox", key="b", order=0)
