"""Typed units in Chromium: proposed while one types, taken away by a button, clean for axe."""

import pytest

from emulation.people.enums import Role
from tests.builders.people import add_mandate
from tests.builders.units import make_cluster, make_committee, make_department

pytestmark = pytest.mark.browser


@pytest.fixture
def cluster(officer, signed_in):
    """A cluster without members, and two units that could belong to it."""
    province = make_committee()
    make_department("so-tai-chinh", "Sở Tài chính")
    make_department("so-xay-dung", "Sở Xây dựng")
    admin = add_mandate(officer.account, Role.ADMIN, province)
    session = signed_in.session
    session["mandate"] = admin.pk
    session.save()
    return make_cluster(province)


@pytest.mark.parametrize("width", [1366, 390])
def test_units_are_proposed_added_and_taken_away(open_page, cluster, width):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(f"/don-vi/cum-khoi/{cluster.pk}/thanh-vien/", width=width)
    field = page.get_by_label("Thành viên")
    field.press_sequentially("so tai chinh")
    page.locator("datalist option[value='Sở Tài chính (so-tai-chinh)']").wait_for(state="attached")
    field.fill("Sở Tài chính (so-tai-chinh)")
    page.get_by_role("button", name="Bỏ Sở Tài chính (so-tai-chinh)").wait_for()
    field.fill("so-xay-dung")
    field.press("Enter")
    page.get_by_role("button", name="Bỏ Sở Tài chính (so-tai-chinh)").click()
    assert page.locator(".entries li").count() == 1
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.complaints == []
    field.fill("Sở Không Có")  # sent before it was added
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("“Sở Không Có”: Không có đơn vị").first.wait_for()
    assert page.locator("textarea").input_value() == "so-xay-dung\nSở Không Có"
    assert page.locator(".entries li").count() == 2
