"""The day on which the demo province lives."""

from __future__ import annotations

from django.db import models


class ProvinceDate(models.Model):
    """The day on which the demo province lives; only later days can be added."""

    day = models.DateField(unique=True)
    set_by = models.ForeignKey("emulation.Mandate", models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return str(self.day)
