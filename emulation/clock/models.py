"""The day on which the demo province lives, and the days on which offices are closed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from emulation.clock.enums import DayKind


class ProvinceDate(models.Model):
    """The day on which the demo province lives; only later days can be added."""

    day = models.DateField(unique=True)
    set_by = models.ForeignKey("emulation.Mandate", models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return str(self.day)


class Holiday(models.Model):
    """A day that differs from its weekday: off by law or announcement, or worked in exchange.

    ``expected`` follows from the law and the lunar calendar, before the year's announcement.
    ``set_by`` is empty where the portal brought the day itself.
    """

    day = models.DateField(
        _("day"),
        unique=True,
        error_messages={"unique": _("This day is entered already; change its entry.")},
    )
    kind = models.CharField(_("kind of day"), max_length=10, choices=DayKind)
    name = models.CharField(_("occasion"), max_length=100)
    source = models.CharField(_("source"), max_length=300)
    expected = models.BooleanField(_("expected"), default=False)
    set_by = models.ForeignKey("emulation.Mandate", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("day off")
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
