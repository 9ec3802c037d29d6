"""What could be expected by the end of a period: pure arithmetic, shared by entry and review.

A report's figures are cumulative from the start of the campaign. A flow (a sum of the units, or an
amount that one agency supplies) grows with time, so a part of the year's target is due by then; a
level (a rate, a mean) is due in full at any time.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from campaigns.targets.enums import Aggregation

PLACES = Decimal("0.0001")
WHOLE = Decimal(100)


def grows(aggregation: str, unit_of_measure: str) -> bool:
    """Return whether an indicator grows from period to period instead of keeping its level."""
    if aggregation == Aggregation.SUM:
        return True
    return aggregation == Aggregation.NONE and "%" not in unit_of_measure


def share_of(period: Any, starts_on: dt.date, ends_on: dt.date) -> Decimal:
    """Return the part of the year's target due by the end of ``period``, 0–100 %.

    The period's own setting, or the part of the campaign's days that has then passed.
    """
    if period.expected_percent is not None:
        return Decimal(period.expected_percent)
    whole = (ends_on - starts_on).days + 1
    passed = min(max((period.ends_on - starts_on).days + 1, 0), whole)
    return (WHOLE * passed / whole).quantize(PLACES, ROUND_HALF_UP)


def due_part(value: Decimal | None, share: Decimal, *, growing: bool) -> Decimal | None:
    """Return what is due of a year's value when ``share`` percent of it can be expected."""
    if value is None or not growing:
        return value
    return (value * share / WHOLE).quantize(PLACES, ROUND_HALF_UP)


def is_far_off(value: Decimal | None, before: Decimal | None, expected: Decimal | None) -> bool:
    """Return whether a figure should be looked at twice: ten times off, or below zero."""
    if value is None:
        return False
    if value < 0:
        return True
    return any(
        other is not None and other > 0 and (value > other * 10 or value * 10 < other)
        for other in (before, expected)
    )
