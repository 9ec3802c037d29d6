"""Units come, change and go; history keeps every row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _

from emulation.registries.journal import journal, journal_many
from emulation.ui.errors import Refused
from emulation.ui.inserting import ROWS_A_STATEMENT, insert_all
from emulation.units.models import RANK, Unit, UnitSuccession
from emulation.units.registry import successions


@transaction.atomic
def create_unit(*, by: Any, **values: Any) -> Unit:
    """Create a unit; raises ``ValidationError`` beside the field that is wrong."""
    unit = Unit(**values)
    unit.full_clean(exclude=["search_text"])
    unit.save()
    journal(by=by, action="units.create", obj=unit, changes={"code": unit.code})
    return unit


@transaction.atomic
def create_units(*, by: Any, rows: Sequence[Mapping[str, Any]]) -> list[Unit]:
    """Create many units, those above before those below; none when one is refused.

    Raises ``ValidationError`` or ``IntegrityError`` without saying for which; ``create_unit`` does.
    """
    units = insert_all(Unit, [Unit(**values) for values in rows])
    _trace(units)
    journal_many(by, "units.create", [(unit, {"code": unit.code}) for unit in units])
    return units


def _trace(units: Sequence[Unit]) -> None:
    """Give new units, whose keys are known only now, their place in the tree."""
    above = Unit.objects.filter(pk=OuterRef("parent"))
    lineage = Coalesce(Subquery(above.values("lineage")), Value("/"))
    ranking = Coalesce(Subquery(above.values("ranking")), Value(""))
    place = {
        "lineage": Concat(lineage, Cast("pk", CharField()), Value("/")),
        "ranking": Concat(ranking, RANK),
    }
    for start in range(0, len(units), ROWS_A_STATEMENT):
        part = units[start : start + ROWS_A_STATEMENT]
        Unit.objects.filter(pk__in=[unit.pk for unit in part]).update(**place)
    for unit in units:
        unit.trace()


@transaction.atomic
def update_unit(*, by: Any, unit: Unit, **values: Any) -> Unit:
    """Change a unit's data; its code and past stay. Raises ``Refused`` for a parent below it."""
    parent = values.get("parent")
    if parent is not None and Unit.objects.below(unit).filter(pk=parent.pk).exists():
        raise Refused(_("A unit cannot stand below itself."))
    for name, value in values.items():
        setattr(unit, name, value)
    unit.full_clean(exclude=["search_text"])
    unit.save()
    journal(by=by, action="units.update", obj=unit, changes={k: str(v) for k, v in values.items()})
    return unit


@transaction.atomic
def close_unit(*, by: Any, unit: Unit, last_day: dt.date) -> None:
    """End a unit after ``last_day``; raises ``Refused`` while units below it go on."""
    if last_day < unit.valid_from:
        raise Refused(_("The last day may not lie before the first."))
    below = Unit.objects.below(unit).exclude(pk=unit.pk).as_of(last_day + dt.timedelta(days=1))
    if below.exists():
        raise Refused(_("Units below it go on after this day; end or move them first."))
    unit.valid_to = last_day
    unit.save(update_fields=["valid_to"])
    journal(by=by, action="units.close", obj=unit, changes={"last_day": last_day})


@transaction.atomic
def succeed_unit(
    *, by: Any, unit: Unit, successor: Unit, kind: str, on: dt.date, legal_basis: str = ""
) -> UnitSuccession:
    """Record what became of a unit; whoever takes over its tasks proposes its awards.

    Raises ``Refused`` for the unit itself, ``ValidationError`` when this pair is recorded already.
    """
    if successor.pk == unit.pk:
        raise Refused(_("A unit cannot succeed itself."))
    event = UnitSuccession(
        predecessor=unit, successor=successor, kind=kind, on=on, legal_basis=legal_basis
    )
    event.full_clean()
    event.save()
    for work in successions:
        work(event)
    journal(by=by, action="units.succeed", obj=event, changes={"kind": kind, "on": on})
    return event
