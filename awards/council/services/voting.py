"""The secret vote: a whole agenda at once, each ballot in its two envelopes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from awards.council.enums import Choice, Presence, SessionState
from awards.council.models import AgendaItem, CouncilSession, Envelope, Participation, Voter
from awards.council.sealing import new_code, seal, tags_of
from awards.council.selectors import agenda_of, may_correct, voter_of
from awards.council.services.sealed import place_of, sealed_to
from emulation.audit.services import record
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.ui.vietnamese import short_date
from emulation.workflow.services import lock


@transaction.atomic
def cast_ballots(*, by: Mandate, session: CouncilSession, choices: Mapping[int, str]) -> str:
    """Cast the acting member's ballots, item -> choice, all or none; return the member's code.

    What is left out stays to be voted on. The code is kept nowhere: what is stored with a ballot is
    derived from it. A ballot that is cast again replaces the first where the council allows it.
    Raises ``WrongState`` outside the session, ``NotAllowed`` for who has no seat (any more),
    ``Refused`` for who is absent, and ``ValidationError`` by ``choice_<item>`` for what this
    member does not vote on.
    """
    locked = lock(session)
    voter = _voter(locked, by)
    if not choices:
        raise Refused(_("Choose on at least one nominee."))
    items = list(agenda_of(locked, voter).filter(pk__in=choices))
    _check(locked, voter, items, choices)
    key, code = sealed_to(locked), new_code()
    tags = tags_of(code, key, choices)
    try:
        # the constraint holds the one ballot of a member, however fast the second click
        with transaction.atomic():
            Participation.objects.bulk_create(
                Participation(item=item, voter=voter) for item in items if not item.done
            )
            Envelope.objects.filter(item__in=items, voter=voter).delete()
            Envelope.objects.bulk_create(
                Envelope(
                    item=item,
                    voter=voter,
                    sealed=seal(key, place_of(item.pk, voter.pk), choices[item.pk], tags[item.pk]),
                )
                for item in items
            )
    except IntegrityError as error:
        raise WrongState(_("You have voted on this nominee already.")) from error
    record(by=by, action="council.vote", obj=locked, changes={"items": len(items)})
    return code


def _voter(session: CouncilSession, by: Mandate) -> Voter:
    allowed = by.role in roles_with("awards.cast_ballot")
    if not allowed or by.unit_id != session.council.authority_id:
        raise NotAllowed(_("Only members of this council vote."))
    voter = voter_of(session, by)
    if voter is None:
        raise NotAllowed(_("You have no seat in this session."))
    ended = voter.member.valid_to
    if ended is not None and ended < today():
        raise NotAllowed(_("Your seat ended on %(day)s.") % {"day": short_date(ended)})
    if session.state != SessionState.OPEN:
        raise WrongState(_("The session does not take ballots now."))
    if voter.presence == Presence.ABSENT:
        raise Refused(_("You are recorded as absent; ask the secretary to record you."))
    return voter


def _check(
    session: CouncilSession,
    voter: Voter,
    items: Sequence[AgendaItem],
    choices: Mapping[int, str],
) -> None:
    """Refuse what this member does not vote on, with a sentence beside each."""
    correctable = set()
    if may_correct(session):
        # a ballot of version 0.2.0 lies in no envelope and stays
        sent = voter.envelopes.filter(item__in=[item.pk for item in items])
        correctable = set(sent.values_list("item", flat=True))
    refused = {}
    for item in items:
        sentence = _objection(item, correctable)
        if not sentence and choices[item.pk] not in Choice.values:
            sentence = _("Choose how you vote.")
        if sentence:
            refused[f"choice_{item.pk}"] = f"{item.nominee}: {sentence}"
    if refused:
        raise ValidationError(refused)
    if len(items) < len(choices):
        raise Refused(_("This nominee does not stand on the agenda of the session."))


def _objection(item: AgendaItem, correctable: set[int]) -> str:
    if item.gone:  # type: ignore[attr-defined]
        return _("The nominee was withdrawn or is no longer before the council.")
    if item.own:  # type: ignore[attr-defined]
        return _("Nobody votes on the own award.")
    if item.excused:  # type: ignore[attr-defined]
        return _("You declared a conflict of interest and do not vote on this nominee.")
    if item.done and item.pk not in correctable:  # type: ignore[attr-defined]
        return _("You have voted on this nominee already.")
    return ""
