"""Indicators and allocations: who, when, what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from campaigns.plans.documents import plan_paper
from campaigns.plans.models import Campaign
from campaigns.plans.services import add_participants, remove_participant
from campaigns.targets import services
from campaigns.targets.invariants import (
    allocations_reach_participants,
    indicators_hold_their_shares,
)
from campaigns.targets.models import Allocation, Indicator
from campaigns.targets.selectors import (
    allocation_rows,
    checked,
    indicators_for,
    likely_previous,
    reporting_participants,
)
from emulation.audit.models import AuditEntry
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from tests.builders.campaigns import House

D = Decimal


def add(house: House, campaign: Campaign, code: str = "CT03", **more: Any) -> Indicator:
    facts = {
        "code": code, "name": "Tổng thu ngân sách", "unit_of_measure": "tỷ đồng", "weight": 10,
        "direction": "higher", "aggregation": "sum", "floor": D(3300), "allocated": True,
        "unit_kinds": [], "baseline": D(3120), "monitoring_agency": house.syt, **more,
    }  # fmt: skip
    return services.save_indicator(by=house.office, campaign=campaign, **facts)


def test_an_indicator_with_all_its_facts(house: House) -> None:
    campaign = house.draft()
    growth = add(
        house, campaign, "CT01", floor=D(9), ceiling=D(10), aggregation="none", allocated=False
    )
    assert (growth.order, growth.floor, growth.ceiling) == (1, D(9), D(10))
    assert not growth.is_reported_by_units


def test_a_range_out_of_order_and_a_taken_code_are_refused(house: House) -> None:
    campaign = house.draft()
    with pytest.raises(ValidationError):
        add(house, campaign, floor=D(10), ceiling=D(9))
    add(house, campaign)
    with pytest.raises(ValidationError):
        add(house, campaign)


@pytest.mark.parametrize(
    "name", ["officer.syt", "signer", "clerk", "auditor", "admin", "cluster_head"]
)
def test_only_who_writes_the_plan_sets_indicators(house: House, name: str) -> None:
    campaign = house.draft()
    with pytest.raises(NotAllowed):
        services.save_indicator(by=house.by[name], campaign=campaign, code="X", name="X")


def test_the_sum_is_checked_and_the_gap_stays_visible(house: House) -> None:
    campaign = house.draft()
    one = add(house, campaign, unit_kinds=["department"])
    check = services.set_allocations(
        by=house.office, indicator=one, values={house.syt: D(1000), house.snv: D(2000)}
    )
    assert (check.allocated, check.gap, check.tone) == (D(3000), D(300), "late")
    check = services.set_allocations(
        by=house.office, indicator=one, values={house.syt: D("1300.0000"), house.snv: D(2000)},
        baselines={house.syt: D(1200)},
    )  # fmt: skip
    assert check.gap == 0
    assert Allocation.objects.get(unit=house.syt).baseline == D(1200)
    check = services.set_allocations(by=house.office, indicator=one, values={house.syt: None})
    assert (check.units, check.expected_units) == (1, 2)


def test_a_unit_that_the_indicator_does_not_concern_is_refused(house: House) -> None:
    campaign = house.draft()
    one = add(house, campaign, unit_kinds=["district"])
    for unit in (house.syt, house.commune):
        with pytest.raises(Refused):
            services.set_allocations(by=house.office, indicator=one, values={unit: D(1)})


def test_what_one_agency_supplies_is_not_allocated(house: House) -> None:
    one = add(house, house.draft(), aggregation="none", allocated=False)
    with pytest.raises(Refused):
        services.set_allocations(by=house.office, indicator=one, values={house.syt: D(1)})


def test_two_people_in_one_grid(house: House) -> None:
    one = add(house, house.draft())
    version = one.version
    values = {house.syt: D(1)}
    services.set_allocations(by=house.office, indicator=one, values=values, version=version)
    with pytest.raises(StaleVersion):
        services.set_allocations(by=house.office, indicator=one, values=values, version=version)


@pytest.mark.parametrize("state", ["submitted", "signed", "issued", "launched"])
def test_indicators_are_locked_once_the_plan_is_on_its_way(house: House, state: str) -> None:
    campaign = house.draft()
    one = add(house, campaign)
    house.placed(campaign, state)
    for act in (
        lambda: add(house, campaign, "CT99"),
        lambda: services.remove_indicator(
            by=house.office, indicator=Indicator.objects.get(pk=one.pk)
        ),
        lambda: services.set_allocations(by=house.office, indicator=one, values={}),
    ):
        with pytest.raises(WrongState) as refusal:
            act()
    sentence = "đã phát động" if state == "launched" else "ký"
    assert sentence in refusal.value.message


def test_a_named_change_keeps_reason_and_both_values(house: House) -> None:
    campaign = house.draft()
    one = add(house, campaign)
    with pytest.raises(WrongState):
        services.amend_indicator(by=house.office, indicator=one, reason="x", floor=D(1))
    house.launched(campaign)
    with pytest.raises(Refused):
        services.amend_indicator(by=house.office, indicator=one, reason=" ", floor=D(3000))
    with pytest.raises(Refused):
        services.amend_indicator(by=house.office, indicator=one, reason="x", name="Khác")
    with pytest.raises(NotAllowed):
        services.amend_indicator(by=house.by["officer.syt"], indicator=one, reason="x", floor=D(1))
    one = services.amend_indicator(
        by=house.office, indicator=one, reason="Nghị quyết số 12/NQ-HĐND", floor=D(3000)
    )
    entry = AuditEntry.objects.get(action="targets.amend_indicator")
    assert one.floor == D(3000)
    assert entry.changes["reason"] == "Nghị quyết số 12/NQ-HĐND"
    assert D(entry.changes["before"]["floor"]) == D(3300)


def test_what_was_allocated_last_year_is_no_result_and_a_code_is_no_link(house: House) -> None:
    import datetime as dt

    earlier = house.draft(starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2020, 12, 31))
    before = add(house, earlier)
    services.set_allocations(by=house.office, indicator=before, values={house.syt: D(5)})
    one = add(house, house.draft())

    def proposed(indicator: Indicator) -> Any:
        rows = allocation_rows(indicator, reporting_participants(indicator))
        return {row.unit.code: row.baseline for row in rows}["syt"]

    assert proposed(one) is None
    assert likely_previous(one) == before  # offered, not taken
    linked = services.save_indicator(
        by=house.office, campaign=one.campaign, indicator=one, previous=before
    )
    assert proposed(linked) is None  # linked, but nothing was reported


def test_the_plan_carries_table_and_annex(house: House) -> None:
    campaign = house.draft()
    add(
        house,
        campaign,
        "CT01",
        name="GRDP",
        floor=D(9),
        ceiling=D(10),
        aggregation="none",
        allocated=False,
    )
    one = add(house, campaign, unit_kinds=["department"])
    services.set_allocations(
        by=house.office, indicator=one, values={house.syt: D(1300), house.snv: D(2000)}
    )
    text = str(plan_paper(campaign).to_json())
    for words in ("9 - 10", "3.300", "Chỉ tiêu giao các cơ quan", "1.300", "Danh sách cơ quan"):
        assert words in text


def test_the_list_takes_the_same_queries_for_one_and_three(
    house: House, django_assert_num_queries: Any
) -> None:
    campaign = house.draft()
    add(house, campaign, "A1")
    with django_assert_num_queries(2):
        assert len(checked(list(indicators_for(house.office, campaign.pk)), campaign)) == 1
    add(house, campaign, "A2")
    add(house, campaign, "A3")
    with django_assert_num_queries(2):
        assert len(checked(list(indicators_for(house.office, campaign.pk)), campaign)) == 3


def test_a_unit_taken_out_of_a_draft_leaves_no_allocation(house: House) -> None:
    campaign = house.draft()
    indicator = add(house, campaign)
    units = [each.unit for each in campaign.participants.order_by("pk")[:2]]
    services.set_allocations(
        by=house.office, indicator=indicator, values={unit: D(5) for unit in units}
    )
    remove_participant(by=house.office, participant=campaign.participants.get(unit=units[0]))
    assert list(indicator.allocations.values_list("unit", flat=True)) == [units[1].pk]
    house.placed(campaign, "launched")
    assert not list(allocations_reach_participants())


def test_an_indicator_holds_what_units_that_take_part_were_allocated(house: House) -> None:
    campaign = house.draft()
    one = add(house, campaign)
    first, second = [each.unit for each in campaign.participants.order_by("pk")[:2]]
    services.set_allocations(by=house.office, indicator=one, values={first: D(5), second: D("7.5")})

    def stored() -> tuple[int, Decimal, Decimal | None]:
        one.refresh_from_db()
        assert not list(indicators_hold_their_shares())
        return one.shares_count, one.shares_sum, one.shares_largest

    assert stored() == (2, D("12.5"), D("7.5"))
    house.placed(campaign, "launched")
    remove_participant(by=house.office, participant=campaign.participants.get(unit=second))
    assert stored() == (1, D(5), D(5))
    add_participants(by=house.office, campaign=campaign, units=[second])
    assert stored() == (2, D("12.5"), D("7.5"))
    one.allocations.filter(unit=first).update(value=D(6))
    assert list(indicators_hold_their_shares()) == [f"{one.pk} {one.code}"]


def test_an_indicator_that_leaves_out_a_kind_takes_back_what_it_was_allocated(house: House) -> None:
    campaign = house.draft()
    one = add(house, campaign)
    units = [each.unit for each in campaign.participants.order_by("pk")]
    services.set_allocations(by=house.office, indicator=one, values=dict.fromkeys(units, D(5)))
    kept = [unit.pk for unit in units if unit.kind == "department"]
    assert 0 < len(kept) < len(units)
    changed = services.save_indicator(
        by=house.office, campaign=campaign, indicator=one, unit_kinds=["department"]
    )
    assert sorted(one.allocations.values_list("unit", flat=True)) == sorted(kept)
    assert changed.shares_count == len(kept)
    assert not list(indicators_hold_their_shares())
