"""The decision with its annex and bonus, the certificates, the public list, the verification."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.conftest import Person
from tests.browser.journey.campaign import NAME
from tests.browser.journey.council import DAY
from tests.browser.journey.documents import issue
from tests.browser.journey.nominations import PERSON
from tests.browser.journey.papers import scan
from tests.emulation.typesetting.measure import Sheets

NUMBER = "2105/QĐ-UBND"


def decide(person: Person, folder: Path) -> str:
    """Draft the decision from what the Council carried, issue it; return its address."""
    person.sign_in("chuyenvien").go("/quyet-dinh/").click("Soạn quyết định")
    person.click("tất cả 3 người, tập thể")
    person.click("Soạn quyết định khen thưởng").sees("1.490.000")
    address = person.address
    person.shot("quyet-dinh-du-thao").click("Trình ký").click("Trình ký")
    issue(person, DAY, int(NUMBER.split("/")[0]), scan(folder, "quyet-dinh"))
    person.sign_in("chuyenvien").go(address).sees(NUMBER)
    return address


def certify(person: Person, address: str) -> str:
    """Mark the batch as printed, hand it over; return the code that a certificate shows."""
    person.go(f"{address}chung-nhan/").wait_for_link(PERSON).sees("Chờ in: 3")
    sheet = person.page.locator("main").get_by_role("link", name=PERSON).get_attribute("href")
    printed = person.page.request.get(f"{person.portal.url}{sheet}").body()
    person.click("Đánh dấu đã in").sees("Đã in: 3")
    person.page.locator("[data-select-all]").check()
    person.click("Bàn giao").fill(received_by="Đại diện UBND huyện")
    person.click("Bàn giao").sees("Đã bàn giao: 3").shot("giay-chung-nhan")
    found = re.search(r"Mã xác minh: (\S+)", Sheets(printed).text())
    assert found is not None
    return found[1]


def publish(person: Person, address: str, code: str) -> None:
    """Publish the list; anybody finds the name, and checks the certificate by its code."""
    person.go(address).click("Công khai").click("Công khai").sees("Đã công khai")
    person.page.context.clear_cookies()
    person.go("/").click(NAME).click(f"Khen thưởng theo Quyết định số {NUMBER}").sees(PERSON)
    person.go("/khen-thuong/?q=kim quoc dung").sees(PERSON).sees(NUMBER).shot(
        "danh-sach-khen-thuong"
    )
    person.go("/xac-minh/").fill(ma=code).click("Xác minh").sees(PERSON).sees(NUMBER)
    person.shot("xac-minh")
