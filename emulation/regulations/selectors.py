"""Reading what is regulated."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from emulation.clock import today
from emulation.people.models import Mandate
from emulation.regulations.models import Regulation
from emulation.regulations.registry import Setting
from emulation.units.models import Unit


def setting_of(authority: Unit | int, setting: Setting, on: dt.date | None = None) -> int:
    """Return what holds at an authority (the unit or its key) on a day, today unless told.

    Its own regulation of that day, otherwise the default of the setting; a percent as 0–100, yes as
    1, no as 0.
    """
    own = (
        Regulation.objects.as_of(on or today())
        .filter(authority=authority, setting=setting.name)
        .values_list("value", flat=True)
        .first()
    )
    return setting.default if own is None else own


def regulations_in_sight(mandate: Mandate | None) -> QuerySet[Regulation]:
    """Return the regulations that ``mandate`` may read, with authority and who set them."""
    rows = Regulation.objects.visible_to(mandate)
    return rows.select_related("authority", "set_by__account")
