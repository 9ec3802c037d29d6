"""Regulations in the navigation."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.places import place

place(
    _("Regulations"),
    "regulations:list",
    permission="emulation.view_regulations",
    icon="sliders",
    key="k",
    order=820,
)
