"""Filling a table from a query: what is not said about a column is the model's own default."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from emulation.clock import now


def fill(model: type[models.Model], source: str, columns: dict[str, str], **values: Any) -> int:
    """Insert one row of ``model`` for each row of ``source``; return how many.

    ``source`` is what stands after FROM, ``columns`` maps column names to SQL expressions, and
    ``%(name)s`` in either is one of ``values``. Raises ``TypeError`` when a column that must be
    filled is neither named nor has a default.
    """
    expressions = dict(columns)
    for field in model._meta.concrete_fields:
        column = str(field.column)
        if column not in columns and not isinstance(field, models.AutoField):
            expressions[column] = f"%(default_{column})s"
            values[f"default_{column}"] = _default(field)
    names = ", ".join(connection.ops.quote_name(name) for name in expressions)
    chosen = ", ".join(expressions.values())
    table = connection.ops.quote_name(model._meta.db_table)
    # made of the constants of this folder; values travel as parameters
    statement = f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {source}"  # noqa: S608 # nosec
    return run(statement, **values)


def take_statistics() -> None:
    """Count the rows of the portal's tables anew for the planner.

    Not of every table: the catalogues that all databases of a server share stay locked until the
    transaction ends, and two provinces that are loaded beside each other would wait in vain.
    """
    quote = connection.ops.quote_name
    tables = connection.introspection.django_table_names(only_existing=True)
    run("ANALYZE " + ", ".join(map(quote, sorted(tables))))


def run(statement: str, **values: Any) -> int:
    """Run one statement; return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


@contextmanager
def unguarded(*filled: type[models.Model]) -> Iterator[None]:
    """Fill these tables without foreign keys, unique constraints and indexes; then put them back.

    Checked and built once at the end they cost a third of what they cost row by row, and a row that
    breaks one fails the load all the same.
    """
    tables = [model._meta.db_table for model in filled]
    constraints = _read(CONSTRAINTS, tables)
    indexes = _read(INDEXES, tables)
    for table, name, _definition in constraints:
        run(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
    for _table, name, _definition in indexes:
        run(f'DROP INDEX "{name}"')
    yield
    for _table, _name, definition in indexes:
        run(definition)
    for table, name, definition in constraints:
        run(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
    for table in tables:
        run(f'ANALYZE "{table}"')


# Foreign keys of a table, and unique constraints to which no other table refers.
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE conrelid::regclass::text = ANY(%(tables)s) AND contype IN ('f', 'u')
    ORDER BY contype DESC, conname"""
INDEXES = """
    SELECT x.indrelid::regclass::text, c.relname, pg_get_indexdef(x.indexrelid)
    FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
    WHERE x.indrelid::regclass::text = ANY(%(tables)s) AND NOT x.indisprimary
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = x.indexrelid AND contype <> 'f')
    ORDER BY c.relname"""


def _read(query: str, tables: list[str]) -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"tables": tables})
        return list(cursor.fetchall())


def _default(field: Any) -> Any:
    if getattr(field, "auto_now_add", False):
        return now()
    if field.has_default() or field.empty_strings_allowed:
        return field.get_db_prep_save(field.get_default(), connection)
    if field.null:
        return None
    raise TypeError(f"{field.model.__name__}.{field.name} must be filled")
