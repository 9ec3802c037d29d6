"""A workbook of units that an administrator has read in and not entered yet."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from xlsxwriter import Workbook

from config.demo.bulk.base import Whole
from config.demo.bulk.units import place_name
from emulation.clock import DEMO_START, at
from emulation.files.contents import read_workbook
from emulation.files.services import check_upload
from emulation.imports.services import read_batch
from emulation.imports.sheets import SHEETS, UNITS


def load_import(whole: Whole) -> None:
    """Read the units of a next reorganisation; they wait to be entered."""
    content = workbook_of_units(whole.size.imported_rows, "moi")
    upload = check_upload(SimpleUploadedFile("don-vi-moi.xlsx", content), ("xlsx",))
    with at(DEMO_START):
        read_batch(by=whole.province.by("quantri"), upload=upload, book=read_workbook(upload))


def workbook_of_units(rows: int, prefix: str) -> bytes:
    """Return a filled sheet of units, as an administrator fills in the portal's own template."""
    sheet = next(each for each in SHEETS if each.name == UNITS)
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        page = book.add_worksheet(sheet.name)
        page.write_row(0, 0, [column.head for column in sheet.columns])
        for number in range(1, rows + 1):
            values = _unit(prefix, number)
            page.write_row(number, 0, [values.get(column.name, "") for column in sheet.columns])
    return buffer.getvalue()


def _unit(prefix: str, number: int) -> dict[str, str]:
    place = place_name(number)
    return {
        "code": f"{prefix}-{number:05d}",
        "name": f"Ủy ban nhân dân xã {place}",
        "short_name": f"Xã {place}",
        "kind": "Xã, phường, thị trấn",
        "level": "Cấp xã",
        "parent": "hongdan",
        "symbol": f"UBND{number}",
        "place": place,
        "leader_title": "Chủ tịch",
        "leader_name": "Nguyễn Văn An",
        "valid_from": "01/01/2016",
    }
