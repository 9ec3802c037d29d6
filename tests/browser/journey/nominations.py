"""A round after the review: the office opens it, units nominate, the office takes dossiers in."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Person
from tests.browser.journey.papers import scan

NAME = "Khen thưởng tổng kết đợt thi đua cao điểm 30 ngày đêm"
ROUND = {
    "name": NAME,
    "commendation_type": "Theo đợt (chuyên đề)",
    "period_from": "22/11/2021",
    "period_to": "20/12/2021",
    "opens_on": "20/12/2021",
    "closes_on": "24/12/2021",
}
DIPLOMA = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
PERSON, HOUSEHOLD, COLLECTIVE = "Kim Quốc Dũng", "Thạch Sương", "huyện Hồng Dân"
DEEDS = "Tổ chức 45 điểm tiêm lưu động; vận động người từ 65 tuổi tiêm đủ liều."


def open_round(person: Person, review: str) -> str:
    """The office opens the round from the issued review; return the round's address."""
    person.sign_in("chuyenvien").go(review).click("Mở đợt xét khen thưởng").fill(**ROUND)
    person.page.get_by_label(DIPLOMA).check()
    person.click("Lưu")
    address = person.address
    person.click("Mở đợt xét").click("Mở đợt xét").sees("Đang nhận hồ sơ")
    return address


def nominate(person: Person, folder: Path) -> str:
    """The district names a person, a household and the district itself; return the dossier."""
    person.sign_in("canbo.hongdan").click(NAME).click("Lập hồ sơ của đơn vị")
    dossier = person.address
    for kind, words in (("person", PERSON), ("household", HOUSEHOLD), ("collective", COLLECTIVE)):
        person.go(f"{dossier}them/?kind={kind}&q={words}").click("Thêm").sees("Đã thêm")
        prove(person, folder, f"{kind}-{words}")
    person.go(dossier).click("Đính kèm giấy tờ")
    person.upload("minutes", scan(folder, "bien-ban-xet")).click("Lưu")
    person.go(dossier).shot("ho-so-de-nghi").click("Trình ký")
    person.sign_in("lanhdao.hongdan").go(dossier).click("Ký và trình")
    person.click("Ký và trình")
    return dossier


def prove(person: Person, folder: Path, name: str) -> None:
    """Fill in what the nominee of this page did, and the papers that the law asks for."""
    nominee = person.address
    person.click("Nhập thành tích").fill(achievement=DEEDS)
    for confirmed in person.page.locator("main input[type=radio][value=yes]").all():
        confirmed.check()
    person.click("Lưu").go(f"{nominee}so-lieu/")
    person.page.get_by_label("Số người được tiêm đủ liều vắc xin").check()
    person.click("Lưu").sees("10,8")
    person.go(f"{nominee}minh-chung/")
    person.upload("upload", scan(folder, f"bao-cao-thanh-tich-{name}")).click("Lưu")
    person.go(nominee).sees("có thể xét").shot("doi-tuong-de-nghi")


def receive(person: Person, dossier: str) -> None:
    """The office enters the dossier in its register."""
    person.sign_in("chuyenvien").go(dossier).click("Tiếp nhận")
    person.fill(channel="Qua cổng này", incoming_number="1021", incoming_on="20/12/2021").click(
        "Tiếp nhận"
    )
    person.sees("Đã tiếp nhận")
