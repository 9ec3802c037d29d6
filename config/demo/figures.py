"""The demo's figures: targets, commitments and reported values, computed from the data files."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from config.demo.luck import between
from config.demo.sources import read

WHOLE = {"người", "vụ", "mô hình", "xã", "sản phẩm"}
WOBBLE = 0.02
LEVEL_GAP = Decimal("0.06")
FALLING_GAP = Decimal("0.35")
INDICATORS = {
    one["key"]: one
    for one in read("indicators")["indicators"] + read("indicators")["thematic_indicators"]
}
UNITS = {unit["code"]: unit for unit in read("units")["units"]}


def target_of(indicator: dict[str, Any], code: str) -> Decimal | None:
    """Return the value allocated to a unit, or ``None`` where the indicator does not apply."""
    kind = UNITS[code]["kind"]
    if kind not in indicator["applies_to"]:
        return None
    value = indicator.get("allocations", {}).get(code, indicator.get("each"))
    value = indicator.get("by_kind", {}).get(kind, value)
    return None if value is None else Decimal(str(value))


def committed(indicator: dict[str, Any], code: str) -> Decimal | None:
    """Return what the unit commits itself to: the allocation, or more where it is ambitious."""
    target = target_of(indicator, code)
    if target is None or indicator["direction"] == "LOWER":
        return target
    ambition = Decimal(str(read("results")["registrations"]["ambition"].get(code, 1)))
    return _tidy(target * ambition, indicator)


def reported(indicator: dict[str, Any], code: str, period: dict[str, Any]) -> Decimal | None:
    """Return the value a unit reports for a period, or ``None`` where nothing applies.

    What adds up through the year follows the period's expected share; a level (a rate) stands near
    its target from the start and approaches it.
    """
    target = target_of(indicator, code)
    if target is None:
        return None
    share = Decimal(str(period["expected"]))
    effort = _effort(code) * between(1 - WOBBLE, 1 + WOBBLE, code, indicator["key"], period["key"])
    if indicator["aggregation"] == "SUM" or indicator["key"] == "giai_ngan":
        value = (
            target * share * effort
            if indicator["direction"] == "HIGHER"
            else target * share / effort
        )
    elif indicator["direction"] == "HIGHER":
        value = target * (1 - LEVEL_GAP * (1 - share)) * (1 + (effort - 1) / 4)
    else:
        value = target * (1 + FALLING_GAP * (1 - share)) / effort
    return _tidy(value * _outlier(indicator["key"], code, period["key"]), indicator)


def confirmed(key: str, code: str, period: str, value: Decimal) -> Decimal | None:
    """Return what the monitoring agency confirms instead of ``value``, ``None`` before it has."""
    entry = read("results")["confirmed"].get(period, {}).get(key)
    if entry is None:
        return None
    factor = entry["factors"].get(code, entry["factors"]["default"])
    return _tidy(value * Decimal(str(factor)), INDICATORS[key])


def _effort(code: str) -> Decimal:
    known = read("results")["performance"]
    if code in known["units"]:
        return Decimal(str(known["units"][code]))
    return between(*known["default"], code, "effort")


def _outlier(key: str, code: str, period: str) -> Decimal:
    slips = read("results")["reports"].get(period, {}).get("outlier", {}).get(code, {})
    wrong = key in slips and not slips["corrected"]
    return Decimal(str(slips[key])) if wrong else Decimal(1)


def _tidy(value: Decimal, indicator: dict[str, Any]) -> Decimal:
    if indicator["unit"] == "%":
        value = min(value, Decimal(100))
    step = Decimal(1) if indicator["unit"] in WHOLE else Decimal("0.1")
    if indicator["unit"] == "%" and value < 2:
        step = Decimal("0.01")
    return value.quantize(step, ROUND_HALF_UP)
