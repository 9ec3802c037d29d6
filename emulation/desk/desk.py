"""The desk's own place, and those of the rooms that stand below it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

import emulation.desk.papers  # noqa: F401 -- registers what official documents put on the desk
import emulation.desk.people  # noqa: F401 -- registers what units and people put on the desk
from emulation.desk.registry import place

place(_("Desk"), "desk:home", permission="emulation.view_desk", icon="inbox", key="b", order=0)
place(
    _("Background work"),
    "jobs:job-list",
    permission="emulation.view_jobs",
    icon="gear",
    key="x",
    order=900,
)
place(
    _("Audit trail"),
    "audit:entry-list",
    permission="emulation.view_audit",
    icon="journal-text",
    key="y",
    order=910,
)
