"""The members of a session: they follow the seats of the council until it is opened."""

from __future__ import annotations

from awards.council.models import CouncilMember, CouncilSession, Voter
from awards.council.selectors import members_of
from emulation.audit.services import record
from emulation.people.models import Mandate


def seats_on(session: CouncilSession) -> list[CouncilMember]:
    """Return one seat for each person who is in office on the day of the session."""
    seats: dict[int, CouncilMember] = {}
    for member in members_of(session.council, session.held_on):
        seats.setdefault(member.account_id, member)
    return list(seats.values())


def refresh_voters(session: CouncilSession, by: Mandate) -> None:
    """Make the members of a session those in office on its day, before anybody has voted.

    Who was replaced leaves the session and its base, the successor comes in and is not yet present.
    """
    seats = {member.pk: member for member in seats_on(session)}
    present = set(session.voters.values_list("member", flat=True))
    gone, new = present - set(seats), [pk for pk in seats if pk not in present]
    session.voters.filter(member__in=gone).delete()
    Voter.objects.bulk_create(Voter(session=session, member=seats[pk]) for pk in new)
    if gone or new:
        changes = {"left": len(gone), "joined": len(new)}
        record(by=by, action="council.voters", obj=session, changes=changes)
