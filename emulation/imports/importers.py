"""For each sheet: what a row refers to, what is wrong with it, and which service enters it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from emulation.imports import sheets
from emulation.imports.reading import Fault, Row
from emulation.imports.register import Key, Register, mandate_key
from emulation.people import services as people
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate, Person, cannot_hold
from emulation.people.roles import may_hold
from emulation.ui.vietnamese import short_date
from emulation.units import services as units
from emulation.units.enums import Level, UnitKind
from emulation.units.models import Cluster, Unit

LEVELS = {
    UnitKind.PEOPLES_COMMITTEE: Level.PROVINCE,
    UnitKind.DEPARTMENT: Level.PROVINCE,
    UnitKind.PARTY_BODY: Level.PROVINCE,
    UnitKind.MASS_ORGANISATION: Level.PROVINCE,
    UnitKind.ARMED_FORCE: Level.PROVINCE,
    UnitKind.CENTRAL_AGENCY: Level.PROVINCE,
    UnitKind.DISTRICT: Level.DISTRICT,
    UnitKind.COMMUNE: Level.COMMUNE,
}


class Importer(ABC):
    """Knows one sheet. Values are those of the workbook: other rows are named by their codes."""

    sheet: ClassVar[str]
    plain: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def key(self, row: Row, register: Register) -> Key:
        """Return what names the row, so that the same row is found again."""

    @abstractmethod
    def found(self, row: Row, register: Register) -> Any:
        """Return the record that the row speaks of, or ``None`` for a new one."""

    def present(self, record: Any) -> dict[str, Any]:
        """Return the record's values as the workbook would write them."""
        return {name: getattr(record, name) for name in self.plain}

    def defaults(self, row: Row, register: Register) -> dict[str, Any]:
        """Return what a new record gets where the workbook is blank."""
        return {}

    def faults(self, row: Row, register: Register) -> Iterator[Fault]:
        """Yield what is wrong with the row beyond its single cells."""
        return iter(())

    @abstractmethod
    def create(self, by: Mandate, values: dict[str, Any], register: Register) -> models.Model:
        """Enter a new record."""

    def create_all(
        self, by: Mandate, rows: list[dict[str, Any]], register: Register
    ) -> Sequence[models.Model]:
        """Enter new records that do not refer to one another; all or none of them."""
        return [self.create(by, values, register) for values in rows]

    def change(self, by: Mandate, record: Any, values: dict[str, Any], register: Register) -> None:
        """Change a record; a sheet whose records only come and end has nothing to change."""
        raise TypeError(f"{self.sheet}: a record of this sheet is never changed")


def _unknown_unit(row: Row, name: str, register: Register) -> Iterator[Fault]:
    code = row.values.get(name)
    if code and not register.knows_unit(code):
        text = _("There is no unit “%(code)s”; enter it on the sheet “%(sheet)s” or correct it.")
        yield row.fault(name, text % {"code": code, "sheet": sheets.UNITS})


class UnitImporter(Importer):
    """Units by code."""

    sheet = sheets.UNITS
    plain = (
        "name", "short_name", "kind", "level", "symbol", "place", "leader_title", "leader_name",
        "address", "email", "decides_awards", "valid_from",
    )  # fmt: skip

    def key(self, row: Row, register: Register) -> Key:
        """Return the code."""
        return (row.values.get("code"),)

    def found(self, row: Row, register: Register) -> Unit | None:
        """Return the unit of this code."""
        return register.units.get(row.values.get("code", ""))

    def present(self, record: Unit) -> dict[str, Any]:
        """Return the values, the unit above by its code."""
        return {**super().present(record), "parent": record.parent.code if record.parent else ""}

    def defaults(self, row: Row, register: Register) -> dict[str, Any]:
        """Put a unit below the People's Committee, at the level of its kind, in its row's order."""
        kind = row.values.get("kind", "")
        given: dict[str, Any] = {"level": LEVELS.get(kind, Level.BASE), "order": row.number}
        if kind != UnitKind.PEOPLES_COMMITTEE:
            given["parent"] = register.root
        return given

    def faults(self, row: Row, register: Register) -> Iterator[Fault]:
        """Refuse an unknown unit above."""
        yield from _unknown_unit(row, "parent", register)
        if row.values.get("parent") == row.values.get("code"):
            yield row.fault("parent", _("A unit cannot stand below itself."))

    def create(self, by: Mandate, values: dict[str, Any], register: Register) -> Unit:
        """Create the unit."""
        above = values.pop("parent", "")
        parent = register.units[above] if above else None
        unit = units.create_unit(by=by, **values, parent=parent)
        register.units[unit.code] = unit
        return unit

    def create_all(
        self, by: Mandate, rows: list[dict[str, Any]], register: Register
    ) -> Sequence[Unit]:
        """Create the units set-wise."""
        for values in rows:
            above = values.get("parent", "")
            values["parent"] = register.units[above] if above else None
        made = units.create_units(by=by, rows=rows)
        register.units |= {unit.code: unit for unit in made}
        return made

    def change(self, by: Mandate, record: Unit, values: dict[str, Any], register: Register) -> None:
        """Change the unit."""
        if "parent" in values:
            above = values["parent"]
            values = {**values, "parent": register.units[above] if above else None}
        units.update_unit(by=by, unit=record, **values)


class ClusterImporter(Importer):
    """Clusters and blocks by year and code."""

    sheet = sheets.CLUSTERS
    plain = ("name", "kind")

    def key(self, row: Row, register: Register) -> Key:
        """Return year and code."""
        return (row.values.get("year"), row.values.get("code"))

    def found(self, row: Row, register: Register) -> Cluster | None:
        """Return the cluster of this year and code."""
        return register.clusters.get((row.values.get("year", 0), row.values.get("code", "")))

    def present(self, record: Cluster) -> dict[str, Any]:
        """Return name, kind and the members' codes."""
        members = sorted(unit.code for unit in record.units.all())
        return {**super().present(record), "members": members}

    def defaults(self, row: Row, register: Register) -> dict[str, Any]:
        """The province organises it unless another unit is named."""
        return {"organiser": register.root, "order": row.number}

    def faults(self, row: Row, register: Register) -> Iterator[Fault]:
        """Refuse unknown members and another organiser for a cluster that exists."""
        yield from _unknown_unit(row, "organiser", register)
        unknown = [c for c in row.values.get("members", []) if not register.knows_unit(c)]
        if unknown:
            text = _("There are no units with these codes: %(codes)s.")
            yield row.fault("members", text % {"codes": ", ".join(unknown)})
        cluster = self.found(row, register)
        if (
            cluster
            and row.values.get("organiser", cluster.organiser.code) != cluster.organiser.code
        ):
            yield row.fault("organiser", _("The organiser of a cluster that exists stays."))

    def create(self, by: Mandate, values: dict[str, Any], register: Register) -> Cluster:
        """Create the cluster with its members."""
        members = values.pop("members", [])
        organiser = register.units[values.pop("organiser")]
        cluster = units.create_cluster(by=by, **values, organiser=organiser)
        units.set_members(by=by, cluster=cluster, units=[register.units[c] for c in members])
        register.clusters[(cluster.year, cluster.code)] = cluster
        return cluster

    def change(
        self, by: Mandate, record: Cluster, values: dict[str, Any], register: Register
    ) -> None:
        """Change name, kind or members."""
        if named := {name: values[name] for name in self.plain if name in values}:
            units.update_cluster(by=by, cluster=record, **named)
        if "members" in values:
            members = [register.units[code] for code in values["members"]]
            units.set_members(by=by, cluster=record, units=members)


class PersonImporter(Importer):
    """Persons by unit and staff number."""

    sheet = sheets.PERSONS
    plain = (
        "full_name", "gender", "birth_date", "position", "employment", "is_leader", "recruited_on",
        "address",
    )  # fmt: skip

    def key(self, row: Row, register: Register) -> Key:
        """Return unit and staff number."""
        return (row.values.get("unit"), row.values.get("code"))

    def found(self, row: Row, register: Register) -> Person | None:
        """Return the person with this staff number in the unit."""
        return register.persons.get((row.values.get("unit", ""), row.values.get("code", "")))

    def faults(self, row: Row, register: Register) -> Iterator[Fault]:
        """Refuse an unknown unit."""
        yield from _unknown_unit(row, "unit", register)

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
        """Change the person."""
        people.save_person(by=by, person=record, **values)


class AccountImporter(Importer):
    """Accounts by user name."""

    sheet = sheets.ACCOUNTS
    plain = ("full_name", "position", "email", "phone")

    def key(self, row: Row, register: Register) -> Key:
        """Return the user name."""
        return (row.values.get("username"),)

    def found(self, row: Row, register: Register) -> Account | None:
        """Return the account of this user name."""
        return register.accounts.get(row.values.get("username", ""))

    def present(self, record: Account) -> dict[str, Any]:
        """Return the values, the employing unit by its code."""
        return {**super().present(record), "unit": record.unit.code if record.unit else ""}

    def faults(self, row: Row, register: Register) -> Iterator[Fault]:
        """Refuse an unknown unit."""
        yield from _unknown_unit(row, "unit", register)

    def create(self, by: Mandate, values: dict[str, Any], register: Register) -> Account:
        """Create the account; its owner is invited afterwards."""
        unit = register.units[values.pop("unit")]
        account = people.create_account(by=by, **values, unit=unit)
        register.accounts[account.username] = account
        return account

    def change(
        self, by: Mandate, record: Account, values: dict[str, Any], register: Register
    ) -> None:
        """Change the account."""
        if "unit" in values:
            code = values["unit"]
            values = {**values, "unit": register.units[code] if code else None}
        people.update_account(by=by, account=record, **values)


class MandateImporter(Importer):
    """Mandates: entered when new, never changed; ending one is an act of its own."""

    sheet = sheets.MANDATES

    def key(self, row: Row, register: Register) -> Key:
        """Return who, what, for whom and since when."""
        return (*self._held(row), row.values.get("valid_from"))

    def _held(self, row: Row) -> Key:
        names = ("account", "role", "unit", "year", "cluster")
        account, role, unit, year, cluster = (row.values.get(name) for name in names)
        return (account, role, unit, year if cluster else None, cluster)

    def found(self, row: Row, register: Register) -> Mandate | None:
        """Return the same mandate that began on the same day."""
        start = row.values.get("valid_from")
        held = register.mandates.get(self._held(row), [])
        return next((mandate for mandate in held if mandate.valid_from == start), None)

    def faults(self, row: Row, register: Register) -> Iterator[Fault]:
        """Refuse unknown names, a cluster where none belongs, and days already taken."""
        values = row.values
        yield from _unknown_unit(row, "unit", register)
        if (name := values.get("account")) and not register.knows_account(name):
            text = _("There is no account “%(name)s”; enter it on the sheet “%(sheet)s”.")
            yield row.fault("account", text % {"name": name, "sheet": sheets.ACCOUNTS})
        cluster, of_cluster = values.get("cluster"), values.get("role") in Role.OF_CLUSTER
        if bool(cluster) != of_cluster and values.get("role"):
            text = _("Name the cluster for a cluster role, and only there.")
            yield row.fault("cluster", text)
        elif cluster and not register.knows_cluster(values.get("year"), cluster):
            text = _("There is no cluster “%(code)s” of this year; check code and year.")
            yield row.fault("cluster", text % {"code": cluster})
        unit, role = values.get("unit"), values.get("role")
        if role and (kind := register.kind_of(unit)) and not may_hold(role, kind):
            yield row.fault("role", cannot_hold(role, kind))
        yield from self._days(row, register)

    def _days(self, row: Row, register: Register) -> Iterator[Fault]:
        start, end = row.values.get("valid_from"), row.values.get("valid_to")
        if start is None:
            return
        if end and end < start:
            yield row.fault("valid_to", _("The last day may not lie before the first."))
        for mandate in register.mandates.get(self._held(row), []):
            before = mandate.valid_to is not None and mandate.valid_to < start
            after = end is not None and mandate.valid_from > end
            if not (before or after or mandate.valid_from == start):
                text = _("This role is held since %(day)s already; end it there first.")
                yield row.fault("valid_from", text % {"day": short_date(mandate.valid_from)})

    def create(self, by: Mandate, values: dict[str, Any], register: Register) -> Mandate:
        """Grant the mandate."""
        year, code = values.pop("year", None), values.pop("cluster", None)
        mandate = people.grant_mandate(
            by=by,
            account=register.accounts[values.pop("account")],
            unit=register.units[values.pop("unit")],
            cluster=register.clusters[(year, code)] if code else None,
            **values,
        )
        register.mandates[mandate_key(mandate)].append(mandate)
        return mandate


IMPORTERS: dict[str, Importer] = {
    importer.sheet: importer
    for importer in (
        UnitImporter(),
        ClusterImporter(),
        PersonImporter(),
        AccountImporter(),
        MandateImporter(),
    )
}
