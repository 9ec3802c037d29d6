"""Dossiers on the office's side: receipt, return for completion, opinions of agencies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from awards.catalogue.selectors import regime_on
from awards.eligibility.findings import Verdict
from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Dossier, Nominee, Opinion
from awards.nominations.registry import tell_supplement
from awards.nominations.selectors.findings import dossier_papers
from awards.nominations.services.checks import store_findings
from awards.nominations.workflow import DOSSIER
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.notices.services import notify
from emulation.people.models import Mandate
from emulation.people.selectors import officers_and_leaders
from emulation.ui.errors import NotAllowed, Refused
from emulation.ui.vietnamese import short_date
from emulation.units.models import Unit
from emulation.workflow.services import apply
from emulation.workflow.transitions import takes

MOST_NAMED = 5
SUBJECTS = (
    "dossier__round__authority",
    "dossier__round__campaign__launcher",
    "dossier__unit",
    "person__unit",
    "collective",
    "household__unit",
)


def _may_come_in(dossier: Dossier) -> bool:
    return not _lies_with_collector(dossier)


@takes(DOSSIER, "receive", when=_may_come_in)
@transaction.atomic
def receive_dossier(
    *,
    by: Mandate,
    dossier: Dossier,
    incoming_on: dt.date,
    incoming_number: str = "",
    channel: str = "",
    one_stop_code: str = "",
    version: int | None = None,
) -> Dossier:
    """Enter the dossier in the register; the law of ``incoming_on`` is the one that applies.

    The parts that a collector submitted come in with it. Nominees go to appraisal. Raises
    ``Refused`` for a dossier that still lies with its collector, ``ValidationError`` for the date.
    """
    _check_date(dossier, incoming_on)
    if _lies_with_collector(dossier):
        raise Refused(
            _("This dossier goes through %(unit)s and comes in with its submission.")
            % {"unit": dossier.collector.label}  # type: ignore[union-attr]
        )
    kept: dict[str, Any] = {
        "incoming_on": incoming_on,
        "incoming_number": incoming_number.strip(),
        "one_stop_code": one_stop_code.strip(),
        "channel": channel or dossier.channel,
        "received_at": now(),
        "received_by": by,
        "regime": regime_on(incoming_on).code,
    }
    received = apply(dossier, "receive", by=by, version=version, **kept)
    waiting = Dossier.objects.filter(collected_into=received, state=DossierState.SUBMITTED)
    both = [received, *(apply(part, "receive", by=by, **kept) for part in waiting)]
    for each in both:
        _put_to_appraisal(each, by)
    _tell(received, by, "nominations.received", _("Dossier received: %(round)s"))
    return received


@transaction.atomic
def receive_complete(*, by: Mandate, dossier: Dossier, incoming_on: dt.date) -> Dossier:
    """Receive a dossier whose checks pass, as ``receive_dossier``; used for many at a time.

    Raises ``Refused`` where a paper of the dossier is missing or a nominee does not meet the law:
    such a dossier is looked at by itself. What cannot be told yet is left to the appraisal.
    """
    if not rules.has_perm("awards.receive_dossier", by, dossier):
        raise NotAllowed(_("Your present role may not take this step."))
    if missing := [each.document.name for each in dossier_papers(dossier) if not each.present]:
        raise Refused(_("Papers are missing: %(papers)s.") % {"papers": "; ".join(missing)})
    short = dossier.nominees.alive().filter(verdict=Verdict.NOT_ELIGIBLE)
    if names := list(short.values_list("name", flat=True)[:MOST_NAMED]):
        raise Refused(_("These do not meet the law: %(names)s.") % {"names": ", ".join(names)})
    return receive_dossier(by=by, dossier=dossier, incoming_on=incoming_on)


def _check_date(dossier: Dossier, incoming_on: dt.date) -> None:
    if incoming_on > today():
        raise ValidationError({"incoming_on": _("This day lies in the future.")})
    if dossier.letter_on and incoming_on < dossier.letter_on:
        raise ValidationError({"incoming_on": _("It cannot come in before its letter is dated.")})


def _lies_with_collector(dossier: Dossier) -> bool:
    if dossier.collector_id is None:
        return False
    main = dossier.collected_into
    return main is None or main.state not in {DossierState.SUBMITTED, *_RECEIVED}


_RECEIVED = (DossierState.RECEIVED, DossierState.SETTLED)


def _put_to_appraisal(dossier: Dossier, by: Mandate) -> None:
    waiting = [NomineeState.NOMINATED, NomineeState.SUPPLEMENT]
    rows = dossier.nominees.filter(state__in=waiting).select_related(*SUBJECTS)
    put = [apply(row, "appraise", by=by, supplement="") for row in rows]
    fresh = Nominee.objects.filter(pk__in=[row.pk for row in put]).select_related(*SUBJECTS)
    store_findings(fresh)


@takes(DOSSIER, "return")
@transaction.atomic
def return_dossier(
    *,
    by: Mandate,
    dossier: Dossier,
    reason: str,
    due_on: dt.date,
    items: Sequence[str],
    nominees: Collection[int] = (),
    version: int | None = None,
) -> Dossier:
    """Return the dossier for completion, naming what is asked, of whom, and by when.

    In a received dossier only ``nominees`` are opened to the unit; they come back to appraisal,
    the others keep what they have. Raises ``Refused`` without items.
    """
    named = [item.strip() for item in items if item.strip()]
    if not named:
        raise Refused(_("Name what is to be completed, one item a line."))
    if dossier.state == DossierState.RECEIVED:
        chosen = dossier.nominees.filter(pk__in=nominees)
        for nominee in chosen:
            tell_supplement(
                apply(
                    nominee,
                    "ask_supplement",
                    by=by,
                    reason=reason,
                    due_on=due_on,
                    items=named,
                    supplement="\n".join(named),
                )
            )
    returned = apply(
        dossier,
        "return",
        by=by,
        reason=reason,
        due_on=due_on,
        items=named,
        version=version,
        return_due_on=due_on,
    )
    subject = _("To be completed by %(day)s: %(round)s") % {
        "day": short_date(due_on),
        "round": "%(round)s",
    }
    _tell(returned, by, "nominations.returned", subject, "\n".join([reason, *named]))
    return returned


@transaction.atomic
def ask_supplement(
    *, by: Mandate, nominee: Nominee, reason: str, due_on: dt.date, items: Sequence[str]
) -> Nominee:
    """Ask the unit to supplement one nominee; its dossier goes back where it is not back already.

    Called by the appraisal; the others of the dossier are not touched.
    """
    dossier = nominee.dossier
    if dossier.state == DossierState.RECEIVED:
        return_dossier(
            by=by, dossier=dossier, reason=reason, due_on=due_on, items=items, nominees=[nominee.pk]
        )
        return Nominee.objects.get(pk=nominee.pk)
    named = [item.strip() for item in items if item.strip()]
    if not named:
        raise Refused(_("Name what is to be completed, one item a line."))
    asked = apply(
        nominee,
        "ask_supplement",
        by=by,
        reason=reason,
        due_on=due_on,
        items=named,
        supplement="\n".join(named),
    )
    tell_supplement(asked)
    _tell(
        dossier,
        by,
        "nominations.returned",
        _("A further supplement: %(round)s"),
        "\n".join([nominee.name, reason, *named]),
    )
    return asked


@transaction.atomic
def record_opinion(
    *,
    by: Mandate,
    nominee: Nominee,
    agency: Unit,
    agrees: bool,
    text: str,
    letter_number: str,
    letter_on: dt.date,
) -> Opinion:
    """Record what an agency's letter says of a nominee; a second entry replaces the first."""
    if not rules.has_perm("awards.record_opinion", by, nominee):
        raise NotAllowed(_("Only the office records opinions."))
    if letter_on > today():
        raise ValidationError({"letter_on": _("This day lies in the future.")})
    kept: dict[str, Any] = {
        "agrees": agrees,
        "text": text,
        "letter_number": letter_number,
        "letter_on": letter_on,
        "recorded_by": by,
    }
    opinion, _made = Opinion.objects.update_or_create(nominee=nominee, agency=agency, defaults=kept)
    changes = {"agency": agency.code, "agrees": agrees, "letter": letter_number}
    record(by=by, action="nominee.opinion", obj=nominee, changes=changes)
    return opinion


def _tell(dossier: Dossier, by: Mandate, event: str, subject: str, body: str = "") -> None:
    units = Unit.objects.filter(pk=dossier.unit_id)
    notify(
        event=event,
        recipients=officers_and_leaders(units, today()),
        subject=subject % {"round": dossier.round.name},
        body=body,
        url=reverse("nominations:dossier", args=[dossier.pk]),
        by=by,
    )
