"""Sums and shares of a province's value: exact decimals, gaps in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext as _

from campaigns.targets.enums import Aggregation
from campaigns.targets.models import Indicator
from emulation.ui.vietnamese import format_number

HUNDREDTH = Decimal("0.01")
EQUAL, LAST_YEAR = WAYS = ("equal", "last_year")


@dataclass(frozen=True)
class SumCheck:
    """What was allocated beside the province's value; ``gap`` is what is missing (+) or over (-).

    ``gap`` is ``None`` where nothing can be compared: no province value, or nothing allocated yet.
    """

    indicator: Indicator
    allocated: Decimal | None
    units: int
    expected_units: int
    gap: Decimal | None

    @property
    def tone(self) -> str:
        """Return the tone of the mark."""
        if not self.indicator.allocated or not self.indicator.is_reported_by_units:
            return "waiting"
        if self.gap is None or self.units < self.expected_units:
            return "attention"
        return "done" if self.gap == 0 else "late"

    @property
    def source(self) -> str:
        """Return from how many units the figure comes."""
        return _("from %(count)s of %(all)s units") % {
            "count": self.units,
            "all": self.expected_units,
        }

    @property
    def words(self) -> str:
        """Return the check as a sentence."""
        measure = self.indicator.unit_of_measure
        if not self.indicator.is_reported_by_units:
            if self.indicator.aggregation == Aggregation.RATIO:
                return _("Computed from two indicators")
            return _("One agency supplies the value")
        if not self.indicator.allocated:
            return _("Not allocated to units")
        if self.units == 0:
            return _("Nothing allocated yet")
        if self.units < self.expected_units:
            return _("%(count)s units without a value") % {
                "count": self.expected_units - self.units
            }
        if self.gap is None:
            return _("No province value to compare with")
        if self.gap == 0:
            return _("Agrees with the province's value")
        amount = f"{format_number(abs(self.gap))} {measure}"
        if self.gap > 0:
            return _("%(amount)s not allocated yet") % {"amount": amount}
        return _("%(amount)s more than the province's value") % {"amount": amount}


@dataclass(frozen=True)
class Together:
    """What the database says of a set of values: how many, their sum, the largest."""

    count: int = 0
    total: Decimal = Decimal(0)
    largest: Decimal | None = None


def shares_together(indicator: Indicator) -> Together:
    """Return what the units that take part were allocated, as it is stored."""
    return Together(indicator.shares_count, indicator.shares_sum, indicator.shares_largest)


def combined(aggregation: str, values: Together) -> Decimal | None:
    """Return the values put together as the indicator adds up; ``None`` without any value.

    A mean has two places, as it is published.
    """
    if not values.count:
        return None
    if aggregation == Aggregation.SUM:
        return values.total
    if aggregation in Aggregation.MEANS:
        return (values.total / values.count).quantize(HUNDREDTH)
    return values.largest if aggregation == Aggregation.MAXIMUM else None


def gap_to(indicator: Indicator, together: Decimal | None) -> Decimal | None:
    """Return what is missing to the province's value; inside a range there is no gap."""
    if together is None or indicator.floor is None:
        return None
    floor, ceiling = indicator.floor, indicator.ceiling or indicator.floor
    if indicator.aggregation in Aggregation.MEANS:
        together, floor, ceiling = (x.quantize(HUNDREDTH) for x in (together, floor, ceiling))
    if together < floor:
        return floor - together
    return ceiling - together if together > ceiling else Decimal(0)


def shares_of(
    indicator: Indicator, way: str, baselines: Mapping[int, Decimal | None]
) -> dict[int, Decimal]:
    """Return unit → its share: equal, or in proportion to last year's values.

    Nothing where the province's value, or for the proportion every last year's value, is missing.
    """
    if way == EQUAL:
        shares = equal_shares(indicator, len(baselines))
    else:
        weights = [value or Decimal(0) for value in baselines.values()]
        known = indicator.floor is not None and sum(weights) != 0
        shares = weighted_shares(indicator.floor, weights) if known else []  # type: ignore[arg-type]
    return dict(zip(baselines, shares, strict=False))


def equal_shares(indicator: Indicator, count: int) -> list[Decimal]:
    """Return the province's value shared equally; a mean or largest value goes to all unchanged."""
    if indicator.floor is None or count == 0:
        return []
    if indicator.aggregation != Aggregation.SUM:
        return [indicator.floor] * count
    return weighted_shares(indicator.floor, [Decimal(1)] * count)


def weighted_shares(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Return ``total`` shared by ``weights``; the shares add up exactly.

    A whole total gives whole shares; what rounding leaves goes to the largest remainders.
    """
    whole = sum(weights, Decimal(0))
    if whole == 0:
        return [Decimal(0)] * len(weights)
    step = _step_of(total)
    exact = [total * weight / whole for weight in weights]
    shares = [share.quantize(step, ROUND_DOWN) for share in exact]
    left = int((total - sum(shares, Decimal(0))) / step)
    order = sorted(range(len(exact)), key=lambda i: shares[i] - exact[i])
    for place in order[: max(left, 0)]:
        shares[place] += step
    return shares


def _step_of(total: Decimal) -> Decimal:
    """Return the last place in which ``total`` is written: 1, 0.1, 0.01 …"""
    exponent = total.normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Decimal(1).scaleb(-min(places, 4))


def province_value(indicator: Indicator) -> str:
    """Return the province's value as it is published: "3.300", "9 - 10", or "" when not set."""
    if indicator.floor is None:
        return ""
    floor = format_number(indicator.floor)
    if indicator.ceiling is None or indicator.ceiling == indicator.floor:
        return floor
    return f"{floor} - {format_number(indicator.ceiling)}"
