"""The decision with its annex and bonus, the certificates, the public list, the verification."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.conftest import Person
from tests.browser.journey.council import DAY
from tests.browser.journey.documents import issue
from tests.browser.journey.nominations import PERSON
from tests.browser.journey.papers import scan

NUMBER = "2105/QĐ-UBND"


def decide(person: Person, folder: Path) -> str:
    """Draft the decision from what the Council carried, issue it; return its address."""
    person.sign_in("chuyenvien").go("/quyet-dinh/").click("Soạn quyết định")
    person.click("Soạn quyết định").sees("1.490.000")
    address = person.address
    person.shot("quyet-dinh-du-thao").click("Trình ký").click("Trình ký")
    issue(person, DAY, int(NUMBER.split("/")[0]), scan(folder, "quyet-dinh"))
    person.sign_in("chuyenvien").go(address).wait_for(NUMBER)
    return address


def certify(person: Person, address: str) -> str:
    """Print the batch of certificates and hand one over; return the code of a certificate."""
    return ""
