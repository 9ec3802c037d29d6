"""How a review measures: outcomes, rates, exact totals, and the same in the database."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.reviews.arithmetic import CAP, is_reached, mean, outcome_of, rate_of
from campaigns.reviews.computing import (
    compute_totals,
    freeze_lines,
    indicators_of,
)
from campaigns.reviews.enums import Outcome
from campaigns.reviews.models import FrozenLine, Review
from campaigns.targets.enums import Aggregation, Direction
from tests.campaigns.reports.stage import Province

D = Decimal


JULY = dt.date(2021, 6, 18)


def total(review: Review, code: str) -> Any:
    return review.totals.get(indicator__code=code)


@pytest.mark.parametrize(
    ("value", "floor", "ceiling", "direction", "expected"),
    [
        ("8.9", "9", "10", "higher", Outcome.MISSED),
        ("9", "9", "10", "higher", Outcome.REACHED),
        ("10", "9", "10", "higher", Outcome.REACHED),
        ("10.1", "9", "10", "higher", Outcome.EXCEEDED),
        ("100", "100", None, "higher", Outcome.REACHED),
        ("100.1", "100", None, "higher", Outcome.EXCEEDED),
        ("58", "57", None, "lower", Outcome.MISSED),
        ("57", "57", None, "lower", Outcome.REACHED),
        ("56", "57", None, "lower", Outcome.EXCEEDED),
        (None, "57", None, "lower", Outcome.UNKNOWN),
        ("1", None, None, "higher", Outcome.UNKNOWN),
    ],
)
def test_outcomes(
    value: str | None, floor: str | None, ceiling: str | None, direction: str, expected: str
) -> None:
    def number(text: str | None) -> D | None:
        return None if text is None else D(text)

    assert outcome_of(number(value), number(floor), number(ceiling), direction) == expected


@pytest.mark.parametrize(
    ("value", "direction", "how", "expected"),
    [
        ("90", "higher", Aggregation.SUM, Outcome.UNKNOWN),
        ("110", "higher", Aggregation.SUM, Outcome.EXCEEDED),
        ("110", "lower", Aggregation.SUM, Outcome.MISSED),
        ("90", "lower", Aggregation.SUM, Outcome.UNKNOWN),
        ("90", "higher", Aggregation.MEAN, Outcome.MISSED),
    ],
)
def test_missing_units_make_an_answer_unknown_only_where_they_could_turn_it(
    value: str, direction: str, how: str, expected: str
) -> None:
    assert outcome_of(D(value), D(100), None, direction, missing=1, aggregation=how) == expected


FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False)


@given(value=FIGURES, goal=FIGURES, direction=st.sampled_from(Direction.values))
def test_rates(value: D, goal: D, direction: str) -> None:
    rate = rate_of(value, goal, direction)
    assert rate is not None
    assert rate >= 0
    if goal > 0 and value > 0:
        # a rate is rounded to four digits: only a clear difference shows
        if is_reached(value, goal, direction):
            assert rate >= 100
        else:
            assert rate <= 100


def test_a_missing_figure_has_no_rate() -> None:
    assert rate_of(None, D(1), "higher") is None
    assert rate_of(D(1), None, "lower") is None
    assert rate_of(D(0), D(5), "lower") == CAP
    assert rate_of(D(0), D(0), "lower") == 100
    assert rate_of(D(2), D(0), "lower") == 0


@pytest.mark.django_db
def test_the_database_measures_as_the_arithmetic_does(province: Province) -> None:
    cases = ["0", "0.0001", "7.5", "46.9999", "47", "99", "123456789.1234", "-3"]
    for number in range(0, len(cases), 3):
        for place, text in enumerate(cases[number : number + 3]):
            line = province.line(f"huyen{place}", "lua")
            type(line).objects.filter(pk=line.pk).update(value=D(text))
            other = province.line(f"huyen{place}", "tngt")
            type(line).objects.filter(pk=other.pk).update(value=D(text))
        type(line.report).objects.filter(period=province.periods[0]).update(
            state="accepted",
            submitted_at=province.campaign.launched_at,
            submitted_by=province.office,
            approved_at=province.campaign.launched_at,
            approved_by=province.office,
            accepted_at=province.campaign.launched_at,
            accepted_by=province.office,
            arrived_on=JULY,
        )
        review = Review.objects.create(
            campaign=province.campaign,
            kind="preliminary",
            period=province.periods[0],
            as_of=JULY,
            created_by=province.office,
            created_at=province.campaign.launched_at,
        )
        freeze_lines(review, list(indicators_of(review)))
        for frozen in FrozenLine.objects.filter(review=review).select_related("indicator"):
            way = frozen.indicator.direction
            assert frozen.rate == rate_of(frozen.value, frozen.goal, way), frozen.value
            assert frozen.reached == is_reached(frozen.value, frozen.goal, way)


KNOWN = st.one_of(st.none(), st.decimals(min_value=0, max_value=10**10, places=4, allow_nan=False))


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.lists(KNOWN, min_size=3, max_size=3))
def test_totals_are_exact_and_blanks_stay_out(province: Province, values: list[D | None]) -> None:
    moment = province.campaign.launched_at
    actors = {
        "submitted_by": province.office,
        "approved_by": province.office,
        "accepted_by": province.office,
    }
    times = {"submitted_at": moment, "approved_at": moment, "accepted_at": moment}
    type(province.report("huyen0")).objects.filter(period=province.periods[0]).update(
        state="accepted", arrived_on=JULY, **actors, **times
    )
    for number, value in enumerate(values):
        for code in ("lua", "bhyt"):
            line = province.line(f"huyen{number}", code)
            type(line).objects.filter(pk=line.pk).update(value=value)
    review, _made = Review.objects.get_or_create(
        campaign=province.campaign,
        kind="preliminary",
        period=province.periods[0],
        defaults={"as_of": JULY, "created_by": province.office, "created_at": moment},
    )
    freeze_lines(review, list(indicators_of(review)))
    compute_totals(review)
    known = [value for value in values if value is not None]
    lua, bhyt = total(review, "lua"), total(review, "bhyt")
    assert lua.total == (sum(known) if known else None)
    assert bhyt.total == mean(sum(known) if known else None, len(known))
    assert (lua.expected, lua.received) == (3, len(known))
