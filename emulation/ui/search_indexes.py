"""Indexes by which words are found inside texts: on PostgreSQL, of three letters each (pg_trgm).

Installed after every ``migrate``, for Django has no index that only one of two databases knows;
SQLite reads the texts of a small office fast enough without.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from emulation.ui.models import Searchable


def has_search_index(model: type[models.Model]) -> bool:
    """Return whether this database keeps an index of the model's ``search_text``."""
    return connection.vendor == "postgresql" and issubclass(model, Searchable)


def install_search_indexes(**_kwargs: object) -> None:
    """Make those that are missing; connected to ``post_migrate``."""
    tables = set(connection.introspection.table_names())
    searched = [table for table in _searched() if table in tables]
    with connection.cursor() as cursor:
        if searched:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for table in searched:
            cursor.execute(
                f'CREATE INDEX IF NOT EXISTS "{table}_search" ON "{table}" '
                "USING gin (search_text gin_trgm_ops)"
            )


def _searched() -> Iterator[str]:
    for model in apps.get_models():
        if has_search_index(model):
            yield model._meta.db_table
