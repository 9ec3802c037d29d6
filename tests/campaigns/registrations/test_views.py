"""Pages of the registrations: the officer's grid, signature, papers, compacts, lists, desk."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from campaigns.plans.models import Campaign
from campaigns.registrations import services
from campaigns.registrations.models import Compact, Registration
from campaigns.targets.services import save_indicator, set_allocations
from emulation.registries.places import turn_sources
from emulation.units.models import Unit
from tests.builders.campaigns import House
from tests.builders.clients import signed_in
from tests.builders.files import posted_pdf, upload
from tests.builders.people import make_person
from tests.builders.registrations import handed_up, signed_by
from tests.campaigns.plans.words import english_in

D = Decimal


@pytest.fixture
def campaign(house: House) -> Campaign:
    draft = house.draft()
    one = save_indicator(
        by=house.office, campaign=draft, code="CT1", name="Thu ngân sách",
        unit_of_measure="tỷ đồng", floor=D(100),
    )  # fmt: skip
    values = {house.syt: D(40), house.snv: D(35), house.district: D(25)}
    set_allocations(by=house.office, indicator=one, values=values)
    return house.launched(draft)


def of(campaign: Campaign, unit: Unit) -> Registration:
    return Registration.objects.get(participant__campaign=campaign, participant__unit=unit)


def url(name: str, *args: Any) -> str:
    return reverse(f"registrations:{name}", args=args)


def test_the_grid_is_prefilled_and_saves(house: House, campaign: Campaign) -> None:
    client, row = signed_in(house.by["officer.syt"]), of(campaign, house.syt)
    page = client.get(url("entry", row.pk))
    line = page.context["form"].lines[0]
    value, measures = f"value_{line.indicator.pk}", f"measures_{line.indicator.pk}"
    assert f'id="id_{value}" value="40"' in page.content.decode()
    assert line.allocated == D(40)
    data = {value: "42,5", measures: "Đôn đốc", "version": row.version}
    assert client.post(url("entry", row.pk), data)["Location"] == url("registration", row.pk)
    commitment = row.commitments.get()
    assert (commitment.value, commitment.measures) == (D("42.5"), "Đôn đốc")
    again = client.post(url("entry", row.pk), {**data, "version": row.version, measures: "Khác"})
    assert again.status_code == 409
    assert "Khác" in again.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"), [("42.5", "dấu"), ("bốn mươi", "số"), ("", "Hãy nhập số cam kết")]
)
def test_wrong_figures_are_marked_in_place(
    house: House, campaign: Campaign, typed: str, said: str
) -> None:
    client, row = signed_in(house.by["officer.syt"]), of(campaign, house.syt)
    pk = row.commitments.get().indicator_id
    response = client.post(
        url("entry", row.pk), {f"value_{pk}": typed, f"measures_{pk}": "Đã gõ điều này"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "Đã gõ điều này" in page


def test_leader_signs_by_one_button_even_when_clicked_twice(
    house: House, campaign: Campaign
) -> None:
    row = handed_up(house, of(campaign, house.syt))
    client = signed_in(house.by["leader.syt"])
    page = client.get(url("registration", row.pk))
    asked = client.get(url("sign", row.pk)).content.decode()
    assert "Số giá trị cam kết: 1" in asked
    assert "không thể hoàn tác" not in asked
    data = {"once": page.context["portal"]["once"], "version": row.version}
    first, second = (client.post(url("sign", row.pk), data) for _ in range(2))
    assert first["Location"] == second["Location"] == url("registration", row.pk)
    assert of(campaign, house.syt).state == "signed"


def test_two_offices_at_the_same_moment(house: House, campaign: Campaign) -> None:
    row = signed_by(house, of(campaign, house.syt))
    client = signed_in(house.office)
    services.accept_registration(by=house.office, registration=row)
    response = client.post(url("accept", row.pk), {"version": row.version})
    assert response.status_code == 409
    assert "trạng thái" in response.content.decode()


def test_the_paper_needs_a_real_file(house: House, campaign: Campaign) -> None:
    client, row = signed_in(house.by["officer.syt"]), of(campaign, house.syt)
    data = {"number": "05/ĐK-SYT", "signed_on": "08/03/2021"}
    for content in (b"", b"MZ not a pdf"):
        response = client.post(
            url("record-paper", row.pk), {**data, "file": posted_pdf("dk.pdf", content)}
        )
        assert response.status_code == 422
        assert "05/ĐK-SYT" in response.content.decode()
    assert of(campaign, house.syt).state == "draft"


def test_the_cluster_head_records_the_compact_of_the_own_cluster(
    house: House, campaign: Campaign
) -> None:
    client = signed_in(house.by["cluster_head"])
    form = client.get(url("compact-add", campaign.pk)).context["form"]
    assert list(form.fields["cluster"].queryset) == [house.block]
    services.record_compact(
        by=house.by["cluster_head"], campaign=campaign, cluster=house.block,
        signed_on=dt.date(2021, 3, 8), signatories="A", upload=upload("giao-uoc"),
    )  # fmt: skip
    page = client.get(url("campaign-registrations", campaign.pk))
    assert "giao-uoc.pdf" in page.content.decode()
    file = Compact.objects.get().file
    assert client.get(file.url).status_code == 200
    assert signed_in(house.by["officer.snv"]).get(file.url).status_code == 200
    assert signed_in(house.by["officer.phuoclong"]).get(file.url).status_code == 404


def test_a_return_through_the_form(house: House, campaign: Campaign) -> None:
    row = signed_by(house, of(campaign, house.syt))
    client = signed_in(house.office)
    wrong = client.post(url("return", row.pk), {"reason": "", "due_on": "01/01/2020"})
    assert wrong.status_code == 422
    data = {
        "reason": "Thiếu giải pháp",
        "items": "Chỉ tiêu 1\n\nChỉ tiêu 2",
        "due_on": "15/03/2021",
    }
    assert client.post(url("return", row.pk), data).status_code == 302
    page = signed_in(house.by["officer.syt"]).get(url("registration", row.pk)).content.decode()
    for words in ("15/03/2021", "Thiếu giải pháp", "Chỉ tiêu 2"):
        assert words in page


def test_names_of_persons_stay_with_those_who_may_see_them(
    house: House, campaign: Campaign
) -> None:
    row = of(campaign, house.syt)
    lan = make_person(house.syt, "Trần Thị Lan")
    client = signed_in(house.by["officer.syt"])
    data = {"award_code": "GRASSROOTS_FIGHTER", "person": lan.full_name}
    assert client.post(url("title-add", row.pk), data).status_code == 302
    both = client.post(url("title-add", row.pk), {**data, "collective": house.syt.code})
    assert "một cá nhân" in both.content.decode().lower()
    unknown = client.post(url("title-add", row.pk), {**data, "person": "Không ai"})
    assert "Không tìm thấy ai" in unknown.content.decode()
    assert "một cá nhân" not in unknown.content.decode().lower()
    page = url("registration", row.pk)
    assert "Trần Thị Lan" in client.get(page).content.decode()
    assert "Trần Thị Lan" not in signed_in(house.by["cluster_head"]).get(page).content.decode()


def test_every_page_speaks_vietnamese(house: House, campaign: Campaign) -> None:
    row = of(campaign, house.syt)
    signed = signed_by(house, of(campaign, house.snv))
    officer, office = signed_in(house.by["officer.syt"]), signed_in(house.office)
    pages = [
        (officer, url("registration-list")), (officer, url("registration", row.pk)),
        (officer, url("entry", row.pk)), (officer, url("title-add", row.pk)),
        (officer, url("record-paper", row.pk)), (office, url("entry", row.pk)),
        (office, url("campaign-registrations", campaign.pk)), (office, url("return", signed.pk)), (office, url("accept", signed.pk)),
        (office, url("compact-add", campaign.pk)), (office, f"{url('registration-list')}?state=signed"),
    ]  # fmt: skip
    for client, page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        assert english_in(response) == [], page


def count(client: Client, page: str, django_assert_max_num_queries: Any) -> int:
    with django_assert_max_num_queries(60) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_lists_take_the_same_queries_for_one_and_three(
    house: House, campaign: Campaign, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(house.office)
    client.get(url("registration-list"))
    pages = [url("registration-list"), url("campaign-registrations", campaign.pk)]
    three = [count(client, page, django_assert_max_num_queries) for page in pages]
    campaign.participants.exclude(unit=house.syt).update(left_on="2021-03-08")  # type: ignore[attr-defined]
    assert [count(client, page, django_assert_max_num_queries) for page in pages] == three


def desk_of(house: House, name: str) -> set[tuple[str, str]]:
    with override("vi"):
        return {
            (item.lane, item.verb or item.with_whom)
            for source in turn_sources
            if source.__module__ == "campaigns.registrations.desk"
            for item in source(house.by[name])
        }


def test_whose_turn_it_is(house: House, campaign: Campaign) -> None:
    assert desk_of(house, "officer.syt") == {("mine", "Lập bản đăng ký thi đua")}
    assert desk_of(house, "leader.syt") == {("waiting", "chuyên viên")}
    handed_up(house, of(campaign, house.syt))
    assert desk_of(house, "officer.syt") == {("waiting", "lãnh đạo")}
    assert desk_of(house, "leader.syt") == {("mine", "Ký đăng ký thi đua")}
    assert desk_of(house, "cluster_head") == {("mine", "Ghi nhận giao ước")}
    assert desk_of(house, "office") == {("waiting", "3 đơn vị")}
    services.sign_registration(by=house.by["leader.syt"], registration=of(campaign, house.syt))
    assert desk_of(house, "office") == {("mine", "Tiếp nhận đăng ký"), ("waiting", "2 đơn vị")}
    assert {lane for lane, _what in desk_of(house, "leader.syt")} == {"waiting"}
    assert desk_of(house, "admin") == desk_of(house, "clerk") == set()
