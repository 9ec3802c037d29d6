"""Reads of accounts and mandates."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Q, QuerySet

from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.units.models import Unit


def mandates_of(account_id: int, day: dt.date) -> list[Mandate]:
    """Return the mandates of an account in force on ``day``, own ones before delegated ones.

    A delegation holds only while the mandate that it came from holds.
    """
    source_holds = Q(delegated_from__isnull=True) | (
        Q(delegated_from__valid_from__lte=day)
        & (Q(delegated_from__valid_to__isnull=True) | Q(delegated_from__valid_to__gte=day))
    )
    return list(
        Mandate.objects.active(day)
        .filter(source_holds, account=account_id)
        .select_related("account", "unit", "cluster", "delegated_from__account")
        .order_by(F("delegated_from").asc(nulls_first=True), "pk")
    )


def holders(unit: Unit | QuerySet[Unit], day: dt.date, *roles: str) -> QuerySet[Mandate]:
    """Return the mandates with one of ``roles`` for a unit (or for units) on ``day``."""
    found = Mandate.objects.active(day).of(*roles).select_related("account", "unit")
    return found.filter(unit=unit) if isinstance(unit, Unit) else found.filter(unit__in=unit)


def officers_and_leaders(units: QuerySet[Unit], day: dt.date) -> QuerySet[Mandate]:
    """Return who must be told when something concerns ``units``."""
    return holders(units, day, Role.OFFICER, Role.LEADER)
