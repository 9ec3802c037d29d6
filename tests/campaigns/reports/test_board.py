"""The board, the reminder, the API and the desk; queries that do not grow."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.reports import services
from emulation.clock import at, now
from emulation.desk.selectors import desk_of
from tests.builders.clients import signed_in
from tests.builders.reports import Province, build

GOOD = {"lua": 50, "tngt": 4, "bhyt": 93}


def page(province: Province, name: str, code: str = "huyen0") -> str:
    return reverse(f"reports:{name}", args=[province.report(code).pk])


def board(province: Province) -> str:
    return reverse("reports:board", args=[province.campaign.pk])


def test_the_board_says_who_is_late_in_words(province: Province) -> None:
    province.deliver("huyen0", {"lua": 50, "tngt": 4, "bhyt": None})
    with at(dt.date(2021, 6, 24)):
        client = signed_in(province.office)
        text = client.get(board(province)).content.decode()
        assert "Trễ 3 ngày" in text
        assert "thiếu 1 số liệu" in text
        assert "Chép nội dung nhắc" in text
        late = client.get(f"{board(province)}?state=late").content.decode()
        assert "Hồng Dân" not in late.split("<tbody>")[1].split("</tbody>")[0]
        assert "Phước Long" in late
        for query in (
            "?cluster=abc",
            "?page=9999",
            "?kind=xyz",
            "?state=nothing",
            f"?cluster={province.cluster.pk}",
        ):
            assert client.get(board(province) + query).status_code == 200


def test_the_board_sorts_by_a_period_and_travels_with_a_column_for_each(province: Province) -> None:
    province.deliver("huyen1", GOOD)
    client = signed_in(province.office)
    column = f"ky-{province.periods[0].pk}"
    page = client.get(f"{board(province)}?sap-xep={column}").content.decode()
    assert 'aria-sort="ascending"' in page
    assert page.split("<tbody")[1].index("Phước Long") < page.split("<tbody")[1].index("Hồng Dân")
    lines = client.get(f"{board(province)}?xuat=csv").getvalue().decode("utf-8-sig").splitlines()
    assert "6 tháng đầu năm 2021, hạn 21/06/2021" in lines[0]
    assert any("Phước Long" in line and "Đã tiếp nhận" in line for line in lines[1:])
    assert (
        signed_in(province.office).get(board(province), headers={"hx-request": "true"}).status_code
        == 200
    )


def test_the_counts_of_the_board_lead_to_the_units_they_count(province: Province) -> None:
    province.deliver("huyen0", GOOD)
    client, period = signed_in(province.office), province.periods[1]
    query = f"?state=accepted&amp;period={province.periods[0].pk}"
    assert query in client.get(board(province)).content.decode()
    for chosen, found in ((province.periods[0], True), (period, False)):
        page = client.get(board(province), {"state": "accepted", "period": chosen.pk})
        assert bool(page.context["rows"]) == found


def test_the_reminder_names_the_late_units_and_is_recorded(province: Province) -> None:
    province.deliver("huyen0", GOOD)
    with at(dt.date(2021, 6, 24)):
        client = signed_in(province.office)
        address = reverse("reports:remind", args=[province.periods[0].pk])
        text = client.get(address).content.decode()
        assert "còn 02 đơn vị chưa gửi" in text
        assert "Phước Long – trễ 3 ngày làm việc" in text
        assert "Hồng Dân" not in text
        assert client.post(address, {"channel": "chat"}).status_code == 302
        assert province.periods[0].reminders.get().units == 2
        assert signed_in(province.officers["huyen0"]).get(address).status_code == 403


def queries_of(who: Any, address: str) -> int:
    client = signed_in(who)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


ADDRESSES = {
    "board": lambda p: board(p),
    "report": lambda p: page(p, "report"),
    "entry": lambda p: page(p, "entry"),
    "figures": lambda p: reverse("reports:figures", args=[p.indicators["lua"].pk, p.periods[0].pk]),
}


def counted(number: int, name: str) -> int:
    """Return the queries of a page in a province of so many units, which vanishes afterwards."""
    with transaction.atomic():
        province = build(number)
        for code in province.officers:
            province.fill(code, GOOD)
            if name != "entry":
                province.submit(code)
                province.approve(code)
        who = province.statistician if name in {"monitoring", "figures"} else province.office
        who = province.officers["huyen0"] if name == "entry" else who
        address = ADDRESSES.get(name, lambda p: reverse(f"reports:{name}"))(province)
        count = queries_of(who, address)
        transaction.set_rollback(True)
    return count


@pytest.mark.parametrize(
    "name", ["board", "list", "queue", "report", "entry", "monitoring", "figures"]
)
def test_queries_do_not_grow_with_the_rows(db: Any, name: str) -> None:
    one, three = counted(1, name), counted(3, name)
    assert three <= one, (one, three)
    if name == "board":
        assert three <= 11


def test_the_api_shows_what_the_mandate_sees(province: Province) -> None:
    province.deliver("huyen0", GOOD)
    address = "/api/v1/reports"
    office = signed_in(province.office)
    found = office.get(address, {"state": "accepted", "campaign": province.campaign.pk}).json()
    assert found["count"] == 1
    one = office.get(f"{address}/{province.report('huyen0').pk}").json()
    assert {line["indicator"]: line["reported"] for line in one["lines"]}["lua"] in {
        "50",
        "50.0000",
    }
    unit = signed_in(province.officers["huyen1"])
    assert unit.get(address).json()["count"] == 2
    assert unit.get(f"{address}/{province.report('huyen0').pk}").status_code == 404
    for query in ({"state": "x"}, {"period": "abc"}, {"period": 10**30}):
        assert office.get(address, query).status_code == 422
    assert Client().get(address).status_code == 401


def test_the_desk_says_whose_turn_it_is(province: Province) -> None:
    def verbs(who: Any) -> list[str]:
        return [item.verb for item in desk_of(who).mine]

    officer, leader, office = (
        province.officers["huyen0"],
        province.leaders["huyen0"],
        province.office,
    )
    assert "Nhập báo cáo" in verbs(officer)
    province.fill("huyen0", GOOD)
    assert "Hoàn thành báo cáo" in verbs(officer)
    province.submit("huyen0")
    assert "Duyệt báo cáo" in verbs(leader)
    assert "Duyệt báo cáo" not in verbs(officer)
    province.approve("huyen0")
    assert "Tiếp nhận báo cáo" in verbs(office)
    services.return_report(
        by=office, report=province.report("huyen0"), reason="Sai", due_on=dt.date(2021, 6, 25)
    )
    assert "Bổ sung báo cáo bị trả lại" in verbs(officer)
    assert "Cung cấp số liệu" in verbs(province.statistician)
    assert now().year == 2021
