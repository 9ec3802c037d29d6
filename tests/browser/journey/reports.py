"""Figures: the officer fills, the leader approves, the office takes in, or enters for a unit."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Person
from tests.browser.journey.papers import scan

TEXTS = {
    "results": "Đã tiêm lưu động tại 45 ấp; xuống giống xong 8.100 ha.",
    "difficulties": "Thời tiết không thuận lợi.",
    "solutions": "Tăng cường tổ lưu động.",
    "proposals": "Đề nghị tỉnh cấp thêm vắc xin.",
}
SHORT = "Huyện Đông Hải"  # the unit whose figures come by letter
NUMBERS = ("10,8", "8,1")
OTHERS = ("18,5", "6,2")


def move_clock(person: Person, day: str) -> None:
    """The administrator of the demo turns to a later day."""
    person.sign_in("quantri").go("/ngay-cua-tinh/").fill(day=day).click("Chuyển")


def fill(person: Person, figures: tuple[str, ...]) -> None:
    """Fill the grid as officers do, with figures up to the cut-off."""
    grid = person.page.locator("main")
    for place, figure in enumerate(figures):
        grid.locator("input[name^=v-]").nth(place).fill(figure)
        grid.locator("select[name^=k-]").nth(place).select_option(label="Chính thức")
        grid.locator("input[name^=c-]").nth(place).fill("14/12/2021")


def report(person: Person, folder: Path) -> str:
    """The district reports; the office asks for one more thing, then accepts; return the address."""
    person.sign_in("canbo.hongdan").click("Nhập báo cáo").click("Nhập số liệu")
    fill(person, NUMBERS)
    person.fill(**TEXTS).shot("nhap-bao-cao").click("Lưu")
    address = person.address.replace("nhap/", "")
    person.go(address).sees("10,8").go(f"{address}nhap/").click("Đính kèm minh chứng")
    person.fill(caption="Bảng tổng hợp tiêm chủng")
    person.upload("upload", scan(folder, "tiem-chung")).click("Đính kèm")
    person.go(address).sees("Bảng tổng hợp")
    hand_in(person, address)
    person.sign_in("chuyenvien").go(address).click("Trả lại để bổ sung")
    person.fill(
        reason="Chưa nêu số mũi tiêm của người cao tuổi.",
        items="Số mũi tiêm của người từ 65 tuổi",
        due_on="16/12/2021",
    ).click("Trả lại để bổ sung")
    person.sign_in("canbo.hongdan").click("Nhập báo cáo").go(f"{address}nhap/")
    person.sees("Số mũi tiêm của người từ 65 tuổi")
    person.fill(results=f"{TEXTS['results']} Người từ 65 tuổi: 1.204 mũi.").click("Lưu")
    hand_in(person, address)
    person.sign_in("chuyenvien").go(address).shot("tiep-nhan-bao-cao")
    person.click("Tiếp nhận và sang báo cáo kế tiếp").go(address).sees("Đã tiếp nhận")
    return address


def hand_in(person: Person, address: str) -> None:
    """The officer submits, the leader approves."""
    person.go(address).click("Trình lãnh đạo")
    person.sign_in("lanhdao.hongdan").go(address).click("Duyệt và gửi cơ quan thi đua")


def enter_for_unit(person: Person, campaign: str, folder: Path) -> None:
    """The office enters what another district sent by letter; the page says so for good."""
    person.go(campaign).click("Báo cáo")
    person.page.locator("main tr", has_text=SHORT).get_by_role("link").first.click()
    address = person.address
    person.click("Nhập thay đơn vị").fill(
        channel="Công văn", day="16/12/2021", time="08:30", incoming_number="412"
    )
    person.upload("scan", scan(folder, "bao-cao-giay"))
    person.refused("Tiếp tục nhập số liệu", "Thời điểm đến không được ở tương lai")
    person.fill(day="14/12/2021").click("Tiếp tục nhập số liệu")
    fill(person, OTHERS)
    person.fill(results="Kết quả theo công văn của huyện.").click("Lưu")
    person.go(address).sees("bao-cao-giay.pdf").click("Hoàn tất nhập thay").sees("Nhập thay")
    person.click("Tiếp nhận và sang báo cáo kế tiếp")
    person.go(campaign).click("Báo cáo").sees(SHORT).shot("bang-theo-doi")
