"""An official document on its way: the route, the signature, the number of the register."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Person


def issue(person: Person, day: str, taken: int, signed_file: Path) -> None:
    """Carry the submitted document of this page on ``day`` to its number and its issue."""
    document = person.address
    take_route(person, document, day)
    sign(person, document)
    number(person, document, taken, signed_file)


def take_route(person: Person, document: str, day: str) -> None:
    """The office, which drafted the text, passes no step itself; it records what others did."""
    outside = person.page.locator("main").get_by_role("link", name="Đã thực hiện ngoài hệ thống")
    while outside.count():
        person.click("Đã thực hiện ngoài hệ thống")
        person.fill(done_on=day, note="Ký nháy trên bản giấy").click("Ghi nhận")
        person.go(document)


def sign(person: Person, document: str) -> None:
    """The signer opens from the desk what waits, reads it and signs."""
    person.sign_in("chutich").click("Ký")
    assert person.address == document
    person.wait_for_link("Ký").shot("van-ban-cho-ky").click("Ký").click("Ký")


def number(person: Person, document: str, taken: int, signed_file: Path) -> None:
    """The records clerk enters the number taken from the office's register, and issues."""
    person.sign_in("vanthu").go(document).click("Cấp số, phát hành").fill(number=str(taken))
    person.upload("signed_file", signed_file).shot("cap-so")
    confirm_signed_file(person, "Cấp số, phát hành")
    person.wait_for_state("Đã ban hành")


def confirm_signed_file(person: Person, button: str) -> None:
    """What differs from the draft is shown once, then answered for."""
    person.refused(button, "Tệp đã ký và bản dự thảo")
    person.fill(confirmed="1", differences="Bản ký trên giấy; đã đối chiếu từng trang.")
    person.sends_files = True  # the form is still sent by the script
    person.click(button)
