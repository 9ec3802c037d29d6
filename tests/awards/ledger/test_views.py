"""Pages of the ledger: lists, one subject, the forms, and who is kept out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from awards.ledger import services
from awards.ledger.models import AwardRecord, YearRating
from awards.ledger.subjects import ledger_url
from emulation.people.models import Person
from emulation.ui.forms import new_key
from tests.builders.clients import signed_in

FORMS = ["award", "rating", "initiative", "discipline", "leave"]


def _rate(house, person, year=2020):
    return services.record_rating(by=house.office, subject=person, year=year, rating="good")


def _address(house, form):
    return reverse(f"ledger:record-{form}", args=["ca-nhan", house.person.pk])


def _award_data(house, **changes):
    return {
        "once": new_key(house.officer.account_id),
        "award_code": "GRASSROOTS_FIGHTER",
        "year": "2020",
        "year_kind": "calendar",
        "decision_number": "201/QĐ-SNV",
        "decided_on": "20/12/2020",
        "authority_name": "Sở Nội vụ",
        **changes,
    }


def test_unit_sees_its_own_people_only(house):
    page = signed_in(house.officer).get(reverse("ledger:list")).content.decode()
    assert "Nguyễn Văn An" in page
    assert "Trần Thị Bé" not in page


@pytest.mark.parametrize("name", ["list", "persons", "collectives", "households"])
def test_office_lists_every_kind_of_subject(house, name):
    response = signed_in(house.office).get(reverse(f"ledger:{name}"))
    assert response.status_code == 200
    assert len(response.context["rows"]) >= 1


def test_list_is_searched_without_marks_and_by_unit(house):
    client = signed_in(house.office)
    found = client.get(reverse("ledger:list"), {"q": "nguyen an"}).context["rows"]
    assert [row.full_name for row in found] == ["Nguyễn Văn An"]
    of_unit = client.get(reverse("ledger:list"), {"unit": house.department.code}).context["rows"]
    assert [row.full_name for row in of_unit] == ["Nguyễn Văn An"]


def test_unknown_kind_is_not_there(house):
    assert signed_in(house.office).get("/so-theo-doi/bi-mat/").status_code == 404


def test_list_takes_the_same_queries_for_one_and_for_many(house, django_assert_max_num_queries):
    client = signed_in(house.office)
    people = Person.objects.bulk_create(
        Person(full_name=f"Người {n}", unit=house.department, sort_key=str(n)) for n in range(40)
    )
    for person in people[:10]:
        _rate(house, person)
    with django_assert_max_num_queries(9):
        client.get(reverse("ledger:list"))


def test_subject_page_takes_a_fixed_number_of_queries(house, django_assert_max_num_queries):
    client = signed_in(house.office)
    for year in range(2010, 2021):
        _rate(house, house.person, year)
        services.record_award(
            by=house.office,
            subject=house.person,
            award_code="OTHER",
            award_name="Giấy khen",
            decision_number=f"{year}/QĐ",
            decided_on=dt.date(year, 12, 1),
            authority_name="Sở Nội vụ",
        )
    with django_assert_max_num_queries(16):
        response = client.get(ledger_url(house.person))
    assert len(response.context["rows"]) == 11
    assert "Xếp loại hằng năm" in response.content.decode()
    ratings = client.get(f"{ledger_url(house.person)}xep-loai/?year=2015")
    assert [row.year for row in ratings.context["rows"]] == [2015]


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("leader", 200), ("office", 200), ("auditor", 200), ("other_officer", 404)],
)
def test_subject_page_is_hidden_from_other_units(house, who, status):
    assert signed_in(getattr(house, who)).get(ledger_url(house.person)).status_code == status


def test_administrator_never_opens_the_ledger(house):
    assert signed_in(house.admin).get(ledger_url(house.person)).status_code in {403, 404}


@pytest.mark.parametrize("form", FORMS)
def test_forms_open_for_the_officer_and_not_for_the_auditor(house, form):
    assert signed_in(house.officer).get(_address(house, form)).status_code == 200
    assert signed_in(house.auditor).get(_address(house, form)).status_code == 403


def test_award_is_recorded_through_the_page(house):
    client = signed_in(house.officer)
    response = client.post(_address(house, "award"), _award_data(house))
    assert response.status_code == 302
    page = client.get(response["Location"]).content.decode()
    assert "Chiến sĩ thi đua cơ sở" in page
    assert "201/QĐ-SNV" in page


def test_double_click_records_once(house):
    client, data = signed_in(house.officer), _award_data(house)
    first = client.post(_address(house, "award"), data)
    second = client.post(_address(house, "award"), data)
    assert first["Location"] == second["Location"]
    assert AwardRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"decided_on": "31/02/2020"}, "ngày"),
        ({"decided_on": "20/12/2022"}, "tương lai"),
        ({"year": "hai nghìn"}, ""),
        ({"award_code": "OTHER"}, "Ghi tên danh hiệu"),
        ({"period_start": "01/01/2020"}, "cả hai ngày"),
        ({"decision_number": ""}, ""),
    ],
)
def test_bad_input_stays_on_the_form_with_what_was_typed(house, changes, words):
    response = signed_in(house.officer).post(
        _address(house, "award"), _award_data(house, **changes)
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Sở Nội vụ" in page
    assert not AwardRecord.objects.exists()


def test_form_for_another_units_person_is_not_there(house):
    address = reverse("ledger:record-award", args=["ca-nhan", house.stranger.pk])
    assert signed_in(house.officer).get(address).status_code == 404


def test_time_away_is_offered_for_persons_only(house):
    address = reverse("ledger:record-leave", args=["tap-the", house.department.pk])
    assert signed_in(house.officer).get(address).status_code == 404


def test_entry_is_struck_out_through_the_page_and_stays_readable(house):
    entry, client = _rate(house, house.person), signed_in(house.officer)
    address = f"{ledger_url(house.person)}xep-loai/"
    assert f'value="strike:{entry.pk}"' in client.get(address).content.decode()
    asked = client.post(address, {"press": f"strike:{entry.pk}"}).content.decode()
    assert "Vì sao mục này sai" in asked
    data = {
        "once": new_key(house.officer.account_id), "action": "strike", "selected": [entry.pk],
        "confirmed": "1",
    }  # fmt: skip
    assert client.post(address, data).status_code == 422
    assert client.post(address, {**data, "reason": "Nhầm năm"}).status_code == 302
    page = client.get(address).content.decode()
    assert "Nhầm năm" in page
    assert f'value="strike:{entry.pk}"' not in page
    assert not YearRating.objects.standing().exists()


def test_another_units_officer_strikes_nothing(house):
    entry = _rate(house, house.stranger)
    address = f"{ledger_url(house.stranger)}xep-loai/"
    data = {"action": "strike", "selected": [entry.pk], "confirmed": "1", "reason": "Nhầm"}
    assert signed_in(house.officer).post(address, data).status_code == 404
    assert signed_in(house.auditor).post(address, data).status_code == 302
    assert YearRating.objects.standing().exists()


def test_the_office_finds_who_is_on_hold_without_marks_open_ones_first(house):
    lifted = services.place_hold(by=house.office, subject=house.person, reason="complaint")
    services.lift_hold(
        by=house.office, hold=lifted, lifted_on=dt.date(2021, 11, 22), outcome="Đơn sai"
    )
    services.place_hold(by=house.office, subject=house.stranger, reason="complaint")
    client, address = signed_in(house.office), reverse("ledger:holds")
    assert [row.subject for row in client.get(address).context["rows"]] == [
        house.stranger, house.person,
    ]  # fmt: skip
    found = client.get(address, {"q": "nguyen", "state": "da-ket-thuc"}).context["rows"]
    assert [row.subject for row in found] == [house.person]
    assert signed_in(house.leader).get(address).status_code == 403


def test_only_the_office_reads_who_complained(house):
    hold = services.place_hold(
        by=house.office, subject=house.person, reason="complaint", note="Ông Bảy gửi đơn"
    )
    address = f"{ledger_url(house.person)}tam-dung/"
    assert "Ông Bảy" in signed_in(house.office).get(address).content.decode()
    assert "Ông Bảy" not in signed_in(house.leader).get(address).content.decode()
    lift = reverse("ledger:lift-hold", args=[hold.pk])
    data = {
        "once": new_key(house.office.account_id),
        "lifted_on": "22/11/2021",
        "outcome": "Đơn không có cơ sở",
    }
    assert signed_in(house.leader).get(lift).status_code == 403
    assert signed_in(house.office).post(lift, data).status_code == 302


@pytest.mark.parametrize(
    ("tab", "form"), [("", "award"), ("xep-loai/", "rating"), ("thoi-gian-nghi/", "leave")]
)
def test_each_tab_offers_to_record_its_own_kind(house, tab, form):
    page = signed_in(house.officer).get(f"{ledger_url(house.person)}{tab}").content.decode()
    assert f'href="{_address(house, form)}"' in page
    page = signed_in(house.auditor).get(f"{ledger_url(house.person)}{tab}").content.decode()
    assert f'href="{_address(house, form)}"' not in page
