"""Imports of a workbook of units, clusters, persons, accounts and mandates."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from emulation.files.models import StoredFile
from emulation.imports.enums import Action, BatchState
from emulation.jobs.models import Job
from emulation.people.models import Mandate
from emulation.people.scoped import Reach, ScopedQuerySet, Sees


class ImportBatchQuerySet(ScopedQuerySet["ImportBatch"]):
    """Imports."""

    reach = Reach(unit=("read_by__unit",))
    sees = (Sees("emulation.view_imports"),)


class ImportBatch(models.Model):
    """One workbook: read, shown, then entered as a whole, and perhaps taken back as a whole.

    ``rows`` are the values read from the sheets, ``faults`` the first of what must be mended
    before it can be entered (sheet, row, column, sentence), ``unread`` names the sheets and columns
    that were not understood, ``made`` what entering did, newest
    last, with the values before a change, so that it can be taken back.
    """

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=BatchState, default=BatchState.READ)
    tones = BatchState.tones
    rows = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    unread = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(default=0)
    to_create = models.PositiveIntegerField(default=0)
    to_change = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
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
    def to_write(self) -> int:
        """How many rows create or change something."""
        return self.to_create + self.to_change

    @property
    def may_be_applied(self) -> bool:
        """Whether it was only read, holds no fault and would change something."""
        return self.state == BatchState.READ and not self.fault_count and self.to_write > 0


class PreviewRow(models.Model):
    """What one row of the workbook would create or change, as it is shown before it is entered.

    ``differences`` are the head, the old and the new text of every cell that changes.
    """

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="preview")
    sheet = models.CharField(max_length=31)
    number = models.PositiveIntegerField()
    label = models.TextField()
    action = models.CharField(max_length=6, choices=Action)
    tones = Action.tones
    differences = models.JSONField(default=list)

    class Meta:
        verbose_name = _("row of a workbook")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label
