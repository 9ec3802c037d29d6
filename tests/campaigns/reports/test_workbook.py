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
            return row[column]
    raise LookupError(code)


def test_excel_out_and_in(province: Province) -> None:
    def change(sheet: Any) -> None:
        cell_of(sheet, "lua", 5).value = 1234.5
        cell_of(sheet, "tngt", 5).value = "1.000"
        cell_of(sheet, "tngt", 6).value = "Chính thức"
        cell_of(sheet, "bhyt", 8).value = "Chưa chốt"
        cell_of(sheet, "lua", 7).value = dt.date(2021, 6, 14)

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
        ("lua", 5, "1.2.3", "dấu phẩy"),
        ("lua", 5, dt.date(2021, 1, 1), "không phải là số"),
        ("lua", 6, "Có lẽ", "Ước"),
        ("lua", 7, "31/02/2021", "ngày"),
        ("lua", 0, "la", "không thuộc báo cáo"),
        ("tngt", 0, "lua", "lặp lại"),
        ("lua", 8, "x" * 501, "500"),
        ("lua", 5, "0.00001", "dấu phẩy"),
    ],
)
def test_a_fault_in_one_row_takes_over_none(
    province: Province, code: str, column: int, value: Any, words: str
) -> None:
    def change(sheet: Any) -> None:
        cell_of(sheet, "bhyt", 5).value = 93
        cell_of(sheet, code, column).value = value

    client = signed_in(province.officers["huyen0"])
    answer = client.post(page(province, "import"), {"upload": filled(province, change)})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Dòng" in text
    assert 'name="packed"' not in text
    assert not LineRevision.objects.exists()


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
