"""Sheets of accounts and of their mandates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from emulation.imports import sheets
from emulation.imports.importers.base import Importer, unknown_unit
from emulation.imports.reading import Fault, Row
from emulation.imports.register import Key, Register, mandate_key
from emulation.people import services as people
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate, cannot_hold
from emulation.people.roles import may_hold
from emulation.ui.vietnamese import short_date


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
        yield from unknown_unit(row, "unit", register)

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
        yield from unknown_unit(row, "unit", register)
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
