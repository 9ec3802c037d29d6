"""Headers, hosts, addresses to go on to, forwarded headers, faults, hostile parameters."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from emulation.jobs.models import Job
from emulation.people.middleware import client_address
from tests.builders.clients import signed_in
from tests.builders.jobs import finish
from tests.security.addresses import every_address, url_of
from tests.security.asking import SIGN_IN, Asker, header_faults
from tests.security.test_sessions import PASSWORD, sign_in
from tests.test_url_matrix import read_matrix

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = [
    "//e.example",
    "/\\e.example",
    "\\\\e.example",
    "https:e.example",
    "https://e.example/",
    "http:///e.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "//testserver@e.example/",
    " //e.example",
]
NAMES = (
    "q words page next state kind unit year campaign period cluster round code ma status from to "
    "since until action account person award level tab version sort queue role event subject ids"
).split()
HOSTILE = {  # NUL is refused before any page, see below
    "huge": "1" + "0" * 20,
    "negative": "-1",
    "bad-utf8": "%ff%fe%ed%a0%80" + "%E1%BA%A1" * 900,
}


@pytest.mark.parametrize(
    "path", ["/khong-co/", "/static/khong-co.css", "/ke-hoach/999999/", "//e.example/"]
)
def test_pages_of_faults_carry_the_headers_too(client, db, path):
    faults = header_faults(client.get(path), "anonymous")
    assert faults in ([], ["nothing"]), faults


def test_an_unknown_host_is_refused(client, db):
    assert client.get("/", HTTP_HOST="e.example").status_code == 400


def test_links_in_letters_come_from_the_fixed_origin(world, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_ORIGIN = "https://thidua.example.gov.vn"
    world.officer.account.email = "an@example.vn"
    world.officer.account.save()
    Client().post(
        reverse("people:reset-ask"),
        {"username": world.officer.account.username},
        HTTP_HOST="e.example",
    )
    finish(Job.objects.get(kind="notices.reset"))
    finish(Job.objects.get(kind="notices.letter"))
    (letter,) = mail.outbox
    assert "https://thidua.example.gov.vn/" in letter.body
    assert "e.example/" not in letter.body.replace("thidua.example.gov.vn/", "")


@pytest.mark.parametrize("wanted", FOREIGN)
def test_sign_in_goes_on_to_this_portal_only(world, wanted):
    world.officer.account.set_password(PASSWORD)
    world.officer.account.save()
    client = Client()
    location = sign_in(client, world.officer.account, next=wanted)["Location"]
    assert location == reverse("desk:home")
    again = client.get(SIGN_IN, {"next": wanted})["Location"]
    assert again == reverse("desk:home")


def test_a_forwarded_address_is_not_believed_without_proxies(settings):
    forged = {"HTTP_X_FORWARDED_FOR": "6.6.6.6", "REMOTE_ADDR": "10.0.0.9"}
    request = RequestFactory().get("/", **forged, HTTP_X_FORWARDED_PROTO="https")
    assert client_address(request) == "10.0.0.9"
    assert not request.is_secure()
    assert not getattr(settings, "USE_X_FORWARDED_HOST", False)


def test_behind_proxies_only_their_own_entry_counts(settings):
    class Behind:
        trusted_proxies = 1

    settings.ENV = Behind()
    headers = {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 113.160.0.7", "REMOTE_ADDR": "10.0.0.1"}
    assert client_address(RequestFactory().get("/", **headers)) == "113.160.0.7"


def test_a_fault_shows_only_its_number(world, monkeypatch):
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise ZeroDivisionError("bí mật trong lỗi")

    monkeypatch.setattr("emulation.desk.views.Home.get", fail)
    client = signed_in(world.officer)
    client.raise_request_exception = False
    answer = client.get(reverse("desk:home"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert answer["X-Request-ID"] in page
    assert "bí mật" not in page
    assert "Traceback" not in page
    assert "ZeroDivisionError" not in page


def _production(tmp_path: Path, code: str) -> str:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "k7Tq9wZ2pL5xV8mN1bR4cY6dF3gH0jSaEuIoQzXw" * 2,
        "SITE_ORIGIN": "https://thidua.example.gov.vn",
        "ALLOWED_HOSTS": "thidua.example.gov.vn",
        "VAR_DIR": str(tmp_path),
        "DEBUG": "0",
        "DEMO": "0",
        "FAILPOINTS": "0",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'x.sqlite3'}",
    }
    del environment["DJANGO_ALLOW_ASYNC_UNSAFE"]  # set for the browser tests of this suite
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_in_production_cookies_are_bound_and_the_check_is_clean(tmp_path):
    code = """
import django, json
django.setup()
from django.conf import settings as s
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
names = [n for n in dir(s) if n.startswith(("SESSION_COOKIE", "CSRF_COOKIE", "SECURE_HSTS"))]
print(json.dumps({n: getattr(s, n) for n in names}, default=str))
"""
    lines = _production(tmp_path, code).splitlines()
    found = json.loads(next(line for line in lines if line.startswith('{"CSRF')))
    for cookie in ("SESSION", "CSRF"):
        assert found[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert found[f"{cookie}_COOKIE_SECURE"] is True
        assert found[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert found[f"{cookie}_COOKIE_SAMESITE"] == "Lax"
        assert found[f"{cookie}_COOKIE_DOMAIN"] is None
        assert found[f"{cookie}_COOKIE_PATH"] == "/"
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000


def _reader_of(row: dict[str, str]) -> str:
    order = ("office", "officer", "admin", "council_member", "reviewer", "secretary", "anonymous")
    return next((role for role in order if row[role] == "200"), "")


def test_hostile_queries_never_break_a_page(world):
    matrix, askers, faults = read_matrix(), {}, []
    for address in every_address():
        role = _reader_of(matrix[address.name, "GET"])
        if not role:
            continue
        asker = askers.setdefault(role, Asker(world, role))
        for kind, value in HOSTILE.items():
            cache.clear()
            query = "&".join(f"{name}={value}" for name in NAMES)
            answer = asker.ask("GET", f"{url_of(address, world)}?{query}")
            if answer.status_code >= 500:
                faults.append(f"{address.name} {kind} as {role}: {answer.status_code}")
    assert not faults, "\n".join(faults)


def test_hostile_numbers_in_addresses_never_break_a_page(world):
    askers = [Asker(world, role) for role in ("office", "officer")]
    faults = []
    for address in every_address():
        for argument in address.arguments:
            try:
                url = url_of(address, world, **{argument: 10**20})
            except NoReverseMatch:
                continue
            for asker in askers:
                status = asker.ask("GET", url).status_code
                if status >= 500:
                    faults.append(f"{address.name} {argument} as {asker.role}: {status}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", ["people:sign-in", "people:reset-ask", "people:password-set"])
@pytest.mark.parametrize("value", ["a\x00b", "x" * 100_000, "\ud800", "-1", "1" + "0" * 20])
def test_hostile_words_never_break_a_public_form(db, name, value):
    client = Client(raise_request_exception=False)
    body = "&".join(
        f"{field}={'%00' if value[1:2] == chr(0) else '%ed%a0%80' if value == chr(0xD800) else value}"
        for field in ("username", "password", "repeated", "code", "next", "once", "version")
    )
    answer = client.generic("POST", reverse(name), body, "application/x-www-form-urlencoded")
    assert answer.status_code < 500


@pytest.mark.parametrize(
    "path", ["/%00", "/phong-trao/%00/", "/xac-minh/%ff/", "/tep/1/%00", "/x" * 3000]
)
def test_hostile_paths_are_not_there(db, path):
    client = Client(raise_request_exception=False)
    assert client.get(path).status_code in {400, 404}


def test_a_hostile_upload_header_is_an_ordinary_refusal(world):
    client = signed_in(world.officer)
    client.raise_request_exception = False
    url = reverse("reports:add-evidence", args=[world.report.pk])
    file = io.BytesIO(b"\x00" * 10)
    file.name = "a\x00b\r\nX: y.pdf"
    assert client.post(url, {"file": file}).status_code < 500


@pytest.mark.parametrize("where", ["path", "query", "cookie"])
def test_nul_is_refused_before_any_look_up(db, where, django_assert_num_queries):
    client = Client(raise_request_exception=False)
    if where == "cookie":
        client.cookies["sessionid"] = "abcdefgh\x00"
    address = {"path": "/a%00b/", "query": "/?q=a%00b", "cookie": "/"}[where]
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 400
