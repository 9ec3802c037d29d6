"""A database that missed a change of the models is found out, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor

from campaigns.reports.models import Report
from emulation.audit.schema import schema_differences
from emulation.people.models import Account, Person
from emulation.registries.proof import violations

pytestmark = pytest.mark.django_db(transaction=True)


class PutBack(Exception):
    """Rolls a change of the schema back."""


def column(model: type[models.Model], name: str, field: models.Field | None = None):
    """Return the field as the database has it, or as it was before a change."""
    field = field or model._meta.get_field(name).clone()
    field.set_attributes_from_name(name)
    field.model = model
    return field


# Both are unique indexes: SQLite would remake the table from the model for any other constraint.
HOLDER, ONCE = next(
    (model, each)
    for model in apps.get_app_config("awards").get_models()
    for each in model._meta.constraints
    if isinstance(each, models.UniqueConstraint) and each.condition
)
OLD = models.UniqueConstraint(fields=["period"], condition=models.Q(version=9_999), name="old_rule")


# what was missed, and the sentence that says so
MISSED: list[tuple[Callable[[Editor], None], str]] = [
    (
        lambda editor: editor.remove_field(Account, column(Account, "phone")),
        "emulation_account.phone is missing",
    ),
    (
        lambda editor: editor.add_field(
            Person, column(Person, "rank", models.CharField(max_length=9, null=True))
        ),
        "emulation_person.rank belongs to no field",
    ),
    (
        lambda editor: editor.alter_field(
            Account,
            column(Account, "position"),
            column(Account, "position", models.CharField(max_length=7)),
        ),
        "emulation_account.position is varchar(7) NOT NULL, not varchar(120) NOT NULL",
    ),
    (
        lambda editor: editor.remove_constraint(HOLDER, ONCE),
        f"{HOLDER._meta.db_table} lacks {ONCE.name}",
    ),
    (
        lambda editor: editor.add_constraint(Report, OLD),
        "campaigns_report has old_rule, which belongs to no model",
    ),
    (
        lambda editor: editor.remove_index(Report, Report._meta.indexes[0]),
        f"campaigns_report lacks {Report._meta.indexes[0].name}",
    ),
    (
        lambda editor: editor.execute("DROP TABLE campaigns_campaign_legal_bases"),
        "the table campaigns_campaign_legal_bases is missing",
    ),
]


def test_what_a_database_missed_is_found_out() -> None:
    """The whole schema is put back by rolling back, which both databases can."""
    assert list(schema_differences()) == []
    for miss, fault in MISSED:
        with suppress(PutBack), connection.schema_editor() as editor:
            miss(editor)
            for statement in editor.deferred_sql:
                editor.execute(statement)
            editor.deferred_sql.clear()
            assert list(schema_differences()) == [fault]
            assert f"The live schema is what the models say: {fault}" in list(violations())
            raise PutBack
    assert list(schema_differences()) == []
