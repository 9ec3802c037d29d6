"""Who is meant by a name in a list: what is sure, and who may be meant and is asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from emulation.people.models import Person
from emulation.ui.vietnamese import fold, spelled


@dataclass(frozen=True, slots=True)
class Named:
    """What a list says of a person; what it does not say is blank."""

    name: str
    code: str = ""
    birth_date: dt.date | None = None
    unit: int | None = None
    position: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The one person who is surely meant, or those of whom somebody has to choose."""

    person: Person | None = None
    like: tuple[Person, ...] = ()


class Persons:
    """Persons among whom names are looked up, without any further query.

    Staff number and name together are sure wherever the person works: who moves stays the same
    person. So are name, day of birth and unit, unless two different staff numbers speak against
    it. Everything weaker is asked.
    """

    def __init__(self, persons: Iterable[Person]) -> None:
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        self._by_code: dict[str, list[Person]] = defaultdict(list)
        for person in persons:
            self._by_name[fold(person.full_name)].append(person)
            if person.code:
                self._by_code[person.code.casefold()].append(person)

    def find(self, named: Named) -> Found:
        """Return who is meant."""
        alike = self._by_name.get(fold(named.name), [])
        exact = [each for each in alike if spelled(each.full_name) == spelled(named.name)]
        if named.code:
            coded = [each for each in exact if same_code(each, named.code)]
            agreed = [each for each in coded if not _born_otherwise(each, named)]
            here = [each for each in agreed if each.unit_id == named.unit]
            if sure := _only(here) or _only(agreed):
                return Found(sure)
        born = [
            each
            for each in exact
            if named.birth_date is not None
            and each.birth_date == named.birth_date
            and named.unit in (None, each.unit_id)
        ]
        open_code = [each for each in born if not (named.code and each.code)]
        if sure := _only(open_code) if len(born) == 1 else None:
            return Found(sure)
        likely = born or exact or alike
        return Found(like=tuple(likely or self._by_code.get(named.code.casefold(), [])))

    def of_code(self, code: str, unit: int | None) -> Person | None:
        """Return the person of a staff number in a unit, whatever the name."""
        held = self._by_code.get(code.casefold(), []) if code else []
        return next((each for each in held if each.unit_id == unit), None)


def same_code(person: Person, code: str) -> bool:
    """Return whether the staff number is the person's, whatever its case."""
    return bool(code) and person.code.casefold() == code.casefold()


def _born_otherwise(person: Person, named: Named) -> bool:
    known = person.birth_date is not None and named.birth_date is not None
    return known and person.birth_date != named.birth_date


def _only(persons: list[Person]) -> Person | None:
    return persons[0] if len(persons) == 1 else None
