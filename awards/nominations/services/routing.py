"""Ways of submission: set from a day on, never rewritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from awards.nominations.enums import Way
from awards.nominations.models import RoutingRule
from emulation.audit.services import record
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed
from emulation.units.models import Unit


@transaction.atomic
def set_routing(
    *,
    by: Mandate,
    way: str,
    via: Unit | None,
    opinion_of: Iterable[Unit],
    valid_from: dt.date,
    legal_basis: str,
    **case: str,
) -> RoutingRule:
    """Say by which way dossiers come to the authority of ``by`` from a day on.

    ``case`` holds ``award_code``, ``commendation_type``, ``subject_kind`` and ``unit_kind``; "" is
    every one. The rule of the same case before ends the day before; dossiers handed up keep their
    way. Raises ``ValidationError`` by field for a rule of this day or later, for a way through no
    unit or through the authority itself; ``NotAllowed`` for who does not keep the rounds.
    """
    if not rules.has_perm("awards.set_routing", by, None):
        raise NotAllowed(_("Only the office of a deciding authority says how dossiers come."))
    if way == Way.UNIT and (via is None or via.pk == by.unit_id):
        raise ValidationError({"via": _("Name the unit that collects; not the authority itself.")})
    if not RoutingRule.objects.filter(authority=by.unit, **case).give_way_on(valid_from):
        raise ValidationError({"valid_from": _("A way is set from this day or a later one.")})
    rule = RoutingRule(
        authority=by.unit,
        via=via if way == Way.UNIT else None,
        via_standing_agency=way == Way.STANDING_AGENCY,
        via_parent=way == Way.UNIT_ABOVE,
        valid_from=valid_from,
        legal_basis=legal_basis.strip(),
        **case,
    )
    rule.full_clean()
    rule.save()
    rule.opinion_of.set(opinion_of)
    record(by=by, action="round.set_routing", obj=rule, changes={"way": way, **case})
    return rule
