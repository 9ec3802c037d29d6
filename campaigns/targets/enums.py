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
    RATIO = "ratio", _("Ratio of two reported indicators")
    WEIGHTED = "wmean", _("Weighted mean of the units")
    MEAN = "mean", _("Simple mean of the units (large and small count alike)")
    MAXIMUM = "max", _("Largest value")
    COUNT = "count", _("Number of units that reached their target")
    NONE = "none", _("Not added up: one agency supplies the value")

    # Units neither commit to these nor report them.
    WITHOUT_LINES = nonmember(frozenset({"none", "ratio"}))
    MEANS = nonmember(frozenset({"ratio", "wmean", "mean"}))


class Pace(models.TextChoices):
    """What of the year's target is due in the course of the year."""

    BY_KIND = "", _("As usual: amounts grow, rates move from last year's value to the target")
    GROWING = "growing", _("Grows from nothing: the part of the time that has passed is due")
    PATH = "path", _("Moves from last year's value to the target")
    LEVEL = "level", _("Is kept: due in full in every period")


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
