"""What every sheet's importer knows: what a row refers to, what is wrong, who enters it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from emulation.imports import sheets
from emulation.imports.reading import Fault, Row
from emulation.imports.register import Key, Register
from emulation.people.models import Mandate


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

    def label(self, row: Row, record: Any) -> str:
        """Return what the row speaks of, in words."""
        return row.sheet.label(row.values)

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


def unknown_unit(row: Row, name: str, register: Register) -> Iterator[Fault]:
    """Yield a fault for the code of a unit that neither exists nor stands in the workbook."""
    code = row.values.get(name)
    if code and not register.knows_unit(code):
        text = _("There is no unit “%(code)s”; enter it on the sheet “%(sheet)s” or correct it.")
        yield row.fault(name, text % {"code": code, "sheet": sheets.UNITS})
