"""A page waits for the database ten seconds at most, and then says what to do."""

import socket
import threading
import time

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.utils import OperationalError

from config import database
from emulation.files.services import store_bytes
from tests.builders.clients import signed_in

psycopg2 = pytest.importorskip("psycopg2")


@pytest.fixture
def limited(monkeypatch):
    monkeypatch.setattr(database, "ANSWER_SECONDS", 0.5)
    monkeypatch.setattr(database, "_lost_at", [float("-inf")])
    psycopg2.extensions.set_wait_callback(database.wait_for_answer)
    yield
    psycopg2.extensions.set_wait_callback(None)


def test_a_server_that_takes_the_line_and_says_nothing_is_given_up(limited):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        place = {"host": "127.0.0.1", "port": silent.getsockname()[1], "user": "x", "dbname": "x"}
        began = time.monotonic()
        with pytest.raises(psycopg2.OperationalError, match="does not answer"):
            psycopg2.connect(**place)
        assert 0.4 < time.monotonic() - began < 2
        with pytest.raises(psycopg2.OperationalError, match="a moment ago"):
            psycopg2.connect(**place)  # who asks again at once does not wait again


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_statement_that_takes_too_long_is_given_up_and_the_next_one_works(limited):
    connection.close()
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(5)")
    connection.close()
    time.sleep(database.REMEMBERED_SECONDS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("path", ["/thong-bao/", "/xac-minh/"])
def test_a_database_that_is_gone_is_503_in_words_wherever_the_request_stands(house, path):
    client = signed_in(house.officer)
    client.raise_request_exception = False

    def gone(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(gone):  # the session's own query fails, before any view
        answer = client.get("/thong-bao/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Hệ thống đang bận" in answer.content.decode()
    assert client.get(path).status_code == 200


def test_health_is_red_while_the_files_are_gone(house, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "there"
    store_bytes(by=None, content=b"%PDF-1.7", name="a.pdf", media_type="application/pdf")
    assert client.get("/healthz").json()["files"] == "up"
    settings.MEDIA_ROOT = tmp_path / "gone"
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["files"]) == (503, "down")


@pytest.mark.parametrize("page", ["9" * 21, "0", "-1", "x"])
@pytest.mark.parametrize("address", ["/api/v1/campaigns", "/api/v1/reports"])
def test_a_page_that_no_list_has_is_a_fault_of_the_address(house, address, page):
    assert signed_in(house.office).get(address, {"page": page}).status_code == 422


def test_what_is_limited_is_counted_by_all_processes_together():
    caches["limits"].clear()
    assert caches["limits"].add("one", 0, 60)

    def elsewhere() -> None:  # a cache object of its own, as another process has
        caches["limits"].incr("one")

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert caches["limits"].get("one") == 1
