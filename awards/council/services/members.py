"""The council and its members, as the decisions that set it up name them."""

from __future__ import annotations

import datetime as dt

import rules
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from awards.council.enums import Seat
from awards.council.models import Council, CouncilMember
from emulation.audit.services import record
from emulation.people.models import Account, Mandate
from emulation.ui.errors import NotAllowed, Refused
from emulation.units.models import Unit


@transaction.atomic
def create_council(
    *,
    by: Mandate,
    authority: Unit,
    name: str,
    decision_number: str,
    decided_on: dt.date,
    valid_from: dt.date,
) -> Council:
    """Record a council; the one in office before ends the day before this one begins.

    Raises ``NotAllowed``, or ``Refused`` when a council begins on the same day or later.
    """
    if not rules.has_perm("awards.keep_council_members", by, authority):
        raise NotAllowed(_("Your present role may not set up this council."))
    if Council.objects.filter(authority=authority, valid_from__gte=valid_from).exists():
        raise Refused(_("A council that begins on this day or later is recorded already."))
    Council.objects.filter(authority=authority, valid_to__isnull=True).update(
        valid_to=valid_from - dt.timedelta(days=1)
    )
    council = Council.objects.create(
        authority=authority,
        name=name,
        decision_number=decision_number,
        decided_on=decided_on,
        valid_from=valid_from,
    )
    record(by=by, action="council.create", obj=council, changes={"decision": decision_number})
    return council


@transaction.atomic
def add_member(
    *,
    by: Mandate,
    council: Council,
    account: Account,
    seat: str,
    position: str,
    valid_from: dt.date,
) -> CouncilMember:
    """Add a member from a day on; raises ``Refused`` for a second seat or a second chair."""
    if not rules.has_perm("awards.keep_council_members", by, council):
        raise NotAllowed(_("Your present role may not change the members."))
    present = CouncilMember.objects.as_of(valid_from).filter(council=council)
    if seat == Seat.CHAIR and present.filter(seat=Seat.CHAIR).exists():
        raise Refused(_("The council has a chair on this day already."))
    if present.filter(account=account).exists():
        raise Refused(_("This person has a seat already."))
    try:
        member = CouncilMember.objects.create(
            council=council,
            account=account,
            seat=seat,
            position=position,
            valid_from=valid_from,
            order=council.members.count() + 1,
        )
    # the question above is asked without a lock: two may pass it
    except IntegrityError as error:
        raise Refused(_("This person has a seat already.")) from error
    record(by=by, action="council.add_member", obj=member, changes={"seat": seat})
    return member


@transaction.atomic
def end_member(*, by: Mandate, member: CouncilMember, last_day: dt.date) -> None:
    """End a seat after ``last_day``; raises ``Refused`` for a day before the seat began."""
    if not rules.has_perm("awards.keep_council_members", by, member.council):
        raise NotAllowed(_("Your present role may not change the members."))
    if last_day < member.valid_from:
        raise Refused(_("The last day may not lie before the first."))
    member.valid_to = last_day
    member.save(update_fields=["valid_to"])
    record(by=by, action="council.end_member", obj=member, changes={"last_day": last_day})
