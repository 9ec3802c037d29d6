"""Statistics of visits, counted from the access log without addresses or cookies."""

from __future__ import annotations

from django.db import models


class PageVisits(models.Model):
    """How often a public page was opened on a day."""

    path = models.CharField(max_length=300)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["path", "day"], name="emulation_visits_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.day}: {self.count}"


class LogPosition(models.Model):
    """How far a log was read: the file's identity and the offset, so that no line counts twice."""

    name = models.CharField(max_length=100, primary_key=True)
    inode = models.BigIntegerField(default=0)
    offset = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.offset}"
