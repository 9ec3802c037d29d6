"""Guessing passwords: the account is closed for the guesser's address only, offices share theirs."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from emulation.people.enums import InvitationChannel
from emulation.people.models import Account
from emulation.people.services.invitations import invite

PASSWORD = "ruộng lúa chín vàng tháng mười"
URL = "/tai-khoan/dang-nhap/"
GUESSER, OWNER = "10.0.0.66", "10.0.0.7"
PAYLOAD = '"><script>alert(1)</script>'


@pytest.fixture
def account(db: Any) -> Account:
    account = Account(username="canbo", full_name="Trần Thị Lan", email="lan@example.vn")
    account.set_password(PASSWORD)
    account.save()
    return account


def attempt(password: str, address: str, username: str = "canbo") -> int:
    data = {"username": username, "password": password}
    return Client(REMOTE_ADDR=address).post(URL, data).status_code


def test_twenty_wrong_tries_close_the_account_to_that_address_for_a_while(account):
    began = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
    with time_machine.travel(began, tick=False) as clock:
        answers = [attempt(f"sai {number}", GUESSER) for number in range(20)]
        assert answers[0] == 422
        assert answers[-1] in {403, 429}
        assert attempt(PASSWORD, GUESSER) in {403, 429}
        assert attempt(PASSWORD, OWNER) == 302
        clock.shift(dt.timedelta(minutes=16))
        assert attempt(PASSWORD, GUESSER) == 302


def test_a_forged_forwarded_address_gives_no_fresh_tries(account):
    for number in range(20):
        Client(REMOTE_ADDR=GUESSER).post(
            URL, {"username": "canbo", "password": "sai"}, HTTP_X_FORWARDED_FOR=f"1.1.1.{number}"
        )
    assert attempt(PASSWORD, GUESSER) in {403, 429}


def test_three_hundred_good_sign_ins_from_one_office_pass(account):
    answers = {attempt(PASSWORD, GUESSER) for _ in range(300)}
    assert answers == {302}


def test_an_unknown_and_a_wrong_name_get_the_same_answer(account):
    def page(name: str) -> str:
        data = {"username": name, "password": "sai sai sai"}
        text = Client().post(URL, data).content.decode().replace(name, "")
        text = re.sub(r'"X-CSRFToken": "[^"]*"', "", text)
        return re.sub(r'(value|nonce)="[^"]*"', "", text)

    assert page("canbo") == page("khongco")


def test_a_reset_link_works_once_and_for_an_hour(account):
    code = invite(by=None, account=account, channel=InvitationChannel.EMAIL)
    (invitation,) = account.invitations.all()
    assert invitation.expires_at - invitation.created_at <= dt.timedelta(hours=1)
    new = "cầu tre lắc lẻo gập ghềnh"
    data = {"code": code, "password": new, "repeated": new}
    assert Client().post(reverse("people:password-set"), data).status_code == 302
    assert Client().post(reverse("people:password-set"), data).status_code == 409


def test_a_reset_link_is_dead_after_an_hour(account):
    code = invite(by=None, account=account, channel=InvitationChannel.EMAIL)
    new = "cầu tre lắc lẻo gập ghềnh"
    data = {"code": code, "password": new, "repeated": new}
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=61)):
        assert Client().post(reverse("people:password-set"), data).status_code == 409
