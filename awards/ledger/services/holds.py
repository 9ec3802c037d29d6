"""Holding every decision on a subject, and lifting the hold."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from awards.ledger.enums import HoldReason
from awards.ledger.models import (
    HoldRecord,
)
from awards.ledger.services.checks import require, require_past
from awards.ledger.subjects import Subject, link_to
from emulation.audit.services import record
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.ui.errors import WrongState


@transaction.atomic
def place_hold(
    *, by: Mandate, subject: Subject, reason: str, note: str = "", placed_on: dt.date | None = None
) -> HoldRecord:
    """Hold every decision on the subject until the matter is cleared up."""
    require("awards.place_hold", by, subject)
    day = placed_on or today()
    require_past(day, "placed_on")
    hold = HoldRecord(
        **link_to(subject), reason=HoldReason(reason), note=note, placed_on=day, placed_by=by
    )
    hold.full_clean()
    hold.save()
    record(by=by, action="ledger.place_hold", obj=hold, changes={"reason": reason})
    return hold


@transaction.atomic
def lift_hold(
    *, by: Mandate, hold: HoldRecord, outcome: str, lifted_on: dt.date | None = None
) -> HoldRecord:
    """Lift a hold with its outcome, which is kept; WrongState when it is lifted already."""
    require("awards.place_hold", by, hold.subject)
    day = lifted_on or today()
    require_past(day, "lifted_on")
    if day < hold.placed_on:
        raise ValidationError({"lifted_on": _("The hold was placed later than this day.")})
    if not outcome.strip():
        raise ValidationError({"outcome": _("Say what came out.")})
    changed = (
        HoldRecord.objects.open()
        .filter(pk=hold.pk)
        .update(lifted_on=day, lifted_by=by, outcome=outcome.strip())
    )
    if not changed:
        raise WrongState(_("This hold is lifted already."))
    hold.refresh_from_db()
    record(by=by, action="ledger.lift_hold", obj=hold)
    return hold
