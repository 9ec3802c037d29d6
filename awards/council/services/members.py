"""The council and its members, as the decisions that set it up name them."""

from __future__ import annotations

import datetime as dt

import rules
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from awards.council.enums import Seat, SessionState
from awards.council.models import Council, CouncilMember
from awards.council.services.voters import refresh_voters
from emulation.audit.services import record
from emulation.people.models import Account, Mandate
from emulation.ui.errors import NotAllowed, Refused
from emulation.ui.vietnamese import short_date
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
    if not Council.objects.filter(authority=authority).give_way_on(valid_from):
        raise Refused(_("A council that begins on this day or later is recorded already."))
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
    """Add a member from a day on, also to the sessions that are convened for later.

    Raises ``Refused`` for a person who has a seat on that day or takes one later (a seat without
    end would meet it), and for a second chair.
    """
    if not rules.has_perm("awards.keep_council_members", by, council):
        raise NotAllowed(_("Your present role may not change the members."))
    # locked: of two who add the same person at once the later one sees the earlier seat
    Council.objects.select_for_update().get(pk=council.pk)
    met = CouncilMember.objects.filter(council=council).exclude(valid_to__lt=valid_from)
    if seat == Seat.CHAIR and met.filter(seat=Seat.CHAIR).exists():
        raise Refused(_("The council has a chair on this day already."))
    if other := met.filter(account=account).first():
        raise Refused(
            _("This person has a seat already, from %(day)s; end it first.")
            % {"day": short_date(other.valid_from)}
        )
    try:
        member = CouncilMember.objects.create(
            council=council,
            account=account,
            seat=seat,
            position=position,
            valid_from=valid_from,
            order=council.members.count() + 1,
        )
    except IntegrityError as error:  # a seat that began on this day and has ended
        raise Refused(_("This person has a seat already.")) from error
    record(by=by, action="council.add_member", obj=member, changes={"seat": seat})
    _tell_sessions(council, by)
    return member


@transaction.atomic
def end_member(*, by: Mandate, member: CouncilMember, last_day: dt.date) -> None:
    """End a seat after ``last_day``; raises ``Refused`` for a day before the seat began.

    From the next day on its holder does not vote, also in a session that is open.
    """
    if not rules.has_perm("awards.keep_council_members", by, member.council):
        raise NotAllowed(_("Your present role may not change the members."))
    if last_day < member.valid_from:
        raise Refused(_("The last day may not lie before the first."))
    member.valid_to = last_day
    member.save(update_fields=["valid_to"])
    record(by=by, action="council.end_member", obj=member, changes={"last_day": last_day})
    _tell_sessions(member.council, by)


def _tell_sessions(council: Council, by: Mandate) -> None:
    """Let convened sessions follow the seats; one that was opened keeps its members."""
    for session in council.sessions.filter(state=SessionState.PLANNED):
        refresh_voters(session, by)
