"""The final review: computed, worded by the office, signed; with it the campaign ends."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Person
from tests.browser.journey.documents import issue
from tests.browser.journey.papers import scan

AS_OF = "20/12/2021"
LESSON = "- Giao chỉ tiêu sát thực tế, theo dõi hằng ngày."


def review(person: Person, campaign: str, folder: Path) -> str:
    """Compute the final review, edit a section, issue the report; return the review's address."""
    person.sign_in("chuyenvien").go(campaign).click("Sơ kết, tổng kết").click(
        "Lập sơ kết, tổng kết"
    )
    person.fill(kind="Tổng kết", period="Tổng kết đợt thi đua", as_of=AS_OF).click("Tổng hợp")
    address = person.address
    person.wait_for_link("Trình ký").shot("tong-ket")
    person.click("Xếp hạng theo cụm, khối").sees("Huyện Hồng Dân").sees("102,2 %")
    person.click("Nội dung báo cáo").click("Bài học kinh nghiệm").fill(body=LESSON).click(
        "Lưu"
    ).sees("theo dõi hằng ngày")
    person.go(address).click("Trình ký").click("Trình ký")
    person.click("Văn bản chính thức")
    issue(person, AS_OF, 402, scan(folder, "bao-cao-tong-ket"))
    person.sign_in("chuyenvien").go(address).wait_for_state("Đã ban hành").sees("402/BC-UBND")
    person.go(campaign).sees("Đã kết thúc")
    return address
