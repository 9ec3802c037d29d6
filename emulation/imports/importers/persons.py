"""The sheet of persons: who moves stays the same person, and who may be meant is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from emulation.imports import sheets
from emulation.imports.importers.base import Importer, unknown_unit
from emulation.imports.reading import Fault, Row
from emulation.imports.register import Key, Register
from emulation.people import services as people
from emulation.people.matching import Named
from emulation.people.models import Mandate, Person
from emulation.ui.vietnamese import short_date, spelled


class PersonImporter(Importer):
    """Persons: the same person stays one when the unit changes."""

    sheet = sheets.PERSONS
    plain = (
        "code", "full_name", "gender", "birth_date", "position", "employment", "is_leader",
        "recruited_on", "address",
    )  # fmt: skip

    def key(self, row: Row, register: Register) -> Key:
        """Return the person who is there already, or unit and staff number."""
        found = self.found(row, register)
        return (row.values.get("unit"), row.values.get("code")) if found is None else (found.pk,)

    def found(self, row: Row, register: Register) -> Person | None:
        """Return the person who is surely meant, wherever they work.

        The staff number of a unit names its person even when the name is being corrected, unless
        the day of birth says that it is somebody else.
        """
        named = _named(row, register)
        found = register.persons.find(named)
        if found.person is not None:
            return found.person
        held = register.persons.of_code(named.code, named.unit)
        return held if held is not None and not _of_another(held, named) else None

    def present(self, record: Person) -> dict[str, Any]:
        """Return the values, the unit by its code."""
        return {**super().present(record), "unit": record.unit.code}

    def label(self, row: Row, record: Person | None) -> str:
        """Say of who moves where they come from."""
        name = super().label(row, record)
        if record is None or record.unit.code == row.values.get("unit", record.unit.code):
            return name
        return _("%(name)s (moves from %(unit)s)") % {"name": name, "unit": record.unit.label}

    def faults(self, row: Row, register: Register) -> Iterator[Fault]:
        """Refuse an unknown unit, and ask where somebody there may be meant."""
        yield from unknown_unit(row, "unit", register)
        if self.found(row, register) is not None:
            return
        named = _named(row, register)
        if (held := register.persons.of_code(named.code, named.unit)) is not None:
            text = _("This staff number is %(name)s's, born %(day)s; correct number or name.")
            day = short_date(held.birth_date) if held.birth_date else "?"
            yield row.fault("code", text % {"name": held.full_name, "day": day})
            return
        for like in register.persons.find(named).like:
            if named.birth_date is not None and like.birth_date == named.birth_date:
                yield row.fault("code", _two_codes(like))

    def create(self, by: Mandate, values: dict[str, Any], register: Register) -> Person:
        """Enter the person."""
        unit = register.units[values.pop("unit")]
        return people.save_person(by=by, **values, unit=unit)

    def create_all(
        self, by: Mandate, rows: list[dict[str, Any]], register: Register
    ) -> Sequence[Person]:
        """Enter the persons set-wise."""
        placed = [{**values, "unit": register.units[values["unit"]]} for values in rows]
        return people.create_persons(by=by, rows=placed)

    def change(
        self, by: Mandate, record: Person, values: dict[str, Any], register: Register
    ) -> None:
        """Change the person; another unit is a move."""
        if "unit" in values:
            values = {**values, "unit": register.units[values["unit"]]}
        people.save_person(by=by, person=record, **values)


def _named(row: Row, register: Register) -> Named:
    values = row.values
    unit = register.units.get(values.get("unit", ""))
    return Named(
        name=values.get("full_name", ""),
        code=values.get("code", ""),
        birth_date=values.get("birth_date"),
        unit=unit.pk if unit else None,
    )


def _of_another(held: Person, named: Named) -> bool:
    """Return whether name and day of birth both say that a staff number is somebody else's."""
    known = held.birth_date is not None and named.birth_date is not None
    return (
        known
        and held.birth_date != named.birth_date
        and spelled(held.full_name) != spelled(named.name)
    )


def _two_codes(like: Person) -> str:
    text = _(
        "%(name)s, born on the same day, is there with the staff number %(code)s at %(unit)s; "
        "write that number, or correct the day of birth."
    )
    return text % {"name": like.full_name, "code": like.code or "–", "unit": like.unit.label}
