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


def test_a_key_of_somebody_else_protects_nothing_but_harms_nobody(house):
    client = signed_in(house.officer)
    data = person(house, once=new_key(house.leader.account_id))
    assert client.post(ADDRESS, data).status_code == 302
    assert not FormReceipt.objects.exists()
    assert key_owner("forged") is None


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
def test_without_the_key_the_race_makes_many_records(house):
    data = person(house, once="")
    clients = [signed_in(house.officer) for _ in range(5)]
    at_once(*[partial(client.post, ADDRESS, data) for client in clients])
    assert Person.objects.filter(full_name="Võ Thị Sáu Nhỏ").count() == 5
