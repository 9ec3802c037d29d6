"""Entering many new records at once: each checked by itself, all inserted together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import models

from emulation.ui.models import Searchable

M = TypeVar("M", bound=models.Model)
ROWS_A_STATEMENT = 500


def insert_all(model: type[M], rows: Sequence[M]) -> list[M]:
    """Check and insert new records without a query a row; return them with their keys.

    Raises ``ValidationError`` for a value that its field refuses. What concerns several rows is
    left to the database, which raises ``IntegrityError`` and takes none of them.
    """
    # the caller holds the related records already; asking for each costs a query
    unchecked = {field.name for field in model._meta.fields if field.is_relation}
    if issubclass(model, Searchable):
        unchecked |= set(model.derived)
    for row in rows:
        if isinstance(row, Searchable):
            row.derive()
        row.clean_fields(exclude=unchecked)
        row.clean()
    return model._default_manager.bulk_create(rows, batch_size=ROWS_A_STATEMENT)
