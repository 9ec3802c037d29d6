"""For each sheet: what a row refers to, what is wrong with it, and which service enters it."""

from __future__ import annotations

from emulation.imports.importers.accounts import AccountImporter, MandateImporter
from emulation.imports.importers.base import Importer
from emulation.imports.importers.persons import PersonImporter
from emulation.imports.importers.units import ClusterImporter, UnitImporter

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

__all__ = ["IMPORTERS", "Importer"]
