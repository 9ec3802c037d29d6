"""The demo province as its people find it: every place of every role, on a wide and a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Person, Portal

pytestmark = pytest.mark.browser

ROLES = [
    "quantri",
    "chuyenvien",
    "thamdinh1",
    "thuky",
    "uyvien1",
    "chutich",
    "vanthu",
    "kiemtra",
    "canbo.syt",
    "lanhdao.syt",
]
LINKS_OF_A_PAGE = 2


@pytest.fixture
def person(browser: Browser, demo_portal: Portal) -> Iterator[Person]:
    somebody = Person(browser, demo_portal)
    yield somebody
    somebody.page.context.close()


def overflow(person: Person) -> int:
    """Return by how many pixels the page is wider than the screen."""
    return int(person.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def links(person: Person, where: str) -> list[str]:
    """Return the addresses of the links inside ``where``, each once."""
    found = person.page.locator(f"{where} a[href^='/']:not([download])").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return [path for path in dict.fromkeys(found) if not path.startswith(("/tep/", "/static/"))]


def test_the_loaded_province_holds_every_invariant(demo_portal: Portal) -> None:
    assert "invariants hold" in demo_portal.manage("check_invariants")


@pytest.mark.parametrize("username", ROLES)
def test_every_place_of_a_role_opens_and_is_accessible(person: Person, username: str) -> None:
    person.sign_in(username).sees("Bàn làm việc")
    places = links(person, ".places")
    assert places
    for place in places:
        person.go(place)
        for path in links(person, "main")[:LINKS_OF_A_PAGE]:
            person.go(path)


@pytest.mark.parametrize("username", ["chuyenvien", "canbo.syt"])
def test_no_page_is_wider_than_a_telephone(person: Person, username: str) -> None:
    person.page.set_viewport_size({"width": 390, "height": 844})
    person.sign_in(username)
    for place in links(person, ".places"):
        person.go(place)
        assert overflow(person) <= 0, place
    brand, bell = (person.page.locator(f".masthead {part}") for part in (".brand-name", ".bell"))
    left, right = brand.bounding_box(), bell.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"], "the bell lies over the portal's name"


def test_the_public_reads_the_campaign_without_signing_in(person: Person) -> None:
    person.page.context.clear_cookies()
    person.go("/").sees("Phong trào thi đua")
    person.click("Đẩy mạnh thực hiện các nhiệm vụ")
    person.sees("15:21").sees("Ch. Nhàn").sees("1.352").sees("30/KH-UBND")
    person.go("/khen-thuong/").sees("khen thưởng")
