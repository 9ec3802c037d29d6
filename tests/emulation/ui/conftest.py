"""An officer who is signed in, and a browser page that is signed in as that officer."""

import datetime as dt
import time

import pytest
from django.test import Client

from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.units.enums import Level, UnitKind
from emulation.units.models import Unit

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
