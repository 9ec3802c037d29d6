"""An officer who is signed in, and a browser page that is signed in as that officer."""

import pytest

from emulation.people.enums import Role
from tests.builders import clients
from tests.builders.people import make_mandate
from tests.builders.units import make_department


@pytest.fixture
def officer(db):
    unit = make_department("so-y-te", "Sở Y tế")
    return make_mandate(Role.OFFICER, unit, "canbo", full_name="Trần Thị Lan")


@pytest.fixture
def signed_in(officer):
    return clients.signed_in(officer)


@pytest.fixture
def open_page(transactional_db, live_server, signed_in, chromium):
    """Return a function that opens an address in Chromium; ``page.complaints`` are its errors."""
    from playwright.sync_api import sync_playwright

    cookie = {"name": "sessionid", "value": signed_in.cookies["sessionid"].value}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )

        def opened(address, *, width=1366, scheme="light"):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, locale="vi-VN"
            )
            context.add_cookies([{**cookie, "url": live_server.url}])
            page = context.new_page()
            page.complaints = []
            page.on("console", lambda message: page.complaints.append(message.text))
            page.on("pageerror", lambda error: page.complaints.append(str(error)))
            page.goto(live_server.url + address)
            page.wait_for_load_state("networkidle")
            return page

        yield opened
        browser.close()
