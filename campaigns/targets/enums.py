"""How indicators are read and added up, and how a figure stands against its target."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Which way is better."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")


class Aggregation(models.TextChoices):
    """How the units' values make the province's."""

    SUM = "sum", _("Sum of the units")
    MEAN = "mean", _("Mean of the units")
    MAXIMUM = "max", _("Largest value")
    COUNT = "count", _("Number of units that reached their target")
    NONE = "none", _("Not added up: one agency supplies the value")


class ValueKind(models.TextChoices):
    """Whether a figure is an estimate or final."""

    ESTIMATED = "estimated", _("Estimated")
    OFFICIAL = "official", _("Official")


class Outcome(models.TextChoices):
    """A figure against its target; unknown is not missed."""

    EXCEEDED = "exceeded", _("Exceeded")
    REACHED = "reached", _("Reached")
    MISSED = "missed", _("Not reached")
    UNKNOWN = "unknown", _("Too few figures yet")

    tones = nonmember(
        {"exceeded": "done", "reached": "done", "missed": "late", "unknown": "attention"}
    )
