"""The pages of the import: who may, what they say, and that the empty workbook can be read."""

import pytest

from emulation.files.contents import read_workbook
from emulation.imports.models import ImportBatch
from emulation.imports.sheets import SHEETS
from emulation.units.models import Unit
from tests.builders.clients import signed_in
from tests.emulation.imports.conftest import PROVINCE, upload_of


def send(house, sheets):
    client = signed_in(house.admin)
    answer = client.post("/nhap-danh-muc/doc/", {"workbook": upload_of(sheets)})
    assert answer.status_code == 302, answer.content.decode()
    return client, answer["Location"]


def test_the_administrator_reads_enters_and_takes_back(house):
    client, address = send(house, PROVINCE)
    page = client.get(address).content.decode()
    assert "Sở Tài chính" in page
    assert "Ghi tất cả" in page
    assert not Unit.objects.filter(code="so-tai-chinh").exists()
    client.post(f"{address}ghi/")
    assert Unit.objects.filter(code="so-tai-chinh").exists()
    assert "Hoàn tác" in client.get(address).content.decode()
    client.post(f"{address}hoan-tac/")
    assert not Unit.objects.filter(code="so-tai-chinh").exists()


def test_faults_are_shown_with_their_place(house):
    client, address = send(house, {"Đơn vị": [{"code": "x", "kind": "Sở, ban, ngành"}]})
    page = client.get(address).content.decode()
    assert "Tên đơn vị" in page
    assert "Điền ô này" in page
    assert "Ghi tất cả" not in page
    assert page.count("Những gì sẽ ghi") == 1  # over the list alone, not over the faults


def test_the_empty_workbook_can_be_read_in(house):
    client = signed_in(house.admin)
    content = b"".join(client.get("/nhap-danh-muc/mau/").streaming_content)
    book = read_workbook(content)
    assert list(book)[:5] == [sheet.name for sheet in SHEETS]
    for sheet in SHEETS:
        heads = [str(cell).rstrip(" *") for cell in book[sheet.name][0]]
        assert heads == [column.head for column in sheet.columns]


@pytest.mark.parametrize("name", ["rong.xlsx", "gia.xlsx", "danh-muc.pdf"])
def test_a_file_that_is_no_workbook_gets_a_sentence(house, name):
    upload = upload_of(PROVINCE)
    upload.name = name
    if name == "rong.xlsx":
        upload.file.truncate(0)
        upload.size = 0
    if name == "gia.xlsx":
        upload.file.write(b"%PDF-1.7")
    answer = signed_in(house.admin).post("/nhap-danh-muc/doc/", {"workbook": upload})
    assert answer.status_code == 422
    assert not ImportBatch.objects.exists()


def test_others_neither_see_nor_import(house):
    _client, address = send(house, PROVINCE)
    assert signed_in(house.auditor).get(address).status_code == 200
    assert signed_in(house.auditor).post(f"{address}ghi/").status_code == 403
    for mandate in (house.office, house.officer, house.leader):
        assert signed_in(mandate).get(address).status_code == 403
        assert not ImportBatch.objects.visible_to(mandate).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_has_a_fixed_number_of_queries(house, django_assert_num_queries, count):
    for _time in range(count):
        client, _address = send(house, PROVINCE)
    with django_assert_num_queries(6):
        assert client.get("/nhap-danh-muc/").status_code == 200


def test_the_preview_is_a_list_that_narrows_and_travels(house):
    client, address = send(house, PROVINCE)
    persons = client.get(f"{address}?sheet=C%C3%A1+nh%C3%A2n").content.decode()
    assert "Trần Thị Bích Thủy" in persons
    assert "Phòng Tổng hợp</th>" not in persons
    client.post(f"{address}ghi/")
    changed = {**PROVINCE, "Đơn vị": [PROVINCE["Đơn vị"][1] | {"short_name": "STC"}]}
    client, address = send(house, changed)
    page = client.get(f"{address}?action=change").content.decode()
    assert "Tên ngắn: <s>Sở TC</s> → STC" in page
    exported = b"".join(client.get(f"{address}?xuat=csv").streaming_content).decode("utf-8-sig")
    assert "Tên ngắn: Sở TC → STC" in exported


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_has_a_fixed_number_of_queries(house, django_assert_num_queries, count):
    units = [PROVINCE["Đơn vị"][2] | {"code": f"so-{n}", "name": f"Sở {n}"} for n in range(count)]
    client, address = send(house, {"Đơn vị": units})
    with django_assert_num_queries(7):
        assert f"Sở {count - 1}</th>" in client.get(address).content.decode()
