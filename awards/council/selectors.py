"""Reads of councils and sessions; nothing here can tell who voted how."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from awards.appraisal.models import Conflict
from awards.council.enums import Choice, Presence, SessionState
from awards.council.models import (
    AgendaItem,
    Council,
    CouncilMember,
    CouncilSession,
    CountedBallot,
    Participation,
    Voter,
)
from awards.council.rules import CORRECTION, QUORUM, needed_for_quorum
from awards.council.sealing import tags_of
from awards.nominations.enums import NomineeState
from awards.nominations.models import Nominee, Round
from awards.nominations.selectors import ready_for_council
from emulation.clock import today
from emulation.documents.enums import DocumentState
from emulation.people.models import Account, Mandate
from emulation.regulations.selectors import setting_of
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
    "votes_against",
    "votes_blank",
    "votes_invalid",
    "issued",
    "left_out",
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


def waiting_for_council(round_: Round) -> QuerySet[Nominee]:
    """Return the nominees of a round that wait for a vote and stand on no live agenda."""
    called = AgendaItem.objects.filter(session__state__in=SessionState.LIVE)
    return ready_for_council(round_).exclude(pk__in=called.values("nominee"))


def rounds_waiting(authority: Unit) -> list[tuple[Round, int]]:
    """Return the rounds of an authority with how many of their nominees are to be called."""
    called = AgendaItem.objects.filter(session__state__in=SessionState.LIVE)
    waiting = Nominee.objects.filter(state=NomineeState.PASSED, needs_council=True).exclude(
        pk__in=called.values("nominee")
    )
    counts = waiting.filter(round__authority=authority).values("round").annotate(n=Count("pk"))
    numbers = {row["round"]: row["n"] for row in counts.order_by()}
    return [(each, numbers[each.pk]) for each in Round.objects.filter(pk__in=numbers)]


def sessions_without_minutes(nominees: Iterable[int]) -> QuerySet[CouncilSession]:
    """Return the sessions that passed one of the nominees and whose minutes are not issued yet.

    A session on paper has its signed minutes.
    """
    passed = AgendaItem.objects.filter(nominee__in=nominees, passed=True)
    counted = CouncilSession.objects.filter(pk__in=passed.values("session"), paper__isnull=True)
    return counted.exclude(minutes__state=DocumentState.ISSUED).order_by("held_on")


def voter_of(session: CouncilSession, mandate: Mandate) -> Voter | None:
    """Return the seat of the acting account in a session."""
    seats = session.voters.select_related("member__account")
    return seats.filter(member__account=mandate.account_id).first()


def quorum_of(session: CouncilSession, members: int | None = None) -> int:
    """Return how many members must take part, by the regulation of the session's day.

    ``members`` saves counting them.
    """
    percent = setting_of(session.council.authority_id, QUORUM, session.held_on)
    return needed_for_quorum(members or session.voters.count(), percent)


def may_correct(session: CouncilSession) -> bool:
    """Return whether a ballot may be sent anew until closing."""
    return bool(setting_of(session.council.authority_id, CORRECTION, session.held_on))


class _Standing(TypedDict):
    done: bool
    own: bool
    excused: bool
    gone: bool


def agenda_of(
    session: CouncilSession, voter: Voter | None
) -> QuerySet[WithAnnotations[AgendaItem, _Standing]]:
    """Return the items with how a voter stands to each.

    ``done`` was voted on; ``own`` is the voter's own award, ``excused`` one with a declared
    conflict of interest: on neither does the voter vote. ``gone`` is no longer before the council.
    """
    account = voter.member.account if voter else None
    items = session.items.select_related("nominee__dossier__unit", "nominee__subject_home")
    conflicts = Conflict.objects.filter(nominee=OuterRef("nominee"), account=account)
    return items.annotate(
        done=Exists(Participation.objects.filter(item=OuterRef("pk"), voter=voter)),
        own=_whether(own_award_of(account) if account else Q(pk__in=[])),
        excused=Exists(conflicts),
        gone=_whether(~Q(nominee__state=NomineeState.PASSED)),
    ).order_by("order")


def own_award_of(account: Account) -> Q:
    """Return which items are about the owner of an account.

    An account that is linked to no person stands for who has its name in its unit: a vote too few
    can be repeated, one on the own award cannot be taken back.
    """
    if account.person_id:
        return Q(nominee__person=account.person_id)
    return Q(nominee__person__full_name=account.full_name, nominee__person__unit=account.unit_id)


def _whether(condition: Q) -> Case:
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )


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
    open_to = agenda_of(session, voter).filter(own=False, excused=False, gone=False)
    return Progress(**open_to.aggregate(total=Count("pk"), cast=Count("pk", filter=Q(done=True))))


def missing_ballots(session: CouncilSession) -> int:
    """Return how many ballots of those taking part are not cast yet."""
    taking_part = session.voters.exclude(presence=Presence.ABSENT).select_related("member__account")
    each = (progress_of(session, voter) for voter in taking_part)
    return sum(one.total - one.cast for one in each)


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


def ballots_back(item: AgendaItem) -> int:
    """Return how many ballots on an item came back: agree, disagree, blank and invalid."""
    votes = (item.votes_for, item.votes_against, item.votes_blank, item.votes_invalid)
    return sum(each or 0 for each in votes)


@dataclass(frozen=True)
class BallotCheck:
    """One ballot of a code: on what, and what it says."""

    item: AgendaItem
    choice: str


def check_ballots(session: CouncilSession, code: str) -> list[BallotCheck]:
    """Return the counted ballots of a member's code, in the order of the agenda.

    Before closing there are none to be found: the envelopes are sealed. Sessions of version 0.2.0
    had a long code for each ballot, which is found as well.
    """
    wanted = [code.strip().lower()]
    if session.seal_key:
        items = session.items.values_list("pk", flat=True)
        wanted += tags_of(code, session.seal_key, items).values()
    found = CountedBallot.objects.filter(code__in=wanted, item__session=session)
    found = found.select_related("item__nominee").order_by("item__order")
    return [BallotCheck(each.item, str(Choice(each.choice).label)) for each in found]
