"""How figures are measured against their targets: pure functions, the words of the law of numbers.

A missing value gives a missing answer everywhere; it is never taken for zero nor averaged in.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from campaigns.reviews.enums import Outcome
from campaigns.targets.enums import Aggregation, Direction

PLACES = Decimal("0.0001")
# One figure far above its target may not carry all the others: it counts with at most 120 %.
CAP = Decimal(120)
# Beyond this nobody reads a rate; the target was mistyped.
MOST_RATE = Decimal(9999)


def rate_of(value: Decimal | None, goal: Decimal | None, direction: str) -> Decimal | None:
    """Return how far ``value`` fulfils ``goal``, in percent; ``None`` when either is missing.

    Higher is better: value / goal. Lower is better: goal / value. Where the divisor is not
    positive: 100 when equal, the cap when better, 0 when worse.
    """
    if value is None or goal is None:
        return None
    lower = direction == Direction.LOWER
    above, below = (goal, value) if lower else (value, goal)
    if below <= 0:
        if value == goal:
            return Decimal(100)
        return CAP if is_reached(value, goal, direction) else Decimal(0)
    rate = (max(above, Decimal(0)) * 100 / below).quantize(PLACES, ROUND_HALF_UP)
    return min(rate, MOST_RATE)


def is_reached(value: Decimal | None, goal: Decimal | None, direction: str) -> bool | None:
    """Return whether ``value`` reaches ``goal``; ``None`` when either is missing."""
    if value is None or goal is None:
        return None
    return value <= goal if direction == Direction.LOWER else value >= goal


def outcome_of(
    total: Decimal | None,
    floor: Decimal | None,
    ceiling: Decimal | None,
    direction: str,
    *,
    missing: int = 0,
    aggregation: str = Aggregation.NONE,
) -> Outcome:
    """Return the outcome of a total against one figure or a range of floor and ceiling.

    Below the range is missed, within it reached, above it exceeded; for lower-is-better the other
    way round. While units are missing, an answer that their figures could turn is unknown.
    """
    if total is None or floor is None:
        return Outcome.UNKNOWN
    top = floor if ceiling is None else ceiling
    if direction == Direction.LOWER:
        better, worse = total < floor, total > top
    else:
        better, worse = total > top, total < floor
    if missing and _could_turn(aggregation, direction, worse):
        return Outcome.UNKNOWN
    if worse:
        return Outcome.MISSED
    return Outcome.EXCEEDED if better else Outcome.REACHED


def _could_turn(aggregation: str, direction: str, worse: bool) -> bool:
    """Return whether further units could turn the answer: sums, counts and maxima only grow."""
    if aggregation not in {Aggregation.SUM, Aggregation.COUNT, Aggregation.MAXIMUM}:
        return False
    return worse if direction == Direction.HIGHER else not worse


def mean(total: Decimal | None, count: int) -> Decimal | None:
    """Return the mean of the values that are known; ``None`` when there is none."""
    if total is None or not count:
        return None
    return (total / count).quantize(PLACES, ROUND_HALF_UP)
