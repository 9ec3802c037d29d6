"""What becomes of a nominee after appraisal: voted, decided, refused, withdrawn."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Dossier, Nominee
from awards.nominations.workflow import NOMINEE
from emulation.clock import today
from emulation.notices.services import notify
from emulation.people.models import Mandate
from emulation.people.selectors import officers_and_leaders
from emulation.units.models import Unit
from emulation.workflow.services import apply
from emulation.workflow.transitions import takes


@transaction.atomic
def mark_voted(nominee: Nominee, passed: bool, by: Mandate, reason: str = "") -> Nominee:
    """Write the council's vote: passed, or not proposed with the reason (the count).

    Raises ``WrongState`` when the nominee does not wait for the council.
    """
    if passed:
        return apply(nominee, "vote", by=by)
    return mark_refused(nominee, reason or _("The council did not pass it."), by)


@transaction.atomic
def mark_refused(nominee: Nominee, reason: str, by: Mandate) -> Nominee:
    """Do not propose the nominee further; the reason is kept and the unit is told."""
    refused = apply(nominee, "refuse", by=by, reason=reason, outcome_reason=reason)
    _tell_unit(refused, "nominations.refused", _("Not proposed: %(name)s"), by, reason)
    _settle_if_done(refused.dossier, by)
    return refused


@transaction.atomic
def mark_decided(nominee: Nominee, by: Mandate | None) -> Nominee:
    """Note that the issued decision honours the nominee; the unit is told."""
    decided = apply(nominee, "decide", by=by)
    _tell_unit(decided, "nominations.decided", _("Honoured: %(name)s"), by)
    _settle_if_done(decided.dossier, by)
    return decided


def _was_submitted(nominee: Nominee) -> bool:
    return nominee.dossier.submitted_at is not None


@takes(NOMINEE, "withdraw", when=_was_submitted)
@transaction.atomic
def withdraw_nominee(
    *, by: Mandate, nominee: Nominee, reason: str, version: int | None = None
) -> Nominee:
    """Withdraw the nominee with a reason; possible until the decision is issued."""
    withdrawn = apply(
        nominee, "withdraw", by=by, reason=reason, version=version, outcome_reason=reason
    )
    if withdrawn.dossier.submitted_at is not None:
        _tell_unit(withdrawn, "nominations.withdrawn", _("Withdrawn: %(name)s"), by, reason)
    _settle_if_done(withdrawn.dossier, by)
    return withdrawn


def _settle_if_done(dossier: Dossier, by: Mandate | None) -> None:
    """Settle the received dossier once nobody in it waits for anything."""
    open_ones = NomineeState.ALIVE - {NomineeState.DECIDED}
    if dossier.state != DossierState.RECEIVED:
        return
    if not dossier.nominees.filter(state__in=open_ones).exists():
        apply(dossier, "settle", by=None)


def _tell_unit(
    nominee: Nominee, event: str, subject: str, by: Mandate | None, reason: str = ""
) -> None:
    unit = Unit.objects.filter(pk=nominee.dossier.unit_id)
    notify(
        event=event,
        recipients=officers_and_leaders(unit, today()),
        subject=subject % {"name": nominee.name},
        body=reason,
        url=reverse("nominations:nominee", args=[nominee.pk]),
        by=by,
    )
