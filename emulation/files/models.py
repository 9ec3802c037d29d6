"""Stored files: the bytes once, and every use of them with its own name."""

from __future__ import annotations

from typing import BinaryIO

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from emulation.audit.triggers import protect
from emulation.files import store


class Blob(models.Model):
    """One content, known by its hash; the bytes lie in the store under ``key``."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="emulation_blob_not_empty")
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def key(self) -> str:
        """The place in the store."""
        return store.key_of(self.sha256)


class StoredFile(models.Model):
    """One upload or one generated document: a name for people and the content it stands for.

    ``created_by`` is empty for what the portal itself made. Who may read a file is decided by the
    records that refer to it (``files.registry``), never by the file.
    """

    blob = models.ForeignKey(Blob, models.PROTECT, related_name="files")
    name = models.CharField(_("file name"), max_length=150)
    media_type = models.CharField(max_length=100)
    created_at = models.DateTimeField(_("stored at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("file")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def size(self) -> int:
        """Bytes."""
        return self.blob.size

    @property
    def sha256(self) -> str:
        """The hash of the content."""
        return self.blob.sha256

    @property
    def pages(self) -> int | None:
        """Number of pages of a PDF."""
        return self.blob.pages

    @property
    def url(self) -> str:
        """The address of the download."""
        return reverse("files:download", args=[self.pk, self.name])

    def open(self) -> BinaryIO:
        """Return the content, opened and checked; ``StoreRefused`` when missing or altered."""
        return store.open_whole(self.sha256)

    def read(self) -> bytes:
        """Return the content, checked; ``StoreRefused`` when missing or altered."""
        with self.open() as file:
            return file.read()


protect(Blob)
protect(StoredFile)
