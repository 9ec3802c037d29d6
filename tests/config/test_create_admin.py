"""The first administrator of an empty database."""

import io
import re

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.units.models import Unit

PASSWORD = "ruộng lúa chín vàng tháng mười"

pytestmark = pytest.mark.django_db


def create(**options):
    out = io.StringIO()
    given = {"username": "quantri", "full_name": "Trần Văn Quản", "province": "Bạc Liêu", **options}
    call_command("create_admin", stdout=out, **given)
    return out.getvalue()


def test_an_empty_database_gets_its_administrator_and_committee():
    text = create()
    mandate = Mandate.objects.get()
    assert (mandate.role, mandate.account.username) == (Role.ADMIN, "quantri")
    assert mandate.unit.name == "Ủy ban nhân dân tỉnh Bạc Liêu"
    assert not mandate.account.has_usable_password()
    assert "/tai-khoan/dat-mat-khau/" in text


def test_the_printed_code_leads_to_the_desk():
    cache.clear()
    code = re.search(r"(?:[A-Z2-9]{5}-){4}[A-Z2-9]{5}", create())[0]
    client = Client()
    client.post(
        "/tai-khoan/dat-mat-khau/", {"code": code, "password": PASSWORD, "repeated": PASSWORD}
    )
    client.post("/tai-khoan/dang-nhap/", {"username": "quantri", "password": PASSWORD})
    assert client.get("/ban-lam-viec/").status_code == 200
    assert client.get("/tai-khoan/").status_code == 200


def test_a_second_administrator_needs_force():
    create()
    with pytest.raises(CommandError, match="--force"):
        create(username="quantri2")
    create(username="quantri2", force=True)
    assert Mandate.objects.filter(role=Role.ADMIN).count() == 2
    assert Unit.objects.count() == 1


def test_a_taken_name_writes_nothing():
    create()
    with pytest.raises(CommandError):
        create(force=True)
    assert Account.objects.count() == Mandate.objects.count() == 1


def test_without_a_province_it_says_what_to_do():
    with pytest.raises(CommandError, match="--province"):
        create(province="")
    assert not Account.objects.exists()
