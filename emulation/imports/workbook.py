"""The empty workbook that is filled in outside: five sheets, their words, and how to fill them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.http import FileResponse

from emulation.imports.sheets import SHEETS, WORDS, Column, Sheet, words_of
from emulation.ui.excel import CONTENT_TYPE, safe_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS_WITH_CHOICE = 5_000
NOTES = (
    "Điền từ dòng thứ hai của mỗi trang; cột có dấu * bắt buộc điền.",
    "Mỗi đơn vị có một mã viết liền không dấu, ví dụ so-noi-vu; các trang khác dùng mã đó.",
    "UBND tỉnh đã có sẵn với mã ubnd; đơn vị để trống “Mã đơn vị cấp trên” thuộc UBND tỉnh.",
    "Ô để trống không làm thay đổi dữ liệu đã có. Ngày viết dạng 05/03/2021.",
    "Đọc lại cùng một tệp không tạo thêm gì; sửa tệp rồi đọc lại thì chỉ phần khác được thay đổi.",
    "Không đưa vào tệp này thông tin thuộc bí mật nhà nước.",
)


def template_response() -> FileResponse:
    """Return the empty workbook as a download."""
    buffer = BytesIO()
    from xlsxwriter import Workbook  # noqa: PLC0415 -- 12 MB that few processes ever need

    book = Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    words = {}
    pages = [(sheet, book.add_worksheet(sheet.name)) for sheet in SHEETS]
    listing = book.add_worksheet(WORDS)
    columns = [c for sheet in SHEETS for c in sheet.columns if c.choices is not None]
    for place, column in enumerate(columns):
        words[column] = _write_words(book, listing, place, column)
    for row, note in enumerate(NOTES):
        listing.write_string(row, len(columns) + 1, note)
    for sheet, page in pages:
        _write_sheet(book, page, sheet, words)
    book.close()
    buffer.seek(0)
    return FileResponse(
        buffer, as_attachment=True, filename="danh-muc-ban-dau.xlsx", content_type=CONTENT_TYPE
    )


def _write_words(book: Workbook, page: Worksheet, place: int, column: Column) -> str:
    """Write what may stand in a column and return the range that holds it."""
    if column.choices is None:
        raise TypeError(f"{column.name} names no choices")
    words = list(words_of(column.choices))
    page.set_column(place, place, 28)
    page.write_string(0, place, column.head, book.add_format({"bold": True}))
    for row, word in enumerate(words, start=1):
        page.write_string(row, place, safe_text(word))
    letter = chr(ord("A") + place)
    return f"='{WORDS}'!${letter}$2:${letter}${len(words) + 1}"


def _write_sheet(book: Workbook, page: Worksheet, sheet: Sheet, words: dict[Column, str]) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    page.freeze_panes(1, 1)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, day if column.kind == "day" else text)
        page.write_string(0, place, column.head + (" *" if column.needed else ""), head)
        if column in words:
            options = {"validate": "list", "source": words[column]}
            page.data_validation(1, place, ROWS_WITH_CHOICE, place, options)
