"""How indicators are read and added up."""

from __future__ import annotations

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
