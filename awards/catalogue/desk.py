"""The catalogue in the navigation."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.places import place

place(
    _("Catalogue"),
    "catalogue:list",
    permission="awards.view_catalogue",
    icon="book",
    key="m",
    order=730,
)
