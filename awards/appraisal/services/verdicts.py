"""Verdicts: first appraisal and re-check, two independent ones, settling, completeness check.

The rules of the law advise; only a person's verdict moves a nominee.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.appraisal.enums import AppraisalState, Turn, Verdict
from awards.appraisal.models import Appraisal
from awards.appraisal.selectors import TURNS, Fitness, disagree, live
from awards.appraisal.services.assignment import OBSTACLES, recheck_by_load
from awards.catalogue.enums import Route
from awards.nominations.enums import NomineeState
from awards.nominations.models import Nominee
from awards.nominations.services import ask_supplement, mark_refused
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.notices.services import notify
from emulation.people.models import Mandate
from emulation.people.selectors import entitled
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import apply, lock, save_changes


@transaction.atomic
def submit_verdict(
    *,
    by: Mandate,
    appraisal: Appraisal,
    verdict: str,
    reason: str = "",
    score: Decimal | None = None,
    items: Sequence[str] = (),
    due_on: dt.date | None = None,
    version: int | None = None,
) -> Nominee:
    """Submit one's judgement and move the nominee where the route then leads.

    ``items`` and ``due_on`` are needed to ask for a supplement, ``reason`` to refuse, ``reason``
    and ``score`` (0 to 100) on the route of two independent appraisers. Returns the nominee.
    Raises ``WrongState`` when the nominee or the appraisal has moved on meanwhile.
    """
    nominee = lock(appraisal.nominee)
    fresh = lock(appraisal, version=version)
    _check_turn(by, fresh, nominee)
    _check_entries(nominee, fresh, verdict, reason, score, items, due_on)
    if verdict == Verdict.SUPPLEMENT:
        return _supplement(by, fresh, nominee, reason, items, due_on)
    save_changes(
        fresh,
        state=AppraisalState.SUBMITTED,
        verdict=verdict,
        reason=reason.strip(),
        score=score,
        missing="",
        submitted_at=now(),
        mandate=by,
    )
    record(by=by, action="appraisal.submit", obj=fresh, changes={"verdict": verdict})
    if nominee.route == Route.TWO_INDEPENDENT:
        return _after_independent(by, nominee)
    return _after_single(by, fresh, nominee)


def _check_turn(by: Mandate, appraisal: Appraisal, nominee: Nominee) -> None:
    if not rules.has_perm("awards.appraise", by, appraisal):
        raise NotAllowed(_("This appraisal is not yours."))
    if nominee.state != NomineeState.APPRAISING:
        state = nominee.get_state_display()
        raise WrongState(_("The nominee has moved on: %(state)s.") % {"state": state})
    if appraisal.state != AppraisalState.ASSIGNED:
        raise WrongState(_("This appraisal has been submitted already."))
    obstacle = _obstacle(by, nominee)
    if obstacle:
        raise NotAllowed(str(OBSTACLES[obstacle]) % {"who": by.account.full_name})


def _obstacle(by: Mandate, nominee: Nominee) -> str:
    """Return a conflict that arose after the turn was given (a move, a declaration)."""
    found = Fitness([nominee]).obstacle(by.account, nominee)
    return "" if found == "again" else found


def _check_entries(
    nominee: Nominee,
    appraisal: Appraisal,
    verdict: str,
    reason: str,
    score: Decimal | None,
    items: Sequence[str],
    due_on: dt.date | None,
) -> None:
    errors: dict[str, str] = {}
    if verdict not in Verdict.values:
        errors["verdict"] = _("Choose a verdict.")
    independent = nominee.route == Route.TWO_INDEPENDENT
    if verdict == Verdict.SUPPLEMENT:
        if not any(item.strip() for item in items):
            errors["items"] = _("Name what is to be completed, one item a line.")
        if due_on is None:
            errors["due_on"] = _("Give the day by which it is due.")
        elif due_on < today():
            errors["due_on"] = _("The due day may not lie in the past.")
    elif independent and score is None:
        errors["score"] = _("Give a score from 0 to 100.")
    if score is not None and not 0 <= score <= 100:
        errors["score"] = _("The score lies between 0 and 100.")
    if (verdict == Verdict.FAIL or independent) and not reason.strip():
        errors["reason"] = _("Give the reason.")
    if errors:
        raise ValidationError(errors)


def _supplement(
    by: Mandate,
    appraisal: Appraisal,
    nominee: Nominee,
    reason: str,
    items: Sequence[str],
    due_on: dt.date | None,
) -> Nominee:
    """Send the nominee back to its unit; every appraiser looks again when it has come back."""
    assert due_on is not None
    named = [item.strip() for item in items if item.strip()]
    told = reason.strip() or _("The appraisal asks for a supplement.")
    save_changes(appraisal, missing="\n".join(named), reason=told)
    changes = {"verdict": Verdict.SUPPLEMENT, "items": named}
    record(by=by, action="appraisal.submit", obj=appraisal, changes=changes)
    return ask_supplement(by=by, nominee=nominee, reason=told, due_on=due_on, items=named)


def _after_single(by: Mandate, appraisal: Appraisal, nominee: Nominee) -> Nominee:
    """After the first turn a second person re-checks; the re-check confirms or sends back."""
    if appraisal.turn != Turn.RECHECK:
        if live(nominee).get(Turn.RECHECK) is None and recheck_by_load(nominee, by) is None:
            _tell_office(nominee, by, _("Nobody is free to re-check: %(name)s"))
        return nominee
    first = live(nominee)[Turn.FIRST]
    if first.state != AppraisalState.SUBMITTED:
        raise WrongState(_("The first appraisal is open again; wait for it."))
    if appraisal.verdict != first.verdict:
        raise Refused(_("Confirm the first appraisal, or send it back with your remark."))
    return _conclude(by, nominee, first.verdict, first.reason)


@transaction.atomic
def send_back(*, by: Mandate, appraisal: Appraisal, remark: str) -> Appraisal:
    """As re-checker, send the first appraisal back to its author with a remark."""
    nominee = lock(appraisal.nominee)
    fresh = lock(appraisal)
    _check_turn(by, fresh, nominee)
    if fresh.turn != Turn.RECHECK:
        raise WrongState(_("Only the re-check sends an appraisal back."))
    if not remark.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    first = live(nominee)[Turn.FIRST]
    if first.state != AppraisalState.SUBMITTED:
        raise WrongState(_("The first appraisal is open again already."))
    reopen(first, remark.strip())
    record(by=by, action="appraisal.send_back", obj=first, changes={"remark": remark.strip()})
    notify(
        event="appraisal.sent_back",
        recipients=[first.mandate],
        subject=_("Appraisal sent back: %(name)s") % {"name": nominee.name},
        body=remark.strip(),
        url=reverse("appraisal:appraisal", args=[first.pk]),
        by=by,
    )
    return first


def _after_independent(by: Mandate, nominee: Nominee) -> Nominee:
    both = live(nominee)
    first, second = both.get(Turn.FIRST), both.get(Turn.SECOND)
    spoken = [row for row in (first, second) if row and row.state == AppraisalState.SUBMITTED]
    if len(spoken) < 2:
        return nominee
    if disagree(spoken[0], spoken[1]):
        _tell_office(nominee, by, _("Two appraisers disagree: %(name)s"))
        return nominee
    reasons = "\n".join(row.reason for row in spoken)
    return _conclude(by, nominee, spoken[0].verdict, reasons)


def _conclude(by: Mandate, nominee: Nominee, verdict: str, reason: str) -> Nominee:
    if verdict == Verdict.PASS:
        return apply(nominee, "pass", by=by)
    return mark_refused(nominee, reason, by)


def _tell_office(nominee: Nominee, by: Mandate, subject: str) -> None:
    authority = nominee.dossier.round.authority
    notify(
        event="appraisal.office",
        recipients=entitled(authority, today(), "awards.assign_appraisals"),
        subject=subject % {"name": nominee.name},
        url=reverse("appraisal:nominee", args=[nominee.pk]),
        by=by,
    )


@transaction.atomic
def settle_disagreement(*, by: Mandate, nominee: Nominee, verdict: str, reason: str) -> Nominee:
    """Decide, with a reason, where two independent appraisers disagree.

    Who appraised does not settle. Raises ``WrongState`` when there is no disagreement.
    """
    fresh = lock(nominee)
    if not rules.has_perm("awards.settle_appraisal", by, fresh):
        raise NotAllowed(_("Only the office and the secretary settle a disagreement."))
    both = live(fresh)
    first, second = both.get(Turn.FIRST), both.get(Turn.SECOND)
    if fresh.state != NomineeState.APPRAISING or first is None or second is None:
        raise WrongState(_("There is no disagreement to settle."))
    if {first.state, second.state} != {AppraisalState.SUBMITTED}:
        raise WrongState(_("Both appraisers have to speak first."))
    if by.account_id in {first.appraiser_id, second.appraiser_id}:
        raise NotAllowed(_("Who appraised does not settle the disagreement."))
    if verdict not in {Verdict.PASS, Verdict.FAIL}:
        raise ValidationError({"verdict": _("Choose a verdict.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    changes = {"verdict": verdict, "reason": reason.strip()}
    record(by=by, action="appraisal.settle", obj=fresh, changes=changes)
    if verdict == Verdict.PASS:
        return apply(fresh, "pass", by=by, reason=reason.strip())
    return mark_refused(fresh, reason.strip(), by)


@transaction.atomic
def check_completeness(*, by: Mandate, nominee: Nominee, verdict: str, reason: str = "") -> Nominee:
    """Pass or refuse where nobody is charged: the office checks, the council then appraises.

    Where no council votes afterwards, two people are needed: who prepared or submitted the dossier
    does not check it.
    """
    fresh = lock(nominee)
    if not rules.has_perm("awards.check_nominee", by, fresh):
        raise NotAllowed(_("Only the authority's office checks its dossiers."))
    if not fresh.route or fresh.route in TURNS:
        raise WrongState(_("This nominee is appraised by appraisers; assign them."))
    if not fresh.needs_council:
        dossier = fresh.dossier
        makers = {dossier.created_by.account_id}
        if dossier.submitted_by is not None:
            makers.add(dossier.submitted_by.account_id)
        if by.account_id in makers:
            raise NotAllowed(
                _("Who prepared the dossier does not check it: two people are needed.")
            )
    if verdict == Verdict.PASS:
        return apply(fresh, "pass", by=by, reason=reason.strip())
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    return mark_refused(fresh, reason.strip(), by)


def reopen(appraisal: Appraisal, remark: str = "") -> None:
    """Open a submitted appraisal again, with the remark of who sends it back."""
    save_changes(
        lock(appraisal),
        state=AppraisalState.ASSIGNED,
        verdict="",
        submitted_at=None,
        remark=remark or appraisal.remark,
    )
