"""Which figure counts and how it is measured: hand-computed cases, in the database itself."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns import measures
from campaigns.registrations.models import Commitment, Registration
from campaigns.reports.models import Report, ReportLine
from campaigns.reports.selectors import entry_lines
from campaigns.reviews.computing import compute_totals, freeze_lines, indicators_of
from campaigns.reviews.models import Review
from campaigns.targets.enums import Aggregation, Direction, Outcome
from campaigns.targets.models import Indicator
from tests.builders.reports import DAY, Province

D = Decimal


def measured(province: Province, expression: Any, given: dict[str, Any], **indicator: Any) -> Any:
    """Return what the database says of these figures, for an indicator of this kind."""
    rows = Indicator.objects.filter(pk=province.indicators["lua"].pk)
    rows.update(**indicator)
    figures = {
        name: measures.Value(
            D(value) if value is not None else None, measures.FigureField(null=True)
        )
        for name, value in given.items()
    }
    return rows.annotate(**figures).values_list(expression, flat=True).get()


def constant(number: int) -> Any:
    return measures.Value(number)


# --- which figure counts ---------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reported", "confirmed", "counted"),
    [
        ("60", None, "60"),
        ("60", "55", "55"),
        ("60", "0", "0"),
        (None, "55", "55"),
        (None, None, None),
    ],
)
def test_the_confirmed_figure_counts_before_the_reported_one(
    province: Province, reported: str | None, confirmed: str | None, counted: str | None
) -> None:
    line = province.line("huyen0", "lua")
    sure = {"confirmed_at": province.campaign.launched_at, "confirmed_by": province.statistician}
    rows = ReportLine.objects.filter(pk=line.pk)
    rows.update(value=reported, confirmed=confirmed, **sure)
    said = rows.annotate(counted=measures.counted()).get().counted
    assert said == (None if counted is None else D(counted))
    assert rows.filter(measures.is_blank()).exists() == (counted is None)
    assert rows.filter(measures.is_estimate()).exists() == (confirmed is None and bool(reported))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "target"), [(None, 100), ("draft", 100), ("returned", 100), ("signed", 120)]
)
def test_a_signed_commitment_is_the_target_else_the_allocation(
    province: Province, state: str | None, target: int
) -> None:
    line = province.line("huyen0", "lua")
    if state:
        registration = Registration.objects.create(
            participant=line.report.participant,
            state=state,
            signing_form="portal",
            signed_on=DAY,
            signed_by=province.leaders["huyen0"],
        )
        Commitment.objects.create(registration=registration, indicator=line.indicator, value=120)
    rows = measures.with_target(ReportLine.objects.filter(report=line.report_id))
    targets = dict(rows.values_list("indicator__code", "target"))
    assert targets == {"lua": target, "tngt": 10, "bhyt": 92}


@pytest.mark.django_db
def test_the_last_period_shows_a_figure_that_only_the_agency_gave(province: Province) -> None:
    province.deliver("huyen0", {"lua": None, "tngt": 3, "bhyt": 93})
    ReportLine.objects.filter(pk=province.line("huyen0", "lua").pk).update(
        confirmed=55,
        confirmed_at=province.campaign.launched_at,
        confirmed_by=province.statistician,
    )
    shown = {row.indicator.code: row.before for row in entry_lines(province.report("huyen0", 2))}
    assert shown == {"lua": 55, "tngt": 3, "bhyt": 93}


# --- pace ------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("how", "measure", "expected"),
    [
        (Aggregation.SUM, "nghìn tấn", "47.0235"),
        (Aggregation.SUM, "%", "47.0235"),
        (Aggregation.MEAN, "điểm", "100.05"),
        (Aggregation.MAXIMUM, "km", "100.05"),
        (Aggregation.COUNT, "xã", "100.05"),
        (Aggregation.NONE, "tỷ đồng", "47.0235"),
        (Aggregation.NONE, "%", "100.05"),
    ],
)
def test_what_is_due_of_flows_and_levels(
    province: Province, how: str, measure: str, expected: str
) -> None:
    due = measures.due("target", D(47), indicator="")
    kind = {"aggregation": how, "unit_of_measure": measure}
    assert measured(province, due, {"target": "100.05"}, **kind) == D(expected)
    assert measured(province, due, {"target": None}, **kind) is None


@pytest.mark.django_db
def test_the_share_is_the_periods_own_else_the_time_passed(province: Province) -> None:
    period = province.periods[0]
    assert measures.share_due(period) == 47
    period.expected_percent = None
    assert measures.share_due(period) == D("49.5890")  # 181 of 365 days


def test_a_figure_ten_times_off_is_looked_at_twice() -> None:
    far = measures.is_far_off
    assert far(D(-1), None, None)
    assert far(D(1001), D(100), None)
    assert far(D(9), None, D(100))
    assert not far(D(1000), D(100), None)
    assert not far(D(5), None, D(0))
    assert not far(None, D(100), D(100))


# --- against the target ----------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "goal", "direction", "rate", "reached"),
    [
        ("60.5", "100", "higher", "60.5", False),
        ("1", "3", "higher", "33.3333", False),
        ("2", "3", "higher", "66.6667", False),
        ("100", "100", "higher", "100", True),
        ("123456789.1234", "100", "higher", "9999", True),
        ("0", "5", "higher", "0", False),
        ("-3", "5", "higher", "0", False),
        ("5", "0", "higher", "120", True),
        ("0", "0", "higher", "100", True),
        ("-5", "0", "higher", "0", False),
        ("5", "4", "lower", "80", False),
        ("4", "5", "lower", "125", True),
        ("0", "5", "lower", "120", True),
        ("0", "0", "lower", "100", True),
        ("2", "0", "lower", "0", False),
        (None, "1", "higher", None, None),
        ("1", None, "lower", None, None),
        (None, None, "lower", None, None),
    ],
)
def test_rates_and_what_is_reached(
    province: Province,
    value: str | None,
    goal: str | None,
    direction: str,
    rate: str | None,
    reached: bool | None,
) -> None:
    given = {"value": value, "goal": goal}
    said = measured(province, measures.rate("value", "goal", ""), given, direction=direction)
    assert said == (None if rate is None else D(rate))
    assert measured(province, measures.reached("value", "goal", ""), given) is reached


FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False)


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(value=FIGURES, goal=FIGURES, direction=st.sampled_from(Direction.values))
def test_a_rate_agrees_with_what_is_reached(
    province: Province, value: D, goal: D, direction: str
) -> None:
    given = {"value": value, "goal": goal}
    rate = measured(province, measures.rate("value", "goal", ""), given, direction=direction)
    assert 0 <= rate <= measures.MOST_RATE
    if goal > 0 and value > 0:
        # a rate is rounded to four digits: only a clear difference shows
        reached = measured(province, measures.reached("value", "goal", ""), given)
        assert rate >= 100 if reached else rate <= 100


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("total", "floor", "ceiling", "direction", "expected"),
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
    province: Province,
    total: str | None,
    floor: str | None,
    ceiling: str | None,
    direction: str,
    expected: str,
) -> None:
    assert outcome(province, total, floor, ceiling, direction=direction) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("total", "direction", "how", "expected"),
    [
        ("90", "higher", Aggregation.SUM, Outcome.UNKNOWN),
        ("110", "higher", Aggregation.SUM, Outcome.EXCEEDED),
        ("110", "lower", Aggregation.SUM, Outcome.MISSED),
        ("90", "lower", Aggregation.SUM, Outcome.UNKNOWN),
        ("90", "higher", Aggregation.COUNT, Outcome.UNKNOWN),
        ("110", "lower", Aggregation.MAXIMUM, Outcome.MISSED),
        # two of eight districts say nothing of the province's mean
        ("110", "higher", Aggregation.MEAN, Outcome.UNKNOWN),
        ("90", "higher", Aggregation.MEAN, Outcome.UNKNOWN),
    ],
)
def test_missing_units_make_an_answer_unknown_where_they_could_turn_it(
    province: Province, total: str, direction: str, how: str, expected: str
) -> None:
    terms = {"direction": direction, "aggregation": how}
    assert outcome(province, total, "100", None, received=7, **terms) == expected
    assert outcome(province, total, "100", None, received=8, **terms) != Outcome.UNKNOWN


def outcome(
    province: Province, total: Any, floor: Any, ceiling: Any, *, received: int = 8, **terms: Any
) -> str:
    rows = Indicator.objects.annotate(received=constant(received), expected=constant(8))
    figures = {"total": total, "low": floor, "high": ceiling}
    Indicator.objects.filter(pk=province.indicators["lua"].pk).update(**terms)
    rows = rows.filter(pk=province.indicators["lua"].pk).annotate(
        **{
            name: measures.Value(
                D(value) if value is not None else None, measures.FigureField(null=True)
            )
            for name, value in figures.items()
        }
    )
    return str(rows.values_list(measures.outcome("total", "low", "high", ""), flat=True).get())


# --- totals ----------------------------------------------------------------------------------


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
    Report.objects.filter(period=province.periods[0]).update(
        state="accepted", arrived_on=DAY, **actors, **times
    )
    for number, value in enumerate(values):
        for code in ("lua", "bhyt"):
            line = province.line(f"huyen{number}", code)
            ReportLine.objects.filter(pk=line.pk).update(value=value)
    review, _made = Review.objects.get_or_create(
        campaign=province.campaign,
        kind="preliminary",
        period=province.periods[0],
        defaults={"as_of": DAY, "created_by": province.office, "created_at": moment},
    )
    freeze_lines(review, list(indicators_of(review)))
    compute_totals(review)
    known = [value for value in values if value is not None]
    lua, bhyt = (review.totals.get(indicator__code=code) for code in ("lua", "bhyt"))
    assert lua.total == (sum(known) if known else None)
    mean = (sum(known) / len(known)).quantize(D("0.0001"), ROUND_HALF_UP) if known else None
    assert bhyt.total == mean
    assert (lua.expected, lua.received) == (3, len(known))
