"""States of background work."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")

    tones = nonmember(
        {"running": "underway", "done": "done", "failed": "late", "cancelled": "waiting"}
    )
    OPEN = nonmember(frozenset({"queued", "running"}))
    ENDED = nonmember(frozenset({"done", "failed", "cancelled"}))


class Queue(models.TextChoices):
    """Queues, so that long work of one kind does not hold the others."""

    RENDER = "render", _("Rendering")
    COMPUTE = "compute", _("Computing")
    IMPORT = "import", _("Import")
    MAIL = "mail", _("Mail")
