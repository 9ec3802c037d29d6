"""Opening, changing, closing and ending rounds."""

from __future__ import annotations

from typing import Any

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.nominations.enums import DossierState, NomineeState, RoundOrigin, RoundState
from awards.nominations.models import Nominee, Round
from awards.nominations.services.checks import check_awards
from awards.nominations.workflow import ROUND
from campaigns.reviews.enums import ReviewState
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.notices.services import notify
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.selectors import entitled
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.ui.vietnamese import short_date
from emulation.units.models import Unit
from emulation.workflow.services import apply, lock, save_changes
from emulation.workflow.transitions import takes


@transaction.atomic
def create_round(*, by: Mandate, **entered: Any) -> Round:
    """Prepare a round of the authority for which ``by`` works.

    ``entered`` are the fields of ``Round``. Raises ``Refused`` with the article for an award that
    the authority does not decide, ``ValidationError`` by field, or ``NotAllowed``.
    """
    if not rules.has_perm("awards.add_round", by, None):
        raise NotAllowed(_("Only the office of a deciding authority opens rounds."))
    round_ = Round(authority=by.unit, created_by=by, created_at=now(), **entered)
    _check(round_)
    round_.save()
    record(by=by, action="round.create", obj=round_, changes={"awards": round_.award_codes})
    return round_


@transaction.atomic
def change_round(
    *, by: Mandate, round_: Round, version: int | None = None, **entered: Any
) -> Round:
    """Change a round that is not open yet; of an open one only the last day and the name."""
    fresh = lock(round_, version=version)
    if not rules.has_perm("awards.manage_round", by, fresh):
        raise NotAllowed(_("Only the office of the authority changes its rounds."))
    if fresh.state not in {RoundState.DRAFT, RoundState.OPEN}:
        raise WrongState(_("A closed round is not changed."))
    if fresh.state == RoundState.OPEN:
        entered = {key: entered[key] for key in ("name", "closes_on") if key in entered}
    for name, value in entered.items():
        setattr(fresh, name, value)
    _check(fresh)
    checked = {name: getattr(fresh, name) for name in entered}  # a review brings its campaign
    save_changes(fresh, **checked)
    record(by=by, action="round.change", obj=fresh, changes={k: str(v) for k, v in checked.items()})
    return fresh


def _check(round_: Round) -> None:
    if round_.origin == RoundOrigin.REVIEW:
        if round_.review is None:
            raise ValidationError({"review": _("Name the review that this round follows.")})
        if round_.review.state != ReviewState.ISSUED:
            raise ValidationError({"review": _("This review is not issued yet.")})
        round_.campaign = round_.review.campaign
    elif round_.review_id is not None:
        raise ValidationError({"origin": _("A round with a review follows that review.")})
    if not round_.award_codes:
        raise ValidationError({"award_codes": _("Choose at least one award.")})
    round_.full_clean(exclude=["award_codes"])
    check_awards(round_, round_.award_codes, today())


@takes(ROUND, "open")
@transaction.atomic
def open_round(*, by: Mandate, round_: Round, version: int | None = None) -> Round:
    """Open the round and tell the units that may nominate; raises ``Refused`` past its last day."""
    if round_.closes_on < today():
        raise Refused(_("The last day for dossiers has passed; set a later one first."))
    opened = apply(round_, "open", by=by, version=version)
    notify(
        event="nominations.round_opened",
        recipients=_who_nominates(opened.authority),
        subject=_("Round of commendation: %(name)s, dossiers until %(day)s")
        % {"name": opened.name, "day": short_date(opened.closes_on)},
        url=reverse("nominations:round", args=[opened.pk]),
        by=by,
    )
    return opened


def _who_nominates(authority: Unit) -> Any:
    return entitled(Unit.objects.below(authority), today(), "awards.add_dossier", Scope.UNIT)


@takes(ROUND, "close")
@transaction.atomic
def close_round(*, by: Mandate, round_: Round, version: int | None = None) -> Round:
    """Close the round for dossiers; those returned may still come back."""
    return apply(round_, "close", by=by, version=version)


@takes(ROUND, "reopen")
@transaction.atomic
def reopen_round(
    *, by: Mandate, round_: Round, reason: str, closes_on: Any, version: int | None = None
) -> Round:
    """Open a closed round again with a reason and a new last day."""
    if closes_on < today():
        raise ValidationError({"closes_on": _("The last day may not lie in the past.")})
    return apply(round_, "reopen", by=by, reason=reason, version=version, closes_on=closes_on)


@takes(ROUND, "end")
@transaction.atomic
def end_round(*, by: Mandate, round_: Round, version: int | None = None) -> Round:
    """End a round when nobody in it waits any more; raises ``Refused`` naming how many do."""
    waiting = NomineeState.ALIVE - {NomineeState.DECIDED}
    submitted = Nominee.objects.filter(round=round_, state__in=waiting).exclude(
        dossier__state__in=[DossierState.DRAFT, DossierState.READY]
    )
    if count := submitted.count():
        raise Refused(_("%(count)s nominees still wait for an outcome.") % {"count": count})
    return apply(round_, "end", by=by, version=version)
