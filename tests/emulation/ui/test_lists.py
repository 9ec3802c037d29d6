"""Declared lists: order, filters, pages, columns, export, and acts on a selection."""

import csv
import datetime as dt
import io
from functools import partial

import pytest
from openpyxl import load_workbook

from emulation.people.models import Person
from emulation.ui.lists import Column, Empty, Listing, declared
from emulation.ui.models import ColumnChoice
from tests.builders import clients
from tests.builders.clients import page_of, signed_in
from tests.builders.people import make_person

pytestmark = pytest.mark.usefixtures("november")

DAY = dt.date(2021, 11, 22)
ACCOUNTS, PERSONS, NOTICES = "/tai-khoan/", "/tai-khoan/ca-nhan/", "/thong-bao/"
post = partial(clients.post, follow=True)


@pytest.fixture
def names(house):
    """Persons whose order differs between Vietnamese and the bytes."""
    written = ["Trần Văn Ánh", "Lê Thị An", "Đỗ Văn Đức", "Dương Dung", "Ấu Thị Yến", "Bùi Anh"]
    for name in written:
        make_person(house.department, name)
    return ["Lê Thị An", "Nguyễn Văn An", "Bùi Anh", "Trần Văn Ánh", "Trần Thị Bé", "Dương Dung"]


def listed(mandate, url):
    return [str(row) for row in signed_in(mandate).get(url).context["rows"]]


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


def test_long_words_break_in_columns_of_text_and_short_ones_keep_whole(house, names):
    page = page_of(house.office, PERSONS)
    assert '<td data-label="Đơn vị" class="long">Sở Nội vụ</td>' in page
    assert '<td data-label="Nhóm đối tượng">Cán bộ, công chức</td>' in page


def test_a_list_is_counted_up_to_ten_thousand_and_says_so(house):
    rows = (Person(full_name=f"Lê Văn {n}", unit=house.department) for n in range(10_001))
    Person.objects.bulk_create(rows, batch_size=1000)
    page = page_of(house.office, PERSONS)
    assert "hơn 10.000" in page
    assert 'href="?page=200"' in page
    assert 'href="?page=201"' not in page
    assert "Danh sách chỉ chia trang đến đây" in page_of(house.office, f"{PERSONS}?page=200")
    assert "hơn 10.000" not in page_of(house.office, f"{PERSONS}?q=van+77")


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


def test_an_upload_that_leads_to_a_list_gets_the_whole_page(house, names):
    asked = {"HX-Request": "true", "HX-Target": "main"}
    page = signed_in(house.office).get(PERSONS, headers=asked).content.decode()
    assert 'id="main"' in page
    assert "hx-swap-oob" not in page


def test_what_stands_in_a_row_is_escaped(house):
    make_person(house.department, "<b>An</b>", position='"><i>x')
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
