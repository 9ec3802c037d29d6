"""The pages of signing routes: read step by step, set from a day on."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from emulation.documents import services
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed
from emulation.units.enums import Level, UnitKind
from tests.builders.clients import signed_in
from tests.builders.documents import DAY, House
from tests.builders.units import make_unit

QUERIES = 6


def test_a_signing_route_is_set_from_the_page(house: House):
    clerk = signed_in(house.clerk)
    address = reverse("documents:set-signing-route")
    data = {
        "authority": house.unit.code, "kind": "", "valid_from": "01/12/2021",
        "title_1": "Thẩm tra nội dung", "role_1": Role.OFFICE, "title_2": "Kiểm tra thể thức",
    }  # fmt: skip
    answer = clerk.post(address, {**data, "role_3": Role.CLERK})
    assert answer.status_code == 422
    assert "Thẩm tra nội dung" in answer.content.decode()
    assert "Ghi tên bước" in answer.content.decode()
    assert clerk.post(address, data).status_code == 302
    shown = clerk.get(reverse("documents:signing-routes")).content.decode()
    assert "Thẩm tra nội dung" in shown
    assert "Kiểm tra thể thức" in shown
    again = clerk.post(address, data)
    assert "Đã có quy trình trình ký" in again.content.decode()
    assert signed_in(house.signer).get(address).status_code == 403


@pytest.mark.parametrize("routes", [1, 3])
def test_the_routes_are_read_with_a_fixed_number_of_queries(
    house: House, django_assert_num_queries, routes
):
    for day in range(1, routes + 1):
        services.set_signing_route(
            by=house.clerk, authority=house.unit, kind="", steps=[("Thẩm tra", "")],
            valid_from=dt.date(2021, 12, day),
        )  # fmt: skip
    clerk = signed_in(house.clerk)
    address = reverse("documents:signing-routes")
    clerk.get(address)
    with django_assert_num_queries(QUERIES):
        clerk.get(address)


def test_nobody_sets_the_route_of_another_authority(house: House):
    stranger = make_unit("so-khac", UnitKind.DEPARTMENT, Level.PROVINCE)
    with pytest.raises(NotAllowed):
        services.set_signing_route(
            by=house.clerk, authority=stranger, kind="", steps=[("Thẩm tra", "")], valid_from=DAY
        )
