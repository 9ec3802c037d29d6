"""A workbook of a small province, made in memory, and what happens when it is read in."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from xlsxwriter import Workbook

from emulation.files.contents import read_workbook
from emulation.files.services import check_upload
from emulation.imports import services
from emulation.imports.sheets import SHEETS
from emulation.people.models import Mandate
from tests.builders.province import build_house

HEADS = {sheet.name: {c.name: c.head for c in sheet.columns} for sheet in SHEETS}

PROVINCE = {
    "Đơn vị": [
        {"code": "p-tong-hop", "name": "Phòng Tổng hợp", "kind": "Phòng, đơn vị trực thuộc",
         "parent": "so-tai-chinh", "valid_from": "01/01/1997"},
        {"code": "so-tai-chinh", "name": "Sở Tài chính", "short_name": "Sở TC",
         "kind": "Sở, ban, ngành", "valid_from": "01/01/1997", "decides_awards": "Có"},
        {"code": "so-cong-thuong", "name": "Sở Công Thương", "kind": "Sở, ban, ngành",
         "valid_from": "01/01/1997"},
    ],
    "Cụm khối": [
        {"code": "khoi-kinh-te", "name": "Khối kinh tế", "kind": "Khối thi đua", "year": 2021,
         "members": "so-tai-chinh, so-cong-thuong"},
    ],
    "Cá nhân": [
        {"code": "TC01", "full_name": "Trần Thị Bích Thủy", "unit": "p-tong-hop",
         "gender": "Nữ", "birth_date": "05/03/1985", "position": "Trưởng phòng",
         "is_leader": "Có"},
    ],
    "Tài khoản": [
        {"username": "canbo.tc", "full_name": "Lê Văn Định", "unit": "so-tai-chinh"},
    ],
    "Nhiệm vụ": [
        {"account": "canbo.tc", "role": "Cán bộ đơn vị", "unit": "so-tai-chinh",
         "valid_from": "01/01/2021"},
        {"account": "canbo.tc", "role": "Trưởng cụm, khối", "unit": "so-tai-chinh",
         "cluster": "khoi-kinh-te", "year": 2021, "valid_from": "01/01/2021"},
    ],
}  # fmt: skip


def workbook(sheets):
    """Return the bytes of a workbook with these rows."""
    buffer = BytesIO()
    book = Workbook(buffer)
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        heads = HEADS.get(name, {})
        for place, (column, head) in enumerate(heads.items()):
            page.write(0, place, head)
            for number, row in enumerate(rows, start=1):
                if column in row:
                    page.write(number, place, row[column])
    book.close()
    return buffer.getvalue()


def upload_of(sheets):
    """Return the workbook as the browser sends it."""
    return SimpleUploadedFile("danh-muc.xlsx", workbook(sheets))


@pytest.fixture
def house(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    house = build_house()
    Mandate.objects.filter(account=house.admin.account).update(valid_from="2000-01-01")
    return house


@pytest.fixture
def read(house):
    """Return a function that reads a workbook in for the administrator."""

    def read_in(sheets):
        upload = check_upload(upload_of(sheets), ("xlsx",))
        return services.read_batch(by=house.admin, upload=upload, book=read_workbook(upload))

    return read_in
