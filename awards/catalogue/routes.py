"""The way of appraisal: the authority's own route of the date, otherwise the law's default."""

from __future__ import annotations

import datetime as dt

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from awards.catalogue.enums import CommendationType, Route
from awards.catalogue.law import Award
from awards.catalogue.models import AwardRoute
from awards.catalogue.selectors import award as award_of
from emulation.audit.services import record
from emulation.clock import now
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed
from emulation.units.models import Unit


def route_for(award: Award, kind: CommendationType | None, authority: Unit, on: dt.date) -> Route:
    """Return the route by which ``authority`` appraises ``award`` on ``on``.

    A row for the type of commendation goes before one for all types, and both before the default
    of the law data.
    """
    rows = (
        AwardRoute.objects.as_of(on)
        .filter(authority=authority, award_code=award.code, commendation_type__in=["", kind or ""])
        .order_by()
    )
    chosen = max(rows, key=lambda row: (bool(row.commendation_type), row.valid_from), default=None)
    return Route(chosen.route) if chosen else award.routing.route_for(kind)


def routes_in_sight(mandate: Mandate | None, on: dt.date | None = None) -> QuerySet[AwardRoute]:
    """Return the routes set by authorities, those that hold ``on`` a day or all, newest first."""
    rows = AwardRoute.objects.visible_to(mandate)
    if on is not None:
        rows = rows.as_of(on)
    return rows.select_related("authority", "set_by__account")


@transaction.atomic
def set_route(
    *,
    by: Mandate,
    authority: Unit,
    award_code: str,
    commendation_type: str,
    route: str,
    valid_from: dt.date,
    legal_basis: str,
) -> AwardRoute:
    """Set a route from a day on; the one before ends the day before. Decided cases keep theirs.

    Raises UnknownAward, or ValidationError when a later route is set already.
    """
    if not rules.has_perm("awards.set_route", by, None):
        raise NotAllowed(_("Only the administrator sets routes of appraisal."))
    award_of(award_code, valid_from)
    same = AwardRoute.objects.filter(
        authority=authority, award_code=award_code, commendation_type=commendation_type
    )
    if not same.give_way_on(valid_from):
        raise ValidationError({"valid_from": _("A route is set from this day or a later one.")})
    row = AwardRoute(
        authority=authority,
        award_code=award_code,
        commendation_type=commendation_type,
        route=route,
        valid_from=valid_from,
        legal_basis=legal_basis.strip(),
        set_by=by,
        set_at=now(),
    )
    row.full_clean()
    row.save()
    record(by=by, action="catalogue.set_route", obj=row, changes={"route": route})
    return row
