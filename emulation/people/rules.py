"""Who may do what: predicates on the acting mandate, shared by every room.

A predicate takes ``(mandate, obj)``; without a mandate it is false. Rights come only from the
mandate that was chosen, never from all the mandates of a person together.
"""

from __future__ import annotations

from typing import Any

import rules

from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.units.models import Unit


def has_role(*roles: str) -> Any:
    """Return a predicate: the acting mandate has one of ``roles``."""

    def holds(mandate: Mandate | None, obj: Any = None) -> bool:
        return mandate is not None and mandate.role in roles

    return rules.predicate(holds, name=f"has_role:{'+'.join(sorted(roles))}")


def acts_for(mandate: Mandate | None, unit: Unit | None) -> bool:
    """Return whether the mandate is one for ``unit`` itself."""
    return mandate is not None and unit is not None and mandate.unit_id == unit.pk


def is_office_of(mandate: Mandate | None, unit: Unit | None) -> bool:
    """Return whether the mandate does the office's work of the authority ``unit``.

    The emulation office does it for the province, the unit's officer for a unit that decides.
    """
    return (
        mandate is not None
        and acts_for(mandate, unit)
        and mandate.role in {Role.OFFICE, Role.OFFICER}
    )


def is_signer_of(mandate: Mandate | None, unit: Unit | None) -> bool:
    """Return whether the mandate signs for the authority ``unit``: its signer or its head."""
    return (
        mandate is not None
        and acts_for(mandate, unit)
        and mandate.role in {Role.SIGNER, Role.LEADER}
    )


def is_clerk_of(mandate: Mandate | None, unit: Unit | None) -> bool:
    """Return whether the mandate keeps the records of the authority ``unit``."""
    return acts_for(mandate, unit) and mandate.role == Role.CLERK  # type: ignore[union-attr]


def is_secretary_of(mandate: Mandate | None, unit: Unit | None) -> bool:
    """Return whether the mandate is secretary of the council of ``unit``.

    A unit that decides by its own small council lets its officer keep the minutes.
    """
    if acts_for(mandate, unit) and mandate.role == Role.SECRETARY:  # type: ignore[union-attr]
        return True
    return acts_for(mandate, unit) and mandate.role == Role.OFFICER  # type: ignore[union-attr]


def is_above(mandate: Mandate | None, unit: Unit | None) -> bool:
    """Return whether the mandate's unit stands above ``unit`` in the tree, at any height."""
    if mandate is None or unit is None or mandate.unit_id == unit.pk:
        return False
    return Unit.objects.ancestors(unit).filter(pk=mandate.unit_id).exists()


is_admin = has_role(Role.ADMIN)
is_office = has_role(Role.OFFICE)
is_auditor = has_role(Role.AUDITOR)
is_signed_in = rules.predicate(lambda mandate, obj=None: mandate is not None, name="is_signed_in")

rules.add_perm("emulation.manage_people", is_admin)
rules.add_perm(
    "emulation.view_people", has_role(Role.ADMIN, Role.OFFICE, Role.AUDITOR, Role.LEADER)
)
rules.add_perm("emulation.invite", has_role(Role.ADMIN, Role.LEADER))
rules.add_perm("emulation.delegate", has_role(Role.LEADER, Role.SIGNER, Role.OFFICE, Role.CLERK))
rules.add_perm("emulation.keep_subjects", has_role(Role.OFFICE, Role.OFFICER, Role.LEADER))
rules.add_perm(
    "emulation.view_subjects",
    has_role(
        Role.OFFICE,
        Role.OFFICER,
        Role.LEADER,
        Role.REVIEWER,
        Role.SECRETARY,
        Role.COUNCIL_MEMBER,
        Role.SIGNER,
        Role.AUDITOR,
    ),
)
rules.add_perm("emulation.manage_units", is_admin)
rules.add_perm("emulation.view_units", is_signed_in)
rules.add_perm("emulation.move_clock", is_admin)
rules.add_perm(
    "emulation.view_audit",
    has_role(Role.ADMIN, Role.OFFICE, Role.AUDITOR, Role.LEADER, Role.OFFICER),
)
