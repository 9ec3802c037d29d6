"""When an officer leaves: mandates end, the successor gets them, open work goes along."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from emulation.people.models import Account, Mandate
from emulation.people.registry import sources
from emulation.people.services.accounts import set_active
from emulation.people.services.mandates import end_mandate
from emulation.registries.journal import journal
from emulation.ui.errors import Refused


@transaction.atomic
def hand_over(
    *, by: Mandate, leaving: Account, successor: Account, last_day: dt.date, close: bool
) -> int:
    """Give everything of ``leaving`` to ``successor`` after ``last_day``; return what was moved.

    The mandates of the leaving account end on ``last_day``, the successor holds the same ones from
    the next day on; work assigned by name moves at once. With ``close`` the account is closed.
    Raises ``Refused`` when both are the same or there is nothing to hand over.
    """
    if leaving.pk == successor.pk:
        raise Refused(_("Choose somebody else."))
    mandates = [
        mandate
        for mandate in Mandate.objects.as_of(last_day).filter(
            account=leaving, delegated_from__isnull=True
        )
        if mandate.valid_to is None or mandate.valid_to > last_day
    ]
    if not mandates:
        raise Refused(_("There is no mandate to hand over on this day."))
    moved = 0
    for mandate in mandates:
        until = mandate.valid_to
        given = _give(by, mandate, successor, last_day + dt.timedelta(days=1), until)
        for source in sources:
            moved += source.move(by, leaving, given)
        end_mandate(by=by, mandate=mandate, last_day=last_day)
    if close:
        set_active(by=by, account=leaving, active=False)
    changes = {"to": str(successor), "mandates": len(mandates), "moved": moved}
    journal(by=by, action="people.hand_over", obj=leaving, changes=changes)
    return moved


def _give(
    by: Mandate, mandate: Mandate, successor: Account, start: dt.date, until: dt.date | None
) -> Mandate:
    """Return the successor's mandate: the one held already, or the same from ``start`` on."""
    held = Mandate.objects.as_of(start).filter(
        account=successor, role=mandate.role, unit=mandate.unit, cluster=mandate.cluster
    )
    if found := held.filter(delegated_from__isnull=True).first():
        return found
    given = Mandate(
        account=successor,
        role=mandate.role,
        unit=mandate.unit,
        cluster=mandate.cluster,
        position=mandate.position,
        legal_basis=mandate.legal_basis,
        valid_from=start,
        valid_to=until,
        granted_by=by,
    )
    given.full_clean()
    given.save()
    return given
