"""Convening, opening and closing a session; the count over all members.

Votes and closing lock the same session row, so that every ballot is either counted or refused.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.catalogue import selectors as catalogue
from awards.council.enums import Choice, Presence, SessionState
from awards.council.models import (
    AgendaItem,
    Ballot,
    Council,
    CouncilSession,
    CountedBallot,
    Voter,
)
from awards.council.selectors import members_of
from awards.council.workflow import WORKFLOW
from awards.nominations.models import Nominee, Round
from awards.nominations.selectors import ready_for_council
from awards.nominations.services import mark_voted
from emulation.audit.services import record
from emulation.clock import now
from emulation.notices.services import notify
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import apply, lock, save_changes
from emulation.workflow.transitions import takes

VOTED_IN_WRITING_OR_PRESENT = (Presence.PRESENT, Presence.WRITTEN)


@transaction.atomic
def convene_session(
    *,
    by: Mandate,
    council: Council,
    award_round: Round,
    held_on: dt.date,
    starts_at: dt.time,
    place: str,
    nominees: Sequence[Nominee] = (),
) -> CouncilSession:
    """Convene a session on the nominees that passed appraisal (those named, or all of the round).

    Every member in office on the day becomes a voter and counts for the thresholds. Raises
    ``Refused`` when the council has no members or nobody is ready.
    """
    if not rules.has_perm("awards.run_council", by, council):
        raise NotAllowed(_("Your present role may not convene this council."))
    if award_round.authority_id != council.authority_id:
        raise Refused(_("The council votes only on rounds of its own authority."))
    members = list(members_of(council, held_on))
    if not members:
        raise Refused(_("The council has no members on this day; record its members first."))
    ready = ready_for_council(award_round)
    chosen = list(ready.filter(pk__in=[each.pk for each in nominees]) if nominees else ready)
    if not chosen:
        raise Refused(_("No nominee of this round has passed appraisal yet."))
    session = CouncilSession.objects.create(
        council=council,
        round=award_round,
        held_on=held_on,
        starts_at=starts_at,
        place=place,
        created_by=by,
    )
    Voter.objects.bulk_create(Voter(session=session, member=member) for member in members)
    AgendaItem.objects.bulk_create(
        _item(session, nominee, order) for order, nominee in enumerate(chosen, start=1)
    )
    record(by=by, action="council.convene", obj=session, changes={"items": len(chosen)})
    _invite(session, by)
    return session


def _item(session: CouncilSession, nominee: Nominee, order: int) -> AgendaItem:
    """Return the item with the threshold of the award in force on the day of the session."""
    vote = catalogue.award(nominee.award_code, session.held_on).council
    return AgendaItem(
        session=session,
        nominee=nominee,
        order=order,
        threshold=vote.percent if vote else Decimal(50),
        more_than=vote.comparison == "more_than" if vote else True,
        article=vote.article if vote else "",
    )


def _invite(session: CouncilSession, by: Mandate) -> None:
    accounts = session.voters.values("member__account")
    recipients = (
        Mandate.objects.active(session.held_on)
        .of(*roles_with("awards.cast_ballot"))
        .filter(unit=session.council.authority, account__in=accounts)
    )
    notify(
        event="council.convened",
        recipients=recipients,
        subject=_("Council session on %(day)s") % {"day": f"{session.held_on:%d/%m/%Y}"},
        url=reverse("council:session", args=[session.pk]),
        by=by,
    )


@transaction.atomic
def record_attendance(
    *,
    by: Mandate,
    session: CouncilSession,
    entries: Mapping[int, tuple[str, str]],
    version: int | None = None,
) -> None:
    """Record how members take part: voter id -> presence and the reason of an absence.

    Raises ``WrongState`` once the session is closed, ``StaleVersion`` when somebody else recorded
    it in the meantime, and ``ValidationError`` by ``presence_<id>`` for who has voted already and
    is said to be absent.
    """
    locked = lock(session, version=version)
    if not rules.has_perm("awards.run_council", by, locked):
        raise NotAllowed(_("Your present role may not keep the attendance."))
    if locked.state not in SessionState.LIVE:
        raise WrongState(_("The session is closed; its attendance no longer changes."))
    voters = locked.voters.filter(pk__in=entries).select_related("member__account")
    voted = set(voters.filter(participations__isnull=False).values_list("pk", flat=True))
    changed, refused = [], {}
    for voter in voters:
        presence, reason = entries[voter.pk]
        if presence == Presence.ABSENT and voter.pk in voted:
            refused[f"presence_{voter.pk}"] = _("This member has voted already.")
        taken = (presence, "" if presence == Presence.PRESENT else reason)
        if taken != (voter.presence, voter.reason):
            voter.presence, voter.reason = taken
            changed.append(voter)
    if refused:
        raise ValidationError(refused)
    Voter.objects.bulk_update(changed, ["presence", "reason"])
    changes = {str(each.member): str(each.get_presence_display()) for each in changed}
    if changes:
        save_changes(locked)
        record(by=by, action="council.attendance", obj=locked, changes=changes)


def has_attendance(session: CouncilSession) -> bool:
    """Return whether somebody is recorded as taking part."""
    return session.voters.filter(presence__in=VOTED_IN_WRITING_OR_PRESENT).exists()


@takes(WORKFLOW, "open", when=has_attendance)
@transaction.atomic
def open_session(
    *, by: Mandate, session: CouncilSession, version: int | None = None
) -> CouncilSession:
    """Open the vote; raises ``Refused`` while no member is recorded as taking part."""
    if not has_attendance(session):
        raise Refused(_("Record who is present before the session opens."))
    return apply(session, "open", by=by, version=version, opened_at=now())


@takes(WORKFLOW, "close")
@transaction.atomic
def close_session(
    *, by: Mandate, session: CouncilSession, conclusions: str = "", version: int | None = None
) -> CouncilSession:
    """Close the vote, count over all members and settle every nominee.

    The ballots are rewritten in random order and the table they were cast in is emptied, so that
    neither row order nor transaction betrays who cast which.
    """
    closed = apply(
        session,
        "close",
        by=by,
        version=version,
        closed_at=now(),
        closed_by=by,
        conclusions=conclusions,
    )
    ballots = list(Ballot.objects.filter(item__session=closed))
    # not random.shuffle: its order could be computed again from a few of its numbers
    secrets.SystemRandom().shuffle(ballots)
    CountedBallot.objects.bulk_create(
        CountedBallot(code=each.code, item_id=each.item_id, choice=each.choice) for each in ballots
    )
    Ballot.objects.filter(item__session=closed).delete()
    counts: dict[int, Counter[str]] = {}
    for each in ballots:
        counts.setdefault(each.item_id, Counter())[each.choice] += 1
    members = closed.voters.count()
    for item in closed.items.select_related("nominee"):
        settle_item(item, counts.get(item.pk, Counter()), members, by)
    return closed


def is_carried(in_favour: int, *, of: int, percent: Decimal, more_than: bool) -> bool:
    """Return whether ``in_favour`` votes suffice out of all members (Decree 91/2017 Art 45)."""
    share, bound = Decimal(100) * in_favour, percent * of
    return share > bound if more_than else share >= bound


def settle_item(item: AgendaItem, votes: Counter[str], members: int, by: Mandate) -> None:
    """Write the count of one item: the ratio is over all members (Decree 91/2017 Art 45)."""
    item.members = members
    item.votes_for = votes[Choice.FOR]
    item.votes_against = votes[Choice.AGAINST]
    item.votes_blank = votes[Choice.BLANK]
    item.ratio = (Decimal(100) * item.votes_for / members).quantize(Decimal("0.01"))
    item.passed = is_carried(
        item.votes_for, of=members, percent=item.threshold, more_than=item.more_than
    )
    item.save()
    mark_voted(item.nominee, item.passed, by)
