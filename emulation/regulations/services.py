"""Setting what an authority regulates for itself, and the days on which offices are closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from emulation.clock import now
from emulation.clock.enums import DayKind
from emulation.clock.models import Holiday
from emulation.clock.workdays import SATURDAY, forget_calendar
from emulation.people.models import Mandate
from emulation.registries.journal import journal
from emulation.regulations.models import Regulation
from emulation.regulations.registry import Setting
from emulation.ui.errors import NotAllowed
from emulation.units.models import Unit


@transaction.atomic
def set_regulation(
    *,
    by: Mandate,
    setting: Setting,
    authority: Unit,
    value: int,
    valid_from: dt.date,
    legal_basis: str,
) -> Regulation:
    """Set a value from a day on; the one before ends the day before. What was done before stays.

    Raises ValidationError beside the value that is out of range, or beside the day when a later
    regulation is set already.
    """
    if not rules.has_perm("emulation.set_regulation", by, None):
        raise NotAllowed(_("Only the administrator enters the regulations of an authority."))
    if not setting.lowest <= value <= setting.highest:
        within = {"lowest": setting.lowest, "highest": setting.highest}
        raise ValidationError(
            {"value": _("Write a number from %(lowest)s to %(highest)s.") % within}
        )
    same = Regulation.objects.filter(authority=authority, setting=setting.name)
    if not same.give_way_on(valid_from):
        raise ValidationError(
            {"valid_from": _("This is regulated from this day or a later one already.")}
        )
    row = Regulation(
        authority=authority,
        setting=setting.name,
        value=value,
        valid_from=valid_from,
        legal_basis=legal_basis.strip(),
        set_by=by,
        set_at=now(),
    )
    row.full_clean()
    row.save()
    journal(
        by=by, action="regulations.set", obj=row, changes={"setting": setting.name, "value": value}
    )
    return row


@transaction.atomic
def save_holiday(*, by: Mandate, values: Mapping[str, Any], holiday: Holiday | None) -> Holiday:
    """Enter a day off or worked in exchange, or correct one; counts of working days follow.

    Raises ValidationError for a day that is entered already, or that its weekday says by itself.
    """
    _require_keeper(by)
    row = holiday or Holiday()
    for name, value in values.items():
        setattr(row, name, value)
    row.set_by = by
    on_weekend = row.day.weekday() >= SATURDAY
    if row.kind == DayKind.WORKED and not on_weekend:
        raise ValidationError({"day": _("Only a Saturday or Sunday is worked in exchange.")})
    if row.kind == DayKind.FREE and on_weekend:
        raise ValidationError(
            {"day": _("Weekends are free already; enter the day that is given instead.")}
        )
    row.full_clean()
    row.save()
    journal(by=by, action="calendar.save", obj=row, changes={"day": row.day, "kind": row.kind})
    transaction.on_commit(forget_calendar)
    return row


@transaction.atomic
def remove_holiday(*, by: Mandate, holiday: Holiday) -> None:
    """Take a day out of the calendar: it is again what its weekday says."""
    _require_keeper(by)
    journal(by=by, action="calendar.remove", obj=holiday, changes={"day": holiday.day})
    holiday.delete()
    transaction.on_commit(forget_calendar)


def _require_keeper(by: Mandate) -> None:
    if not rules.has_perm("emulation.set_regulation", by, None):
        raise NotAllowed(_("Only the administrator keeps the calendar."))
