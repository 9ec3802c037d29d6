"""The gallery and the pages for faults."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

ADDRESS = "/thu-vien-giao-dien/"


def test_the_gallery_shows_every_component(signed_in):
    page = signed_in.get(ADDRESS)
    assert page.status_code == 200
    html = page.content.decode()
    for mark in ("ledger", "steps", "facts", "activity", "note-late", "grid-entry", "board"):
        assert mark in html
    assert html.count("<svg xmlns") == 5
    assert "Đề nghị xem lại các nội dung sau" in html


def test_the_gallery_asks_to_sign_in(db):
    assert Client().get(ADDRESS).status_code == 302


@pytest.mark.parametrize("name", ["400", "403", "404", "409", "500", "busy"])
def test_fault_pages_need_nothing_and_speak_vietnamese(name):
    with translation.override("vi"):
        html = render_to_string(f"{name}.html", {})
    assert '<html lang="vi">' in html
    assert "<h1>" in html
    assert "not" not in html.split("<h1>")[1].split("</h1>")[0]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_gallery_is_clean_for_axe_and_fits(open_page, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(ADDRESS, width=width, scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [violation["id"] for violation in found] == []
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
