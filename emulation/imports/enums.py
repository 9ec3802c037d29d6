"""States of an import and what a row of a workbook does."""

from __future__ import annotations

from enum import StrEnum, nonmember

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


class Action(StrEnum):
    """What a row does when the workbook is entered."""

    CREATE = "create"
    CHANGE = "change"
    SAME = "same"
