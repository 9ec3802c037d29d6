"""What every write to the ledger asks first."""

from __future__ import annotations

import datetime as dt

import rules
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from awards.ledger.subjects import Subject
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed

FIRST_YEAR = 1945


def require(permission: str, by: Mandate, subject: Subject) -> None:
    """Raise NotAllowed unless ``by`` has the permission on the subject."""
    if not rules.has_perm(permission, by, subject):
        raise NotAllowed(_("Your acting role may not write this in the ledger."))


def require_past(day: dt.date, field: str) -> None:
    """Raise ValidationError beside ``field`` for a day that has not come."""
    if day > today():
        raise ValidationError({field: _("This day lies in the future.")})


def year_of(year: int | None, *, required: bool) -> int | None:
    """Return the year, None where none is needed; ValidationError beside ``year`` otherwise."""
    if year is None:
        if required:
            raise ValidationError({"year": _("Name the year of this title.")})
        return None
    return begun_year(year)


def begun_year(year: int) -> int:
    """Return a year that has begun; ValidationError beside ``year`` otherwise."""
    if not FIRST_YEAR <= year <= today().year:
        raise ValidationError({"year": _("Give a year that has begun.")})
    return year
