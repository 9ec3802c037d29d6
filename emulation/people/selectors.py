"""Reads of accounts and mandates."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from axes.models import AccessAttempt
from django.db.models import Max, QuerySet, Sum, prefetch_related_objects

from emulation.clock import real_now
from emulation.people.enums import Role, Scope
from emulation.people.models import Account, Mandate
from emulation.people.registry import bell
from emulation.people.roles import roles_with
from emulation.units.models import Unit

GUESSES_COUNT_FOR = dt.timedelta(minutes=15)
FREE_GUESSES = 5
LONGEST_WAIT = 30
GUESSES_OF_AN_ADDRESS = 200
WAIT_OF_AN_ADDRESS = 60


def mandates_of(account: Account, day: dt.date) -> list[Mandate]:
    """Return the mandates of an account in force on ``day``, own ones before delegated ones.

    A delegation holds only while the mandate that it came from holds.
    """
    if not account.is_active:
        return []
    found: QuerySet[Any] = Mandate.objects.as_of(day).filter(account=account)
    found = found.select_related("unit", "cluster")
    if bell.unread is not None:
        found = found.annotate(unread=bell.unread)  # every page shows it: no query of its own
    held: list[Mandate] = list(found.order_by("pk"))
    for mandate in held:
        mandate.account = account  # it is at hand: every page asks for the mandates
    own = [mandate for mandate in held if mandate.delegated_from_id is None]
    delegated = [mandate for mandate in held if mandate.delegated_from_id is not None]
    if delegated:
        prefetch_related_objects(delegated, "delegated_from__account")
    return own + [mandate for mandate in delegated if mandate.delegated_from.holds_on(day)]  # type: ignore[union-attr]


def colleagues_of(mandate: Mandate) -> QuerySet[Account]:
    """Return who may act on behalf of ``mandate``: open accounts of the unit for which it acts."""
    open_accounts = Account.objects.filter(unit=mandate.unit_id, is_active=True)
    return open_accounts.exclude(pk=mandate.account_id)


def delegations_of(account_id: int, day: dt.date) -> QuerySet[Mandate]:
    """Return what an account has delegated and what has not ended before ``day``."""
    given = Mandate.objects.filter(delegated_from__account=account_id, valid_to__gte=day)
    return given.select_related("account", "unit", "cluster", "delegated_from__account").order_by(
        "valid_from", "pk"
    )


def holders(unit: Unit | QuerySet[Unit], day: dt.date, *roles: str) -> QuerySet[Mandate]:
    """Return the mandates with one of ``roles`` for a unit (or for units) on ``day``."""
    found = Mandate.objects.active(day).of(*roles).select_related("account", "unit")
    return found.filter(unit=unit) if isinstance(unit, Unit) else found.filter(unit__in=unit)


def entitled(
    unit: Unit | QuerySet[Unit], day: dt.date, permission: str, scope: Scope = Scope.DECIDED
) -> QuerySet[Mandate]:
    """Return the mandates for a unit (or for units) that have ``permission`` over ``scope``."""
    return holders(unit, day, *sorted(roles_with(permission, scope)))


def officers_and_leaders(units: Unit | QuerySet[Unit], day: dt.date) -> QuerySet[Mandate]:
    """Return who must be told when something concerns ``units``."""
    return holders(units, day, *sorted(Role.OF_UNIT))


def seconds_to_wait(username: str, address: str) -> int:
    """Return how long ``address`` waits before its next try to sign in as ``username``.

    The wait doubles with the wrong tries on the account, whoever made them, up to half a minute;
    an address that never was wrong there does not wait, so that nobody locks the owner out. An
    address, behind which a whole office may sit, is slowed only after very many wrong tries.
    """
    moment = real_now()
    lately = AccessAttempt.objects.filter(attempt_time__gt=moment - GUESSES_COUNT_FOR)
    account = lately.filter(username=username)
    wrong = account.aggregate(count=Sum("failures_since_start"))["count"] or 0
    wait = min(LONGEST_WAIT, 2 ** (wrong - FREE_GUESSES)) if wrong > FREE_GUESSES else 0
    here = lately.filter(ip_address=address).aggregate(
        count=Sum("failures_since_start"), last=Max("attempt_time")
    )
    own_last = account.filter(ip_address=address).aggregate(last=Max("attempt_time"))["last"]
    waits = [0.0]
    if own_last is not None:
        waits.append(wait - (moment - own_last).total_seconds())
    if (here["count"] or 0) >= GUESSES_OF_AN_ADDRESS:
        waits.append(WAIT_OF_AN_ADDRESS - (moment - here["last"]).total_seconds())
    return math.ceil(max(waits))
