"""Codes that set a password: once, for a time, for the right account, and kept as a hash only."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from emulation import clock
from emulation.clock import real_now
from emulation.jobs.models import Job
from emulation.jobs.services import run_step
from emulation.people.enums import InvitationChannel, Role
from emulation.people.kinds import remove_reset_requests
from emulation.people.models import Account, Invitation, ResetRequest
from emulation.people.services import invitations
from emulation.people.services.invitations import (
    RESETS_OF_AN_ADDRESS,
    ask_reset,
    invite,
    may_invite,
    use_invitation,
)
from emulation.ui.errors import NotAllowed, Refused, WrongState
from tests.builders.clients import signed_in
from tests.builders.jobs import finish
from tests.builders.people import add_mandate
from tests.builders.province import build_house

PASSWORD = "ruộng lúa chín vàng tháng mười"
REQUEST = SimpleNamespace(session=None)
ADDRESS = "203.0.113.7"


@pytest.fixture
def house(db):
    cache.clear()
    with clock.at(dt.date(2021, 11, 22)):
        yield build_house()


@pytest.fixture
def account(house):
    house.officer.account.email = "canbo@example.vn"
    house.officer.account.save()
    return house.officer.account


def work_off_the_mail():
    for kind in ("notices.reset", "notices.letter"):
        for job in Job.objects.filter(kind=kind, state="queued"):
            finish(job)


def slip(house, account):
    return invite(by=house.leader, account=account, channel=InvitationChannel.SLIP)


def test_a_slip_sets_the_password_once(house, account):
    code = slip(house, account)
    assert re.fullmatch(r"([A-HJ-NP-Z2-9]{5}-){4}[A-HJ-NP-Z2-9]{5}", code)
    use_invitation(request=REQUEST, code=code, password=PASSWORD)
    assert Account.objects.get(pk=account.pk).check_password(PASSWORD)
    with pytest.raises(WrongState):
        use_invitation(request=REQUEST, code=code, password=PASSWORD)


def test_a_slip_may_be_typed_in_small_letters_with_blanks(house, account):
    use_invitation(request=REQUEST, code=f" {slip(house, account).lower()} ", password=PASSWORD)


def test_only_the_hash_of_a_code_is_kept(house, account):
    code = slip(house, account)
    kept = Invitation.objects.get()
    assert code not in (kept.code_hash, str(vars(kept)))


def test_a_new_code_ends_the_earlier_one(house, account):
    first = slip(house, account)
    slip(house, account)
    with pytest.raises(WrongState):
        use_invitation(request=REQUEST, code=first, password=PASSWORD)


@pytest.mark.parametrize(
    ("channel", "has_password", "lasts"),
    [
        (InvitationChannel.SLIP, True, dt.timedelta(days=7)),
        (InvitationChannel.SLIP, False, dt.timedelta(days=7)),
        (InvitationChannel.EMAIL, True, dt.timedelta(hours=1)),
        (InvitationChannel.EMAIL, False, dt.timedelta(days=7)),
    ],
)
def test_a_code_lasts_as_long_as_its_channel_says(
    house, account, monkeypatch, channel, has_password, lasts
):
    if has_password:
        account.set_password(PASSWORD)
    else:
        account.set_unusable_password()
    account.save()
    code = invite(by=house.admin, account=account, channel=channel)
    made = real_now()
    monkeypatch.setattr(invitations, "real_now", lambda: made + lasts + dt.timedelta(seconds=1))
    with pytest.raises(WrongState):
        use_invitation(request=REQUEST, code=code, password=PASSWORD)
    monkeypatch.setattr(invitations, "real_now", lambda: made + lasts - dt.timedelta(minutes=1))
    use_invitation(request=REQUEST, code=code, password=PASSWORD)


def test_a_refused_password_leaves_the_code_usable(house, account):
    code = slip(house, account)
    with pytest.raises(ValidationError):
        use_invitation(request=REQUEST, code=code, password="ngắn")
    use_invitation(request=REQUEST, code=code, password=PASSWORD)


def test_a_closed_account_gets_no_code_and_an_old_one_is_dead(house, account):
    code = slip(house, account)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    with pytest.raises(WrongState):
        use_invitation(request=REQUEST, code=code, password=PASSWORD)
    account.refresh_from_db()
    with pytest.raises(Refused):
        slip(house, account)


def test_without_an_address_only_a_slip_is_possible(house):
    with pytest.raises(Refused):
        invite(by=house.admin, account=house.officer.account, channel=InvitationChannel.EMAIL)


def test_the_letter_carries_the_code_where_no_server_log_sees_it(house, account):
    code = invite(by=house.admin, account=account, channel=InvitationChannel.EMAIL)
    assert mail.outbox == []
    assert code not in str(Job.objects.get().args)
    work_off_the_mail()
    (letter,) = mail.outbox
    assert letter.to == ["canbo@example.vn"]
    assert f"/tai-khoan/dat-mat-khau/#{code}" in letter.body
    assert account.username in letter.body


def test_a_leader_makes_codes_only_for_accounts_whose_rights_end_at_the_unit(house, account):
    assert may_invite(house.leader, account)
    assert not may_invite(house.leader, house.other_officer.account)
    assert not may_invite(house.officer, account)
    add_mandate(account, Role.ADMIN, house.province)
    assert not may_invite(house.leader, account)
    assert may_invite(house.admin, account)
    with pytest.raises(NotAllowed):
        slip(house, account)


def test_a_letter_whose_code_was_replaced_meanwhile_is_not_sent(house, account):
    invite(by=house.admin, account=account, channel=InvitationChannel.EMAIL)
    slip(house, account)
    work_off_the_mail()
    assert mail.outbox == []


def test_a_mail_server_that_is_down_makes_nobody_wait_and_is_tried_again(
    house, account, monkeypatch
):
    with monkeypatch.context() as down:
        down.setattr("django.core.mail.EmailMessage.send", _refuse)
        invite(by=house.admin, account=account, channel=InvitationChannel.EMAIL)
        job = Job.objects.get()
        assert run_step(job.pk) is False
    work_off_the_mail()
    assert len(mail.outbox) == 1


def _refuse(self):
    raise OSError("the mail server does not answer")


def test_who_asks_for_a_reset_ends_no_slip_and_gets_one_letter(house, account):
    code = slip(house, account)
    ask_reset(username=account.username, address=ADDRESS)
    ask_reset(username=account.username, address=ADDRESS)
    work_off_the_mail()
    assert len(mail.outbox) == 1
    use_invitation(request=REQUEST, code=code, password=PASSWORD)


def test_a_reset_says_the_same_whether_the_account_exists_or_not(house, account):
    answers = []
    for name in (account.username, "khong-co", house.leader.account.username):
        answer = Client().post("/tai-khoan/quen-mat-khau/", {"username": name}, follow=True)
        text = re.sub(
            r'(csrfmiddlewaretoken" value|X-CSRFToken"): ?"?[^"}]*|="[A-Za-z0-9]{64}"',
            "",
            answer.content.decode(),
        )
        answers.append((answer.redirect_chain, text))
    assert answers[0] == answers[1] == answers[2]
    work_off_the_mail()
    assert len(mail.outbox) == 1


def test_a_reset_asks_the_database_the_same_for_every_name(house, account):
    asked = []
    for name in (account.username, "khong-co"):
        with CaptureQueriesContext(connection) as queries:
            ask_reset(username=name, address=ADDRESS)
        tables = (
            re.search(r'(SELECT|INSERT|UPDATE).*?"(emulation_\w+)"', q["sql"]) for q in queries
        )
        asked.append([found.groups() for found in tables if found])
    assert asked[0] == asked[1]


def test_an_address_that_asks_and_asks_is_answered_no_more_but_others_are(house, account):
    for _try in range(RESETS_OF_AN_ADDRESS + 5):
        ask_reset(username="khong-co", address=ADDRESS)
    assert ResetRequest.objects.count() == RESETS_OF_AN_ADDRESS
    ask_reset(username=account.username, address=ADDRESS)
    work_off_the_mail()
    assert mail.outbox == []
    ask_reset(username=account.username, address="203.0.113.8")
    work_off_the_mail()
    assert len(mail.outbox) == 1
    with time_machine.travel(real_now() + dt.timedelta(days=8)):
        assert remove_reset_requests() == RESETS_OF_AN_ADDRESS + 1


def test_a_reset_is_not_sent_to_a_closed_account(house, account):
    Account.objects.filter(pk=account.pk).update(is_active=False)
    ask_reset(username=account.username, address=ADDRESS)
    work_off_the_mail()
    assert mail.outbox == []


def test_the_password_page_takes_the_code_and_leads_to_sign_in(house, account):
    code = slip(house, account)
    client = Client()
    page = client.get("/tai-khoan/dat-mat-khau/").content.decode()
    assert "data-fragment" in page
    assert "js/fragment.js" in page
    answer = client.post(
        "/tai-khoan/dat-mat-khau/", {"code": code, "password": PASSWORD, "repeated": PASSWORD}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/dang-nhap/")
    assert (
        client.post(
            "/tai-khoan/dang-nhap/", {"username": account.username, "password": PASSWORD}
        ).status_code
        == 302
    )


def test_a_wrong_code_and_differing_passwords_are_said_on_the_page(house):
    url = "/tai-khoan/dat-mat-khau/"
    wrong = Client().post(url, {"code": "SAI", "password": PASSWORD, "repeated": PASSWORD})
    assert wrong.status_code == 409
    assert "Mã này không còn hiệu lực" in wrong.content.decode()
    differing = Client().post(url, {"code": "SAI", "password": PASSWORD, "repeated": "khác"})
    assert differing.status_code == 422


def test_setting_a_password_ends_the_sessions_of_the_account(house, account):
    client = signed_in(house.officer)
    assert client.get("/tai-khoan/cua-toi/").status_code == 200
    use_invitation(request=REQUEST, code=slip(house, account), password=PASSWORD)
    assert client.get("/tai-khoan/cua-toi/").status_code == 302


def test_the_slip_shows_all_that_is_needed_once(house, account):
    answer = signed_in(house.leader).post(f"/tai-khoan/{account.pk}/phieu/")
    page = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    code = re.search(r"(?:[A-Z2-9]{5}-){4}[A-Z2-9]{5}", page)[0]
    assert account.username in page
    assert "/tai-khoan/dat-mat-khau/" in page
    assert "Lãnh đạo đơn vị" in page
    use_invitation(request=REQUEST, code=code, password=PASSWORD)


def test_a_refused_slip_is_said_on_the_page_of_the_account(house, account):
    Account.objects.filter(pk=account.pk).update(is_active=False)
    answer = signed_in(house.leader).post(f"/tai-khoan/{account.pk}/phieu/", follow=True)
    assert "đang khóa" in answer.content.decode()
    assert not Invitation.objects.exists()
