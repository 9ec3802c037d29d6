"""Which figure counts, and how it stands against its target: once, as expressions of the database.

Pages, workbooks, reviews, nominations and appraisals ask here. A missing figure gives a missing
answer everywhere: it is never taken for zero nor averaged in.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    F,
    FilteredRelation,
    Func,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Least

from campaigns.registrations.enums import RegistrationState
from campaigns.targets.enums import Aggregation, Direction, Outcome, Pace, ValueKind
from emulation.ui.models import FIGURE_SCALE, FigureField

if TYPE_CHECKING:
    from campaigns.reports.models import Period
    from campaigns.targets.models import Indicator

WHOLE = Decimal(100)
PLACES = Decimal("0.0001")
# One figure far above its target may not carry all the others: it counts with at most 120 %.
CAP = Decimal(120)
# Beyond this nobody reads a rate; the target was mistyped.
MOST_RATE = Decimal(9999)


class Quotient(Func):
    """``one × times ÷ other`` of two stored integers, rounded half away from zero.

    Missing when either is missing or the divisor is zero.
    """

    template = "CAST(ROUND(CAST(%(expressions)s, 0)) AS BIGINT)"

    def __init__(self, one: Any, other: Any, times: Decimal | int = 1) -> None:
        joiner = f" AS NUMERIC) * {times:f} / NULLIF("
        super().__init__(one, other, output_field=FigureField(null=True), arg_joiner=joiner)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        # NUMERIC integers would be divided without their remainder there.
        joiner = self.extra["arg_joiner"].replace("NUMERIC", "REAL")
        return self.as_sql(compiler, connection, arg_joiner=joiner, **extra)


def holds(condition: Q) -> Case:
    """Return a condition as a value: true or false, never missing."""
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def mean(of: str) -> Quotient:
    """Return the mean of the figures that are known; missing when there is none."""
    return Quotient(Sum(of), Count(of))


def scale_of(indicator: Indicator) -> Decimal:
    """Return by what a ratio is multiplied, times the scale of figures: percent, per mille."""
    measure = indicator.unit_of_measure.strip().casefold()
    if "‰" in measure:
        return WHOLE * 10 * FIGURE_SCALE
    if "%" in measure or measure.startswith("phần trăm"):
        return WHOLE * FIGURE_SCALE
    return Decimal(FIGURE_SCALE)


class Product(Func):
    """Two stored integers multiplied, beyond the width of an integer column."""

    template = "(CAST(%(expressions)s)"
    arg_joiner = " AS NUMERIC) * "

    def __init__(self, one: Any, other: Any) -> None:
        super().__init__(one, other, output_field=FigureField(null=True))

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, arg_joiner=" AS REAL) * ", **extra)


def weighted_mean(of: str, weight: str) -> Quotient:
    """Return the mean of figures weighted by others; who lacks one of the two is left out."""
    both = Q(**{f"{of}__isnull": False, f"{weight}__isnull": False})
    product = Sum(Product(F(of), F(weight)), filter=both, output_field=FigureField(null=True))
    return Quotient(product, Sum(weight, filter=both))


def figure(value: Decimal | int) -> Value:
    """Return a constant figure."""
    return Value(Decimal(value), output_field=FigureField())


# --- which figure counts ---------------------------------------------------------------------


def counted(line: str = "") -> Coalesce:
    """Return the figure of a report line that counts: the confirmed one, else the reported one.

    ``line`` leads to the line, such as ``"lines__"``.
    """
    return Coalesce(F(f"{line}confirmed"), F(f"{line}value"))


def is_blank(line: str = "") -> Q:
    """Return the condition that a line has no figure that counts."""
    return Q(**{f"{line}confirmed": None, f"{line}value": None})


def is_estimate(line: str = "") -> Q:
    """Return the condition that the figure that counts is an estimate of the unit."""
    return Q(
        **{
            f"{line}confirmed__isnull": True,
            f"{line}value__isnull": False,
            f"{line}kind": ValueKind.ESTIMATED,
        }
    )


def with_target(lines: QuerySet[Any]) -> QuerySet[Any]:
    """Return report lines with ``counted`` and the year's ``target`` of their unit.

    The target is what the unit committed itself to in a signed registration, else what was
    allocated to it. Both are joined, so that expressions over them stay cheap.
    """
    registration, unit = "report__participant__registration", "report__participant__unit"
    bound = Q(**{f"{registration}__state__in": sorted(RegistrationState.BINDING)})
    return lines.annotate(
        commitment=FilteredRelation(
            f"{registration}__commitments",
            condition=Q(**{f"{registration}__commitments__indicator": F("indicator")}),
        ),
        allocation=FilteredRelation(
            f"{unit}__allocations",
            condition=Q(**{f"{unit}__allocations__indicator": F("indicator")}),
        ),
        counted=counted(),
        target=Coalesce(Case(When(bound, then=F("commitment__value"))), F("allocation__value")),
        began=F("allocation__baseline"),
    )


# --- pace ------------------------------------------------------------------------------------


def grows(indicator: str = "indicator__") -> Case:
    """Return whether an indicator's figures grow from period to period instead of keeping a level.

    A flow (a sum of the units, or an amount that one agency supplies) grows, so a part of the
    year's target is due by then. The office may say so of any other indicator, or the contrary.
    """
    usual = Q(**{f"{indicator}pace": Pace.BY_KIND})
    amount = Q(**{f"{indicator}aggregation": Aggregation.NONE})
    level = Q(**{f"{indicator}unit_of_measure__contains": "%"})
    flow = Q(**{f"{indicator}aggregation": Aggregation.SUM}) | amount & ~level
    return holds(Q(**{f"{indicator}pace": Pace.GROWING}) | usual & flow)


def share_due(period: Period) -> Decimal:
    """Return the part of the year's target due by the end of ``period``, 0–100 %.

    The period's own setting, or the part of the campaign's days that has then passed.
    """
    if period.expected_percent is not None:
        return Decimal(period.expected_percent)
    campaign = period.campaign
    whole = (campaign.ends_on - campaign.starts_on).days + 1
    passed = min(max((period.ends_on - campaign.starts_on).days + 1, 0), whole)
    return (WHOLE * passed / whole).quantize(PLACES, ROUND_HALF_UP)


def due(
    target: str, share: Decimal, indicator: str = "indicator__", *, began: str = ""
) -> Case | F:
    """Return what is due of a year's target when ``share`` percent of it can be expected.

    What grows is due in part. A rate moves from where it ``began``, last year's value, to the
    target; where that value is missing, and where a level is to be kept, all of it is due.
    """
    if share == WHOLE:
        return F(target)
    part = Quotient(F(target), Value(100), share)
    cases = [When(Q(grows(indicator)), then=part)]
    if began:
        moves = ~Q(**{f"{indicator}pace": Pace.LEVEL}) & Q(**{f"{began}__isnull": False})
        way = Quotient(F(target) - F(began), Value(100), share)
        cases.append(When(moves, then=F(began) + way))
    return Case(*cases, default=F(target), output_field=FigureField(null=True))


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


# --- against the target ----------------------------------------------------------------------


def reached(value: str, goal: str, indicator: str = "indicator__") -> Case:
    """Return whether ``value`` reaches ``goal``; missing when either is."""
    lower = _lower(indicator) & Q(**{f"{value}__lte": F(goal)})
    higher = ~_lower(indicator) & Q(**{f"{value}__gte": F(goal)})
    return Case(
        When(_missing(value, goal), then=None),
        When(lower | higher, then=True),
        default=False,
        output_field=BooleanField(null=True),
    )


def rate(value: str, goal: str, indicator: str = "indicator__") -> Case:
    """Return how far ``value`` fulfils ``goal``, in percent; missing when either is.

    Higher is better: value ÷ goal. Lower is better: goal ÷ value. Where the divisor is not
    positive: 100 when equal, the cap when better, 0 when worse.
    """
    return Case(
        When(_missing(value, goal), then=None),
        When(_lower(indicator), then=_rate(goal, value, better=Q(**{f"{value}__lt": F(goal)}))),
        default=_rate(value, goal, better=Q(**{f"{value}__gt": F(goal)})),
        output_field=FigureField(null=True),
    )


def _rate(above: str, below: str, *, better: Q) -> Case:
    quotient = Quotient(Greatest(F(above), figure(0)), F(below), WHOLE * FIGURE_SCALE)
    return Case(
        When(Q(**{f"{below}__gt": 0}), then=Least(quotient, figure(MOST_RATE))),
        When(Q(**{below: F(above)}), then=figure(WHOLE)),
        When(better, then=figure(CAP)),
        default=figure(0),
    )


def with_outcome(totals: QuerySet[Any], share: Decimal, judged_from: int = 0) -> QuerySet[Any]:
    """Return province totals with ``due_target``, ``due_ceiling``, ``fulfilled`` and ``judged``.

    The rows hold ``total``, ``target``, ``ceiling``, ``received`` and ``expected``. The rate is
    that of the year's target; of what may not be exceeded, that of its due part. Below
    ``judged_from`` percent of the figures that are due, none is said to be reached or exceeded.
    """
    return totals.annotate(
        due_target=due("target", share, began="indicator__baseline"),
        due_ceiling=due("ceiling", share, began="indicator__baseline"),
        measured_by=Case(When(_lower("indicator__"), then=F("due_target")), default=F("target")),
        fulfilled=rate("total", "measured_by"),
        judged=outcome("total", "due_target", "due_ceiling", judged_from=judged_from),
    )


def rests_on_enough(judged_from: int) -> Q:
    """Return the condition that ``received`` is at least this percentage of ``expected``."""
    return Q(received__gte=Value(judged_from) * F("expected") / Value(100.0))


def outcome(
    total: str, floor: str, ceiling: str, indicator: str = "indicator__", *, judged_from: int = 0
) -> Case:
    """Return the outcome of a total against one figure or a range of floor and ceiling.

    Below the range is missed, within it reached, above it exceeded; for lower-is-better the other
    way round. While ``received`` is less than ``expected``, an answer that the missing units could
    turn is unknown: sums, counts and maxima only grow, a mean may move either way. A good answer
    that rests on less than ``judged_from`` percent of the figures due is unknown too.
    """
    lower = _lower(indicator)
    below = Q(**{f"{total}__lt": F(floor)})
    above = Q(**{f"{total}__gt": Coalesce(F(ceiling), F(floor))})
    return Case(
        When(_missing(total, floor), then=_is(Outcome.UNKNOWN)),
        When(_could_turn(indicator, below, above), then=_is(Outcome.UNKNOWN)),
        When(lower & above | ~lower & below, then=_is(Outcome.MISSED)),
        When(~rests_on_enough(judged_from), then=_is(Outcome.UNKNOWN)),
        When(lower & below | ~lower & above, then=_is(Outcome.EXCEEDED)),
        default=_is(Outcome.REACHED),
        output_field=CharField(),
    )


def _could_turn(indicator: str, below: Q, above: Q) -> Q:
    lower = _lower(indicator)
    mean = Q(**{f"{indicator}aggregation__in": sorted(Aggregation.MEANS)})
    supplied = Q(**{f"{indicator}aggregation": Aggregation.NONE})
    grows_on = ~supplied & (~lower & below | lower & ~above)
    return Q(received__lt=F("expected")) & (mean | grows_on)


def _is(outcome: Outcome) -> Value:
    return Value(outcome.value, output_field=CharField())


def _missing(*figures: str) -> Q:
    missing = Q()
    for name in figures:
        missing |= Q(**{f"{name}__isnull": True})
    return missing


def _lower(indicator: str) -> Q:
    return Q(**{f"{indicator}direction": Direction.LOWER})
