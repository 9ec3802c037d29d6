"""The secret vote: one transaction writes that a member voted, and what some ballot says."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from awards.appraisal.models import Conflict
from awards.council.enums import Choice, Presence, SessionState
from awards.council.models import AgendaItem, Ballot, Participation
from awards.council.selectors import voter_of
from emulation.audit.services import record
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import lock

CODE_BYTES = 16


@transaction.atomic
def cast_ballot(*, by: Mandate, item: AgendaItem, choice: str) -> str:
    """Cast the acting member's one ballot on ``item`` and return its code.

    The code is shown to the member once and kept nowhere beside the ballot; the audit names the
    participation only. Raises ``WrongState`` outside the session and for a second ballot,
    ``NotAllowed`` for who has no seat, ``Refused`` for a member who is recorded as absent or who
    declared a conflict of interest.
    """
    session = lock(item.session)
    if (
        by.role not in roles_with("awards.cast_ballot")
        or by.unit_id != session.council.authority_id
    ):
        raise NotAllowed(_("Only members of this council vote."))
    voter = voter_of(session, by)
    if voter is None:
        raise NotAllowed(_("You have no seat in this session."))
    if session.state != SessionState.OPEN:
        raise WrongState(_("The session does not take ballots now."))
    if voter.presence == Presence.ABSENT:
        raise Refused(_("You are recorded as absent; ask the secretary to record you."))
    if Conflict.objects.filter(nominee=item.nominee_id, account=by.account_id).exists():
        raise Refused(_("You declared a conflict of interest and do not vote on this nominee."))
    if choice not in Choice.values:
        raise Refused(_("Choose how you vote."))
    try:
        # the constraint holds the one ballot of a member, however fast the second click
        with transaction.atomic():
            Participation.objects.create(item=item, voter=voter)
    except IntegrityError as error:
        raise WrongState(_("You have voted on this nominee already.")) from error
    ballot = Ballot.objects.create(code=secrets.token_hex(CODE_BYTES), item=item, choice=choice)
    record(by=by, action="council.vote", obj=item)
    return ballot.code
