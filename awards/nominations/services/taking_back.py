"""Dossiers taken back while the next has not acted, and rounds in which nobody is proposed."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.nominations.enums import DossierState, RoundState
from awards.nominations.models import Dossier, Round
from awards.nominations.services.dossiers import begin_dossier, is_empty, tell_receiver
from awards.nominations.workflow import DOSSIER
from emulation.clock import today
from emulation.notices.services import notify
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.selectors import entitled
from emulation.ui.errors import Refused, WrongState
from emulation.workflow.services import apply, lock
from emulation.workflow.transitions import takes


@takes(DOSSIER, "withdraw")
@transaction.atomic
def withdraw_dossier(*, by: Mandate, dossier: Dossier, version: int | None = None) -> Dossier:
    """Take the dossier back as the officer, while the unit's head has not signed it."""
    back = apply(dossier, "withdraw", by=by, version=version)
    notify(
        event="nominations.withdrawn",
        recipients=entitled(back.unit, today(), "awards.sign_dossier", Scope.UNIT),
        subject=_("The officer withdrew the dossier: %(round)s") % {"round": back.round.name},
        url=reverse("nominations:dossier", args=[back.pk]),
        by=by,
    )
    return back


def _may_be_recalled(dossier: Dossier) -> bool:
    return (
        not dossier.letter_number
        and dossier.collected_into_id is None
        and dossier.round.state == RoundState.OPEN
    )


@takes(DOSSIER, "recall", when=_may_be_recalled)
@transaction.atomic
def recall_dossier(*, by: Mandate, dossier: Dossier, version: int | None = None) -> Dossier:
    """Take the signature back as the unit's head, while nobody has received the dossier.

    Raises ``WrongState`` for one that was signed on paper, was collected, or whose round is closed.
    """
    fresh = lock(dossier, version=version)
    if fresh.state == DossierState.SUBMITTED and not _may_be_recalled(fresh):
        raise WrongState(
            _("This dossier can no longer be recalled: ask who receives it to return it.")
        )
    recalled = apply(fresh, "recall", by=by, submitted_at=None, submitted_by=None)
    tell_receiver(recalled, by, _("Dossier recalled: %(unit)s"))
    return recalled


@takes(DOSSIER, "decline", when=is_empty)
@transaction.atomic
def decline_round(
    *, by: Mandate, dossier: Dossier, reason: str, version: int | None = None
) -> Dossier:
    """Answer a round that the unit proposes nobody; the office sees it beside the dossiers.

    Raises ``Refused`` while somebody is named in the dossier.
    """
    if not is_empty(dossier):
        raise Refused(_("Withdraw the nominees of the dossier first, or submit it."))
    declined = apply(dossier, "decline", by=by, reason=reason, version=version)
    tell_receiver(declined, by, _("Proposes nobody: %(unit)s"))
    return declined


@transaction.atomic
def decline_at_once(*, by: Mandate, round_: Round, reason: str) -> Dossier:
    """Answer a round in which the unit has no dossier yet that it proposes nobody."""
    return decline_round(by=by, dossier=begin_dossier(by=by, round_=round_), reason=reason)


def _round_is_open(dossier: Dossier) -> bool:
    return dossier.round.state == RoundState.OPEN


@takes(DOSSIER, "reconsider", when=_round_is_open)
@transaction.atomic
def reconsider_round(*, by: Mandate, dossier: Dossier, version: int | None = None) -> Dossier:
    """Take the dossier up again while the round is open."""
    if not _round_is_open(dossier):
        raise WrongState(_("The round is not open for dossiers."))
    return apply(dossier, "reconsider", by=by, version=version)
