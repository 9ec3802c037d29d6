"""The trail: append-only, sealed in order, every tampering found; logs without secrets."""

import datetime as dt
import json
import logging
import re

import pytest
from django.db import IntegrityError, connection, transaction

from emulation.audit import services
from emulation.audit.invariants import chain_holds, tail_is_short, triggers_are_installed
from emulation.audit.logs import JsonFormatter
from emulation.audit.models import AuditEntry, AuditSeal
from emulation.audit.services import (
    FIRST_HASH,
    entry_hash,
    has_unsealed,
    record,
    seal_entries,
    seal_stragglers,
)
from emulation.audit.triggers import install_triggers
from emulation.clock import real_now
from tests.builders.clients import signed_in
from tests.builders.province import build_house

PROTECTED = "emulation_auditentry_keep0_update"


@pytest.fixture
def house(db):
    house = build_house()
    for number in range(5):
        record(by=house.office, action="test.act", obj=house.province, changes={"number": number})
    return house


def test_sealing_chains_the_entries_in_their_order(house):
    assert seal_entries(limit=3) == 3
    assert seal_entries() == 2
    assert seal_entries() == 0
    seals = list(AuditSeal.objects.all())
    assert [seal.number for seal in seals] == [1, 2, 3, 4, 5]
    assert [s.previous_hash for s in seals[1:]] == [s.hash for s in seals[:-1]]
    assert list(chain_holds()) == []


def test_sealing_does_not_read_the_sealed_trail(house, django_assert_num_queries, monkeypatch):
    assert has_unsealed()
    seal_entries()
    with django_assert_num_queries(2) as queries:
        assert not has_unsealed()
    asked = queries.captured_queries[-1]["sql"]
    last = AuditEntry.objects.order_by("pk").last()
    assert re.search(rf"> +{last.pk - services.LOOK_BACK}\b", asked), "begins near the end"


def test_an_entry_left_far_behind_is_sealed_at_night(house, monkeypatch):
    pks = list(AuditEntry.objects.order_by("pk").values_list("pk", flat=True))
    monkeypatch.setattr(services, "LOOK_BACK", 1)
    last = AuditEntry.objects.get(pk=pks[-1])
    digest = entry_hash(last, 1, FIRST_HASH)
    AuditSeal.objects.create(number=1, entry=last, previous_hash=FIRST_HASH, hash=digest)
    assert seal_entries() == 0
    assert seal_stragglers() == 4
    assert list(chain_holds()) == []
    assert not AuditEntry.objects.filter(seal__isnull=True).exists()


def test_an_entry_can_be_neither_altered_nor_removed(house):
    with pytest.raises(IntegrityError, match="protected row"), transaction.atomic():
        AuditEntry.objects.update(action="other")
    with pytest.raises(IntegrityError, match="protected row"), transaction.atomic():
        AuditEntry.objects.filter(seal__isnull=True).delete()


def _without_trigger(statement: str) -> None:
    suffix = " ON emulation_auditentry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {PROTECTED}{suffix}")
        cursor.execute(statement)


def test_an_altered_entry_is_found(house):
    seal_entries()
    first = AuditEntry.objects.order_by("pk").first()
    _without_trigger(
        f"UPDATE emulation_auditentry SET object_label = 'khác' WHERE id = {first.pk}"  # noqa: S608
    )
    assert list(chain_holds()) == [f"entry {first.pk} was altered"]
    assert list(triggers_are_installed()) == [PROTECTED]
    install_triggers()
    assert list(triggers_are_installed()) == []


def test_a_long_unsealed_tail_is_found(house, time_machine):
    assert list(tail_is_short()) == []
    time_machine.move_to(real_now() + dt.timedelta(minutes=10))
    assert list(tail_is_short()) == ["5 entries"]


def test_each_role_reads_its_own_part(house):
    visible = AuditEntry.objects.visible_to
    assert visible(house.auditor).count() == AuditEntry.objects.count()
    assert visible(house.office).count() == 5
    assert visible(house.officer).count() == 0
    assert visible(None).count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_has_a_fixed_number_of_queries(house, django_assert_num_queries, rows):
    for _row in range(rows):
        record(by=house.auditor, action="test.more")
    client = signed_in(house.auditor)
    with django_assert_num_queries(7):
        assert client.get("/nhat-ky/").status_code == 200


def test_logs_are_one_json_line_without_secrets():
    line = logging.LogRecord(
        "x", logging.INFO, "", 1, "a\nb\x1b[31m password=abc&token=xyz q=1", None, None
    )
    shown = json.loads(JsonFormatter().format(line))
    assert shown["message"] == "a b [31m password=…&token=… q=1"
    assert real_now().year >= 2021
