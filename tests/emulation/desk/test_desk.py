"""The desk: lanes, search, visits, navigation, the demo's date, health."""

import datetime as dt
import gzip
import re

import pytest

from emulation import clock
from emulation.clock.models import ProvinceDate
from emulation.desk import selectors
from emulation.desk.models import PageVisits
from emulation.desk.navigation import navigation_for
from emulation.desk.services import (
    count_visits,
    empty_log,
    has_visits,
    move_clock,
    record_earlier_visits,
)
from emulation.jobs.services import sweep
from emulation.registries.places import TurnItem, places, turn_sources
from emulation.ui.errors import Refused
from tests.builders.clients import signed_in

DAY = dt.date(2021, 11, 22)


@pytest.fixture
def items():
    given: list[TurnItem] = []
    turn_sources.append(lambda mandate: given)
    yield given
    turn_sources.pop()


def test_what_is_due_comes_first_and_what_is_past_is_late(house, items):
    items += [
        TurnItem("Không hạn", "/a/"),
        TurnItem("Ngày mai", "/b/", due_on=DAY + dt.timedelta(days=1)),
        TurnItem("Hôm nay", "/c/", due_on=DAY),
        TurnItem("Hôm qua", "/d/", due_on=DAY - dt.timedelta(days=1)),
        TurnItem("Chờ ký", "/e/", lane="waiting", due_on=DAY - dt.timedelta(days=9)),
    ]
    with clock.at(DAY):
        desk = selectors.desk_of(house.office)
    assert [item.title for item in desk.mine] == ["Hôm nay", "Ngày mai", "Không hạn"]
    assert [item.title for item in desk.late] == ["Hôm qua"]
    assert [item.title for item in desk.waiting] == ["Chờ ký"]


def test_the_desk_page_shows_the_verb_as_the_button(house, items):
    items.append(TurnItem("Báo cáo quý II", "/bao-cao/1/", verb="Gửi báo cáo quý II"))
    items.append(TurnItem("Báo cáo chờ", "/bao-cao/cho/", verb="Tiếp nhận báo cáo", count=1200))
    page = signed_in(house.officer).get("/ban-lam-viec/").content.decode()
    assert "Gửi báo cáo quý II" in page
    assert 'href="/bao-cao/1/"' in page
    assert "Tiếp nhận báo cáo (1.200)" in page


def test_a_person_without_a_mandate_is_told_what_to_do(house):
    house.officer.valid_to = dt.date(2001, 1, 1)
    house.officer.save()
    page = signed_in(house.officer).get("/ban-lam-viec/").content.decode()
    assert "Bạn chưa được giao vai trò" in page


@pytest.mark.parametrize("words", ["so noi vu", "Sở Nội vụ", "SỞ NỘI"])
def test_search_finds_with_and_without_marks(house, words):
    page = signed_in(house.office).get("/tim-kiem/", {"q": words}).content.decode()
    assert "Sở Nội vụ" in page


def test_search_with_nothing_finds_nothing(house):
    assert selectors.search(house.office, "a") == []
    assert signed_in(house.office).get("/tim-kiem/", {"q": "\x00" * 300}).status_code < 500


def test_visits_are_counted_from_the_log_once(db, tmp_path):
    log = tmp_path / "access.log"
    day = "[22/Nov/2021:09:00:00 +0700]"
    log.write_text(
        f"{day} GET /phong-trao/nam-2021/ 200 12\n"
        f"{day} GET /phong-trao/nam-2021/ 404 12\n"
        f"{day} POST /phong-trao/nam-2021/ 200 12\n"
        f"{day} GET /ban-lam-viec/ 200 12\n"
        f"{day} GET /phong-trao/nam-2021/ 200 9\n"
        f"{day} GET /khen-thuong/ 200 half a li"
    )
    assert count_visits(log) > 0
    count_visits(log)
    assert selectors.views_of("/phong-trao/nam-2021/") == 2
    log.write_text(f"{day} GET /phong-trao/nam-2021/ 200 1\n")
    count_visits(log)
    assert selectors.views_of("/phong-trao/nam-2021/") == 3
    assert not PageVisits.objects.filter(path="/ban-lam-viec/").exists()


def test_earlier_visits_are_taken_over(db):
    for _time in range(2):
        record_earlier_visits(path="/phong-trao/x/", day=DAY, count=1352)
    assert selectors.views_of("/phong-trao/x/") == 1352


def test_navigation_shows_what_the_role_may_open(house):
    def urls(mandate):
        return {place.url for place in navigation_for(mandate, "/").places}

    assert "/nhat-ky/" in urls(house.admin)
    assert "/cong-viec-nen/" not in urls(house.officer)
    assert navigation_for(None, "/") is None


def test_six_places_stand_in_the_row_and_the_nearest_is_the_present_one(house):
    navigation = navigation_for(house.officer, "/bao-cao/12/nhap/")
    assert len(navigation.row) == 6
    assert navigation.row + navigation.further == navigation.places
    assert navigation.present.url == "/bao-cao/"


def test_the_frame_is_drawn_once_for_a_role_and_marks_the_present_place(house):
    client = signed_in(house.officer)
    for _time in range(2):  # the second answer takes the frame from the cache
        page = client.get("/don-vi/").content.decode()
        assert page.count('aria-current="true"') == 1
        assert re.search(r'href="/don-vi/"\s+aria-current="true"', page)
    assert "/cong-viec-nen/" in signed_in(house.admin).get("/don-vi/").content.decode()
    assert "/cong-viec-nen/" not in client.get("/don-vi/").content.decode()


def test_pages_travel_compressed_and_workbooks_as_they_are(house):
    client = signed_in(house.office)
    page = client.get("/don-vi/", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert "Đơn vị" in gzip.decompress(page.content).decode()
    book = signed_in(house.admin).get("/nhap-danh-muc/mau/", headers={"accept-encoding": "gzip"})
    assert book.status_code == 200
    assert not book.has_header("Content-Encoding")


def test_every_place_has_a_letter_of_its_own():
    letters = [each.key for each in places]
    assert all(len(letter) == 1 for letter in letters)
    assert sorted(letters) == sorted(set(letters))


def test_the_administrator_moves_the_demo_forward(house, settings):
    settings.DEMO = True
    client = signed_in(house.admin)
    answer = client.post("/ngay-cua-tinh/", {"day": "21/11/2021"})
    assert "chỉ được chuyển về sau" in answer.content.decode()
    assert client.post("/ngay-cua-tinh/", {"day": "25/11/2021"}).status_code == 302
    assert (
        signed_in(house.officer).post("/ngay-cua-tinh/", {"day": "30/11/2021"}).status_code == 403
    )
    settings.DEMO = False
    assert client.get("/ngay-cua-tinh/").status_code == 404


def test_health_names_what_is_down(client, db):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["worker"]) == (503, "down")
    sweep()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def test_a_counted_log_is_emptied_when_it_has_grown_large(db, tmp_path):
    log = tmp_path / "access.log"
    line = "[22/Nov/2021:09:00:00 +0700] GET /khen-thuong/ 200 9\n"
    assert not has_visits(log)
    log.write_text(line * 2)
    assert has_visits(log)
    assert not empty_log(log, 10), "not counted yet"
    count_visits(log)
    assert not has_visits(log)
    assert not empty_log(log, 1000), "not large"
    assert empty_log(log, 10)
    with log.open("a") as stream:
        stream.write(line)
    count_visits(log)
    assert selectors.views_of("/khen-thuong/") == 3


def test_the_demo_moves_only_forward(house, settings):
    settings.DEMO = True
    move_clock(by=house.admin, day=DAY + dt.timedelta(days=1))
    assert ProvinceDate.objects.get().day == dt.date(2021, 11, 23)
    with pytest.raises(Refused):
        move_clock(by=house.admin, day=DAY)
