"""Every invariant of decisions finds the fault it is for."""

from __future__ import annotations

import pytest
from django.db import connection

from awards.decisions import invariants
from awards.decisions.models import Certificate, Decision, DecisionLine, GoldBook
from awards.ledger.models import AwardRecord
from emulation.audit.triggers import install_triggers


@pytest.fixture
def unprotected(province, mixed):
    """An issued decision in a database whose triggers somebody has removed."""
    decision = province.issued(mixed)
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for table in ("awards_decisionline", "awards_certificate", "awards_decision"):
            for number in range(2):
                for event in ("update", "delete"):
                    on = f' ON "{table}"' if postgres else ""
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_keep{number}_{event}"{on}')
    yield decision
    install_triggers()


def faults(check) -> int:
    return len(list(check()))


CHECKS = [
    (invariants.issued_lines_are_in_the_ledger, DecisionLine, {"record": None}),
    (invariants.bonus_follows_from_its_parts, DecisionLine, {"raw_amount": 1, "paid_amount": 1}),
    (invariants.printed_totals_are_sums, DecisionLine, {"paid_amount": 9_000_000}),
    (invariants.sums_are_those_of_the_lines, Decision, {"bonus": 1}),
    (invariants.sums_are_those_of_the_lines, Decision, {"honoured": 1}),
    (invariants.sums_are_those_of_the_lines, DecisionLine, {"part": 9}),
    (invariants.gold_books_have_no_holes, GoldBook, {"last": 99}),
    (invariants.certificates_follow_the_ledger, Certificate, {"state": "revoked"}),
    (invariants.decisions_stand_on_issued_documents, Decision, {"state": "submitted"}),
]


@pytest.mark.parametrize(("check", "model", "change"), CHECKS)
def test_a_fault_is_found(unprotected, check, model, change):
    assert faults(check) == 0
    model.objects.update(**change)
    assert faults(check) > 0


def test_other_checks_hold(unprotected):
    assert faults(invariants.nominees_are_decided_once) == 0
    assert faults(invariants.recovered_is_what_was_paid) == 0
    assert AwardRecord.objects.count() == 3
