"""Accounts, mandates, persons and households."""

from __future__ import annotations

from typing import Any

from emulation.people.models import Account, Household, Mandate, Person
from emulation.units.models import Unit
from tests.builders.units import LONG_AGO


def make_account(username: str, unit: Unit | None = None, *, full_name: str = "") -> Account:
    """Create an account without a password; its name is its username unless another is given."""
    return Account.objects.create(username=username, full_name=full_name or username, unit=unit)


def make_mandate(
    role: str,
    unit: Unit,
    username: str = "",
    *,
    full_name: str = "",
    employer: Unit | None = None,
    **fields: Any,
) -> Mandate:
    """Create an account with one mandate that has always been there, employed at its unit."""
    account = make_account(username or f"{role}.{unit.code}", employer or unit, full_name=full_name)
    return add_mandate(account, role, unit, **fields)


def add_mandate(account: Account, role: str, unit: Unit, **fields: Any) -> Mandate:
    """Give an account one more mandate, which has always been there unless ``fields`` say else."""
    return Mandate.objects.create(
        account=account, role=role, unit=unit, **{"valid_from": LONG_AGO, **fields}
    )


def make_person(unit: Unit, name: str, **fields: Any) -> Person:
    """Create a person of a unit who can be honoured."""
    return Person.objects.create(full_name=name, unit=unit, **fields)


def make_household(unit: Unit, head: str) -> Household:
    """Create a household of a commune, named by its head."""
    return Household.objects.create(head_name=head, unit=unit)
