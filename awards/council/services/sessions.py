"""Convening, opening and cancelling a session, and who takes part in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.catalogue import selectors as catalogue
from awards.council.enums import TAKING_PART, Presence, SessionState
from awards.council.models import AgendaItem, Council, CouncilSession, Voter
from awards.council.selectors import quorum_of, waiting_for_council
from awards.council.services.sealed import empty_box, make_seal
from awards.council.services.voters import refresh_voters, seats_on
from awards.council.workflow import WORKFLOW
from awards.nominations.models import Nominee, Round
from awards.nominations.selectors import ready_for_council
from emulation.audit.services import record
from emulation.clock import now
from emulation.notices.services import notify
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import apply, lock, save_changes
from emulation.workflow.transitions import takes


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
    chosen = _called(award_round, nominees)
    session = CouncilSession(
        council=council,
        round=award_round,
        held_on=held_on,
        starts_at=starts_at,
        place=place,
        created_by=by,
    )
    members = seats_on(session)
    if not members:
        raise Refused(_("The council has no members on this day; record its members first."))
    session.save()
    Voter.objects.bulk_create(Voter(session=session, member=member) for member in members)
    AgendaItem.objects.bulk_create(
        _item(session, nominee, order) for order, nominee in enumerate(chosen, start=1)
    )
    record(by=by, action="council.convene", obj=session, changes={"items": len(chosen)})
    _tell_members(session, by, "council.convened", _("Council session on %(day)s"))
    return session


def _called(award_round: Round, nominees: Sequence[Nominee]) -> list[Nominee]:
    """Return who comes on the agenda: nobody stands on those of two sessions at once."""
    # locked: of two who convene at once the later one sees the agenda of the earlier
    Round.objects.select_for_update().get(pk=award_round.pk)
    waiting = waiting_for_council(award_round)
    chosen = list(waiting.filter(pk__in=[each.pk for each in nominees]) if nominees else waiting)
    if chosen:
        return chosen
    if ready_for_council(award_round).exists():
        raise Refused(_("All who wait for the council stand on the agenda of another session."))
    raise Refused(_("No nominee of this round has passed appraisal yet."))


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


def _tell_members(session: CouncilSession, by: Mandate, event: str, subject: str) -> None:
    accounts = session.voters.values("member__account")
    recipients = (
        Mandate.objects.active(session.held_on)
        .of(*roles_with("awards.cast_ballot"))
        .filter(unit=session.council.authority, account__in=accounts)
    )
    notify(
        event=event,
        recipients=recipients,
        subject=subject % {"day": f"{session.held_on:%d/%m/%Y}"},
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
    return session.voters.filter(presence__in=TAKING_PART).exists()


@takes(WORKFLOW, "open", when=has_attendance)
@transaction.atomic
def open_session(
    *, by: Mandate, session: CouncilSession, version: int | None = None
) -> CouncilSession:
    """Open the vote and make the key to which its ballots are sealed.

    Raises ``Refused`` while fewer take part than the quorum, or when the council is no longer in
    office on the day of the session.
    """
    fresh = lock(session, version=version)
    if fresh.state == SessionState.PLANNED:
        refresh_voters(fresh, by)
        _check_opening(fresh)
    return apply(session, "open", by=by, version=version, opened_at=now(), seal_key=make_seal())


def _check_opening(session: CouncilSession) -> None:
    if not has_attendance(session):
        raise Refused(_("Record who is present before the session opens."))
    ended = session.council.valid_to
    if ended is not None and ended < session.held_on:
        raise Refused(
            _("This council is no longer in office. Cancel the session and convene the new one.")
        )
    needed = quorum_of(session)
    present = session.voters.filter(presence__in=TAKING_PART).count()
    if present < needed:
        raise Refused(
            _(
                "Only %(present)s of %(members)s members take part; the quorum is %(needed)s. "
                "Record who joins or writes, or cancel the session."
            )
            % {"present": present, "members": session.voters.count(), "needed": needed}
        )


@takes(WORKFLOW, "cancel")
@transaction.atomic
def cancel_session(
    *, by: Mandate, session: CouncilSession, reason: str, version: int | None = None
) -> CouncilSession:
    """Give a session up: its ballots are destroyed unopened, its nominees wait for another one."""
    cancelled = apply(session, "cancel", by=by, reason=reason, version=version)
    empty_box(cancelled)
    subject = _("The council session on %(day)s is cancelled")
    _tell_members(cancelled, by, "council.cancelled", subject)
    return cancelled
