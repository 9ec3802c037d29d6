"""From rows to a plan: what would be created or changed, and what must be mended first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from emulation.imports import sheets
from emulation.imports.enums import Action
from emulation.imports.importers import IMPORTERS, Importer
from emulation.imports.reading import Fault, Row
from emulation.imports.register import Key, Register


@dataclass(slots=True)
class Entry:
    """One row and what it does; ``before`` and ``values`` hold only what changes."""

    importer: Importer
    row: Row
    action: Action
    record: Any
    values: dict[str, Any]
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What the row speaks of, in words."""
        return self.importer.label(self.row, self.record)


@dataclass(slots=True)
class Plan:
    """All entries in the order in which they are entered, and all faults."""

    entries: list[Entry]
    faults: list[Fault]

    def counts(self) -> dict[str, int]:
        """Return how many rows do what."""
        found = dict.fromkeys(Action.values, 0)
        for entry in self.entries:
            found[entry.action] += 1
        return found

    @property
    def writes(self) -> list[Entry]:
        """The entries that change something."""
        return [entry for entry in self.entries if entry.action != Action.SAME]


def make_plan(rows: dict[str, list[Row]], register: Register) -> Plan:
    """Compare rows and database; nothing is written."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    for name, importer in IMPORTERS.items():
        lines = rows.get(name, [])
        faults += _twice(importer, lines, register)
        for row in lines:
            faults += importer.faults(row, register)
            entries.append(_entry(importer, row, register))
    units = [entry for entry in entries if entry.importer.sheet == sheets.UNITS]
    others = [entry for entry in entries if entry.importer.sheet != sheets.UNITS]
    ordered, circular = _parents_first(units, register)
    faults += circular
    faults += _two_clusters(rows.get(sheets.CLUSTERS, []), register)
    return Plan([*ordered, *others], faults)


def _twice(importer: Importer, rows: list[Row], register: Register) -> Iterator[Fault]:
    seen: dict[Key, int] = {}
    for row in rows:
        key = importer.key(row, register)
        if None in key[:2]:
            continue
        if key in seen:
            text = _("The same stands in row %(row)s; keep one of the two.")
            yield row.fault(row.sheet.columns[0].name, text % {"row": seen[key]})
        seen.setdefault(key, row.number)


def _entry(importer: Importer, row: Row, register: Register) -> Entry:
    record = importer.found(row, register)
    if record is None:
        values = {**importer.defaults(row, register), **row.values}
        return Entry(importer, row, Action.CREATE, None, values)
    present = importer.present(record)
    values = {
        name: value
        for name, value in row.values.items()
        if name in present and present[name] != value
    }
    before = {name: present[name] for name in values}
    return Entry(importer, row, Action.CHANGE if values else Action.SAME, record, values, before)


def _parents_first(entries: list[Entry], register: Register) -> tuple[list[Entry], list[Fault]]:
    """Return the units so that each comes after the one above it; a circle is a fault."""
    above = {code: unit.parent.code if unit.parent else "" for code, unit in register.units.items()}
    for entry in entries:
        if "parent" in entry.values:
            above[entry.row.values.get("code", "")] = entry.values["parent"]
    depths, faults = [], []
    for entry in entries:
        code, seen = entry.row.values.get("code", ""), set()
        while code and code not in seen:
            seen.add(code)
            code = above.get(code, "")
        if code and len(seen) > 1:
            text = _("The units above one another form a circle; correct the unit above.")
            faults.append(entry.row.fault("parent", text))
        depths.append((len(seen), entry.row.number))
    order = sorted(range(len(entries)), key=lambda place: depths[place])
    return [entries[place] for place in order], faults


def _two_clusters(rows: list[Row], register: Register) -> Iterator[Fault]:
    """Refuse a unit in two clusters of one organiser and year."""
    rewritten = {(row.values.get("year"), row.values.get("code")) for row in rows}
    places: dict[tuple[Any, ...], str] = {}
    for key, cluster in register.clusters.items():
        if key not in rewritten:
            for unit in cluster.units.all():
                places[cluster.organiser.code, cluster.year, unit.code] = cluster.name
    for row in rows:
        organiser = row.values.get("organiser", register.root)
        for code in row.values.get("members", []):
            membership = (organiser, row.values.get("year"), code)
            if membership in places:
                text = _("“%(unit)s” stands in “%(cluster)s” already; leave it out of one of them.")
                yield row.fault("members", text % {"unit": code, "cluster": places[membership]})
            places.setdefault(membership, str(row.values.get("name", "")))
