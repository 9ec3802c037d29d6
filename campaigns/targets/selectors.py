"""Reads of indicators: the list with its sum checks, the units of an indicator, the grid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum

from campaigns.plans.models import Campaign, Participant
from campaigns.targets.enums import Aggregation
from campaigns.targets.figures import SumCheck, Together, combined, gap_to, shares_together
from campaigns.targets.models import Allocation, Indicator
from campaigns.targets.registry import results_of
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
    weight: Decimal | None = None


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

    Where last year's value was not entered, the result of the indicator that the office linked as
    the same of last year is proposed; without such a link, nothing.
    """
    units = [participant.unit for participant in participants]
    present = {a.unit_id: a for a in indicator.allocations.filter(unit__in=units).order_by()}
    earlier = results_of(indicator.previous, units) if indicator.previous else {}
    rows = []
    for unit in units:
        allocation = present.get(unit.pk)
        baseline = allocation.baseline if allocation else None
        if baseline is None:
            baseline = earlier.get(unit.pk)
        value, weight = (allocation.value, allocation.weight) if allocation else (None, None)
        rows.append(GridRow(unit, value, baseline, weight))
    return rows


def earlier_indicators(indicator: Indicator) -> QuerySet[Indicator]:
    """Return the indicators of the launcher's earlier campaigns, the newest first."""
    campaign = indicator.campaign
    return (
        Indicator.objects.filter(
            campaign__launcher=campaign.launcher_id, campaign__starts_on__lt=campaign.starts_on
        )
        .select_related("campaign")
        .order_by("-campaign__starts_on", "campaign", "order", "pk")
    )


def likely_previous(indicator: Indicator) -> Indicator | None:
    """Return the newest earlier indicator of the same name, else of the same code and measure.

    It is offered, never taken: a code may name another thing a year later.
    """
    earlier = earlier_indicators(indicator)
    named = earlier.filter(name__iexact=indicator.name).first() if indicator.name else None
    if named is not None or not indicator.code:
        return named
    return earlier.filter(
        code=indicator.code, unit_of_measure__iexact=indicator.unit_of_measure
    ).first()


def addable(indicator: Indicator) -> QuerySet[Indicator]:
    """Return the sums of the same campaign, of which a ratio or a weight may be made."""
    sums = Indicator.objects.filter(campaign=indicator.campaign_id, aggregation=Aggregation.SUM)
    return sums.exclude(pk=indicator.pk).order_by("order", "pk")


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
