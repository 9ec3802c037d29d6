"""Appraisal by both routes: one appraiser with a re-check, and two who do not see each other."""

from __future__ import annotations

from tests.browser.conftest import Person
from tests.browser.journey.nominations import COLLECTIVE, HOUSEHOLD, PERSON

REVIEWERS = ("thamdinh1", "thamdinh2")
NAMES = (PERSON, HOUSEHOLD, COLLECTIVE)
FIGHTER = "Huỳnh Nhật Trường"  # whom the demo left half appraised, by two independent reviewers
SHORTFALL = "Chưa đủ ba lần liên tục đạt Chiến sĩ thi đua cơ sở."
REASON = "Hồ sơ đủ, thành tích rõ, số liệu khớp với báo cáo."


def appraise(person: Person, round_: str) -> None:
    """The secretary assigns evenly; each reviewer speaks, and re-checks what the other said."""
    person.sign_in("thuky").click("Phân công thẩm định")
    assert person.address.split("/")[-2] == round_.split("/")[-2]
    person.click("Phân công đều").fill(due_on="22/12/2021").click("Phân công")
    said = [speak(person, reviewer) for reviewer in (*REVIEWERS, REVIEWERS[0])]
    assert sum(said) == 2 * len(NAMES)


def speak(person: Person, reviewer: str) -> int:
    """Let a reviewer answer whatever of this round waits for them; return how many it were."""
    person.sign_in(reviewer).go("/tham-dinh/")
    waiting = [name for name in NAMES if person.offers(name)]
    for name in waiting:
        person.go("/tham-dinh/").click(name)
        good = "main input[name=verdict][value=pass], main input[name=verdict][value=confirm]"
        person.page.locator(good).check()
        person.fill(reason=REASON).shot("tham-dinh").click("Lưu và chuyển tiếp")
    return len(waiting)


def disagree(person: Person) -> None:
    """The second independent reviewer, who does not see the first, says no; the office settles."""
    person.sign_in("thamdinh1").go("/tham-dinh/").click(FIGHTER).lacks("Trương Mỹ Duyên")
    person.page.locator("main input[name=verdict][value=fail]").check()
    person.fill(score="62,5", reason=SHORTFALL).click("Lưu và chuyển tiếp")
    person.sign_in("thuky").click("Kết luận khi ý kiến khác nhau").go(
        f"{person.address}?q={FIGHTER}"
    )
    person.click(FIGHTER).sees("62,5").sees("90").shot("hai-nguoi-tham-dinh")
    person.click("Kết luận khi ý kiến khác nhau")
    person.page.locator("main input[name=verdict][value=fail]").check()
    person.fill(reason=SHORTFALL).click("Lưu").sees("Không đủ điều kiện")
