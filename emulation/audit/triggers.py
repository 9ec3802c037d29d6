"""Protection by trigger: rows that may not change or vanish, declared once per model.

``protect`` is called below a model; the triggers are installed after every ``migrate``, because
SQLite drops them when it remakes a table, and ``check_invariants`` fails when one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "protected row"


@dataclass(frozen=True)
class Protection:
    """What is protected: rows for which ``when`` holds, all columns or only ``columns``."""

    label: str
    when: str
    columns: tuple[str, ...]
    allow_delete: bool
    becomes: str = ""
    unless: str = ""

    @property
    def table(self) -> str:
        """Return the table's name."""
        return apps.get_model(self.label)._meta.db_table


_protections: dict[str, list[Protection]] = {}


def protect(
    model: type[models.Model],
    *,
    when: str = "",
    columns: Sequence[str] = (),
    allow_delete: bool = False,
    becomes: str = "",
    unless: str = "",
) -> None:
    """Refuse UPDATE and DELETE of the rows of ``model`` for which the SQL ``when`` holds.

    ``when`` speaks of ``OLD`` and is portable SQL, which may ask other tables; empty protects
    every row. With ``columns`` only a change of one of these columns is refused, with ``becomes``
    (which speaks of ``NEW`` too) a row that would become so. What holds ``unless`` is let through.
    """
    label = model._meta.label
    one = Protection(label, when, tuple(columns), allow_delete, becomes, unless)
    _protections.setdefault(label, []).append(one)


def install_triggers(**_kwargs: object) -> None:
    """Install every declared trigger anew; connected to ``post_migrate``."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for name, protection, event in _declared():
            if protection.table in tables:
                for statement in _statements(connection, name, protection, event):
                    cursor.execute(statement)


def lift_triggers(wrapper: BaseDatabaseWrapper, table: str) -> None:
    """Take the protection off ``table`` so that a migration may fill a new column of kept rows.

    ``post_migrate`` installs it anew.
    """
    on_table = f' ON "{table}"' if wrapper.vendor == "postgresql" else ""
    with wrapper.cursor() as cursor:
        for name, protection, _event in _declared():
            if protection.table == table:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on_table}')


def missing_triggers() -> list[str]:
    """Return the names of declared triggers that the database does not have."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for name, _protection, _event in _declared() if name not in present]


def _declared() -> Iterator[tuple[str, Protection, str]]:
    for protections in _protections.values():
        for number, protection in enumerate(protections):
            for event in ("update",) if protection.allow_delete else ("update", "delete"):
                yield f"{protection.table}_keep{number}_{event}", protection, event


_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION emulation_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{REFUSAL}: %', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _statements(
    wrapper: BaseDatabaseWrapper, name: str, protection: Protection, event: str
) -> Iterator[str]:
    table, clause = protection.table, _condition(wrapper, protection, event)
    yield f'DROP TRIGGER IF EXISTS "{name}"' + (
        f' ON "{table}"' if wrapper.vendor == "postgresql" else ""
    )
    when = f"WHEN ({clause})" if clause else ""
    if wrapper.vendor == "postgresql":
        function = "emulation_refuse"
        if "SELECT" in clause:
            # a WHEN of PostgreSQL may not ask other tables, the body of a function may
            function, when = name, ""
            yield _asking_function(name, clause, "OLD" if event == "delete" else "NEW")
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}" FOR EACH ROW {when} '
            f'EXECUTE FUNCTION "{function}"()'
        )
    else:
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}" FOR EACH ROW {when} '
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {table}'); END"
        )


def _asking_function(name: str, clause: str, row: str) -> str:
    return f"""
CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {clause} THEN
    RAISE EXCEPTION '{REFUSAL}: %', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN {row};
END $$
"""


def _condition(wrapper: BaseDatabaseWrapper, protection: Protection, event: str) -> str:
    parts = [f"({protection.when})"] if protection.when else []
    if event == "update":
        differs = "IS DISTINCT FROM" if wrapper.vendor == "postgresql" else "IS NOT"
        changed = [f'OLD."{column}" {differs} NEW."{column}"' for column in protection.columns]
        if refused := [*changed, *filter(None, [protection.becomes])]:
            parts.append(f"({' OR '.join(refused)})")
        if protection.unless:
            parts.append(f"NOT ({protection.unless})")
    return " AND ".join(parts)
