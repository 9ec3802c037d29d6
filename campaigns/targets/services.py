"""Setting indicators and allocating them to units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import rules
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign, Participant
from campaigns.targets.figures import SumCheck, Together
from campaigns.targets.models import Allocation, Indicator
from campaigns.targets.selectors import allocated_together, participating_units, sum_check
from emulation.audit.services import record
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.units.models import Unit
from emulation.workflow.services import lock, save_changes

FACTS = frozenset(
    {
        "order", "code", "name", "unit_of_measure", "direction", "aggregation", "weight",
        "numerator", "denominator", "weight_name", "pace", "previous",
        "baseline", "floor", "ceiling", "allocated", "unit_kinds", "monitoring_agency",
        "is_sample", "note",
    }
)  # fmt: skip
# the figures of units, by unit or by its number
ByUnit = Mapping[Unit, Decimal | None] | Mapping[int, Decimal | None]
AMENDABLE = frozenset({"floor", "ceiling", "monitoring_agency", "note", "weight"})
LOCKED = frozenset({CampaignState.SUBMITTED, CampaignState.SIGNED, CampaignState.ISSUED})


def _lock_draft(campaign: Campaign, by: Mandate) -> Campaign:
    """Return the campaign locked while its targets may change; say what to do when they may not."""
    fresh = lock(campaign)
    if not rules.has_perm("campaigns.change_indicators", by, fresh):
        raise NotAllowed(_("Your present role may not take this step."))
    if fresh.state in LOCKED:
        raise WrongState(
            _("The indicators are part of the plan that waits for signature and issue.")
        )
    if fresh.state in CampaignState.RUNNING:
        raise WrongState(
            _(
                "The campaign is launched, its indicators are locked. Record a named change with "
                "its reason instead."
            )
        )
    return fresh


@transaction.atomic
def save_indicator(
    *,
    by: Mandate,
    campaign: Campaign,
    indicator: Indicator | None = None,
    version: int | None = None,
    **facts: Any,
) -> Indicator:
    """Add an indicator to a draft or change one.

    Raises ``NotAllowed``, ``WrongState`` once the plan is submitted or launched, ``StaleVersion``,
    and ``ValidationError`` for a range out of order or a code that is taken.
    """
    unknown = facts.keys() - FACTS
    if unknown:
        raise TypeError(f"unknown facts of an indicator: {sorted(unknown)}")
    fresh = _lock_draft(campaign, by)
    if indicator is None:
        indicator = Indicator(campaign=fresh, order=fresh.indicators.count() + 1)
    else:
        indicator = lock(indicator, version=version)
    for name, value in facts.items():
        setattr(indicator, name, value)
    indicator.full_clean()
    if indicator.pk:
        indicator.version += 1
        _forget_shares_of_others(indicator)
    indicator.save()
    save_changes(fresh)
    record(by=by, action="targets.save_indicator", obj=indicator, changes=facts)
    return indicator


@transaction.atomic
def remove_indicator(*, by: Mandate, indicator: Indicator) -> None:
    """Take an indicator with its allocations out of a draft."""
    fresh = _lock_draft(indicator.campaign, by)
    record(by=by, action="targets.remove_indicator", obj=indicator)
    indicator.allocations.all().delete()
    indicator.delete()
    save_changes(fresh)


@transaction.atomic
def amend_indicator(
    *,
    by: Mandate,
    indicator: Indicator,
    reason: str,
    version: int | None = None,
    **facts: Any,
) -> Indicator:
    """Change an indicator of a running campaign by a named change; the reason stays in the trail.

    Only the province's value, weight, agency and note may change: units have committed themselves
    to the rest. Raises ``NotAllowed``, ``WrongState``, ``StaleVersion``, ``Refused``.
    """
    if facts.keys() - AMENDABLE:
        raise Refused(_("Units have committed themselves to this indicator; it stays as it is."))
    if not reason.strip():
        raise Refused(_("Give the reason."))
    fresh = lock(indicator, version=version)
    if not rules.has_perm("campaigns.amend_indicator", by, fresh):
        raise NotAllowed(_("Your present role may not take this step."))
    if fresh.campaign.state != CampaignState.LAUNCHED:
        raise WrongState(_("A named change is made while the campaign runs."))
    before = {name: getattr(fresh, name) for name in facts}
    for name, value in facts.items():
        setattr(fresh, name, value)
    fresh.full_clean()
    save_changes(fresh, **facts)
    record(
        by=by,
        action="targets.amend_indicator",
        obj=fresh,
        changes={"reason": reason.strip(), "before": before, "after": facts},
    )
    return fresh


def add_up_shares(indicators: Iterable[Indicator]) -> None:
    """Store with the indicators what the units that take part were allocated, put together.

    Whoever writes shares, or changes who takes part, holds the lock on the campaign and calls it.
    """
    rows = list(indicators)
    found = allocated_together(rows)
    for row in rows:
        together = found.get(row.pk, Together())
        row.shares_count, row.shares_sum = together.count, together.total
        row.shares_largest = together.largest
    Indicator.objects.bulk_update(rows, ["shares_count", "shares_sum", "shares_largest"])


def add_up_campaign(campaign: Campaign) -> None:
    """Add up the shares of a campaign anew, in which units joined again or left."""
    add_up_shares(Indicator.objects.filter(campaign=campaign))


def _forget_shares_of_others(indicator: Indicator) -> None:
    """Take back what was allocated to units of a kind that the indicator now leaves out."""
    if indicator.unit_kinds:
        others = indicator.allocations.exclude(unit__kind__in=indicator.unit_kinds)
        if others.delete()[0]:
            add_up_shares([indicator])


def take_back_allocations(participant: Participant) -> None:
    """Forget what a unit was asked for in a draft that it takes no part in any more."""
    Allocation.objects.filter(
        indicator__campaign=participant.campaign_id, unit=participant.unit_id
    ).delete()


@transaction.atomic
def set_allocations(
    *,
    by: Mandate,
    indicator: Indicator,
    values: ByUnit,
    baselines: ByUnit | None = None,
    weights: ByUnit | None = None,
    version: int | None = None,
) -> SumCheck:
    """Write what each unit is asked for; ``None`` takes a unit's value away.

    Returns the sum check: a gap is no error, for a part may be kept in reserve, but it stays
    visible. ``weights`` is what each unit counts in a mean that no indicator weighs. Raises
    ``Refused`` for a unit that the indicator or the campaign does not concern.
    """
    campaign = _lock_draft(indicator.campaign, by)
    fresh = lock(indicator, version=version)
    if not fresh.allocated or not fresh.is_reported_by_units:
        raise Refused(_("This indicator is not allocated to units."))
    units = participating_units(campaign)
    asked = {_key(unit): value for unit, value in values.items()}
    concerned = {unit.pk for unit in units if fresh.applies_to(unit)}
    if asked.keys() - concerned:
        raise Refused(_("A unit takes no part in the campaign, or the indicator is not for it."))
    kept = {pk: value for pk, value in asked.items() if value is not None}
    Allocation.objects.filter(indicator=fresh, unit__in=asked.keys() - kept.keys()).delete()
    _write_shares(fresh, kept, baselines or {}, weights)
    save_changes(fresh)
    add_up_shares([fresh])
    check = sum_check(fresh)
    record(
        by=by,
        action="targets.allocate",
        obj=fresh,
        changes={"units": len(kept), "together": check.allocated, "gap": check.gap},
    )
    return check


def _write_shares(
    indicator: Indicator, shares: Mapping[int, Decimal], baselines: ByUnit, weights: ByUnit | None
) -> None:
    """Write each unit's share with last year's value, and its weight where weights are given."""
    last_year = {_key(unit): value for unit, value in baselines.items()}
    counting = {_key(unit): value for unit, value in (weights or {}).items()}
    Allocation.objects.bulk_create(
        [
            Allocation(
                indicator=indicator,
                unit_id=pk,
                value=value,
                baseline=last_year.get(pk),
                weight=counting.get(pk),
            )
            for pk, value in shares.items()
        ],
        update_conflicts=True,
        unique_fields=["indicator", "unit"],
        update_fields=["value", "baseline", *(["weight"] if weights is not None else [])],
    )


def _key(unit: Unit | int) -> int:
    return unit.pk if isinstance(unit, Unit) else unit
