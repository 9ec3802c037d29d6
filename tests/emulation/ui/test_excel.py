"""Excel out: typed cells, no formula, nothing cut that Excel can hold."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from emulation.ui.excel import Column, Kind, safe_text, table_response, write_table

COLUMNS = [
    Column("Đơn vị", lambda row: row[0], width=40),
    Column("Chỉ tiêu", lambda row: row[1], Kind.NUMBER),
    Column("Hạn", lambda row: row[2], Kind.DATE),
]


def written(rows, **options):
    buffer = BytesIO()
    write_table(buffer, COLUMNS, rows, **options)
    return load_workbook(BytesIO(buffer.getvalue())).active


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+84", "-5", "@SUM(A1)", "\tx", "\rx", "  =1", "\u00a0=1", "\n=cmd|' /C calc'!A0"],
)
def test_what_a_spreadsheet_could_run_gets_an_apostrophe(text):
    assert safe_text(text).startswith("'")
    sheet = written([(text, 1, None)])
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.startswith("'")


def test_texts_stay_as_they_are_and_control_characters_go():
    assert safe_text("Sở Nội vụ - 2021") == "Sở Nội vụ - 2021"
    assert safe_text("a\x00b\x0bc") == "abc"
    assert len(safe_text("a" * 40_000)) == 32_767


def test_cells_are_typed_and_missing_ones_empty():
    sheet = written([("0123", Decimal("9.5"), dt.date(2021, 3, 5)), ("B", None, None)])
    assert [cell.value for cell in sheet[1]] == ["Đơn vị", "Chỉ tiêu", "Hạn"]
    assert sheet["A2"].value == "0123"
    assert sheet["B2"].value == 9.5
    assert sheet["C2"].value.date() == dt.date(2021, 3, 5)
    assert sheet["C2"].number_format == "dd/mm/yyyy"
    assert sheet["B3"].value is None


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (95, "#,##0"),
        (Decimal("1234.0000"), "#,##0"),
        (9.5, "#,##0.0"),
        (Decimal("33.3333"), "#,##0.0000"),
        (Decimal("-0.25"), "#,##0.00"),
        (0, "#,##0"),
    ],
)
def test_a_number_shows_the_places_that_it_has(value, form):
    cell = written([("A", value, None)])["B2"]
    assert (cell.value, cell.number_format) == (float(value), form)


def test_a_word_in_a_column_of_numbers_is_text_not_formula():
    assert written([("A", "=HYPERLINK()", None)])["B2"].data_type == "s"


def test_title_and_notes_stand_above_a_frozen_head():
    sheet = written([("A", 1, None)], title="Danh sách", notes=["Chốt ngày 22/11/2021"])
    assert sheet["A1"].value == "Danh sách"
    assert sheet["A2"].value == "Chốt ngày 22/11/2021"
    assert sheet["A4"].value == "Đơn vị"
    assert sheet["A5"].value == "A"
    assert sheet.freeze_panes == "B5"


def test_rows_are_counted_and_taken_from_any_iterator():
    assert write_table(BytesIO(), COLUMNS, ((str(n), n, None) for n in range(3))) == 3


def test_the_download_keeps_its_vietnamese_name():
    response = table_response(COLUMNS, [], filename="Báo cáo quý III")
    assert "B%C3%A1o%20c%C3%A1o" in response["Content-Disposition"]
    assert response["Content-Disposition"].endswith(".xlsx")
