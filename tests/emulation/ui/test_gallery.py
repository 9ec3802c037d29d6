"""The gallery and the pages for faults."""

import datetime as dt
import time

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.units.enums import Level, UnitKind
from emulation.units.models import Unit

ADDRESS = "/thu-vien-giao-dien/"
LONG_AGO = dt.date(2000, 1, 1)


@pytest.fixture
def officer(db):
    unit = Unit.objects.create(
        code="so-y-te",
        name="Sở Y tế",
        kind=UnitKind.DEPARTMENT,
        level=Level.PROVINCE,
        valid_from=LONG_AGO,
    )
    account = Account.objects.create(username="canbo", full_name="Trần Thị Lan", unit=unit)
    return Mandate.objects.create(
        account=account, role=Role.OFFICER, unit=unit, valid_from=LONG_AGO
    )


@pytest.fixture
def signed_in(officer):
    client = Client(HTTP_ACCEPT_LANGUAGE="vi")
    client.force_login(officer.account)
    session = client.session
    session["started_at"] = int(time.time())
    session.save()
    return client


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
def test_the_gallery_is_clean_for_axe_and_fits(
    live_server, signed_in, chromium, width, scheme, transactional_db
):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    cookie = signed_in.cookies["sessionid"].value
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="vi-VN"
        )
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        complaints = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + ADDRESS)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        browser.close()
    assert [violation["id"] for violation in found] == []
    assert complaints == []
    assert overflow <= 0
