"""Sheets of units and of their clusters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from emulation.imports import sheets
from emulation.imports.importers.base import Importer, unknown_unit
from emulation.imports.reading import Fault, Row
from emulation.imports.register import Key, Register
from emulation.people.models import Mandate
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
        yield from unknown_unit(row, "parent", register)
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
        yield from unknown_unit(row, "organiser", register)
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
