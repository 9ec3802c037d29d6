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
) -> None:
    """Refuse UPDATE and DELETE of the rows of ``model`` for which the SQL ``when`` holds.

    ``when`` speaks of ``OLD`` and is portable SQL; empty protects every row. With ``columns`` only
    a change of one of these columns is refused.
    """
    label = model._meta.label
    _protections.setdefault(label, []).append(Protection(label, when, tuple(columns), allow_delete))


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
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}" FOR EACH ROW {when} '
            "EXECUTE FUNCTION emulation_refuse()"
        )
    else:
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {event.upper()} ON "{table}" FOR EACH ROW {when} '
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {table}'); END"
        )


def _condition(wrapper: BaseDatabaseWrapper, protection: Protection, event: str) -> str:
    parts = [f"({protection.when})"] if protection.when else []
    if event == "update" and protection.columns:
        differs = "IS DISTINCT FROM" if wrapper.vendor == "postgresql" else "IS NOT"
        changed = " OR ".join(f'OLD."{c}" {differs} NEW."{c}"' for c in protection.columns)
        parts.append(f"({changed})")
    return " AND ".join(parts)
