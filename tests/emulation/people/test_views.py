"""Pages of accounts, mandates, persons and households: who may, what they say, how they read."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation import clock
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate, Person
from emulation.ui.forms import new_key
from tests.builders.clients import page_of, post, signed_in
from tests.builders.people import add_mandate, make_household, make_mandate, make_person
from tests.builders.province import build_house

DAY = dt.date(2021, 11, 22)
LIST, PERSONS, HOUSEHOLDS = "/tai-khoan/", "/tai-khoan/ca-nhan/", "/tai-khoan/ho-gia-dinh/"


@pytest.fixture
def house(db):
    with clock.at(DAY):
        house = build_house()
        house.clerk = make_mandate(Role.CLERK, house.province)
        yield house


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        (LIST, {"admin", "office", "auditor", "leader"}),
        (f"{LIST}them/", {"admin"}),
        (PERSONS, {"office", "auditor", "leader", "officer"}),
        (f"{PERSONS}them/", {"office", "leader", "officer"}),
        (HOUSEHOLDS, {"office", "auditor", "leader", "officer"}),
        (f"{HOUSEHOLDS}them/", {"office", "leader", "officer"}),
        (f"{LIST}cua-toi/uy-quyen/", {"office", "leader", "clerk"}),
        (f"{LIST}cua-toi/", {"admin", "office", "auditor", "leader", "officer", "clerk"}),
    ],
)
def test_a_page_opens_for_its_roles_only(house, url, allowed):
    roles = ("admin", "office", "auditor", "leader", "officer", "clerk")
    opened = {r for r in roles if signed_in(getattr(house, r)).get(url).status_code == 200}
    assert opened == allowed


def test_a_hidden_account_or_person_is_not_there(house):
    assert signed_in(house.leader).get(f"{LIST}{house.admin.account_id}/").status_code == 404
    assert signed_in(house.officer).get(f"{PERSONS}{house.stranger.pk}/").status_code == 404
    assert signed_in(house.officer).get(f"{PERSONS}{house.stranger.pk}/sua/").status_code == 404
    assert signed_in(house.admin).get(f"{LIST}{10**30}/").status_code == 404


@pytest.mark.parametrize("action", ["sua/", "giao-vai-tro/", "ban-giao/"])
def test_a_leader_reads_an_account_but_does_not_change_it(house, action):
    url = f"{LIST}{house.officer.account_id}/"
    page = page_of(house.leader, url)
    assert action not in page
    assert "phieu/" in page
    page_of(house.leader, f"{url}{action}", 403)


def test_the_administrator_finds_every_action_on_the_account(house):
    house.officer.account.email = "canbo@example.vn"
    house.officer.account.save()
    page = page_of(house.admin, f"{LIST}{house.officer.account_id}/")
    for action in ("sua/", "giao-vai-tro/", "ban-giao/", "moi/", "phieu/", "khoa-mo/"):
        assert action in page
    assert f"vai-tro/{house.officer.pk}/ket-thuc/" in page


def test_the_auditor_only_reads(house):
    page = page_of(house.auditor, f"{LIST}{house.officer.account_id}/")
    assert "phieu/" not in page
    assert "khoa-mo/" not in page
    assert post(house.auditor, f"{LIST}{house.officer.account_id}/phieu/").status_code == 403


def test_past_mandates_stay_on_the_record(house):
    add_mandate(house.officer.account, Role.CLERK, house.department, valid_to=dt.date(2010, 5, 3))
    page = page_of(house.admin, f"{LIST}{house.officer.account_id}/")
    assert "03/05/2010" in page
    assert "đã kết thúc" in page


def test_an_account_is_created_once_even_when_sent_twice(house):
    data = {"username": "Moi.Nguyen", "full_name": "Nguyễn Mới", "unit": house.department.code}
    client, key = signed_in(house.admin), new_key(house.admin.account_id)
    answers = [client.post(f"{LIST}them/", {**data, "once": key}) for _time in range(2)]
    assert {a.status_code for a in answers} == {302}
    account = Account.objects.get(username="moi.nguyen")
    assert {a["Location"] for a in answers} == {f"{LIST}{account.pk}/"}
    assert not account.has_usable_password()


def test_a_taken_user_name_is_said_beside_the_field(house):
    data = {"username": house.officer.account.username, "full_name": "Trùng", "unit": ""}
    answer = post(house.admin, f"{LIST}them/", **data)
    assert answer.status_code == 422
    assert "Tên đăng nhập này đã có" in answer.content.decode()
    capital = post(house.admin, f"{LIST}them/", **{**data, "username": "Officer.So-Noi-Vu"})
    assert capital.status_code == 422


def test_a_role_is_given_and_ended_in_the_browser(house):
    url = f"{LIST}{house.officer.account_id}/"
    data = {"role": Role.CLERK, "unit": house.department.code, "valid_from": "22/11/2021"}
    assert post(house.admin, f"{url}giao-vai-tro/", **data)["Location"] == url
    mandate = Mandate.objects.get(role=Role.CLERK, unit=house.department)
    again = post(house.admin, f"{url}giao-vai-tro/", **data)
    assert again.status_code == 422
    wrong = post(house.admin, f"{url}giao-vai-tro/", **{**data, "valid_from": "31/02/2021"})
    assert "ngày/tháng/năm" in wrong.content.decode()
    end = post(house.admin, f"{LIST}vai-tro/{mandate.pk}/ket-thuc/", last_day="25/11/2021")
    assert end["Location"] == url
    mandate.refresh_from_db()
    assert mandate.valid_to == dt.date(2021, 11, 25)


def test_the_last_administrator_is_told_to_name_another(house):
    answer = post(house.admin, f"{LIST}vai-tro/{house.admin.pk}/ket-thuc/", last_day="25/11/2021")
    assert answer.status_code == 422


def test_delegation_and_hand_over_in_the_browser(house):
    given = post(
        house.leader,
        f"{LIST}cua-toi/uy-quyen/",
        account=house.officer.account.username,
        valid_from="22/11/2021",
        valid_to="30/11/2021",
    )
    assert given.status_code == 302
    assert "thay mặt" in page_of(house.officer, f"{LIST}cua-toi/")
    done = post(
        house.admin,
        f"{LIST}{house.officer.account_id}/ban-giao/",
        successor=house.other_officer.account.username,
        last_day="22/11/2021",
        close="on",
    )
    assert done.status_code == 302
    assert not Account.objects.get(pk=house.officer.account_id).is_active


def test_a_colleague_of_another_unit_cannot_be_delegated_to(house):
    answer = post(
        house.leader,
        f"{LIST}cua-toi/uy-quyen/",
        account=house.other_officer.account.username,
        valid_from="22/11/2021",
        valid_to="30/11/2021",
    )
    assert answer.status_code == 422


def test_closing_an_account_ends_its_session_at_once(house):
    client = signed_in(house.officer)
    post(house.admin, f"{LIST}{house.officer.account_id}/khoa-mo/")
    assert client.get("/ban-lam-viec/").status_code == 302


def test_a_forgotten_session_keeps_no_password(house):
    client = signed_in(house.officer)
    url = f"{LIST}cua-toi/mat-khau/"
    key = new_key(house.officer.account_id)
    client.logout()
    secrets = {"old_password": "cũ bí mật", "password": "mới bí mật", "repeated": "mới bí mật"}
    client.post(url, {"once": key, **secrets})
    assert "bí mật" not in str(dict(client.session))


def test_the_present_password_must_be_right(house):
    house.officer.account.set_password("một mật khẩu đã có sẵn")
    house.officer.account.save()
    new = {"password": "ruộng lúa chín vàng tháng mười"}
    new["repeated"] = new["password"]
    url = f"{LIST}cua-toi/mat-khau/"
    assert post(house.officer, url, old_password="sai", **new).status_code == 422
    assert post(house.officer, url, old_password="một mật khẩu đã có sẵn", **new).status_code == 302


def test_a_person_is_entered_and_links_to_the_ledger(house):
    data = {"full_name": "Võ Thị Ái", "unit": house.division.code, "employment": "civil_servant"}
    answer = post(house.officer, f"{PERSONS}them/", **data, birth_date="05/03/1980")
    person = Person.objects.get(full_name="Võ Thị Ái")
    assert answer["Location"] == f"{PERSONS}{person.pk}/"
    page = page_of(house.officer, answer["Location"])
    assert "05/03/1980" in page
    assert f"/so-theo-doi/ca-nhan/{person.pk}/" in page
    outside = post(house.officer, f"{PERSONS}them/", **{**data, "unit": house.other.code})
    assert outside.status_code == 422


@pytest.mark.parametrize("words", ["nguyen van an", "NGUYỄN VĂN", "văn nguyên"])
def test_persons_are_found_with_or_without_marks(house, words):
    page = page_of(house.office, f"{PERSONS}?q={words}")
    assert "Nguyễn Văn An" in page
    assert "Trần Thị Bé" not in page


def test_empty_lists_say_what_to_do(house):
    for mandate, url in ((house.office, PERSONS), (house.admin, LIST), (house.office, HOUSEHOLDS)):
        page = page_of(mandate, f"{url}?q=zzz")
        assert "Không có kết quả phù hợp" in page
        assert f'href="{url}"' in page


def queries(mandate, url):
    client = signed_in(mandate)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as taken:
        assert client.get(url).status_code == 200
    return len(taken)


def test_lists_read_as_often_for_three_rows_as_for_one(house):
    urls = [(house.admin, f"{LIST}?q=dem"), (house.office, PERSONS), (house.office, HOUSEHOLDS)]
    Person.objects.exclude(pk=house.person.pk).delete()
    make_mandate(Role.OFFICER, house.other, "dem.1")
    before = [queries(*url) for url in urls]
    for number in (2, 3):
        make_mandate(Role.OFFICER, house.commune, f"dem.{number}")
        make_person(house.other, f"Người {number}")
        make_household(house.commune, f"Hộ {number}")
    assert [queries(*url) for url in urls] == before


def test_an_account_reads_as_often_for_three_mandates_as_for_one(house):
    url = f"{LIST}{house.officer.account_id}/"
    before = queries(house.admin, url)
    for unit in (house.other, house.commune):
        add_mandate(
            house.officer.account, Role.LEADER, unit, valid_to=DAY, delegated_from=house.leader
        )
    assert queries(house.admin, url) == before


def test_accounts_are_filtered_by_whether_they_may_sign_in(house):
    house.officer.account.is_active = False
    house.officer.account.save()
    client = signed_in(house.admin)
    pages = {word: client.get(f"/tai-khoan/?is_active={word}") for word in ("", "true", "false")}
    listed = {word: {row.pk for row in page.context["rows"]} for word, page in pages.items()}
    assert listed["false"] == {house.officer.account_id}
    assert listed[""] == listed["true"] | listed["false"]


def test_a_role_that_ended_is_told_and_nothing_is_carried_out_under_another(house):
    add_mandate(house.officer.account, Role.LEADER, house.department)
    client = signed_in(house.officer)
    Mandate.objects.filter(pk=house.officer.pk).update(valid_to=clock.today() - dt.timedelta(1))
    address = reverse("people:delegate")
    typed = {"valid_from": "22/11/2021", "once": new_key(house.officer.account_id)}
    answer = client.post(address, typed, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(address, 302)]
    assert "đã kết thúc" in page
    assert "chưa được thực hiện" in page
    assert 'value="22/11/2021"' in page
    assert "đã kết thúc" not in client.get(reverse("desk:home")).content.decode()


def test_the_last_role_that_ended_is_told(house):
    client = signed_in(house.officer)
    Mandate.objects.filter(pk=house.officer.pk).update(valid_to=clock.today() - dt.timedelta(1))
    page = client.get(reverse("people:account")).content.decode()
    assert "đã kết thúc" in page
