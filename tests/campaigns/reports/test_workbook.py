"""A report's Excel file and its evidence: out, in, and every fault by its row."""

from __future__ import annotations

import datetime as dt
import io
import re
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campaigns.reports.models import LineRevision
from tests.builders.clients import signed_in
from tests.builders.reports import Province
from tests.emulation.files import corpus


def page(province: Province, name: str, code: str = "huyen0") -> str:
    return reverse(f"reports:{name}", args=[province.report(code).pk])


def filled(province: Province, change: Any = None) -> SimpleUploadedFile:
    client = signed_in(province.officers["huyen0"])
    content = b"".join(client.get(page(province, "template")).streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(content))
    if change:
        change(book.active)
    target = io.BytesIO()
    book.save(target)
    return SimpleUploadedFile("bao-cao.xlsx", target.getvalue())


def cell_of(sheet: Any, code: str, column: int) -> Any:
    for row in sheet.iter_rows():
        if row[0].value == code:
            return sheet.cell(row[0].row, column + 1)
    raise LookupError(code)


def test_excel_out_and_in(province: Province) -> None:
    def change(sheet: Any) -> None:
        cell_of(sheet, "lua", 6).value = 1234.5
        cell_of(sheet, "tngt", 6).value = "1.000"
        cell_of(sheet, "tngt", 7).value = "Chính thức"
        cell_of(sheet, "bhyt", 9).value = "Chưa chốt"
        cell_of(sheet, "lua", 8).value = dt.date(2021, 6, 14)

    client = signed_in(province.officers["huyen0"])
    preview = client.post(page(province, "import"), {"upload": filled(province, change)})
    assert preview.status_code == 200
    assert not LineRevision.objects.exists()
    text = preview.content.decode()
    packed = re.search(r'name="packed"\s+value="([^"]+)"', text)[1]
    assert client.post(page(province, "confirm-import"), {"packed": packed}).status_code == 302
    lua, tngt, bhyt = (province.line("huyen0", code) for code in ("lua", "tngt", "bhyt"))
    assert (lua.value, lua.cutoff_on) == (Decimal("1234.5"), dt.date(2021, 6, 14))
    assert (tngt.value, tngt.kind) == (1000, "official")
    assert (bhyt.value, bhyt.note) == (None, "Chưa chốt")


@pytest.mark.parametrize(
    ("code", "column", "value", "words"),
    [
        ("lua", 6, "1.2.3", "dấu phẩy"),
        ("lua", 6, dt.date(2021, 1, 1), "phải là số"),
        ("lua", 7, "Có lẽ", "Ước"),
        ("lua", 8, "31/02/2021", "ngày"),
        ("lua", 0, "la", "không thuộc báo cáo"),
        ("tngt", 0, "lua", "lặp lại"),
        ("lua", 9, "x" * 501, "500"),
        ("lua", 6, "0.00001", "dấu phẩy"),
    ],
)
def test_a_fault_in_one_row_takes_over_none(
    province: Province, code: str, column: int, value: Any, words: str
) -> None:
    def change(sheet: Any) -> None:
        cell_of(sheet, "bhyt", 6).value = 93
        cell_of(sheet, code, column).value = value

    client = signed_in(province.officers["huyen0"])
    answer = client.post(page(province, "import"), {"upload": filled(province, change)})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Dòng" in text
    assert 'name="packed"' not in text
    assert not LineRevision.objects.exists()


def preview_of(province: Province, change: Any) -> tuple[int, str]:
    client = signed_in(province.officers["huyen0"])
    answer = client.post(page(province, "import"), {"upload": filled(province, change)})
    return answer.status_code, answer.content.decode()


def take_over(province: Province, text: str) -> None:
    packed = re.search(r'name="packed"\s+value="([^"]+)"', text)
    assert packed is not None, text
    client = signed_in(province.officers["huyen0"])
    answer = client.post(page(province, "confirm-import"), {"packed": packed[1]})
    assert answer.status_code == 302


def in_percent(sheet: Any, code: str, value: Any) -> None:
    cell = cell_of(sheet, code, 6)
    cell.value, cell.number_format = value, "0%"


@pytest.mark.parametrize("typed", [0.95, "95%", "95 %"])
def test_what_excel_shows_in_per_cent_is_a_figure_in_per_cent(
    province: Province, typed: Any
) -> None:
    status, text = preview_of(province, lambda sheet: in_percent(sheet, "bhyt", typed))
    assert status == 200
    take_over(province, text)
    assert province.line("huyen0", "bhyt").value == 95


@pytest.mark.parametrize("typed", [0.95, "95%"])
def test_per_cent_of_another_measure_is_a_fault(province: Province, typed: Any) -> None:
    status, text = preview_of(province, lambda sheet: in_percent(sheet, "lua", typed))
    assert status == 422
    assert "phần trăm (95%)" in text


def test_a_computed_ratio_is_rounded_and_the_preview_says_so(province: Province) -> None:
    def change(sheet: Any) -> None:
        cell_of(sheet, "bhyt", 6).value = 100 / 3

    status, text = preview_of(province, change)
    assert status == 200
    assert "làm tròn từ 33,333333333333" in text
    take_over(province, text)
    assert province.line("huyen0", "bhyt").value == Decimal("33.3333")


def test_a_formula_that_was_never_computed_is_no_blank(province: Province) -> None:
    def change(sheet: Any) -> None:
        cell_of(sheet, "bhyt", 6).value = "=100/3"

    status, text = preview_of(province, change)
    assert (status, "chưa được tính" in text) == (422, True)


def test_years_of_two_digits_are_of_this_century(province: Province) -> None:
    def change(sheet: Any) -> None:
        cell_of(sheet, "bhyt", 6).value = 93
        cell_of(sheet, "bhyt", 8).value = "14/06/21"

    status, text = preview_of(province, change)
    assert (status, "14/06/2021" in text) == (200, True)
    take_over(province, text)
    assert province.line("huyen0", "bhyt").cutoff_on == dt.date(2021, 6, 14)


@pytest.mark.parametrize("day", ["14/06/01", "31/12/2099"])
def test_the_preview_refuses_what_entering_would_refuse(province: Province, day: str) -> None:
    def change(sheet: Any) -> None:
        cell_of(sheet, "bhyt", 8).value = day

    status, text = preview_of(province, change)
    assert (status, "Dòng" in text) == (422, True)


def test_a_blank_leaves_what_is_there_and_the_word_takes_it_out(province: Province) -> None:
    def enter(sheet: Any) -> None:
        cell_of(sheet, "bhyt", 6).value = 93
        cell_of(sheet, "bhyt", 7).value = "Chính thức"
        cell_of(sheet, "bhyt", 9).value = "Theo sổ"

    def blank(sheet: Any) -> None:
        cell_of(sheet, "bhyt", 7).value = None
        sheet.delete_cols(10)

    def erase(sheet: Any) -> None:
        cell_of(sheet, "bhyt", 9).value = "Xóa"

    take_over(province, preview_of(province, enter)[1])
    _status, text = preview_of(province, blank)
    assert "0 dòng có thay đổi" in text
    take_over(province, text)
    line = province.line("huyen0", "bhyt")
    assert (line.value, line.kind, line.note) == (93, "official", "Theo sổ")
    _status, text = preview_of(province, erase)
    assert "1 dòng có thay đổi" in text
    take_over(province, text)
    assert province.line("huyen0", "bhyt").note == ""


def test_a_text_that_looks_like_a_formula_comes_back_as_it_was(province: Province) -> None:
    def enter(sheet: Any) -> None:
        cell_of(sheet, "bhyt", 9).value = "'-5 % so với năm trước"

    take_over(province, preview_of(province, enter)[1])
    assert province.line("huyen0", "bhyt").note == "-5 % so với năm trước"
    _status, text = preview_of(province, lambda sheet: None)
    assert "0 dòng có thay đổi" in text


def test_what_was_not_read_is_named(province: Province) -> None:
    def change(sheet: Any) -> None:
        sheet.parent.create_sheet("Phụ biểu")["A1"] = "Số khác"
        cell_of(sheet, "bhyt", 10).value = "của phòng A"

    status, text = preview_of(province, change)
    assert status == 200
    assert "Trang “Phụ biểu” không được đọc" in text
    assert "K" in text
    assert "tiêu đề chưa rõ" in text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 fake", b"%PDF-1.4"])
def test_a_file_that_is_none(province: Province, content: bytes) -> None:
    client = signed_in(province.officers["huyen0"])
    upload = SimpleUploadedFile("bao-cao.xlsx", content)
    assert client.post(page(province, "import"), {"upload": upload}).status_code == 422


def test_another_sheet_is_refused_with_a_sentence(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    upload = SimpleUploadedFile("x.xlsx", corpus.workbook(["a", "b"], [1, 2]))
    answer = client.post(page(province, "import"), {"upload": upload})
    assert answer.status_code == 422
    assert "tiêu đề" in answer.content.decode()


def test_a_preview_of_another_report_is_refused(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    text = client.post(page(province, "import"), {"upload": filled(province)}).content.decode()
    packed = re.search(r'name="packed"\s+value="([^"]+)"', text)[1]
    other = signed_in(province.officers["huyen1"])
    for value in (packed, packed[:-3], ""):
        other.post(page(province, "confirm-import", "huyen1"), {"packed": value})
    assert not LineRevision.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b""), ("a.pdf", b"hello"), ("a.exe", b"MZ"), ("a.jpg", b"%PDF-1.4")],
)
def test_fake_evidence(province: Province, name: str, content: bytes) -> None:
    client = signed_in(province.officers["huyen0"])
    upload = SimpleUploadedFile(name, content)
    answer = client.post(page(province, "add-evidence"), {"caption": "Ảnh", "upload": upload})
    assert answer.status_code == 422
    assert "Ảnh" in answer.content.decode()


def test_evidence_is_attached_read_and_taken_off(province: Province) -> None:
    client = signed_in(province.officers["huyen0"])
    line = province.line("huyen0", "lua")
    upload = SimpleUploadedFile("bieu.pdf", corpus.pdf())
    data = {"caption": "Biểu thống kê", "upload": upload, "line": line.pk}
    assert client.post(page(province, "add-evidence"), data).status_code == 302
    proof = province.report("huyen0").evidence.get()
    assert client.get(proof.file.url).status_code == 200
    assert signed_in(province.officers["huyen1"]).get(proof.file.url).status_code == 404
    assert client.post(reverse("reports:remove-evidence", args=[proof.pk])).status_code == 302
    foreign = province.line("huyen1", "lua")
    again = {
        "caption": "x",
        "upload": SimpleUploadedFile("b.pdf", corpus.pdf()),
        "line": foreign.pk,
    }
    assert client.post(page(province, "add-evidence"), again).status_code == 422
