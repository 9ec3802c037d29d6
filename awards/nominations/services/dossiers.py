"""Dossiers on the unit's side: begin, papers, signature, submission, collection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.ledger.subjects import name_of
from awards.nominations.enums import DossierState, IntakeChannel, NomineeState, RoundState
from awards.nominations.models import Dossier, Nominee, Round
from awards.nominations.selectors.routing import expected_collector
from awards.nominations.services.checks import check_nominee, one_way, store_findings
from awards.nominations.services.outcomes import withdraw_nominee
from awards.nominations.workflow import DOSSIER
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.files.services import CheckedUpload, store_upload
from emulation.notices.services import notify
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.selectors import entitled
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.units.models import Unit
from emulation.workflow.services import apply, lock, save_changes
from emulation.workflow.transitions import takes


@transaction.atomic
def begin_dossier(*, by: Mandate, round_: Round) -> Dossier:
    """Return the unit's dossier of an open round, begun now when there is none."""
    known = Dossier.objects.filter(round=round_, unit=by.unit).first()
    if known is not None:
        return known
    if not rules.has_perm("awards.add_dossier", by, round_):
        raise NotAllowed(_("Your unit cannot nominate to this round now."))
    return _begin(by, round_, by.unit, entered_for_unit=False, channel=IntakeChannel.PORTAL)


@transaction.atomic
def enter_dossier(*, by: Mandate, round_: Round, unit: Unit, channel: str) -> Dossier:
    """Begin a dossier that came on paper, on behalf of ``unit``; it stays marked so."""
    if not rules.has_perm("awards.enter_dossier", by, round_):
        raise NotAllowed(_("Only the office of the authority enters dossiers for units."))
    if round_.state not in {RoundState.OPEN, RoundState.CLOSED}:
        raise WrongState(_("This round does not take dossiers."))
    if not unit.stands_under(round_.authority):
        raise ValidationError({"unit": _("This unit does not nominate to the authority.")})
    if Dossier.objects.filter(round=round_, unit=unit).exists():
        raise ValidationError({"unit": _("The unit has a dossier in this round already.")})
    return _begin(by, round_, unit, entered_for_unit=True, channel=channel)


def _begin(
    by: Mandate, round_: Round, unit: Unit, *, entered_for_unit: bool, channel: str
) -> Dossier:
    dossier = Dossier.objects.create(
        round=round_,
        unit=unit,
        collector=expected_collector(round_, unit, today()),
        channel=channel,
        entered_for_unit=entered_for_unit,
        created_by=by,
        created_at=now(),
    )
    changes = {"unit": unit.code, "for_unit": entered_for_unit, "channel": channel}
    record(by=by, action="dossier.begin", obj=dossier, changes=changes)
    return dossier


@transaction.atomic
def keep_papers(
    *,
    by: Mandate,
    dossier: Dossier,
    letter: CheckedUpload | None = None,
    minutes: CheckedUpload | None = None,
    version: int | None = None,
) -> Dossier:
    """Keep the papers that belong to the dossier as a whole."""
    fresh = lock(dossier, version=version)
    if not rules.has_perm("awards.change_dossier", by, fresh):
        raise NotAllowed(_("This dossier cannot be changed now."))
    uploads = {"letter": letter, "minutes": minutes}
    changes = {
        name: store_upload(by=by, upload=upload) for name, upload in uploads.items() if upload
    }
    if not changes:
        raise Refused(_("Choose a file."))
    save_changes(fresh, **changes)
    record(by=by, action="dossier.papers", obj=fresh, changes={"papers": sorted(changes)})
    return fresh


@takes(DOSSIER, "hand_up")
@transaction.atomic
def hand_up(*, by: Mandate, dossier: Dossier, version: int | None = None) -> Dossier:
    """Hand the dossier to the unit's head for signature; refuses what could not be submitted."""
    _check_ready(dossier)
    ready = apply(dossier, "hand_up", by=by, version=version)
    notify(
        event="nominations.to_sign",
        recipients=entitled(ready.unit, today(), "awards.sign_dossier", Scope.UNIT),
        subject=_("Dossier to sign: %(round)s") % {"round": ready.round.name},
        url=reverse("nominations:dossier", args=[ready.pk]),
        by=by,
    )
    return ready


@takes(DOSSIER, "send_back")
@transaction.atomic
def send_back(*, by: Mandate, dossier: Dossier, reason: str, version: int | None = None) -> Dossier:
    """Send the dossier back to the officer with what to change."""
    back = apply(dossier, "send_back", by=by, reason=reason, version=version)
    working = entitled(back.unit, today(), "awards.prepare_dossier", Scope.UNIT)
    notify(
        event="nominations.sent_back",
        recipients=working.exclude(pk=by.pk),
        subject=_("Dossier sent back: %(round)s") % {"round": back.round.name},
        body=reason,
        url=reverse("nominations:dossier", args=[back.pk]),
        by=by,
    )
    return back


@takes(DOSSIER, "sign")
@transaction.atomic
def sign_dossier(*, by: Mandate, dossier: Dossier, version: int | None = None) -> Dossier:
    """Sign and submit in the portal; who handed the dossier up does not sign it.

    Raises ``NotAllowed`` for the same person, ``Refused`` for a foreign award or a closed round.
    """
    return _submit("sign", by=by, dossier=dossier, version=version)


@takes(DOSSIER, "record_letter")
@transaction.atomic
def record_letter(
    *,
    by: Mandate,
    dossier: Dossier,
    letter_number: str,
    letter_on: dt.date,
    letter: CheckedUpload,
    version: int | None = None,
) -> Dossier:
    """Submit by recording the letter that was signed on paper: number, date and file."""
    if letter_on > today():
        raise ValidationError({"letter_on": _("This day lies in the future.")})
    if not letter_number.strip():
        raise ValidationError({"letter_number": _("Give the number of the submission.")})
    file = store_upload(by=by, upload=letter)
    return _submit(
        "record_letter",
        by=by,
        dossier=dossier,
        version=version,
        letter_number=letter_number.strip(),
        letter_on=letter_on,
        letter=file,
    )


def _submit(
    step: str, *, by: Mandate, dossier: Dossier, version: int | None, **kept: Any
) -> Dossier:
    collector = _check_ready(dossier)
    submitted = apply(
        dossier,
        step,
        by=by,
        version=version,
        collector=collector,
        submitted_at=now(),
        submitted_by=by,
        return_due_on=None,
        **kept,
    )
    alive = _alive(submitted)
    for nominee in alive:
        _freeze(nominee)
    store_findings(alive)
    tell_receiver(submitted, by)
    return submitted


def _alive(dossier: Dossier) -> list[Nominee]:
    return list(
        dossier.nominees.filter(state__in=NomineeState.ALIVE).select_related(
            "dossier__round__authority",
            "dossier__round__campaign__launcher",
            "dossier__unit",
            "person__unit",
            "collective",
            "household__unit",
        )
    )


def _freeze(nominee: Nominee) -> None:
    """Keep the name as it is on the day of submission."""
    name = name_of(nominee.subject)
    if name != nominee.name:
        save_changes(nominee, name=name)


def is_empty(dossier: Dossier) -> bool:
    """Return whether the dossier names nobody, itself or in the parts collected into it."""
    own = dossier.nominees.alive().exists()
    return not own and not Nominee.objects.filter(dossier__collected_into=dossier).alive().exists()


def _check_ready(dossier: Dossier) -> Unit | None:
    """Return the collector, or refuse: nobody named, a foreign award, a round not open."""
    round_ = dossier.round
    late_ok = dossier.state == DossierState.RETURNED or dossier.entered_for_unit
    if round_.state != RoundState.OPEN and not (late_ok and round_.state == RoundState.CLOSED):
        raise WrongState(_("The round is not open for dossiers."))
    own = _alive(dossier)
    if not own:
        if is_empty(dossier):
            raise Refused(_("Name at least one nominee first."))
        return None
    if faults := [fault for nominee in own for fault in _faults_of(nominee)]:
        raise Refused(" ".join(faults))
    return dossier.collector if dossier.collected_into_id else one_way(own)


def _faults_of(nominee: Nominee) -> list[str]:
    """Return everything that keeps a nominee from being submitted: all is said at once."""
    faults = []
    try:
        check_nominee(nominee.round, nominee.award_code, nominee.subject_kind, today())
    except Refused as error:
        faults.append(f"{nominee.name}: {error.message}")
    if not nominee.achievement.strip():
        faults.append(_("Describe the achievements of %(name)s.") % {"name": nominee.name})
    return faults


def tell_receiver(dossier: Dossier, by: Mandate, subject: str = "") -> None:
    """Tell the collector, or the authority's office, what became of a dossier on its way."""
    receiver = dossier.collector or dossier.round.authority
    if dossier.collected_into_id is not None:
        receiver = dossier.round.authority
    notify(
        event="nominations.submitted",
        recipients=entitled(receiver, today(), "awards.receive_dossier"),
        subject=(subject or _("Dossier submitted: %(unit)s")) % {"unit": dossier.unit.label},
        body=dossier.round.name,
        url=reverse("nominations:dossier", args=[dossier.pk]),
        by=by,
    )


@transaction.atomic
def collect_parts(
    *, by: Mandate, round_: Round, selected: Collection[int], left_out_reason: str
) -> Dossier:
    """Take the submitted parts into the collector's own dossier, keeping the selected nominees.

    Those not selected are withdrawn with the reason, and their unit is told. Raises ``Refused``
    without a reason for those left out, ``WrongState`` when there is nothing to collect.
    """
    parts = list(
        Dossier.objects.select_for_update(of=("self",)).filter(
            round=round_,
            collector=by.unit,
            collected_into__isnull=True,
            state=DossierState.SUBMITTED,
        )
    )
    if not parts:
        raise WrongState(_("There is no submitted dossier to collect."))
    if not rules.has_perm("awards.collect_dossier", by, parts[0]):
        raise NotAllowed(_("Only the collecting unit selects."))
    into = begin_dossier(by=by, round_=round_)
    if into.state not in DossierState.EDITABLE:
        raise WrongState(_("Your own submission is already on its way."))
    for part in parts:
        for nominee in part.nominees.filter(state=NomineeState.NOMINATED):
            if nominee.pk not in selected:
                withdraw_nominee(by=by, nominee=nominee, reason=left_out_reason)
        save_changes(lock(part), collected_into=into)
        record(by=by, action="dossier.collect", obj=part, changes={"into": into.pk})
    return into
