"""The place of background work in the navigation."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.places import place

place(
    _("Background work"),
    "jobs:job-list",
    permission="emulation.view_jobs",
    icon="gear",
    key="x",
    order=900,
)
