"""The live schema against the models: what a database that missed a migration lacks or still has.

Types, NULL, keys and indexes are compared by column, named constraints and indexes by their name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.backends.utils import CursorWrapper

from emulation.ui.search_indexes import has_search_index

# PostgreSQL's long names of the types that Django names shortly.
LONG_NAMES = {"character varying": "varchar", "time without time zone": "time"}
OWN_APPS = ("emulation", "campaigns", "awards")
KINDS = ("primary_key", "unique", "foreign_key", "index")


def schema_differences() -> Iterator[str]:
    """Yield one line for each table, column, key, constraint or index that differs."""
    own = {
        model._meta.db_table: model
        for app in OWN_APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }
    with connection.cursor() as cursor:
        live = set(connection.introspection.table_names(cursor))
        for table, model in sorted(own.items()):
            if table not in live:
                yield f"the table {table} is missing"
                continue
            yield from _columns(cursor, table, model)
            yield from _constraints(cursor, table, model)
    prefixes = tuple(f"{app}_" for app in OWN_APPS)
    for table in sorted(live - own.keys()):
        if table.startswith(prefixes):
            yield f"the table {table} belongs to no model"


def _columns(cursor: CursorWrapper, table: str, model: type[models.Model]) -> Iterator[str]:
    live = _live_columns(cursor, table)
    fields = {field.column: field for field in model._meta.concrete_fields}
    for column, field in fields.items():
        expected = (field.db_type(connection), field.null)
        if column not in live:
            yield f"{table}.{column} is missing"
        elif live[column] != expected:
            yield f"{table}.{column} is {_type(live[column])}, not {_type(expected)}"
    for column in sorted(live.keys() - fields.keys()):
        yield f"{table}.{column} belongs to no field"


def _type(described: tuple[str | None, bool]) -> str:
    kind, null = described
    return f"{kind} {'NULL' if null else 'NOT NULL'}"


def _live_columns(cursor: CursorWrapper, table: str) -> dict[str, tuple[str | None, bool]]:
    """Return type and NULL of each column, the type as `Field.db_type` writes it."""
    if connection.vendor == "sqlite":
        described = connection.introspection.get_table_description(cursor, table)
        return {column.name: (column.type_code.lower(), column.null_ok) for column in described}
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod), NOT attnotnull FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped",
        [connection.ops.quote_name(table)],
    )
    return {name: (_short(kind), null) for name, kind, null in cursor.fetchall()}


def _short(kind: str) -> str:
    for long, short in LONG_NAMES.items():
        kind = kind.replace(long, short)
    return kind


def _constraints(cursor: CursorWrapper, table: str, model: type[models.Model]) -> Iterator[str]:
    live: dict[str, Any] = dict(connection.introspection.get_constraints(cursor, table))
    named = {str(each.name) for each in (*model._meta.constraints, *model._meta.indexes)}
    for name in sorted(named - live.keys()):
        yield f"{table} lacks {name}"
    for kind, columns in _keys(model):
        if not any(each[kind] and set(each["columns"]) == columns for each in live.values()):
            yield f"{table} ({', '.join(sorted(columns))}) has no {kind.replace('_', ' ')}"
    explained = set(_keys(model))
    # PostgreSQL gives a unique text a second index, for LIKE
    explained |= {("index", columns) for _kind, columns in explained}
    for name, each in live.items():
        columns = frozenset(each["columns"] or ())
        kind = next((kind for kind in KINDS if each[kind]), "check")
        known = name in named or (kind, columns) in explained
        if not known and not (kind == "check" and _is_implied(name, columns, model)):
            yield f"{table} has {name}, which belongs to no model"


def _keys(model: type[models.Model]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what the fields themselves ask for: the kind as introspection names it, and columns."""
    fields: dict[str, Any] = {field.name: field for field in model._meta.concrete_fields}
    for field in fields.values():
        asked = {
            "unique": field.unique and not field.primary_key,
            "index": field.db_index and not field.unique,
            "foreign_key": getattr(field, "db_constraint", False),
        }
        yield from ((kind, frozenset({field.column})) for kind, wanted in asked.items() if wanted)
    yield "primary_key", frozenset(str(field.column) for field in model._meta.pk_fields)
    if has_search_index(model):
        yield "index", frozenset({"search_text"})
    for together in model._meta.unique_together:
        yield "unique", frozenset(fields[name].column for name in together)


def _is_implied(name: str, columns: frozenset[str], model: type[models.Model]) -> bool:
    """Return whether a constraint has no name of ours: the check of a positive number, of JSON."""
    checked = {field.column for field in model._meta.concrete_fields if field.db_check(connection)}
    return name.startswith("__unnamed") or (len(columns) == 1 and columns <= checked)
