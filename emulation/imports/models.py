"""Imports of a workbook of units, clusters, persons, accounts and mandates."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from emulation.files.models import StoredFile
from emulation.imports.enums import BatchState
from emulation.jobs.models import Job
from emulation.people.models import Mandate
from emulation.people.scoped import Reach, ScopedQuerySet, Sees


class ImportBatchQuerySet(ScopedQuerySet["ImportBatch"]):
    """Imports."""

    reach = Reach(unit=("read_by__unit",))
    sees = (Sees("emulation.view_imports"),)


class ImportBatch(models.Model):
    """One workbook: read, shown, then entered as a whole, and perhaps taken back as a whole.

    ``rows`` are the values read from the sheets. ``plan`` is the preview: ``rows`` (sheet, row,
    label, action, differences), ``faults`` (sheet, row, column, sentence) and ``counts``.
    ``made`` remembers what entering did, newest last, with the values before a change, so that it
    can be taken back.
    """

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=BatchState, default=BatchState.READ)
    tones = BatchState.tones
    rows = models.JSONField(default=dict)
    plan = models.JSONField(default=dict)
    made = models.JSONField(default=list)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of a workbook")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["read", "queued"], applied_at__isnull=True)
                | Q(
                    state__in=["applied", "undone"],
                    applied_at__isnull=False,
                    applied_by__isnull=False,
                ),
                name="emulation_importbatch_applied_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | (~Q(state="undone") & Q(undone_at__isnull=True)),
                name="emulation_importbatch_undone_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.file.name

    @property
    def faults(self) -> list[dict[str, Any]]:
        """What must be mended in the workbook before it can be entered."""
        return self.plan.get("faults", [])

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are created, changed and unchanged."""
        return self.plan.get("counts", {})

    @property
    def may_be_applied(self) -> bool:
        """Whether it was only read, holds no fault and would change something."""
        changes = self.counts.get("create", 0) + self.counts.get("change", 0)
        return self.state == BatchState.READ and not self.faults and changes > 0
