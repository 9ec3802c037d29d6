"""The Council: convened, counted present, secret ballots, the result over all members."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Person
from tests.browser.journey.documents import issue
from tests.browser.journey.nominations import COLLECTIVE, NAME
from tests.browser.journey.papers import scan

DAY = "20/12/2021"
PRESENT, VOTERS, MINUTES = 9, 7, 31
PLACES = {"held_on": DAY, "starts_at": "08:00", "place": "Phòng họp số 1"}
CONCLUSION = "Hội đồng thống nhất trình Chủ tịch Ủy ban nhân dân tỉnh quyết định khen thưởng."


def vote(person: Person, folder: Path) -> str:
    """Hold the session and count, seven of ten for and one against the last; issue the minutes."""
    person.sign_in("thuky").go("/hoi-dong/").click("Triệu tập phiên họp")
    person.fill(award_round=NAME, **PLACES).click("Triệu tập")
    session = person.address
    person.click("Điểm danh")
    away = person.page.locator("main tbody tr").nth(PRESENT)
    away.locator("select").select_option(label="Vắng")
    away.locator("input").fill("Đi công tác")
    person.click("Ghi điểm danh").sees(f"Có mặt {PRESENT}")
    person.click("Khai mạc phiên họp")
    for number in range(1, VOTERS + 1):
        cast_ballots(person, number)
    person.sign_in("thuky").go(session).click("Bế mạc và kiểm phiếu")
    person.fill(conclusions=CONCLUSION).click("Bế mạc và kiểm phiếu")
    person.sees("7 / 10").sees("6 / 10").shot("ket-qua-bo-phieu")
    person.click("Lập biên bản").sees("Biên bản họp Hội đồng")
    person.click("Trình ký").click("Trình ký")
    issue(person, DAY, MINUTES, scan(folder, "bien-ban"))
    return session


def cast_ballots(person: Person, number: int) -> None:
    """Let a member vote on the agenda; the last member is against the collective."""
    person.sign_in(f"uyvien{number}").click("Bỏ phiếu 0 / 3")
    person.sees("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh")
    if number == VOTERS:
        row = person.page.locator("main tbody tr", has_text=COLLECTIVE).last
        row.locator("input[value=against]").check()
    person.page.locator("main input[name=others]").check()
    if number == 1:
        person.shot("bo-phieu-kin")
    person.click("Bỏ phiếu").sees("Mã của bạn, chỉ hiện lần này")
