"""Sessions: a new id at sign-in, an end after idleness and age, nothing typed is lost by it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from emulation.clock import today
from emulation.people.models import Account, Mandate
from emulation.people.services import change_password, end_mandate
from emulation.people.services.accounts import set_active
from tests.builders.clients import signed_in
from tests.builders.people import add_mandate, make_account

PASSWORD = "ruộng lúa chín vàng tháng mười"
BEGINNING = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
SIGN_IN = "people:sign-in"


@pytest.fixture
def officer(world: Any) -> Mandate:
    world.officer.account.set_password(PASSWORD)
    world.officer.account.save()
    return world.officer


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a form, as a browser sends them."""
    found = re.findall(r'name="(once|version|csrfmiddlewaretoken)"[^>]*?value="([^"]*)"', page)
    return dict(found)


def sign_in(client: Client, account: Account, **extra: Any) -> Any:
    page = client.get(reverse(SIGN_IN), extra).content.decode()
    data = {**hidden(page), "username": account.username, "password": PASSWORD, **extra}
    return client.post(reverse(SIGN_IN), data)


def test_the_session_id_changes_at_sign_in_and_is_dead_after_sign_out(officer):
    client = Client()
    session = client.session
    session["kept"] = "before"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    assert sign_in(client, officer.account).status_code == 302
    inside = client.cookies["sessionid"].value
    assert inside != planted
    assert not Session.objects.filter(session_key=planted).exists()
    client.post(reverse("people:sign-out"))
    thief = Client()
    thief.cookies["sessionid"] = inside
    assert thief.get(reverse("people:account")).status_code == 302
    assert not Session.objects.filter(session_key=inside).exists()


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_an_idle_session_ends(officer, minutes, status):
    with time_machine.travel(BEGINNING, tick=False) as clock:
        client = Client()
        sign_in(client, officer.account)
        clock.shift(dt.timedelta(minutes=minutes))
        assert client.get(reverse("people:account")).status_code == status


def test_a_busy_session_ends_after_twelve_hours(officer):
    with time_machine.travel(BEGINNING, tick=False) as clock:
        client = Client()
        sign_in(client, officer.account)
        for _quarter in range(4 * 12):
            assert client.get(reverse("people:account")).status_code == 200
            clock.shift(dt.timedelta(minutes=15))
        clock.shift(dt.timedelta(minutes=1))
        assert client.get(reverse("people:account")).status_code == 302


def _expired_form(officer: Mandate, name: str, typed: dict[str, str]) -> tuple[str, str]:
    """Type into a form, let the session end, send it, sign in; return the page and its address."""
    url = reverse(name)
    with time_machine.travel(BEGINNING, tick=False) as clock:
        client = Client(enforce_csrf_checks=True)
        sign_in(client, officer.account)
        fields = hidden(client.get(url).content.decode())
        clock.shift(dt.timedelta(minutes=40))
        sent = client.post(url, {**fields, **typed})
        assert sent.status_code == 302
        assert sent["Location"].startswith(reverse(SIGN_IN))
        back = sign_in(client, officer.account, next=url)
        assert back["Location"] == url
        return client.get(url).content.decode(), url


def test_an_expired_session_in_mid_form_keeps_what_was_typed(officer):
    typed = {"title": "Thi đua trồng rừng ven biển", "objectives": "Phủ xanh 500 ha đất bãi bồi"}
    page, _url = _expired_form(officer, "plans:campaign-add", typed)
    assert all(value in page for value in typed.values())


def test_an_expired_session_keeps_no_password(officer):
    typed = {"old_password": "cũ-cũ-cũ-cũ", "password": "mật-mới-1234", "repeated": "mật-mới-1234"}
    page, _url = _expired_form(officer, "people:password-change", typed)
    assert not any(value in page for value in typed.values())
    rows = "".join(str(session.get_decoded()) for session in Session.objects.all())
    assert "mật-mới-1234" not in rows


def test_what_was_kept_is_shown_to_nobody_else(world, officer):
    client = Client()
    page = signed_in(officer).get(reverse("plans:campaign-add")).content.decode()
    client.post(reverse("plans:campaign-add"), {**hidden(page), "title": "Chỉ của người gõ"})
    client.force_login(world.other_officer.account)
    shown = client.get(reverse("plans:campaign-add")).content.decode()
    assert "Chỉ của người gõ" not in shown


def test_a_changed_password_ends_the_other_sessions(officer):
    here, elsewhere = Client(), Client()
    sign_in(here, officer.account)
    sign_in(elsewhere, officer.account)
    page = here.get(reverse("people:password-change")).content.decode()
    new = "cầu tre lắc lẻo gập ghềnh"
    data = {**hidden(page), "old_password": PASSWORD, "password": new, "repeated": new}
    assert here.post(reverse("people:password-change"), data).status_code == 302
    assert here.get(reverse("people:account")).status_code == 200
    assert elsewhere.get(reverse("people:account")).status_code == 302


def test_a_password_set_by_the_administrator_ends_all_sessions(officer):
    client = Client()
    sign_in(client, officer.account)
    change_password(account=officer.account, password="cầu tre lắc lẻo gập ghềnh")
    assert client.get(reverse("people:account")).status_code == 302


def test_rights_that_were_taken_away_are_gone_at_the_next_request(world, officer):
    client = signed_in(officer)
    url = reverse("reports:report", args=[world.report.pk])
    assert client.get(url).status_code == 200
    yesterday = today() - dt.timedelta(days=1)
    end_mandate(by=world.admin, mandate=officer, last_day=yesterday)
    assert client.get(url).status_code in {403, 404}
    assert client.get(reverse("people:account")).status_code == 200


def test_a_closed_account_is_out_at_the_next_request(world, officer):
    client = signed_in(officer)
    set_active(by=world.admin, account=officer.account, active=False)
    assert client.get(reverse("people:account")).status_code == 302
    assert sign_in(Client(), officer.account).status_code == 422


def test_a_mandate_moved_to_another_unit_sees_the_old_one_no_more(world, officer):
    client = signed_in(officer)
    url = reverse("nominations:dossier", args=[world.dossier.pk])
    assert client.get(url).status_code == 200
    Mandate.objects.filter(pk=officer.pk).update(unit=world.other)
    assert client.get(url).status_code == 404


def test_a_delegation_ends_with_its_last_day(world, officer):
    delegate = make_account("nguoi.thay", full_name="Người thay mặt")
    delegation = add_mandate(delegate, world.leader.role, world.department, valid_from=today() - dt.timedelta(days=9), valid_to=today(), delegated_from=world.leader)  # fmt: skip
    client = signed_in(delegation)
    url = reverse("reports:report", args=[world.report.pk])
    assert client.get(url).status_code == 200
    Mandate.objects.filter(pk=delegation.pk).update(valid_to=today() - dt.timedelta(days=1))
    assert client.get(url).status_code in {403, 404}
