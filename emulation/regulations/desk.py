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
place(
    _("Days off"),
    "regulations:calendar",
    permission="emulation.view_regulations",
    icon="calendar3",
    key="j",
    order=830,
)
