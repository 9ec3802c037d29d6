"""Declared lists: order, filters, pages, columns, export, and acts on a selection."""

import csv
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from emulation import clock
from emulation.jobs.models import Job
from emulation.jobs.services import run_now
from emulation.notices.models import Notice
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate, Person
from emulation.ui.forms import new_key
from emulation.ui.lists import Column, Empty, Listing, declared
from emulation.ui.models import ColumnChoice
from tests.house import build_house, make_mandate, signed_in

DAY = dt.date(2021, 11, 22)
ACCOUNTS, PERSONS, NOTICES = "/tai-khoan/", "/tai-khoan/ca-nhan/", "/thong-bao/"


@pytest.fixture
def house(db):
    with clock.at(DAY):
        yield build_house()


@pytest.fixture
def names(house):
    """Persons whose order differs between Vietnamese and the bytes."""
    written = ["Trần Văn Ánh", "Lê Thị An", "Đỗ Văn Đức", "Dương Dung", "Ấu Thị Yến", "Bùi Anh"]
    for name in written:
        Person.objects.create(full_name=name, unit=house.department)
    return ["Lê Thị An", "Nguyễn Văn An", "Bùi Anh", "Trần Văn Ánh", "Trần Thị Bé", "Dương Dung"]


def page_of(mandate, url):
    answer = signed_in(mandate).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(mandate, url):
    return [str(row) for row in signed_in(mandate).get(url).context["rows"]]


def post(mandate, url, **data):
    return signed_in(mandate).post(url, {"once": new_key(mandate.account_id), **data}, follow=True)


# --- order, pages, filters --------------------------------------------------------------------


def test_persons_stand_in_vietnamese_order_by_given_name(house, names):
    assert listed(house.office, PERSONS)[:6] == names
    backwards = listed(house.office, f"{PERSONS}?sap-xep=-name")
    assert backwards == listed(house.office, f"{PERSONS}?sap-xep=name")[::-1]


def test_a_head_says_how_it_sorts_and_turns_round(house, names):
    page = page_of(house.office, f"{PERSONS}?sap-xep=unit&so-dong=100&q=an")
    assert 'aria-sort="ascending"' in page
    assert 'href="?sap-xep=-unit&amp;so-dong=100&amp;q=an"' in page


def test_what_is_missing_stands_last_in_both_directions(house, names):
    Person.objects.filter(full_name="Bùi Anh").update(birth_date="1980-01-01")
    for direction in ("birth_date", "-birth_date"):
        assert listed(house.office, f"{PERSONS}?sap-xep={direction}")[0] == "Bùi Anh"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("sap-xep=mat-khau", "Không sắp xếp được danh sách theo “mat-khau”"),
        ("so-dong=5000", "Mỗi trang có thể hiện 50, 100, 200 dòng."),
        (
            "page=99999999999999999999999",
            "Không có trang “99999999999999999999999”; đây là trang 1.",
        ),
        ("page=-1", "Không có trang “-1”; đây là trang 1."),
        ("page=²", "Không có trang “²”; đây là trang 1."),
        ("bi-mat=1", "Danh sách này không có điều kiện lọc “bi-mat” nên đã bỏ qua."),
        ("employment=king", "employment"),
        ("unit=khong-co", "Không có đơn vị nào có mã hoặc tên này."),
    ],
)
def test_an_address_that_asks_in_vain_gets_the_nearest_list_and_a_sentence(
    house, names, query, sentence
):
    page = page_of(house.office, f"{PERSONS}?{query}")
    assert sentence in page
    assert "Lê Thị An" in page


def test_an_unreadable_filter_leaves_the_others_at_work(house, names):
    found = listed(house.office, f"{PERSONS}?q=lê&employment=king")
    assert found == ["Lê Thị An"]


def test_a_page_has_as_many_rows_as_were_asked_for(house):
    people = (Person(full_name=f"Người {n}", unit=house.department) for n in range(120))
    Person.objects.bulk_create(people)
    assert len(listed(house.office, PERSONS)) == 50
    assert len(listed(house.office, f"{PERSONS}?so-dong=100")) == 100
    assert len(listed(house.office, f"{PERSONS}?so-dong=200")) == 122
    assert len(listed(house.office, f"{PERSONS}?page=3")) == 22


@pytest.mark.parametrize("typed", ["so-noi-vu", "Sở Nội vụ", "so noi", "Sở Nội vụ (so-noi-vu)"])
def test_a_unit_is_typed_by_code_or_name(house, names, typed):
    found = listed(house.office, f"{PERSONS}?unit={typed}")
    assert "Lê Thị An" in found
    assert "Trần Thị Bé" not in found


def test_words_that_mean_several_units_are_answered_with_their_codes(house, names):
    page = page_of(house.office, f"{PERSONS}?unit=so")
    assert "Có nhiều đơn vị phù hợp" in page
    assert "(so-noi-vu)" in page


def test_units_are_suggested_while_one_types(house):
    answer = signed_in(house.office).get("/don-vi/goi-y/?unit=so noi")
    assert answer.content.decode() == '<option value="Sở Nội vụ (so-noi-vu)"></option>'
    assert signed_in(house.office).get("/don-vi/goi-y/?unit=").content == b""


def test_htmx_gets_the_list_alone_with_its_count(house, names):
    client = signed_in(house.office)
    page = client.get(PERSONS, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert page.count('id="list"') == 1
    assert 'hx-swap-oob="true">8<' in page


def test_what_stands_in_a_row_is_escaped(house):
    Person.objects.create(full_name="<b>An</b>", position='"><i>x', unit=house.department)
    page = page_of(house.office, PERSONS)
    assert "<b>An" not in page
    assert "<i>x" not in page


# --- columns ----------------------------------------------------------------------------------


def test_the_choice_of_columns_is_remembered_for_its_account(house, names):
    assert "Ngày sinh</a></th>" not in page_of(house.office, PERSONS)
    post(house.office, PERSONS, columns="1", column=["birth_date", "unit"])
    page = page_of(house.office, PERSONS)
    assert "Ngày sinh</a></th>" in page
    assert "Mã số</a></th>" not in page
    assert 'data-label="Đơn vị"' in page
    assert "Ngày sinh</a></th>" not in page_of(house.leader, PERSONS)
    assert ColumnChoice.objects.count() == 1
    post(house.office, PERSONS, columns="1", column=["unit"])
    assert ColumnChoice.objects.count() == 1
    assert "Ngày sinh</a></th>" not in page_of(house.office, PERSONS)


def test_a_personal_column_is_neither_shown_sorted_by_nor_exported(house, monkeypatch):
    from emulation.people.views.subjects import PersonList

    secret = Listing(
        name="test.secret",
        title="Danh sách",
        rows=lambda mandate: Person.objects.visible_to(mandate),
        columns=[
            Column("name", "Tên", "full_name"),
            Column("address", "Nơi ở", sort="address", personal="emulation.manage_people"),
        ],
        empty=Empty(title="Trống"),
    )
    monkeypatch.setattr(PersonList, "listing", secret)
    Person.objects.update(address="Ấp Ninh Lợi")
    client = signed_in(house.office)
    for query in ("", "?xuat=csv"):
        answer = client.get(PERSONS + query)
        text = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert "Nguyễn Văn An" in text
        assert "Ninh Lợi" not in text
        assert "Nơi ở" not in text
    assert "Không sắp xếp được" in client.get(f"{PERSONS}?sap-xep=address").content.decode()
    post(house.office, PERSONS, columns="1", column=["address"])
    assert "Ninh Lợi" not in page_of(house.office, PERSONS)


@pytest.mark.parametrize("keys", [[], ["a", "a"]])
def test_a_list_that_is_declared_badly_does_not_start(keys):
    with pytest.raises(TypeError):
        Listing(
            name="bad",
            title="",
            rows=lambda mandate: Person.objects.all(),
            columns=[Column(key, key) for key in keys],
            empty=Empty(title=""),
        )


def test_a_name_of_a_list_is_used_once():
    from emulation.people.lists import PERSONS as persons

    with pytest.raises(TypeError):
        declared(persons)


# --- export -----------------------------------------------------------------------------------


def exported(mandate, url):
    return signed_in(mandate).get(url).getvalue()


def test_excel_holds_what_is_filtered_and_sorted_in_typed_cells(house, names):
    Person.objects.filter(full_name="Bùi Anh").update(birth_date="1980-01-31", position="=1+1")
    post(house.office, PERSONS, columns="1", column=["birth_date", "position", "unit"])
    url = f"{PERSONS}?xuat=xlsx&unit=so-noi-vu&sap-xep=-name&page=7"
    answer = signed_in(house.office).get(url)
    assert 'filename="ca-nhan_2021-11-22.xlsx"' in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "Cá nhân"
    assert rows[1][0].startswith("Số liệu tại thời điểm")
    assert rows[2][0] == "Lọc: Đơn vị: Sở Nội vụ"
    assert rows[3][0] == "Sắp xếp theo: Họ và tên, giảm dần"
    assert rows[5] == ["Họ và tên", "Chức vụ", "Đơn vị", "Ngày sinh"]
    found = [row[0] for row in rows[6:]]
    assert found == listed(house.office, url.replace("xuat=xlsx&", "").replace("&page=7", ""))
    anh = rows[6 + found.index("Bùi Anh")]
    assert anh[3].date().isoformat() == "1980-01-31"
    assert anh[1] == "'=1+1"
    assert sheet.freeze_panes == "B7"


def test_csv_opens_in_vietnamese_excel(house, names):
    Person.objects.filter(full_name="Bùi Anh").update(position='@x;"y"')
    text = exported(house.office, f"{PERSONS}?xuat=csv&q=anh").decode("utf-8")
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text[1:]), delimiter=";")
    assert head[:2] == ["Họ và tên", "Chức vụ"]
    assert [row[0] for row in rows] == ["Bùi Anh", "Trần Văn Ánh"]
    assert rows[0][1] == """'@x;"y\""""


def test_an_unknown_form_of_export_shows_the_page(house, names):
    assert "Lê Thị An" in page_of(house.office, f"{PERSONS}?xuat=pdf")


# --- acts on a selection ----------------------------------------------------------------------


def officers(house, count):
    return [
        make_mandate(Role.OFFICER, house.other, f"can.bo.{n:02d}").account for n in range(count)
    ]


def test_an_act_with_input_asks_first_and_names_each_refusal(house):
    first, second = officers(house, 2)
    lost = Account.objects.create(username="khong.don.vi", full_name="Không Đơn Vị")
    chosen = [first.pk, second.pk, lost.pk]
    asked = post(house.admin, ACCOUNTS, action="grant", selected=chosen).content.decode()
    assert "Áp dụng cho 3 bản ghi" in asked
    assert Mandate.objects.filter(role=Role.REVIEWER).count() == 0
    data = {"action": "grant", "selected": chosen, "confirmed": "1", "role": Role.REVIEWER}
    bad = signed_in(house.admin).post(ACCOUNTS, {**data, "valid_from": "31/02/2021"})
    assert bad.status_code == 422
    assert "31/02/2021" in bad.content.decode()
    done = post(house.admin, f"{ACCOUNTS}?q=can", **data, valid_from="22/11/2021")
    page = done.content.decode()
    assert "Đã giao vai trò cho 2 tài khoản" in page
    assert "Không Đơn Vị</strong>: Tài khoản này chưa ghi đơn vị công tác." in page
    assert done.request["QUERY_STRING"].startswith("q=can&ket-qua=")
    granted = Mandate.objects.filter(role=Role.REVIEWER)
    assert {mandate.unit for mandate in granted} == {house.other}


def test_an_act_sent_twice_is_done_once_but_another_selection_is_another_act(house):
    first, second = officers(house, 2)
    client, key = signed_in(house.admin), new_key(house.admin.account_id)
    role = {"role": Role.REVIEWER, "valid_from": "22/11/2021"}
    data = {"action": "grant", "confirmed": "1", "once": key, **role}
    answers = [client.post(ACCOUNTS, {**data, "selected": first.pk}).url for _time in range(2)]
    assert answers[0] == answers[1]
    client.post(ACCOUNTS, {**data, "selected": second.pk})
    assert Mandate.objects.filter(role=Role.REVIEWER).count() == 2


def test_nothing_selected_is_answered_with_a_sentence(house):
    for data in ({"action": "grant"}, {"selected": "1"}, {"action": "drop", "selected": "1"}, {}):
        page = post(house.admin, ACCOUNTS, **data).content.decode()
        assert "Hãy chọn các dòng trước" in page


def test_an_act_is_offered_and_done_for_its_roles_only(house):
    (account,) = officers(house, 1)
    assert 'value="grant"' in page_of(house.admin, ACCOUNTS)
    assert 'value="grant"' not in page_of(house.auditor, ACCOUNTS)
    data = {"role": Role.REVIEWER, "valid_from": "22/11/2021", "confirmed": "1"}
    post(house.auditor, ACCOUNTS, action="grant", selected=account.pk, **data)
    assert not Mandate.objects.filter(role=Role.REVIEWER).exists()


def test_what_one_may_not_see_is_not_acted_on(house):
    (stranger,) = officers(house, 1)
    page = post(
        house.leader, ACCOUNTS, action="slips", selected=stranger.pk, confirmed="1"
    ).content.decode()
    assert "Không còn trong danh sách này." in page
    assert not stranger.invitations.exists()


def test_slips_are_printed_together_and_codes_are_kept_nowhere(house):
    accounts = officers(house, 3)
    chosen = [account.pk for account in accounts]
    Account.objects.filter(pk=chosen[0]).update(is_active=False)
    page = post(house.admin, ACCOUNTS, action="slips", selected=chosen, confirmed="1")
    text = page.content.decode()
    assert text.count('class="slip"') == 2
    assert "Không thực hiện được: 1" in text
    for account in accounts[1:]:
        assert account.username in text
        assert account.invitations.count() == 1


def tell(house, count):
    Notice.objects.bulk_create(
        Notice(
            account=house.officer.account,
            event="x",
            subject=f"Việc {n}",
            created_at=clock.now(),
            url="/x/",
        )
        for n in range(count)
    )


def test_all_results_are_those_that_pass_the_filter_not_only_the_page(house):
    tell(house, 30)
    post(house.officer, f"{NOTICES}?q=việc 1", action="read", all="1", selected="1")
    read = Notice.objects.filter(read_at__isnull=False)
    assert {notice.subject for notice in read} == {"Việc 1", *(f"Việc {n}" for n in range(10, 20))}


def test_beyond_fifty_a_job_acts_with_progress_and_tells_the_refusals(house):
    tell(house, 70)
    answer = post(house.officer, NOTICES, action="read", all="1")
    job = Job.objects.get(kind="lists.act")
    assert f"/cong-viec-nen/{job.pk}/" in answer.request["PATH_INFO"]
    assert not Notice.objects.filter(read_at__isnull=False).exists()
    Notice.objects.order_by("pk").first().delete()
    job = run_now(job)
    assert job.state == "done"
    assert (job.done, job.total) == (70, 70)
    assert Notice.objects.filter(read_at__isnull=True).count() == 0
    page = page_of(house.officer, f"/cong-viec-nen/{job.pk}/")
    assert "Đã đánh dấu đã đọc: 69" in page
    assert "Không còn trong danh sách này." in page
    assert f'href="{NOTICES}"' in page


def test_a_job_acts_no_more_when_the_role_has_ended(house):
    tell(house, 60)
    post(house.officer, NOTICES, action="read", all="1")
    Mandate.objects.filter(pk=house.officer.pk).update(valid_to="2021-11-21")
    job = run_now(Job.objects.get(kind="lists.act"))
    assert job.state == "failed"
    assert "không còn quyền" in job.error
    assert not Notice.objects.filter(read_at__isnull=False).exists()


def test_a_job_that_was_killed_repeats_no_record(house, monkeypatch):
    accounts = officers(house, 60)
    role = {"role": Role.REVIEWER, "valid_from": "22/11/2021", "confirmed": "1"}
    post(house.admin, f"{ACCOUNTS}?q=can.bo", action="grant", all="1", **role)
    job = Job.objects.get(kind="lists.act")
    from emulation.people import services

    real, calls = services.grant_mandate, []

    def dies_at_the_thirtieth(**given):
        calls.append(given["account"].pk)
        if len(calls) == 30:
            raise RuntimeError("killed")
        return real(**given)

    monkeypatch.setattr(services, "grant_mandate", dies_at_the_thirtieth)
    job = run_now(job)
    granted = Mandate.objects.filter(role=Role.REVIEWER).count()
    assert granted == 29
    Job.objects.filter(pk=job.pk).update(state="queued")
    job = run_now(job)
    assert job.state == "done"
    assert job.result["outcome"]["refused_count"] == 0
    assert Mandate.objects.filter(role=Role.REVIEWER).count() == len(accounts)


def test_a_row_button_acts_on_its_row_and_goes_on(house):
    tell(house, 2)
    first, second = Notice.objects.order_by("pk")
    answer = signed_in(house.officer).post(NOTICES, {"press": f"open:{first.pk}"})
    assert answer.url == "/x/"
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.read_at
    assert not second.read_at
