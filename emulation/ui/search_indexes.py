"""Indexes by which words are found inside texts: on PostgreSQL, of three letters each (pg_trgm).

Installed after every ``migrate``, for Django has no index that only one of two databases knows;
SQLite reads the texts of a small office fast enough without.
"""

from __future__ import annotations

from django.apps import apps
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import TrigramExtension
from django.db import connection, models
from django.db.migrations.state import ProjectState

from emulation.ui.models import Searchable


def has_search_index(model: type[models.Model]) -> bool:
    """Return whether this database keeps an index of the model's ``search_text``."""
    return connection.vendor == "postgresql" and issubclass(model, Searchable)


def install_search_indexes(**_kwargs: object) -> None:
    """Make those that are missing; connected to ``post_migrate``."""
    tables = set(connection.introspection.table_names())
    searched = [model for model in apps.get_models() if has_search_index(model)]
    lacking = [
        (model, index)
        for model in searched
        if model._meta.db_table in tables and (index := _index(model)).name not in _live(model)
    ]
    if not lacking:
        return
    with connection.schema_editor() as editor:
        state = ProjectState()
        TrigramExtension().database_forwards("emulation", editor, state, state)
        for model, index in lacking:
            editor.add_index(model, index)


def _index(model: type[models.Model]) -> GinIndex:
    name = f"{model._meta.db_table}_search"
    return GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name=name)


def _live(model: type[models.Model]) -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, model._meta.db_table))
