"""Who may do what: the table of rights made into rules, and how a room refines them.

A rule takes ``(mandate, obj)``; without a mandate it is false. Rights come only from the mandate
that was chosen, never from all the mandates of a person together. Without an object it says
whether the role may do this at all. What is seen is narrowed where it is read
(``ScopedQuerySet``): for such a permission the object at hand has been found already.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import rules
from django.db.models import Model

from emulation.people.models import Mandate
from emulation.people.permissions import PERMISSIONS
from emulation.people.roles import opens, scopes_of
from emulation.people.scoped import queryset_of, reach_of
from emulation.units.models import Unit

OfRecord = Callable[[Mandate, Any], bool]
OfHolder = Callable[[Mandate], bool]


def acts_for(mandate: Mandate | None, unit: Unit | None) -> bool:
    """Return whether the mandate is one for ``unit`` itself."""
    return mandate is not None and unit is not None and mandate.unit_id == unit.pk


def has_role_for(mandate: Mandate | None, permission: str) -> bool:
    """Return whether the mandate's role and unit may do this at all, whatever the record."""
    if mandate is None:
        return False
    covers = mandate.unit.covers_province
    return opens(mandate.role, permission, covers_province=covers)


def in_scope(mandate: Mandate, permission: str, record: Model) -> bool:
    """Return whether ``record`` lies in a scope over which the mandate has ``permission``."""
    reach = reach_of(record)
    scopes = scopes_of(mandate.role, permission)
    return any(reach.holds(mandate, scope, record) for scope in scopes)


@cache
def _found_by_reading(model: type[Model], permission: str) -> bool:
    found = queryset_of(model)
    return found is not None and permission in {each.permission for each in found.sees}


def refine(
    *permissions: str,
    record: OfRecord | None = None,
    holder: OfHolder | None = None,
    within_scope: bool = True,
) -> None:
    """Add to the table what it cannot say of ``permissions``.

    ``holder`` is asked of the mandate alone, ``record`` of mandate and record. Without
    ``within_scope`` the record's condition stands instead of the scopes.
    """
    for permission in permissions:
        _register(permission, record, holder, within_scope)


def _register(
    permission: str,
    record: OfRecord | None = None,
    holder: OfHolder | None = None,
    within_scope: bool = True,
) -> None:
    def allowed(mandate: Mandate | None, obj: Any = None) -> bool:
        if mandate is None or not has_role_for(mandate, permission):
            return False
        if holder is not None and not holder(mandate):
            return False
        if obj is None:
            return True
        asked = within_scope and not _found_by_reading(obj.__class__, permission)
        if asked and not in_scope(mandate, permission, obj):
            return False
        return record is None or record(mandate, obj)

    rules.set_perm(permission, rules.predicate(allowed, name=permission))


for _name in PERMISSIONS:
    _register(_name)
