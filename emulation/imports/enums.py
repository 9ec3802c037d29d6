"""States of an import and what a row of a workbook does."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchState(models.TextChoices):
    """Where an import stands."""

    READ = "read", _("Read, not entered")
    QUEUED = "queued", _("Being entered")
    APPLIED = "applied", _("Entered")
    UNDONE = "undone", _("Taken back")

    tones = nonmember(
        {"read": "attention", "queued": "underway", "applied": "done", "undone": "waiting"}
    )


class Action(models.TextChoices):
    """What a row does when the workbook is entered."""

    CREATE = "create", _("New")
    CHANGE = "change", _("Changed")
    SAME = "same", _("Unchanged")

    tones = nonmember({"create": "done", "change": "underway", "same": "waiting"})
