"""The grid and the forms of indicators: figures as offices write them, fills, locks, words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.plans.models import Campaign
from campaigns.targets.models import Allocation, Indicator
from campaigns.targets.services import save_indicator
from tests.builders.campaigns import House
from tests.builders.clients import signed_in
from tests.campaigns.plans.words import english_in

D = Decimal


@pytest.fixture
def campaign(house: House) -> Campaign:
    return house.draft()


@pytest.fixture
def office(house: House) -> Client:
    return signed_in(house.office)


def url(name: str, *args: Any) -> str:
    return reverse(f"targets:{name}", args=args)


def posted(**more: Any) -> dict[str, Any]:
    return {
        "order": "1", "code": "CT03", "name": "Tổng thu ngân sách", "unit_of_measure": "tỷ đồng",
        "direction": "higher", "aggregation": "sum", "weight": "10", "floor": "3.300",
        "baseline": "3.120,5", "allocated": "on", "unit_kinds": ["department"], **more,
    }  # fmt: skip


def make(house: House, campaign: Campaign, **more: Any) -> Indicator:
    if more.get("aggregation") == "none":
        more["monitoring_agency"] = house.syt
    facts = {"code": "CT03", "name": "Tổng thu", "unit_of_measure": "tỷ đồng", "floor": D(3300)}
    return save_indicator(by=house.office, campaign=campaign, **{**facts, **more})


def cells(page: Any, column: str) -> dict[int, str]:
    """Return unit → what stands in its cell."""
    found = re.findall(rf'name="{column}_(\d+)"[^>]* value="([^"]*)"', page.content.decode())
    return {int(pk): value for pk, value in found}


def test_an_indicator_in_the_form(campaign: Campaign, office: Client) -> None:
    assert office.post(url("indicator-add", campaign.pk), posted()).status_code == 302
    one = Indicator.objects.get()
    assert (one.floor, one.baseline, one.unit_kinds) == (D(3300), D("3120.5"), ["department"])
    changed = posted(floor="3.400", version=one.version)
    assert office.post(url("indicator-edit", one.pk), changed).status_code == 302
    one.refresh_from_db()
    assert one.floor == D(3400)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("floor", "12.5", "dấu"), ("floor", "abc", "số"), ("ceiling", "1", "Mức tối đa"),
        ("code", "mã có dấu", ""), ("aggregation", "none", "không giao cho đơn vị"), ("weight", "-1", ""),
        ("name", "", "bắt buộc"),
    ],
)  # fmt: skip
def test_wrong_input_is_said_and_nothing_is_lost(
    campaign: Campaign, office: Client, field: str, value: str, said: str
) -> None:
    response = office.post(
        url("indicator-add", campaign.pk), posted(note="Đã gõ điều này", **{field: value})
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "Đã gõ điều này" in page
    assert english_in(response) == []
    assert not Indicator.objects.exists()


def test_the_grid_saves_blank_as_missing_and_comma_as_decimal(
    house: House, campaign: Campaign, office: Client
) -> None:
    one = make(house, campaign, unit_kinds=["department"])
    data = {f"value_{house.syt.pk}": "1.234,5", f"value_{house.snv.pk}": ""}
    response = office.post(url("allocate", one.pk), {**data, "version": one.version}, follow=True)
    assert "Còn 1 đơn vị chưa có số giao" in response.content.decode()
    assert list(Allocation.objects.values_list("unit", "value")) == [(house.syt.pk, D("1234.5"))]


def test_a_wrong_cell_is_marked_in_place(house: House, campaign: Campaign, office: Client) -> None:
    one = make(house, campaign)
    data = {f"value_{house.syt.pk}": "1,2,3", f"value_{house.snv.pk}": "5"}
    response = office.post(url("allocate", one.pk), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'aria-invalid="true"' in page
    assert "1,2,3" in page
    assert not Allocation.objects.exists()


def test_filling_changes_the_page_only(house: House, campaign: Campaign, office: Client) -> None:
    one = make(house, campaign)
    page = office.post(url("allocate", one.pk), {"fill": "equal"})
    assert list(cells(page, "value").values()) == ["1.100"] * 3
    before = {house.syt: "100", house.snv: "200", house.district: "30"}
    data = {f"baseline_{unit.pk}": text for unit, text in before.items()}
    page = office.post(url("allocate", one.pk), {**data, "fill": "last_year"})
    shares = {house.syt: "1.000", house.snv: "2.000", house.district: "300"}
    assert cells(page, "value") == {unit.pk: share for unit, share in shares.items()}
    assert not Allocation.objects.exists()
    empty = office.post(url("allocate", one.pk), {"fill": "last_year"})
    assert "Cần có số của tỉnh" in empty.content.decode()


def test_a_grid_of_many_pages_is_saved_page_by_page_and_filled_as_a_whole(
    house: House, campaign: Campaign, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaigns.targets.views.GRID_ROWS", 2)
    one = make(house, campaign)
    second = f"{url('allocate', one.pk)}?page=2"
    last = next(iter(cells(office.get(second), "value")))
    saved = office.post(second, {f"value_{last}": "300", "version": one.version})
    assert saved["Location"] == second
    first = office.get(url("allocate", one.pk))
    assert len(cells(first, "value")) == 2
    assert last not in cells(first, "value")
    assert 'data-elsewhere="300"' in first.content.decode()
    filled = office.post(url("allocate", one.pk), {"fill": "equal"})
    assert Allocation.objects.count() == 1
    assert "cả chỉ tiêu của các đơn vị ở trang khác" in filled.content.decode()
    one.refresh_from_db()
    shares = cells(filled, "value")
    typed = {f"value_{pk}": share for pk, share in shares.items()} | {"shared": "equal"}
    corrected = f"value_{next(iter(shares))}"
    office.post(url("allocate", one.pk), {**typed, corrected: "1.000", "version": one.version})
    values = Allocation.objects.filter(indicator=one)
    assert sorted(values.values_list("value", flat=True)) == [D(1000), D(1100), D(1100)]


def test_last_years_value_alone_is_not_dropped_silently(
    house: House, campaign: Campaign, office: Client
) -> None:
    one = make(house, campaign)
    response = office.post(url("allocate", one.pk), {f"baseline_{house.syt.pk}": "7"})
    assert response.status_code == 422
    assert "Nhập số giao hoặc xóa số năm trước" in response.content.decode()


def test_every_page_speaks_vietnamese(house: House, campaign: Campaign, office: Client) -> None:
    one = make(house, campaign)
    make(house, campaign, code="CT01", aggregation="none", allocated=False, ceiling=D(3400))
    pages = [
        url("indicator-list", campaign.pk), url("indicator-add", campaign.pk),
        url("indicator-edit", one.pk), url("allocate", one.pk),
    ]  # fmt: skip
    for page in pages:
        assert english_in(office.get(page)) == [], page
    house.launched(campaign)
    for page in (url("indicator-list", campaign.pk), url("indicator-amend", one.pk)):
        response = office.get(page)
        assert response.status_code == 200
        assert english_in(response) == [], page


def test_after_the_launch_the_form_says_why_not(
    house: House, campaign: Campaign, office: Client
) -> None:
    one = make(house, campaign)
    house.launched(campaign)
    response = office.post(url("indicator-edit", one.pk), posted())
    assert response.status_code == 409
    assert "chỉ tiêu đã khóa" in response.content.decode()
    changed = {"floor": "3.000", "weight": "1", "reason": "Nghị quyết 12", "version": one.version}
    assert office.post(url("indicator-amend", one.pk), changed).status_code == 302


@pytest.mark.parametrize(
    ("name", "status"), [("officer.syt", 404), ("auditor", 403), ("signer", 403), ("admin", 404)]
)
def test_who_may_not_reach_the_grid_of_a_draft(
    house: House, campaign: Campaign, name: str, status: int
) -> None:
    one = make(house, campaign)
    assert signed_in(house.by[name]).get(url("allocate", one.pk)).status_code == status


def test_indicators_are_removed_from_a_draft_only(
    house: House, campaign: Campaign, office: Client
) -> None:
    one, other = make(house, campaign), make(house, campaign, code="CT04", name="Khác")
    page, data = url("indicator-list", campaign.pk), {"action": "remove", "confirmed": "1"}
    assert office.post(page, {"action": "remove", "selected": one.pk}).status_code == 200
    office.post(page, {**data, "selected": one.pk})
    assert list(Indicator.objects.all()) == [other]
    house.launched(campaign)
    said = office.post(page, {**data, "selected": other.pk}, follow=True).content.decode()
    assert "chỉ tiêu đã khóa" in said
    assert list(Indicator.objects.all()) == [other]
    signed_in(house.by["officer.syt"]).post(page, {**data, "selected": other.pk})
    assert list(Indicator.objects.all()) == [other]


def test_the_list_shows_the_sum_check_beside_each_indicator(
    house: House, campaign: Campaign, office: Client
) -> None:
    make(house, campaign)
    make(house, campaign, code="CT01", name="Tăng trưởng", aggregation="none", allocated=False)
    text = office.get(url("indicator-list", campaign.pk)).content.decode()
    assert "Chưa giao" in text
    assert "Bỏ" in text
    assert text.count(">Giao chỉ tiêu</a>") == 1
