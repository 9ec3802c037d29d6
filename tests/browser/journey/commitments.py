"""What units do at the launch: their own plan, their commitment, signed or on paper."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Person
from tests.browser.journey.campaign import TITLE
from tests.browser.journey.papers import scan

UNIT = "Ủy ban nhân dân huyện Hồng Dân"
ON_PAPER = "Ủy ban nhân dân huyện Đông Hải"


def record_unit_plan(person: Person, folder: Path) -> None:
    """The district's officer records the plan that the district issued on paper."""
    person.sign_in("canbo.hongdan").sees(TITLE).shot("ban-lam-viec-don-vi")
    person.click(f"Kế hoạch của đơn vị theo: {TITLE}")
    person.fill(number="58/KH-UBND", issued_on="22/11/2021")
    person.upload("file", scan(folder, "ke-hoach-huyen")).click("Ghi nhận").sees("58/KH-UBND")


def commit(person: Person) -> None:
    """The officer fills the commitment, above what is asked, with a title; the leader signs."""
    person.go("/ban-lam-viec/").click("Lập bản đăng ký thi đua").click("Nhập cam kết")
    values = person.page.locator("main input[name^=value_]")
    measures = person.page.locator("main input[name^=measures_]")
    values.first.fill("10,5")
    measures.first.fill("Tiêm lưu động tại ấp, khóm")
    person.click("Lưu").sees("10,5")
    address = person.address
    person.click("Đăng ký danh hiệu")
    person.fill(award_code="Cờ thi đua của Ủy ban nhân dân tỉnh", collective=UNIT)
    person.click("Đăng ký danh hiệu").sees("Cờ thi đua")
    person.go(address).click("Trình lãnh đạo").sees("Chờ lãnh đạo duyệt")
    person.sign_in("lanhdao.hongdan").go(address).click("Ký đăng ký thi đua")
    person.click("Ký đăng ký thi đua")
    person.sees("Đã ký").shot("dang-ky-thi-dua")


def enter_from_paper(person: Person, address: str, folder: Path) -> None:
    """The office records another district's signed paper, and accepts both registrations."""
    person.sign_in("chuyenvien").go(address).click("Đăng ký thi đua").click(ON_PAPER)
    paper = person.address
    person.click("Ghi nhận bản giấy đã ký").fill(number="61/UBND", signed_on="22/11/2021")
    person.upload("file", scan(folder, "dang-ky-giay")).click("Ghi nhận").sees("61/UBND")
    person.click("Tiếp nhận").sees("Đã tiếp nhận")
    person.go(address).click("Đăng ký thi đua").click(UNIT).click("Tiếp nhận")
    assert person.address != paper
