"""Reads of indicators: the list with its sum checks, the units of an indicator, the grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum

from campaigns.plans.models import Campaign, Participant
from campaigns.targets.figures import SumCheck, Together, combined, gap_to, shares_together
from campaigns.targets.models import Allocation, Indicator
from emulation.people.models import Mandate
from emulation.units.models import Unit


def participating_units(campaign: Campaign) -> list[Unit]:
    """Return the units that take part, cluster by cluster."""
    rows = (
        Participant.objects.current()
        .filter(campaign=campaign)
        .select_related("unit", "cluster")
        .order_by("cluster__order", "unit__order")
    )
    return [row.unit for row in rows]


def by_indicator(values: QuerySet[Any]) -> dict[int, Together]:
    """Return indicator → its values together."""
    pairs = values.order_by().values_list("indicator")
    rows = pairs.annotate(Count("value"), Sum("value"), Max("value"))
    return {indicator: Together(*together) for indicator, *together in rows}


def allocated_together(indicators: Iterable[Indicator]) -> dict[int, Together]:
    """Return indicator → what was allocated to units that take part, as it stands in the shares."""
    present = Participant.objects.current().filter(
        campaign=OuterRef("indicator__campaign"), unit=OuterRef("unit")
    )
    return by_indicator(Allocation.objects.filter(Exists(present), indicator__in=indicators))


def units_by_kind(campaign: Campaign) -> dict[str, int]:
    """Return how many units of each kind take part."""
    present = Participant.objects.current().filter(campaign=campaign).order_by()
    return dict(present.values_list("unit__kind").annotate(number=Count("pk")))


def sum_check(indicator: Indicator) -> SumCheck:
    """Compare what present participants were allocated with the province's value."""
    return checked([indicator], indicator.campaign)[0]


def indicators_for(mandate: Mandate | None, pk: int) -> QuerySet[Indicator]:
    """Return the visible indicators of a campaign."""
    indicators = Indicator.objects.visible_to(mandate).filter(campaign=pk)
    return indicators.select_related("monitoring_agency", "campaign__launcher").only(
        *(field.attname for field in Indicator._meta.concrete_fields),
        "monitoring_agency__name", "monitoring_agency__short_name",
        "campaign__state", "campaign__standing_agency", "campaign__launcher__lineage",
    )  # fmt: skip


def checked(indicators: list[Indicator], campaign: Campaign) -> list[SumCheck]:
    """Return the check of each indicator of a campaign, in one query."""
    if any(indicator.unit_kinds for indicator in indicators):
        units = units_by_kind(campaign)
    else:  # all kinds count: to join the units doubles the work
        units = {"": Participant.objects.current().filter(campaign=campaign).count()}
    checks = []
    for indicator in indicators:
        values = shares_together(indicator)
        together = combined(indicator.aggregation, values)
        expected = sum(count for kind, count in units.items() if indicator.applies_to_kind(kind))
        checks.append(
            SumCheck(indicator, together, values.count, expected, gap_to(indicator, together))
        )
    return checks


@dataclass
class GridRow:
    """One unit of the allocation grid."""

    unit: Unit
    value: Decimal | None
    baseline: Decimal | None


def reporting_participants(indicator: Indicator) -> QuerySet[Participant]:
    """Return the participants to which the indicator applies with their units, by cluster."""
    rows = Participant.objects.current().filter(campaign=indicator.campaign_id)
    if indicator.unit_kinds:
        rows = rows.filter(unit__kind__in=indicator.unit_kinds)
    return (
        rows.select_related("unit")
        .only("unit__name", "unit__short_name")
        .order_by("cluster__order", "unit__order", "pk")
    )


def allocation_rows(indicator: Indicator, participants: Iterable[Participant]) -> list[GridRow]:
    """Return the units of these participants with what stands for them.

    Where last year's value was not entered, the allocation of the launcher's latest earlier
    campaign for the same indicator is proposed.
    """
    units = [participant.unit for participant in participants]
    present = {a.unit_id: a for a in indicator.allocations.filter(unit__in=units).order_by()}
    earlier = _earlier_values(indicator, units)
    rows = []
    for unit in units:
        allocation = present.get(unit.pk)
        baseline = allocation.baseline if allocation else None
        if baseline is None:
            baseline = earlier.get(unit.pk)
        rows.append(GridRow(unit, allocation.value if allocation else None, baseline))
    return rows


def _earlier_values(indicator: Indicator, units: list[Unit]) -> dict[int, Decimal]:
    previous = (
        Indicator.objects.filter(
            code=indicator.code,
            campaign__launcher=indicator.campaign.launcher_id,
            campaign__starts_on__lt=indicator.campaign.starts_on,
        )
        .order_by("-campaign__starts_on")
        .only("pk")
        .first()
    )
    if previous is None:
        return {}
    return dict(previous.allocations.filter(unit__in=units).values_list("unit", "value"))


def reported_indicators(campaign: Campaign) -> list[Indicator]:
    """Return the indicators to which units commit themselves and that they report."""
    return [one for one in campaign.indicators.all() if one.is_reported_by_units]


def allocations_by_unit(campaign: Campaign) -> dict[tuple[int, int], Decimal]:
    """Return (unit, indicator) → allocated value for the whole campaign."""
    rows: Any = Allocation.objects.filter(indicator__campaign=campaign)
    return {
        (unit, indicator): value
        for unit, indicator, value in rows.values_list("unit", "indicator", "value")
    }
