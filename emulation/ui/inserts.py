"""INSERT … SELECT from a queryset: a set of rows is written where it is read, in one statement."""

from __future__ import annotations

from typing import Any

from django.db import connections, models, router
from django.db.models import F, QuerySet


def insert_rows(
    model: type[models.Model], rows: QuerySet[Any], *, keep: bool = False, **values: Any
) -> int:
    """Insert one row of ``model`` for each of ``rows`` and return how many were written.

    ``values`` gives each field an expression over ``rows``, or the name of one of its fields. With
    ``keep`` a row that is there already stays as it is. Defaults of the model are not filled in.
    """
    alias = router.db_for_write(model)
    connection = connections[alias]
    quote = connection.ops.quote_name
    fields = [model._meta.get_field(name) for name in values]
    columns = ", ".join(quote(field.column) for field in fields)  # type: ignore[union-attr,arg-type]
    wanted = [F(value) if isinstance(value, str) else value for value in values.values()]
    select, params = rows.values_list(*wanted).query.get_compiler(using=alias).as_sql()
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) {select}"
    with connection.cursor() as cursor:
        cursor.execute(statement + (" ON CONFLICT DO NOTHING" if keep else ""), params)
        return int(cursor.rowcount)
