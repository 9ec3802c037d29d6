"""Uploaded and generated files."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """A file."""

    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name
