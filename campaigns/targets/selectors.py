"""Reads of indicators: the list with its sum checks, the units of an indicator, the grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum, Value

from campaigns.plans.models import Campaign, Participant
from campaigns.targets.figures import SumCheck, Together, combined, gap_to
from campaigns.targets.models import Allocation, Indicator
from emulation.people.models import Mandate
from emulation.units.models import Unit

EVERY_KIND = Value("")


def participating_units(campaign: Campaign) -> list[Unit]:
    """Return the units that take part, cluster by cluster."""
    rows = (
        Participant.objects.current()
        .filter(campaign=campaign)
        .select_related("unit", "cluster")
        .order_by("cluster__order", "unit__order")
    )
    return [row.unit for row in rows]


def by_indicator(values: QuerySet[Any], kind: Any) -> dict[int, dict[str, Together]]:
    """Return indicator → kind of unit → its values together; ``kind`` leads to the unit's kind.

    With ``EVERY_KIND`` the values of all kinds stand together under no kind.
    """
    found: dict[int, dict[str, Together]] = {}
    pairs = values.order_by().values_list("indicator", kind)
    rows = pairs.annotate(Count("value"), Sum("value"), Max("value"))
    for indicator, unit_kind, *together in rows:
        found.setdefault(indicator, {})[unit_kind] = Together(*together)
    return found


def units_by_kind(campaign: Campaign) -> dict[str, int]:
    """Return how many units of each kind take part."""
    present = Participant.objects.current().filter(campaign=campaign).order_by()
    return dict(present.values_list("unit__kind").annotate(number=Count("pk")))


def present_allocations(campaign: Campaign) -> QuerySet[Allocation]:
    """Return what was allocated to the units that take part."""
    return _of_present(Allocation.objects.filter(indicator__campaign=campaign), campaign)


def _of_present(shares: QuerySet[Allocation], campaign: Campaign) -> QuerySet[Allocation]:
    present = Participant.objects.current().filter(campaign=campaign)
    return shares.filter(unit__in=present.values("unit"))


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
    """Return the check of each indicator of a campaign, in a fixed number of queries."""
    # the indicators are of the campaign: to join them again would add a third to the work
    allocations = _of_present(Allocation.objects.filter(indicator__in=indicators), campaign)
    if any(indicator.unit_kinds for indicator in indicators):
        allocated = by_indicator(allocations, "unit__kind")
    else:  # all kinds count; to join the units doubles the work
        allocated = by_indicator(allocations, EVERY_KIND)
    units = units_by_kind(campaign)
    checks = []
    for indicator in indicators:
        kinds = [kind for kind in units if indicator.applies_to_kind(kind)]
        shares = allocated.get(indicator.pk, {})
        counted = [shares.get(kind, Together()) for kind in (*kinds, "")]
        values = sum(counted, Together())
        together = combined(indicator.aggregation, values)
        expected = sum(units[kind] for kind in kinds)
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
