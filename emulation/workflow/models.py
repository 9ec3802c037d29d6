"""The log of every transition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from emulation.audit.triggers import protect
from emulation.workflow.transitions import registry


@dataclass(frozen=True)
class Point:
    """One thing that is asked back; with ``cell``, the name of the field of a form it concerns."""

    text: str
    cell: str = ""
    said: str = ""


class TransitionLog(models.Model):
    """One step that a record took: from, to, by whom, why, and what is asked back by when."""

    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    name = models.CharField(max_length=40)
    source = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    at = models.DateTimeField(_("at"))
    mandate = models.ForeignKey("emulation.Mandate", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("reason"), blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    items = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="emulation_transition_obj")
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}: {self.source} → {self.target}"

    @property
    def points(self) -> list[Point]:
        """Return what is asked back, whether it concerns a field of a form or not."""
        return [Point(**item) if isinstance(item, dict) else Point(item) for item in self.items]

    @property
    def text(self) -> Any:
        """Return what was done to what: "accepted report"."""
        workflow = registry.get(self.object_type)
        if workflow is None:
            return self.name
        noun = apps.get_model(self.object_type)._meta.verbose_name
        return f"{workflow[self.name].past} {noun}"

    @property
    def by(self) -> str:
        """Return who took the step, as what; automatic steps were taken by the system."""
        return self.mandate.label if self.mandate else str(_("The system"))


protect(TransitionLog)
