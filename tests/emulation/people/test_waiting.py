"""Wrong tries make the guesser wait ever longer, never the owner, and an office only very late."""

import datetime as dt

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client

from emulation.people.models import Account
from emulation.people.selectors import seconds_to_wait

PASSWORD = "ruộng lúa chín vàng tháng mười"
URL = "/tai-khoan/dang-nhap/"
BEGAN = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
GUESSER, OWNER = "10.0.0.66", "10.0.0.7"


@pytest.fixture
def account(db):
    account = Account(username="canbo", full_name="Trần Thị Lan")
    account.set_password(PASSWORD)
    account.save()
    return account


def attempt(password, address, **extra):
    data = {"username": "canbo", "password": password}
    return Client(REMOTE_ADDR=address).post(URL, data, **extra)


def test_the_wait_doubles_up_to_half_a_minute(account):
    with time_machine.travel(BEGAN, tick=False) as clock:
        waits = []
        for _try in range(9):
            assert attempt("sai", GUESSER).status_code == 422
            waits.append(seconds_to_wait("canbo", GUESSER))
            clock.shift(dt.timedelta(seconds=waits[-1]))
    assert waits == [0, 0, 0, 0, 0, 2, 4, 8, 16]


def test_a_try_before_its_time_is_not_even_looked_at(account):
    with time_machine.travel(BEGAN, tick=False) as clock:
        for _try in range(6):
            attempt("sai", GUESSER)
        answer = attempt(PASSWORD, GUESSER)
        assert (answer.status_code, answer["Retry-After"]) == (429, "2")
        page = answer.content.decode()
        assert "Chờ 2 giây" in page
        assert 'value="canbo"' in page
        assert PASSWORD not in page
        clock.shift(dt.timedelta(seconds=2))
        assert attempt(PASSWORD, GUESSER).status_code == 302


def test_the_owner_elsewhere_does_not_wait(account):
    with time_machine.travel(BEGAN, tick=False):
        for _try in range(20):
            attempt("sai", GUESSER)
        assert attempt(PASSWORD, OWNER).status_code == 302


def test_another_browser_at_the_same_address_gives_no_fresh_tries(account):
    with time_machine.travel(BEGAN, tick=False):
        for number in range(6):
            attempt("sai", GUESSER, HTTP_USER_AGENT=f"browser {number}")
        assert attempt(PASSWORD, GUESSER, HTTP_USER_AGENT="new").status_code == 429


def test_an_address_that_tries_many_names_is_slowed_at_last(account):
    AccessAttempt.objects.bulk_create(
        AccessAttempt(
            username=f"canbo.{number}", ip_address=GUESSER, user_agent="x", failures_since_start=5
        )
        for number in range(40)
    )
    assert 0 < seconds_to_wait("canbo", GUESSER) <= 60
    assert seconds_to_wait("canbo", OWNER) == 0
    AccessAttempt.objects.first().delete()
    assert seconds_to_wait("canbo", GUESSER) == 0


def test_a_name_typed_in_capitals_signs_in(account):
    data = {"username": " CanBo ", "password": PASSWORD}
    assert Client().post(URL, data).status_code == 302
