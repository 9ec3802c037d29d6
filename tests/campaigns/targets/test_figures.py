"""Shares that add up exactly, gaps in words, ranges."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.targets.enums import Aggregation
from campaigns.targets.figures import (
    SumCheck,
    Together,
    combined,
    equal_shares,
    gap_to,
    province_value,
    weighted_shares,
)
from campaigns.targets.models import Indicator

D = Decimal


def indicator(
    aggregation: str = "sum", floor: str | None = "3300", ceiling: str | None = None
) -> Indicator:
    return Indicator(
        aggregation=aggregation, unit_of_measure="tỷ đồng",
        floor=D(floor) if floor else None, ceiling=D(ceiling) if ceiling else None,
    )  # fmt: skip


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.lists(st.decimals(min_value=0, max_value=10**6, places=1), min_size=1, max_size=70),
)
def test_weighted_shares_add_up_exactly(total: Decimal, weights: list[Decimal]) -> None:
    shares = weighted_shares(total, weights)
    assert len(shares) == len(weights)
    assert sum(shares) == (total if sum(weights) else 0)


def test_whole_totals_give_whole_shares() -> None:
    assert weighted_shares(D(10), [D(1), D(1), D(1)]) == [D(4), D(3), D(3)]
    assert weighted_shares(D("1.5"), [D(2), D(1)]) == [D("1.0"), D("0.5")]


def test_equal_shares_of_a_mean_are_the_value_itself() -> None:
    assert equal_shares(indicator("mean", "92"), 3) == [D(92)] * 3
    assert equal_shares(indicator(floor=None), 3) == []


def together_of(values: list[str]) -> Together:
    known = [D(value) for value in values]
    return Together(len(known), sum(known, D(0)), max(known, default=None))


@pytest.mark.parametrize(
    ("aggregation", "values", "together"),
    [
        (Aggregation.SUM, ["1", "2.5"], "3.5"), (Aggregation.MEAN, ["1", "2"], "1.5"),
        (Aggregation.MAXIMUM, ["1", "2"], "2"), (Aggregation.SUM, [], None),
        (Aggregation.NONE, ["1"], None), (Aggregation.COUNT, ["1"], None),
    ],
)  # fmt: skip
def test_values_together(aggregation: str, values: list[str], together: str | None) -> None:
    assert combined(aggregation, together_of(values)) == (D(together) if together else None)


def test_inside_a_range_there_is_no_gap() -> None:
    growth = indicator(floor="9", ceiling="10")
    assert [gap_to(growth, D(x)) for x in ("8.5", "9", "9.7", "10", "11")] == [
        D("0.5"),
        0,
        0,
        0,
        D(-1),
    ]
    assert gap_to(growth, None) is None
    assert province_value(growth) == "9 - 10"


def check(gap: str | None, units: int = 7) -> SumCheck:
    one = indicator()
    one.allocated = True
    return SumCheck(one, D(1), units, 7, D(gap) if gap is not None else None)


def test_the_check_says_in_words_how_the_sum_stands() -> None:
    assert (check("0").tone, check("12.5").tone, check("-3").tone) == ("done", "late", "late")
    assert check("0").words == "Khớp với số của tỉnh"
    assert check("12.5").words == "Còn 12,5 tỷ đồng chưa giao"
    assert check("-3").words == "Giao vượt 3 tỷ đồng so với số của tỉnh"
    assert check("0", 5).words == "Còn 2 đơn vị chưa có số giao"
