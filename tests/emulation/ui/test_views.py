"""Forms are carried out once; failures leave nothing and may be tried again; pages are clamped."""

import datetime as dt
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum

from campaigns.targets.models import Allocation
from campaigns.targets.services import save_indicator
from emulation.people.models import Person
from emulation.ui.forms import FigureFormField, VietnameseDateField, key_owner, new_key
from emulation.ui.models import FormReceipt
from tests.builders.campaigns import make_campaign
from tests.builders.clients import signed_in
from tests.builders.races import at_once

DAY = dt.date(2021, 3, 8)
ADDRESS = "/tai-khoan/ca-nhan/them/"


def person(house, **changes):
    return {
        "full_name": "Võ Thị Sáu Nhỏ",
        "unit": house.department.code,
        "employment": "civil_servant",
        "once": new_key(house.officer.account_id),
        **changes,
    }


def test_a_repeated_request_returns_the_first_answer_and_acts_once(house):
    client, data = signed_in(house.officer), person(house)
    first, second = client.post(ADDRESS, data), client.post(ADDRESS, data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Person.objects.filter(full_name="Võ Thị Sáu Nhỏ").count() == 1


def test_a_failure_leaves_no_receipt_and_may_be_tried_again(house):
    client = signed_in(house.officer)
    data = person(house, recruited_on="05/03/2021", left_on="01/01/2020")
    answer = client.post(ADDRESS, data)
    assert answer.status_code == 422
    assert "Ngày cuối không được trước ngày đầu" in answer.content.decode()
    assert "Võ Thị Sáu Nhỏ" in answer.content.decode()
    assert not FormReceipt.objects.exists()
    assert client.post(ADDRESS, {**data, "left_on": ""}).status_code == 302


@pytest.mark.parametrize("key", ["", "forged", "of somebody else"])
def test_without_a_genuine_key_nothing_is_saved_and_what_was_typed_is_kept(house, key):
    client = signed_in(house.officer)
    key = new_key(house.leader.account_id) if key == "of somebody else" else key
    answer = client.post(ADDRESS, person(house, once=key))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "chưa có gì được lưu" in page
    assert "Võ Thị Sáu Nhỏ" in page
    assert not Person.objects.filter(full_name="Võ Thị Sáu Nhỏ").exists()
    fresh = answer.context["form"]["once"].value()
    assert key_owner(fresh) == house.officer.account_id
    assert client.post(ADDRESS, person(house, once=fresh)).status_code == 302
    assert key_owner("forged") is None


def test_the_same_key_with_another_body_is_refused_and_what_was_typed_is_kept(house):
    client, data = signed_in(house.officer), person(house)
    assert client.post(ADDRESS, data).status_code == 302
    answer = client.post(ADDRESS, {**data, "full_name": "Võ Thị Bảy Nhỏ"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "nội dung khác" in page
    assert "Võ Thị Bảy Nhỏ" in page
    fresh = answer.context["form"]["once"].value()
    again = client.post(ADDRESS, {**data, "full_name": "Võ Thị Bảy Nhỏ", "once": fresh})
    assert again.status_code == 302
    assert Person.objects.filter(full_name__startswith="Võ Thị").count() == 2


def test_a_double_submit_of_what_must_be_unique_answers_the_first_result(house):
    client = signed_in(house.admin)
    data = {
        "once": new_key(house.admin.account_id), "username": "moi", "full_name": "Người Mới",
        "unit": house.department.code,
    }  # fmt: skip
    first, second = (client.post("/tai-khoan/them/", data) for _click in range(2))
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)


def test_a_field_that_comes_twice_with_different_values_is_refused(house):
    client = signed_in(house.officer)
    answer = client.post(ADDRESS, person(house, full_name=["Võ Thị Sáu Nhỏ", "Người Khác"]))
    assert answer.status_code == 400
    assert not Person.objects.filter(full_name="Người Khác").exists()


def test_one_key_serves_each_address_and_its_receipt_tells_nothing_of_the_body(house):
    client, key = signed_in(house.admin), new_key(house.admin.account_id)
    account = house.officer.account
    for _act in range(2):
        client.post(f"/tai-khoan/{account.pk}/khoa-mo/", {"once": key})
    client.post(f"/tai-khoan/{house.leader.account_id}/khoa-mo/", {"once": key})
    account.refresh_from_db()
    assert not account.is_active
    assert not type(account).objects.get(pk=house.leader.account_id).is_active
    hashes = set(FormReceipt.objects.values_list("body_hash", flat=True))
    assert len(hashes) == 1  # the same empty body under the same key
    client.post(f"/tai-khoan/{account.pk}/khoa-mo/", {"once": new_key(house.admin.account_id)})
    assert FormReceipt.objects.values("body_hash").distinct().count() == 2


def test_a_foreign_unit_is_refused_beside_the_field(house):
    answer = signed_in(house.officer).post(ADDRESS, person(house, unit=house.other.code))
    assert answer.status_code == 422
    assert not Person.objects.filter(full_name="Võ Thị Sáu Nhỏ").exists()


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999999999999999"])
def test_a_page_out_of_range_gives_the_nearest(house, page):
    answer = signed_in(house.officer).get("/tai-khoan/ca-nhan/", {"page": page})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("text", "value"), [("1.234.567,8", "1234567.8"), ("9,5", "9.5"), ("-3", "-3"), ("", None)]
)
def test_figures_are_read_as_they_are_written_here(text, value):
    field = FigureFormField(required=False)
    assert field.clean(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize("text", ["1,2,3", "1.23", "abc", "1,23456", "9" * 20, "1e5", "NaN"])
def test_a_wrong_figure_says_how_it_is_written(text):
    with pytest.raises(ValidationError):
        FigureFormField().clean(text)


@pytest.mark.parametrize("text", ["31/02/2021", "5-3", "05/03/21", "01/01/0001", "abc"])
def test_a_wrong_date_says_how_it_is_written(text):
    with pytest.raises(ValidationError, match="ngày/tháng/năm"):
        VietnameseDateField().clean(text)


def test_figures_add_up_exactly_in_the_database(house):
    indicator = save_indicator(
        by=house.office, campaign=make_campaign(house.office), code="a", name="A",
        unit_of_measure="tỷ đồng",
    )  # fmt: skip
    for unit in (house.department, house.other, house.district):
        Allocation.objects.create(indicator=indicator, unit=unit, value=Decimal("0.1"))
    total = Allocation.objects.aggregate(total=Sum("value"))["total"]
    assert total == Decimal("0.3")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twenty_identical_requests_at_once_make_one_record(house):
    data = person(house)
    clients = [signed_in(house.officer) for _ in range(20)]
    answers = at_once(*[partial(client.post, ADDRESS, data) for client in clients])
    assert {answer.status_code for answer in answers} == {302}
    assert Person.objects.filter(full_name="Võ Thị Sáu Nhỏ").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_with_keys_of_their_own_the_race_makes_many_records(house):
    clients = [signed_in(house.officer) for _ in range(5)]
    at_once(*[partial(client.post, ADDRESS, person(house)) for client in clients])
    assert Person.objects.filter(full_name="Võ Thị Sáu Nhỏ").count() == 5
