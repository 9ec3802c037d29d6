"""Reads of councils and sessions; nothing here can tell who voted how."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from awards.appraisal.models import Conflict
from awards.council.enums import Choice, Presence
from awards.council.models import (
    AgendaItem,
    Ballot,
    Council,
    CouncilMember,
    CouncilSession,
    CountedBallot,
    Participation,
    Voter,
)
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.ui.counting import count_of
from emulation.units.models import Unit

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

AGENDA_SHOWN = (
    "session",
    "order",
    "threshold",
    "more_than",
    "article",
    "votes_for",
    "members",
    "ratio",
    "passed",
    "nominee__name",
    "nominee__award_code",
    "nominee__dossier__incoming_on",
    "nominee__dossier__received_at",
    "nominee__subject_home__name",
    "nominee__subject_home__short_name",
)


def council_of(authority: Unit, day: dt.date) -> Council | None:
    """Return the council of an authority in office on ``day``."""
    return Council.objects.as_of(day).filter(authority=authority).order_by("-valid_from").first()


def members_of(council: Council, day: dt.date) -> QuerySet[CouncilMember]:
    """Return the members in office on ``day``, in the order of the decision."""
    return CouncilMember.objects.as_of(day).filter(council=council).select_related("account")


def voter_of(session: CouncilSession, mandate: Mandate) -> Voter | None:
    """Return the seat of the acting account in a session."""
    seats = session.voters.select_related("member")
    return seats.filter(member__account=mandate.account_id).first()


class _Counted(TypedDict):
    voted: int


def agenda_of(
    session: CouncilSession, voter: Voter | None = None
) -> QuerySet[WithAnnotations[AgendaItem, _Counted]]:
    """Return the items with how many have voted; for a voter whether they have, or may not.

    ``excused`` are items on whose nominee the voter declared a conflict of interest.
    """
    items = (
        session.items.select_related("nominee__dossier__unit", "nominee__subject_home")
        .annotate(voted=count_of(Participation.objects.all(), "item"))
        .order_by("order")
    )
    mine = Participation.objects.filter(item=OuterRef("pk"), voter=voter)
    if voter is None:
        return items
    conflicts = Conflict.objects.filter(
        nominee=OuterRef("nominee"), account=voter.member.account_id
    )
    return items.annotate(done=Exists(mine), excused=Exists(conflicts))


def agenda_listed(mandate: Mandate, pk: int) -> QuerySet[AgendaItem]:
    """Return the agenda of the visible session ``pk``: how many voted, whether the reader did."""
    items = AgendaItem.objects.filter(
        session__in=CouncilSession.objects.visible_to(mandate).filter(pk=pk).values("pk")
    )
    mine = Participation.objects.filter(
        item=OuterRef("pk"), voter__member__account=mandate.account_id
    )
    counted = items.annotate(voted=count_of(Participation.objects.all(), "item"), done=Exists(mine))
    shown = counted.select_related("nominee__dossier", "nominee__subject_home")
    return shown.only(*AGENDA_SHOWN)


def sessions_listed(mandate: Mandate) -> QuerySet[CouncilSession]:
    """Return the visible sessions with the size of their agendas."""
    sessions = CouncilSession.objects.visible_to(mandate).select_related("council", "round")
    return sessions.annotate(size=count_of(AgendaItem.objects.all(), "session"))


def members_listed(mandate: Mandate) -> QuerySet[CouncilMember]:
    """Return the members of the council in office of the mandate's authority."""
    council = council_of(mandate.unit, today())
    return members_of(council, today()) if council else CouncilMember.objects.none()


@dataclass(frozen=True)
class Progress:
    """How many ballots a member has cast, of those that the member may cast."""

    cast: int
    total: int


def progress_of(session: CouncilSession, voter: Voter | None) -> Progress:
    """Return how far a member is with the ballots of a session; one query."""
    open_to = session.items.exclude(nominee__conflicts__account=_account_of(voter))
    mine = Participation.objects.filter(item=OuterRef("pk"), voter=voter)
    found = open_to.annotate(done=Exists(mine)).aggregate(
        total=Count("pk"), cast=Count("pk", filter=Q(done=True))
    )
    return Progress(**found)


def _account_of(voter: Voter | None) -> int | None:
    return voter.member.account_id if voter else None


def missing_ballots(session: CouncilSession) -> int:
    """Return how many ballots of those taking part are not cast yet."""
    due = attendance_of(session.voters.all()).taking_part * session.items.count()
    return max(due - Participation.objects.filter(item__session=session).count(), 0)


def next_item(session: CouncilSession, voter: Voter) -> AgendaItem | None:
    """Return the first item on which the voter has not voted and may."""
    return agenda_of(session, voter).filter(done=False, excused=False).first()  # type: ignore[misc]


@dataclass(frozen=True)
class Attendance:
    """How the members take part; ``members`` is the base of every threshold."""

    members: int
    present: int
    written: int

    @property
    def taking_part(self) -> int:
        """Return how many may vote; none as long as the attendance was not taken."""
        return self.present + self.written


def attendance_of(voters: Iterable[Voter]) -> Attendance:
    """Return how many members of a session are present, write their opinion, or are absent."""
    counts = Counter(each.presence for each in voters)
    return Attendance(counts.total(), counts[Presence.PRESENT], counts[Presence.WRITTEN])


def voters_of(session: CouncilSession) -> QuerySet[Voter]:
    """Return the members of the session in the order of their seats."""
    return session.voters.select_related("member__account").order_by("member__order")


@dataclass(frozen=True)
class BallotCheck:
    """What a code shows to the member who holds it."""

    item: AgendaItem
    choice: str
    counted: bool


def check_ballot(session: CouncilSession, code: str) -> BallotCheck | None:
    """Return the ballot of a code: that it was received or counted, and what it says."""
    lookup = {"code": code.strip().lower(), "item__session": session}
    for model, counted in ((CountedBallot, True), (Ballot, False)):
        ballot = model.objects.filter(**lookup).select_related("item__nominee").first()
        if ballot is not None:
            return BallotCheck(ballot.item, str(Choice(ballot.choice).label), counted)
    return None
