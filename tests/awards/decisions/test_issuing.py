"""What the issue of a decision brings about, and what stops it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from awards.catalogue.enums import InitiativeScope
from awards.decisions.enums import DecisionState
from awards.decisions.models import Certificate, GoldBook
from awards.decisions.selectors import ready_nominees
from awards.ledger.models import AwardRecord, Initiative
from awards.ledger.services import place_hold
from awards.nominations.enums import NomineeState
from emulation import clock
from emulation.clock import now
from emulation.documents import services as documents
from emulation.documents.enums import DocumentState
from emulation.notices.models import Notice
from emulation.people.enums import Role
from emulation.registries.proof import violations
from emulation.ui.errors import Refused
from tests.builders.decisions import DAY
from tests.builders.documents import scan_of
from tests.builders.people import make_mandate


def test_issue_fills_ledger_certificates_and_nominees(province, mixed):
    decision = province.issued(mixed)
    assert decision.state == DecisionState.ISSUED
    assert decision.document.code == "2057/QĐ-UBND"
    for line in decision.lines.select_related("record", "nominee"):
        assert line.record.decision_number == "2057/QĐ-UBND"
        assert line.nominee.state == NomineeState.DECIDED
        assert len(line.certificates.get().code) == 32
    serials = Certificate.objects.order_by("serial").values_list("serial", "line__name")
    assert list(serials) == [(1, "Sở Nội vụ"), (2, "Nguyễn Văn An"), (3, "Trần Văn Tư")]
    assert GoldBook.objects.get().last == 3
    assert not ready_nominees(province.round).exists()
    assert list(violations()) == []


def test_nothing_takes_effect_before_issue(province, mixed):
    document = province.numbered(mixed)
    mixed.refresh_from_db()
    assert document.state == DocumentState.NUMBERED
    assert mixed.state == DecisionState.SUBMITTED
    assert not AwardRecord.objects.exists()
    assert not Certificate.objects.exists()
    assert mixed.lines.first().nominee.state == NomineeState.PASSED


def test_gold_book_goes_on_with_the_next_decision(province, an, hoa):
    province.issued(province.drafted(province.passed(an)), 10)
    province.issued(province.drafted(province.passed(hoa)), 11)
    assert list(Certificate.objects.values_list("serial", flat=True)) == [1, 2]
    assert list(violations()) == []


def test_units_are_told(province, department, an):
    leader = make_mandate(Role.LEADER, province.unit, "lanhdao")
    province.issued(province.drafted(province.passed(an)))
    assert Notice.objects.filter(account=leader.account, subject__contains="An").exists()


def test_initiatives_are_consumed_on_issue(province, an):
    nominee = province.passed(an)
    initiative = Initiative.objects.create(
        person=an, title="Phần mềm", scope=InitiativeScope.BASE, recorded_by=province.office,
        recorded_at=now(),
    )  # fmt: skip
    nominee.initiatives.add(initiative)
    province.issued(province.drafted(nominee))
    initiative.refresh_from_db()
    assert initiative.consumed_by.document.code == "2057/QĐ-UBND"


def test_salary_that_changed_before_numbering_is_refused(province, mixed):
    with clock.at(dt.date(2023, 6, 30)):
        signed = province.signed(mixed)
    with clock.at(dt.date(2023, 7, 1)), pytest.raises(Refused, match="base salary|lương cơ sở"):
        documents.number_external(
            by=province.clerk, document=signed, number=1, issued_on=dt.date(2023, 7, 1),
            signed_file=scan_of(province.clerk),
        )  # fmt: skip
    signed.refresh_from_db()
    assert signed.state == DocumentState.SIGNED


def test_a_hold_stops_the_numbering(province, mixed, an):
    signed = province.signed(mixed)
    place_hold(by=province.office, subject=an, reason="complaint")
    with pytest.raises(Refused, match="Nguyễn Văn An"):
        documents.number_external(
            by=province.clerk, document=signed, number=1, issued_on=DAY,
            signed_file=scan_of(province.clerk),
        )  # fmt: skip


@pytest.mark.parametrize("field", ["name", "paid_amount"])
def test_issued_lines_are_protected(province, mixed, field):
    decision = province.issued(mixed)
    line = decision.lines.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.lines.filter(pk=line.pk).update(**{field: 1})
