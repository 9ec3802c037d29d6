"""What is there already, by the codes that a workbook uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

from emulation.imports import sheets
from emulation.imports.reading import Row
from emulation.people.matching import Persons
from emulation.people.models import Account, Mandate, Person
from emulation.ui.vietnamese import sort_key, spelled
from emulation.units.enums import UnitKind
from emulation.units.models import Cluster, Unit

Key = tuple[Hashable, ...]


def _units_with_those_above() -> dict[str, Unit]:
    """Return all units by code, each beside the one above it: a join would read that one again."""
    units = Unit.objects.in_bulk()
    for unit in units.values():
        if unit.parent_id is not None:
            unit.parent = units[unit.parent_id]
    return {unit.code: unit for unit in units.values()}


def _named_persons(rows: list[Row]) -> list[Person]:
    """Return the persons whose staff number or name stands in the rows, wherever they work."""
    codes = {row.values.get("code") for row in rows} - {None, ""}
    names = {sort_key(str(row.values.get("full_name", ""))) for row in rows} - {""}
    persons = Person.objects.select_related("unit")
    found = {each.pk: each for each in persons.filter(code__in=codes)}
    found |= {each.pk: each for each in persons.filter(sort_key__in=names)}
    return list(found.values())


class Register:
    """Rows of the database by code, read once with a fixed number of queries.

    ``announced`` holds the codes that the workbook itself brings, so that a row may refer to
    another row of the same workbook.
    """

    def __init__(self, rows: dict[str, list[Row]]) -> None:
        self.units = _units_with_those_above()
        self.clusters = {
            (cluster.year, cluster.code): cluster
            for cluster in Cluster.objects.select_related("organiser").prefetch_related("units")
        }
        self.accounts = {a.username: a for a in Account.objects.select_related("unit")}
        self.persons = Persons(_named_persons(rows.get(sheets.PERSONS, [])))
        self.mandates = self._mandates(rows.get(sheets.MANDATES, []))
        self._kinds = {
            r.values.get("code"): r.values.get("kind") for r in rows.get(sheets.UNITS, [])
        }
        self.announced: dict[str, set[Any]] = defaultdict(set)
        for name, lines in rows.items():
            column = "username" if name == sheets.ACCOUNTS else "code"
            self.announced[name] = {row.values.get(column) for row in lines}
        self.announced[sheets.CLUSTERS] = {
            (row.values.get("year"), row.values.get("code"))
            for row in rows.get(sheets.CLUSTERS, [])
        }
        committees = (u for u in self.units.values() if u.kind == UnitKind.PEOPLES_COMMITTEE)
        self.root = next((unit.code for unit in committees if unit.parent_id is None), "")

    def _mandates(self, rows: list[Row]) -> dict[Key, list[Mandate]]:
        found: dict[Key, list[Mandate]] = defaultdict(list)
        names = {row.values.get("account") for row in rows}
        held = Mandate.objects.filter(
            account__username__in=[name for name in names if name], delegated_from__isnull=True
        )
        for mandate in held.select_related("account", "unit", "cluster"):
            found[mandate_key(mandate)].append(mandate)
        return found

    def name_units(self, rows: dict[str, list[Row]]) -> None:
        """Put the code in the place of a unit's name, where one unit alone has this name."""
        named: dict[str, set[str]] = defaultdict(set)
        for unit in self.units.values():
            for name in filter(None, (unit.name, unit.short_name)):
                named[spelled(name)].add(unit.code)
        for row in (row for lines in rows.values() for row in lines):
            written = row.values.get("unit", "")
            if written and not self.knows_unit(written):
                meant = named.get(spelled(written), set())
                if len(meant) == 1:
                    row.values["unit"] = next(iter(meant))

    def kind_of(self, code: Any) -> str:
        """Return the kind of a unit, as the workbook or else the database has it; "" if neither."""
        known = self.units[code].kind if code in self.units else ""
        return self._kinds.get(code) or known

    def knows_unit(self, code: str) -> bool:
        """Return whether a unit of this code exists or stands in the workbook."""
        return code in self.units or code in self.announced[sheets.UNITS]

    def knows_account(self, username: str) -> bool:
        """Return whether an account exists or stands in the workbook."""
        return username in self.accounts or username in self.announced[sheets.ACCOUNTS]

    def knows_cluster(self, year: int | None, code: str) -> bool:
        """Return whether a cluster of the year exists or stands in the workbook."""
        return (year, code) in self.clusters or (year, code) in self.announced[sheets.CLUSTERS]


def mandate_key(mandate: Mandate) -> Key:
    """Return account, role, unit and cluster: what may be held once at a time."""
    cluster = mandate.cluster
    year, code = (cluster.year, cluster.code) if cluster else (None, None)
    return (mandate.account.username, mandate.role, mandate.unit.code, year, code)
