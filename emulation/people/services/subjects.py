"""Persons and households who can be honoured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import rules
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from emulation.people.models import Household, Mandate, Person
from emulation.people.rules import has_role_for
from emulation.registries.journal import journal, journal_many
from emulation.ui.cleaning import clean_text
from emulation.ui.errors import NotAllowed
from emulation.ui.inserting import insert_all
from emulation.units.models import Unit


def _check_unit(by: Mandate, unit: Unit | None) -> None:
    """Refuse units outside one's own; who imports workbooks enters what stands in them.

    Without a unit the model's own check speaks, beside the field.
    """
    if unit is None or has_role_for(by, "emulation.import_workbooks"):
        return
    if rules.has_perm("emulation.keep_subjects", by, unit):
        return
    raise NotAllowed(_("You keep only the people of your own unit."))


def _save(by: Mandate, row: models.Model, values: dict[str, Any], action: str) -> None:
    for name, value in values.items():
        setattr(row, name, _cleaned(name, value) if isinstance(value, str) else value)
    row.full_clean(exclude=["search_text", "sort_key"])
    row.save()
    journal(by=by, action=action, obj=row, changes={name: str(v) for name, v in values.items()})


def _cleaned(name: str, text: str) -> str:
    try:
        return clean_text(text)
    except ValueError as error:
        raise ValidationError({name: str(error)}) from error


@transaction.atomic
def save_person(*, by: Mandate, person: Person | None = None, **values: Any) -> Person:
    """Create or change a person; raises ``ValidationError`` beside the field, ``NotAllowed``."""
    row = person or Person()
    if person is not None:
        _check_unit(by, person.unit)
    _check_unit(by, values.get("unit", row.unit if person else None))
    _save(by, row, values, "people.save_person")
    return row


@transaction.atomic
def create_persons(*, by: Mandate, rows: Sequence[Mapping[str, Any]]) -> list[Person]:
    """Create many persons; none when one is refused.

    Raises ``NotAllowed``, and ``ValidationError`` or ``IntegrityError`` without saying for which;
    ``save_person`` does.
    """
    for unit in {values["unit"] for values in rows}:
        _check_unit(by, unit)
    persons = insert_all(Person, [Person(**values) for values in rows])
    changes = [
        (person, {name: str(value) for name, value in values.items()})
        for person, values in zip(persons, rows, strict=True)
    ]
    journal_many(by, "people.save_person", changes)
    return persons


@transaction.atomic
def save_household(*, by: Mandate, household: Household | None = None, **values: Any) -> Household:
    """Create or change a household; raises ``ValidationError`` beside the field, ``NotAllowed``."""
    row = household or Household()
    if household is not None:
        _check_unit(by, household.unit)
    _check_unit(by, values.get("unit", row.unit if household else None))
    _save(by, row, values, "people.save_household")
    return row
