"""A province begins with nothing: from an empty database to a campaign that runs.

No demo is loaded. What the office would type, the test types; what it would fill in outside, stands
in a workbook.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser
from xlsxwriter import Workbook

from tests.browser.conftest import Person, Portal
from tests.browser.journey.documents import confirm_signed_file

pytestmark = pytest.mark.browser

PASSWORD = "bốn con trâu gặm cỏ ven sông"  # noqa: S105 -- of a portal that lives for one test
YEAR = time.localtime().tm_year
TITLE = f"Kế hoạch phát động phong trào thi đua năm {YEAR}"
START, END = f"01/01/{YEAR}", f"31/12/{YEAR}"
LAW = {
    "code": "luat-2022",
    "citation": "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "valid_from": "01/01/2024",
}
PARTS = {
    "Mục đích, yêu cầu": "Động viên cán bộ và Nhân dân hoàn thành kế hoạch năm.",
    "Nội dung, chỉ tiêu thi đua": "# Nội dung\n- Hoàn thành các chỉ tiêu được giao.",
    "Tổ chức thực hiện": "Các sở, ban, ngành và địa phương tổ chức thực hiện.",
}
INDICATOR = {
    "order": "1",
    "code": "TC",
    "name": "Tỷ lệ người dân tham gia bảo hiểm y tế",
    "unit_of_measure": "%",
    "weight": "1",
    "floor": "95",
}
PERIOD = {
    "name": "Cả năm",
    "starts_on": START,
    "ends_on": END,
    "cutoff_on": f"14/12/{YEAR}",
    "due_on": f"17/12/{YEAR}",
}

SHEETS: dict[str, list[list[object]]] = {
    "Đơn vị": [
        ["Mã", "Tên đơn vị", "Tên ngắn", "Loại", "Ký hiệu văn bản", "Địa danh",
         "Có thẩm quyền khen", "Thành lập từ ngày"],
        ["so-noi-vu", "Sở Nội vụ", "Sở NV", "Sở, ban, ngành", "SNV", "Bạc Liêu", "Có",
         "01/01/1997"],
        ["so-y-te", "Sở Y tế", "Sở YT", "Sở, ban, ngành", "SYT", "Bạc Liêu", "Có", "01/01/1997"],
        ["hong-dan", "Huyện Hồng Dân", "Hồng Dân", "Huyện, thị xã, thành phố", "UBND", "Hồng Dân",
         "Có", "01/01/1997"],
    ],
    "Cụm khối": [
        ["Mã", "Tên cụm, khối", "Loại", "Năm", "Mã các thành viên"],
        ["khoi-1", "Khối các sở", "Khối thi đua", YEAR, "so-noi-vu, so-y-te"],
    ],
    "Cá nhân": [
        ["Mã cán bộ", "Họ và tên", "Mã đơn vị", "Giới tính"],
        ["YT-01", "Nguyễn Thị Hồng Đào", "so-y-te", "Nữ"],
    ],
    "Tài khoản": [
        ["Tên đăng nhập", "Họ và tên", "Mã đơn vị công tác", "Chức vụ"],
        ["chuyenvien", "Trần Minh Khoa", "so-noi-vu", "Chuyên viên"],
        ["chutich", "Lê Thị Cẩm Vân", "ubnd", "Chủ tịch"],
        ["vanthu", "Phạm Quốc Tuấn", "ubnd", "Văn thư"],
        ["lanhdao.syt", "Đặng Văn Ưng", "so-y-te", "Giám đốc"],
        ["canbo.syt", "Võ Thị Én", "so-y-te", "Chuyên viên"],
    ],
    "Nhiệm vụ": [
        ["Tên đăng nhập", "Vai trò", "Mã đơn vị", "Từ ngày"],
        ["chuyenvien", "Chuyên viên thi đua, khen thưởng", "ubnd", START],
        ["chutich", "Người ký quyết định", "ubnd", START],
        ["vanthu", "Văn thư", "ubnd", START],
        ["lanhdao.syt", "Lãnh đạo đơn vị", "so-y-te", START],
        ["canbo.syt", "Cán bộ đơn vị", "so-y-te", START],
    ],
}  # fmt: skip


def workbook(folder: Path, sheets: dict[str, list[list[object]]]) -> Path:
    """Write the workbook as an office would save it."""
    buffer = BytesIO()
    book = Workbook(buffer)
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()
    path = folder / "danh-muc.xlsx"
    path.write_bytes(buffer.getvalue())
    return path


@pytest.fixture(scope="module")
def portal(start_portal: Callable[..., Portal]) -> Portal:
    return start_portal(demo=False)


@pytest.fixture(scope="module")
def person(browser: Browser, portal: Portal) -> Person:
    return Person(browser, portal)


def set_password(person: Person, code: str) -> None:
    """Open the address of a slip and choose a password."""
    person.page.context.clear_cookies()
    person.go("/tai-khoan/dat-mat-khau/")
    person.fill(code=code, password=PASSWORD, repeated=PASSWORD)
    person.click("Đặt mật khẩu").sees("Đã đặt mật khẩu")


def slip_for(person: Person, username: str) -> str:
    """Print the slip of an account and return its code."""
    person.go(f"/tai-khoan/?q={username}")
    person.page.locator("main table th[scope=row] a").first.click()
    person.click("In phiếu giấy")
    person.sees(username)
    found = re.search(r"(?:[A-Z2-9]{5}-){4}[A-Z2-9]{5}", person.page.locator("main").inner_text())
    assert found is not None
    return found[0]


def test_from_an_empty_database_to_a_launched_campaign(
    portal: Portal, person: Person, tmp_path: Path
) -> None:
    first_administrator(portal, person)
    import_the_province(person, tmp_path)
    hand_out_slips(person)
    address = write_the_plan(person)
    sign_number_and_launch(person, address, scan_in(tmp_path))
    assert "invariants hold" in portal.manage("check_invariants")


def scan_in(folder: Path) -> Path:
    """Return a scan of the signed plan: one white page."""
    path = folder / "ban-ky.pdf"
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.save(path)
    return path


def first_administrator(portal: Portal, person: Person) -> None:
    printed = portal.manage(
        "create_admin", "--username", "quantri", "--full-name", "Ngô Thị Quản", "--province",
        "Bạc Liêu",
    )  # fmt: skip
    code = re.search(r"(?:[A-Z2-9]{5}-){4}[A-Z2-9]{5}", printed)
    assert code is not None, printed
    set_password(person, code[0])
    person.sign_in("quantri", PASSWORD).sees("Bàn làm việc")


def import_the_province(person: Person, folder: Path) -> None:
    """A workbook with a fault changes nothing and says where; the corrected one is entered."""
    wrong = {name: [list(row) for row in rows] for name, rows in SHEETS.items()}
    wrong["Nhiệm vụ"][1][1] = "Chuyên viên giỏi"
    person.go("/nhap-danh-muc/").click("Đọc tệp Excel")
    read(person, workbook(folder, wrong))
    person.sees("Cần sửa").sees("Vai trò").sees("Chuyên viên giỏi")
    person.go("/nhap-danh-muc/doc/")
    read(person, workbook(folder, SHEETS))
    person.sees("Sở Y tế").shot("nhap-danh-muc")
    person.click("Ghi tất cả").sees("Những gì đã ghi")
    person.go("/don-vi/").sees("Huyện Hồng Dân")


def read(person: Person, path: Path) -> None:
    """Choose a workbook and go on to the page that shows it."""
    person.upload("workbook", path).click("Đọc và xem trước")


def hand_out_slips(person: Person) -> None:
    """The administrator hands out slips; a leader those of the own unit."""
    codes = {name: slip_for(person, name) for name in ("chuyenvien", "chutich", "vanthu")}
    leader = slip_for(person, "lanhdao.syt")
    for code in (*codes.values(), leader):
        set_password(person, code)
    person.sign_in("lanhdao.syt", PASSWORD)
    set_password(person, slip_for(person, "canbo.syt"))
    person.sign_in("canbo.syt", PASSWORD).sees("Bàn làm việc")


def write_the_plan(person: Person) -> str:
    """The office enters a legal basis, writes the plan and submits it; return its address."""
    person.sign_in("chuyenvien", PASSWORD)
    person.go("/van-ban/can-cu/them/")
    person.fill(**LAW).click("Lưu")
    person.go("/ke-hoach/moi/")
    person.fill(
        title=TITLE,
        kind="Thi đua theo đợt",
        starts_on=START,
        ends_on=END,
        objectives="Hoàn thành kế hoạch năm.",
        recipients="- Như trên;",
        archive_line="VT, SNV",
    )
    person.click("Bắt đầu dự thảo")
    address = person.address
    for kind, body in PARTS.items():
        person.go(f"{address}phan/").fill(kind=kind, body=body).click("Lưu")
    person.go(f"{address}don-vi/them/")
    person.page.get_by_label("Khối các sở").check()
    person.click("Thêm vào danh sách").sees("Sở Y tế")
    person.go(address).click("Chỉ tiêu").click("Thêm chỉ tiêu").fill(**INDICATOR).click("Lưu")
    person.go(address).click("Kỳ báo cáo").click("Thêm kỳ báo cáo").fill(**PERIOD).click("Lưu")
    person.go(address).click("Trình ký").click("Trình ký").sees("Đã trình ký phong trào")
    return address


def sign_number_and_launch(person: Person, address: str, scan: Path) -> None:
    """The chairwoman signs, the clerk gives the number, the office launches."""
    person.sign_in("chutich", PASSWORD).go(address).click("Đọc và ký")
    if person.page.locator("main").get_by_role("button", name="Tạo bản xem trước").count():
        person.click("Tạo bản xem trước")
    document = person.address
    person.wait_for_link("Ký").click("Ký")
    person.click("Ký").sees("Lê Thị Cẩm Vân")
    person.sign_in("vanthu", PASSWORD).go(document).click("Cấp số, phát hành")
    person.fill(number="7").upload("signed_file", scan)
    confirm_signed_file(person, "Cấp số, phát hành")
    person.wait_for_state("Đã ban hành")
    person.sees("07/KH-UBND")
    person.sign_in("chuyenvien", PASSWORD).go(address).click("Phát động")
    person.click("Phát động").sees("Đã phát động")
    person.page.context.clear_cookies()
    person.go("/").sees(TITLE)
    person.sign_in("canbo.syt", PASSWORD).sees(TITLE)
