"""A declared list in Chromium: clean for axe, fits, filters while one types, shows its bar."""

import pytest

from emulation.people.enums import Role
from tests.builders.people import add_mandate, make_account, make_person
from tests.builders.units import make_committee

pytestmark = pytest.mark.browser
ACCOUNTS, PERSONS = "/tai-khoan/", "/tai-khoan/ca-nhan/"


@pytest.fixture
def people(officer):
    """More persons than a page holds."""
    for number in range(60):
        make_person(officer.unit, f"Nguyễn Văn {number:02d}")


@pytest.fixture
def accounts(officer, signed_in):
    """More accounts than a page holds; the officer acts as administrator."""
    for number in range(60):
        make_account(f"can.bo.{number:02d}", officer.unit, full_name=f"Cán bộ {number:02d}")
    admin = add_mandate(officer.account, Role.ADMIN, make_committee())
    session = signed_in.session
    session["mandate"] = admin.pk
    session.save()


@pytest.mark.parametrize("width", [1366, 390])
def test_a_list_is_clean_for_axe_and_fits(open_page, people, width, request):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(f"{PERSONS}?sap-xep=khong-co", width=width)
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.get_by_text("Không sắp xếp được danh sách").is_visible()
    page.locator(".list-tools summary").click()
    assert page.get_by_label("Ngày sinh").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    if folder := request.config.getoption("--pictures"):
        page.screenshot(path=f"{folder}/persons-{width}.png", full_page=True)


@pytest.mark.parametrize("width", [1366, 390])
def test_a_selection_shows_the_bar_and_asks_before_it_acts(open_page, accounts, width, request):
    page = open_page(f"{ACCOUNTS}?q=can.bo", width=width)
    assert not page.locator(".bulk-bar").is_visible()
    page.locator("input[name=selected]").nth(1).check()
    page.locator("input[name=selected]").nth(2).check()
    assert page.locator("[data-bulk-count]").text_content() == "2"
    assert page.get_by_text("chọn cả 60 kết quả").is_visible()
    bar = page.locator(".bulk-bar").bounding_box()
    assert bar["y"] + bar["height"] <= 900  # it stands at the foot of the window, not of the list
    if folder := request.config.getoption("--pictures"):
        page.screenshot(path=f"{folder}/accounts-{width}.png")
    page.get_by_role("button", name="Giao vai trò").click()
    assert page.get_by_text("Áp dụng cho 2 bản ghi").is_visible()
    assert page.complaints == []
    if folder:
        page.screenshot(path=f"{folder}/grant-{width}.png")


def test_a_filter_swaps_the_list_and_its_count(open_page, people):
    page = open_page(PERSONS)
    assert page.locator("#list-count").text_content() == "60"
    page.get_by_label("Tên").fill("07")
    page.get_by_label("Tên").press("Tab")
    page.wait_for_url("**q=07**")
    assert page.locator("#list-count").text_content() == "1"
    assert page.locator("#list tbody tr").count() == 1
    assert page.complaints == []
