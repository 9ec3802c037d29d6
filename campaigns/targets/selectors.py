"""Reads of indicators: the list with its sum checks, the units of an indicator, the grid."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from campaigns.plans.models import Campaign, Participant
from campaigns.targets.figures import SumCheck, combined, gap_to
from campaigns.targets.models import Allocation, Indicator
from emulation.people.models import Mandate
from emulation.units.models import Unit


def indicators_of(campaign: Campaign, mandate: Mandate | None) -> QuerySet[Indicator]:
    """Return the campaign's indicators in their order, with agency and allocations."""
    return (
        Indicator.objects.visible_to(mandate)
        .filter(campaign=campaign)
        .select_related("monitoring_agency")
        .prefetch_related(Prefetch("allocations", queryset=Allocation.objects.order_by("pk")))
    )


def participating_units(campaign: Campaign) -> list[Unit]:
    """Return the units that take part, cluster by cluster."""
    rows = (
        Participant.objects.current()
        .filter(campaign=campaign)
        .select_related("unit", "cluster")
        .order_by("cluster__order", "unit__order")
    )
    return [row.unit for row in rows]


def sum_check(indicator: Indicator, units: list[Unit]) -> SumCheck:
    """Compare what present participants were allocated with the province's value."""
    applying = {unit.pk for unit in units if indicator.applies_to(unit)}
    values = [a.value for a in indicator.allocations.all() if a.unit_id in applying]
    together = combined(indicator.aggregation, values)
    return SumCheck(indicator, together, len(values), len(applying), gap_to(indicator, together))


def sum_checks(campaign: Campaign, mandate: Mandate | None) -> list[SumCheck]:
    """Return the check of every indicator, in a fixed number of queries."""
    units = participating_units(campaign)
    return [sum_check(indicator, units) for indicator in indicators_of(campaign, mandate)]


@dataclass
class GridRow:
    """One unit of the allocation grid."""

    unit: Unit
    value: Decimal | None
    baseline: Decimal | None


def allocation_rows(indicator: Indicator) -> list[GridRow]:
    """Return the units to which the indicator applies, with what stands for them.

    Where last year's value was not entered, the allocation of the launcher's latest earlier
    campaign for the same indicator is proposed.
    """
    present = {a.unit_id: a for a in indicator.allocations.all()}
    earlier = _earlier_values(indicator)
    rows = []
    for unit in participating_units(indicator.campaign):
        if indicator.applies_to(unit):
            allocation = present.get(unit.pk)
            baseline = allocation.baseline if allocation else None
            if baseline is None:
                baseline = earlier.get(unit.pk)
            rows.append(GridRow(unit, allocation.value if allocation else None, baseline))
    return rows


def _earlier_values(indicator: Indicator) -> dict[int, Decimal]:
    previous = (
        Indicator.objects.filter(
            code=indicator.code,
            campaign__launcher=indicator.campaign.launcher_id,
            campaign__starts_on__lt=indicator.campaign.starts_on,
        )
        .order_by("-campaign__starts_on")
        .first()
    )
    if previous is None:
        return {}
    return dict(previous.allocations.values_list("unit", "value"))


def reported_indicators(campaign: Campaign) -> list[Indicator]:
    """Return the indicators to which units commit themselves and that they report."""
    return [one for one in campaign.indicators.all() if one.is_reported_by_units]  # type: ignore[attr-defined]


def allocations_by_unit(campaign: Campaign) -> dict[tuple[int, int], Decimal]:
    """Return (unit, indicator) → allocated value for the whole campaign."""
    rows: Any = Allocation.objects.filter(indicator__campaign=campaign)
    return {
        (unit, indicator): value
        for unit, indicator, value in rows.values_list("unit", "indicator", "value")
    }
