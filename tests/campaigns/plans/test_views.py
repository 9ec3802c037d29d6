"""Pages of the plans: who reaches them, what they say, wrong input, the number of queries."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from campaigns.plans import services
from campaigns.plans.models import Campaign, Participant, UnitPlan
from emulation.registries.places import search_sources, turn_sources
from tests.builders.campaigns import (
    PAPER,
    TITLE,
    House,
    aimed,
    make_campaign,
    place_campaign,
)
from tests.builders.clients import signed_in
from tests.builders.files import posted_pdf, upload
from tests.campaigns.plans.words import english_in


@pytest.fixture
def office(house: House) -> Client:
    return signed_in(house.office)


def url(name: str, *args: Any) -> str:
    return reverse(f"plans:{name}", args=args)


def full_draft(house: House) -> Campaign:
    campaign = house.draft(objectives="Đẩy mạnh thi đua.", unit_plans_due_on=dt.date(2021, 3, 31))
    services.save_assignment(
        by=house.office, campaign=campaign, content="Hướng dẫn", lead_unit=house.snv,
        cooperating_units=[house.syt],
    )  # fmt: skip
    services.add_commemorative_day(
        by=house.office, campaign=campaign, name="Quốc khánh", on=dt.date(2021, 9, 2)
    )
    services.add_attachment(by=house.office, campaign=campaign, title="Mẫu", upload=upload("mau"))
    return campaign


def test_every_page_of_a_draft_speaks_vietnamese(house: House, office: Client) -> None:
    campaign = full_draft(house)
    section, duty = campaign.sections.get(kind="purpose"), campaign.assignments.get()
    pages = [
        url("campaign-list"), url("campaign-add"), url("campaign", campaign.pk),
        url("campaign-edit", campaign.pk), url("notice-edit", campaign.pk),
        url("section-add", campaign.pk), url("section-edit", section.pk),
        url("assignment-add", campaign.pk), url("assignment-edit", duty.pk),
        url("day-add", campaign.pk), url("attachment-add", campaign.pk),
        url("participants", campaign.pk), url("participants-add", campaign.pk), url("submit", campaign.pk), url("unit-plans", campaign.pk),
    ]  # fmt: skip
    for page in pages:
        response = office.get(page)
        assert response.status_code == 200, page
        assert english_in(response) == [], page


def test_every_page_of_a_running_campaign_speaks_vietnamese(house: House, office: Client) -> None:
    campaign = house.placed(full_draft(house), "issued")
    launch = office.get(url("launch", campaign.pk))
    assert "6 cán bộ và lãnh đạo được báo" in launch.content.decode()
    assert english_in(launch) == []
    campaign = house.launched(campaign)
    duty, participant = campaign.assignments.get(), campaign.participants.get(unit=house.syt)
    pages = [
        url("campaign", campaign.pk), url("unit-plans", campaign.pk),
        url("unit-plan-record", participant.pk), url("assignment-complete", duty.pk),
        url("participants", campaign.pk), f"{url('campaign-add')}?tren={campaign.pk}", "/",
        reverse("public:campaign", args=[campaign.slug]),
    ]  # fmt: skip
    for page in pages:
        response = office.get(page)
        assert response.status_code == 200, page
        assert english_in(response) == [], page


def test_the_whole_way_through_the_forms(house: House, office: Client) -> None:
    data = {
        "title": "Phong trào mới", "kind": "drive", "starts_on": "01/04/2021",
        "ends_on": "30/06/2021", "legal_bases": [basis.pk for basis in _bases()],
        **PAPER,
    }  # fmt: skip
    answer = office.post(url("campaign-add"), data)
    campaign = Campaign.objects.get(title="Phong trào mới")
    assert answer["Location"] == url("campaign", campaign.pk)
    for kind in ("purpose", "content", "organisation"):
        office.post(url("section-add", campaign.pk), {"kind": kind, "body": "Nội dung"})
    chosen = {"kinds": ["department"], "clusters": [house.cluster.pk]}
    preview = office.post(url("participants-add", campaign.pk), {**chosen, "preview": "1"})
    assert "3 đơn vị sẽ được thêm" in preview.content.decode()
    assert campaign.participants.count() == 0
    office.post(url("participants-add", campaign.pk), chosen)
    assert campaign.participants.count() == 3
    early = office.post(url("submit", campaign.pk), {"version": campaign.version})
    for words in ("Chưa có chỉ tiêu nào", "Chưa đặt kỳ báo cáo"):
        assert words in early.content.decode()
    campaign = aimed(campaign, house.office)
    office.post(url("submit", campaign.pk), {"version": campaign.version})
    campaign.refresh_from_db()
    assert campaign.state == "submitted"


def _bases() -> Any:
    from campaigns.plans.selectors import proposed_bases

    return proposed_bases(dt.date(2021, 3, 8))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Trường này là bắt buộc"),
        ("starts_on", "31/02/2021", "ngày/tháng/năm"),
        ("ends_on", "01/01/2020", "Ngày cuối không được trước ngày đầu"),
        ("kind", "khac", "không"),
        ("kind", "thematic", "Phong trào chuyên đề phải có cơ quan thường trực"),
        ("title", "Phong trào\x00", "ký tự ẩn"),
    ],
)
def test_wrong_input_is_said_beside_the_field_and_nothing_is_lost(
    house: House, office: Client, field: str, value: str, said: str
) -> None:
    data = {
        "title": TITLE, "kind": "drive", "starts_on": "01/04/2021", "ends_on": "30/06/2021",
        "objectives": "Giữ nguyên điều đã gõ", field: value,
    }  # fmt: skip
    response = office.post(url("campaign-add"), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert said.lower() in page.lower()
    assert "Giữ nguyên điều đã gõ" in page
    assert not Campaign.objects.exists()


def test_a_stale_form_shows_the_conflict_and_keeps_the_text(house: House, office: Client) -> None:
    campaign = house.draft()
    old = campaign.version
    services.change_campaign(by=house.office, campaign=campaign, title="Người khác sửa")
    data = {
        "title": "Tôi sửa", "kind": "regular", "starts_on": "01/01/2021",
        "ends_on": "31/12/2021", "version": old,
    }  # fmt: skip
    response = office.post(url("campaign-edit", campaign.pk), data)
    assert response.status_code == 409
    assert "Tôi sửa" in response.content.decode()
    campaign.refresh_from_db()
    assert campaign.title == "Người khác sửa"


def test_a_double_click_launches_once(house: House, office: Client) -> None:
    campaign = house.placed(house.draft(), "issued")
    form = office.get(url("launch", campaign.pk)).context["form"]
    data = {"once": form["once"].value(), "version": campaign.version}
    first, second = (office.post(url("launch", campaign.pk), data) for _ in range(2))
    assert first["Location"] == second["Location"] == url("campaign", campaign.pk)


@pytest.mark.parametrize(("name", "content"), [("ke-hoach.pdf", b""), ("gia.pdf", b"MZ\x90 fake")])
def test_an_empty_or_fake_pdf_is_refused(
    house: House, office: Client, name: str, content: bytes
) -> None:
    participant = house.launched().participants.get(unit=house.syt)
    data = {"number": "12/KH-SYT", "issued_on": "08/03/2021", "file": posted_pdf(name, content)}
    response = office.post(url("unit-plan-record", participant.pk), data)
    assert response.status_code == 422
    assert "12/KH-SYT" in response.content.decode()
    assert not UnitPlan.objects.exists()


def test_the_unit_records_its_plan_in_the_browser(house: House) -> None:
    participant = house.launched().participants.get(unit=house.syt)
    client = signed_in(house.by["officer.syt"])
    data = {"number": "12/KH-SYT", "issued_on": "08/03/2021"}
    answer = client.post(url("unit-plan-record", participant.pk), data)
    assert answer["Location"] == url("unit-plans", participant.campaign_id)
    assert UnitPlan.objects.get().number == "12/KH-SYT"


def test_the_file_of_a_units_plan_is_read_by_the_unit_and_by_who_runs_or_checks(
    house: House,
) -> None:
    participant = house.launched().participants.get(unit=house.syt)
    data = {"number": "12/KH-SYT", "issued_on": "08/03/2021", "file": posted_pdf("ke-hoach.pdf")}
    signed_in(house.by["officer.syt"]).post(url("unit-plan-record", participant.pk), data)
    file, board = UnitPlan.objects.get().file, url("unit-plans", participant.campaign_id)
    assert file is not None
    readers = {"office": True, "auditor": True, "officer.syt": True, "leader.phuoclong": False}
    for name, reads in readers.items():
        client = signed_in(house.by[name])
        assert client.get(file.url).status_code == (200 if reads else 404), name
        assert (file.url in client.get(board).content.decode()) is reads, name


@pytest.mark.parametrize(
    ("name", "status"),
    [("office", 200), ("auditor", 200), ("signer", 200), ("officer.snv", 200), ("admin", 404),
     ("officer.syt", 404), ("leader.phuoclong", 404), ("cluster_head", 404), ("reviewer", 404)],
)  # fmt: skip
def test_a_draft_is_hidden_from_those_it_does_not_concern(
    house: House, name: str, status: int
) -> None:
    campaign = house.draft(kind="thematic", standing_agency=house.snv)
    assert signed_in(house.by[name]).get(url("campaign", campaign.pk)).status_code == status


def test_hidden_is_404_and_visible_but_not_permitted_is_403(house: House) -> None:
    draft, running = house.draft(), house.launched()
    client = signed_in(house.by["officer.syt"])
    assert client.get(url("campaign-edit", draft.pk)).status_code == 404
    assert client.get(url("campaign-edit", running.pk)).status_code == 403
    assert client.get(url("participants", running.pk)).status_code == 403
    assert client.get(url("campaign", 10**30)).status_code == 404


def test_the_public_reads_launched_campaigns_only(house: House, client: Client) -> None:
    draft, running = house.draft(title="Dự thảo kín"), house.launched(full_draft(house))
    assert client.get(reverse("public:campaign", args=[draft.slug])).status_code == 404
    page = client.get(reverse("public:campaign", args=[running.slug])).content.decode()
    assert "<script" not in page
    for words in (TITLE, "09:00, 08/03/2021", "Số lượt xem", "Hướng dẫn", "mau.pdf"):
        assert words in page
    home = client.get("/").content.decode()
    assert TITLE in home
    assert "Dự thảo kín" not in home
    file = running.attachments.get().file
    assert client.get(file.url).status_code == 200
    hidden = services.add_attachment(
        by=house.office, campaign=draft, title="Kín", upload=upload("kin", b"%PDF-1.4 kin")
    )
    assert client.get(hidden.file.url).status_code == 404


def queries_of(client: Client, page: str, django_assert_max_num_queries: Any) -> int:
    with django_assert_max_num_queries(60) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_lists_take_the_same_queries_for_one_and_three(
    house: House, office: Client, django_assert_max_num_queries: Any
) -> None:
    first = house.launched()
    pages = ["/", url("campaign-list"), "/api/v1/campaigns"]
    office.get("/")
    before = [queries_of(office, page, django_assert_max_num_queries) for page in pages]
    for _ in range(2):
        house.launched()
    assert [queries_of(office, page, django_assert_max_num_queries) for page in pages] == before
    board = url("unit-plans", first.pk)
    three = queries_of(office, board, django_assert_max_num_queries)
    Participant.objects.filter(campaign=first).exclude(unit=house.syt).update(left_on="2021-03-08")
    assert queries_of(office, board, django_assert_max_num_queries) == three


def desk_of(house: House, name: str) -> list[tuple[str, str]]:
    with override("vi"):
        return [
            (item.lane, item.verb or item.with_whom)
            for source in turn_sources
            if source.__module__ == "campaigns.plans.desk"
            for item in source(house.by[name])
        ]


def test_whose_turn_it_is_from_draft_to_unit_plans(house: House) -> None:
    campaign = house.draft()
    assert desk_of(house, "office") == [("mine", "Hoàn thiện dự thảo kế hoạch")]
    assert desk_of(house, "signer") == []
    house.placed(campaign, "submitted")
    assert desk_of(house, "office") == [("waiting", "người ký")]
    house.placed(campaign, "signed")
    assert desk_of(house, "signer") == [("waiting", "văn thư")]
    house.placed(campaign, "issued")
    assert (
        desk_of(house, "signer") == desk_of(house, "office") == [("mine", "Phát động phong trào")]
    )
    house.launched(campaign)
    assert desk_of(house, "officer.syt") == [("mine", "Ghi nhận kế hoạch của đơn vị")]
    assert desk_of(house, "office") == [("waiting", "3 đơn vị")]
    assert desk_of(house, "admin") == desk_of(house, "officer.x-hungphu") == []


def test_campaigns_are_found_without_marks_and_never_hidden_ones(house: House) -> None:
    house.draft(title="Đẩy mạnh chuyển đổi số")
    source = next(s for _label, s in search_sources if s.__module__ == "campaigns.plans.desk")
    assert [hit.title for hit in source(house.office, "chuyen doi so")] == [
        "Đẩy mạnh chuyển đổi số"
    ]
    assert list(source(house.by["officer.syt"], "chuyển đổi")) == []


def test_the_api_serves_what_the_pages_show(house: House, client: Client) -> None:
    draft, running = house.draft(), house.launched(full_draft(house))
    assert client.get("/api/v1/campaigns").status_code == 401
    officer = signed_in(house.by["officer.syt"])
    listed = officer.get("/api/v1/campaigns?state=launched").json()
    assert [row["id"] for row in listed["items"]] == [running.pk]
    detail = officer.get(f"/api/v1/campaigns/{running.pk}").json()
    assert detail["duties"][0] == {
        "content": "Hướng dẫn", "lead": "snv", "with_units": ["syt"], "due_on": None,
        "done_on": None, "result": "",
    }  # fmt: skip
    assert set(detail["participants"]) == {"syt", "snv", "phuoclong"}
    assert officer.get(f"/api/v1/campaigns/{draft.pk}").status_code == 404


def test_many_campaigns_under_one_are_named_in_part_and_found_in_the_list(house: House) -> None:
    above = place_campaign(make_campaign(house.office), "launched", by=house.office)
    for number in range(21):
        child = make_campaign(house.office, title=f"Hưởng ứng số {number:02d}", parent=above)
        place_campaign(child, "launched", by=house.office)
    query = f"?parent={above.pk}"
    for client, page, listed in (
        (signed_in(house.office), above.get_absolute_url(), url("campaign-list")),
        (Client(), reverse("public:campaign", args=[above.slug]), reverse("public:home")),
    ):
        shown = client.get(page).content.decode()
        assert shown.count("Hưởng ứng số") == 20
        assert f"{listed}{query}" in shown
        found = client.get(f"{listed}{query}")
        assert found.context["page"].paginator.count == 21
    assert [row.pk for row in Client().get(reverse("public:home")).context["rows"]] == [above.pk]


def test_the_plan_has_an_index_of_its_parts(house: House, office: Client) -> None:
    campaign = full_draft(house)
    page = office.get(campaign.get_absolute_url()).content.decode()
    index = page.split('class="indexed"')[1].split("</nav>")[0]
    for target in re.findall(r'href="#([^"]+)"', index):
        assert page.count(f' id="{target}"') == 1, target
    for section in campaign.sections.all():
        assert f'href="#part-{section.pk}"' in index
