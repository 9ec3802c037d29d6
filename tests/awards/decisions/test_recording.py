"""Signatures given outside, decisions issued on paper."""

from __future__ import annotations

import datetime as dt

import pytest

from awards.decisions import services
from awards.decisions.enums import DecisionState, StruckOutcome
from awards.ledger.models import AwardRecord
from awards.nominations.enums import NomineeState
from emulation.documents import services as documents
from emulation.documents.enums import DocumentState
from emulation.documents.models import Document
from emulation.documents.selectors import paper_of
from emulation.registries.proof import violations
from emulation.ui.errors import Refused
from tests.builders.decisions import DAY, WORKER
from tests.builders.documents import issued, previewed, scan_of


def test_recorded_signature_takes_what_the_signer_struck_and_added(province, mixed, hoa):
    added = province.passed(hoa)
    province.submitted(mixed)
    struck = mixed.lines.get(name="Trần Văn Tư")
    services.record_signed(
        by=province.office, decision=mixed, signed_file=scan_of(province.office),
        signer_name="Phạm Văn Thiều", signed_on=DAY, struck=[struck], added=[added],
        outcome=StruckOutcome.REFUSED, differences="Chủ tịch gạch tên hộ ông Tư", confirmed=True,
    )  # fmt: skip
    document = Document.objects.get(pk=mixed.document_id)
    assert document.state == DocumentState.SIGNED
    assert "Trần Văn Tư" not in str(document.paper)
    assert "Lê Thị Hoa" in str(document.paper)
    struck.nominee.refresh_from_db()
    assert struck.nominee.state == NomineeState.REFUSED
    with pytest.raises(Refused, match="xem trước"):
        documents.number_external(
            by=province.clerk, document=document, number=7, suffix="a", issued_on=DAY
        )
    document = previewed(province.clerk, document)
    issued(documents.number_external(
        by=province.clerk, document=document, number=7, suffix="a", issued_on=DAY
    ))  # fmt: skip
    assert AwardRecord.objects.count() == 3
    assert list(violations()) == []


def test_struck_names_need_a_reason_when_recording(province, mixed):
    province.submitted(mixed)
    with pytest.raises(Refused):
        services.record_signed(
            by=province.office, decision=mixed, signed_file=scan_of(province.office),
            signer_name="Phạm Văn Thiều", signed_on=DAY, struck=list(mixed.lines.all()[:1]),
        )  # fmt: skip


def test_a_decision_issued_on_paper_is_recorded(department, an):
    decision = services.record_paper_decision(
        by=department.office, round_=department.round, nominees=[department.passed(an, WORKER)],
        number=45, issued_on=dt.date(2021, 11, 10), signer_name="Phạm Văn Thiều",
        signed_file=scan_of(department.office),
    )  # fmt: skip
    issued(decision.document)
    record = AwardRecord.objects.get()
    assert (record.decision_number, record.decided_on) == ("45/QĐ-SNV", dt.date(2021, 11, 10))
    decision.refresh_from_db()
    assert decision.from_paper
    assert decision.state == DecisionState.ISSUED


def test_paper_decision_of_the_province_waits_for_the_clerk(province, an):
    decision = services.record_paper_decision(
        by=province.office, round_=province.round, nominees=[province.passed(an)], number=45,
        issued_on=DAY, signer_name="Ai Đó", signer_position="Phó Chủ tịch", signed_file=scan_of(province.office),
    )  # fmt: skip
    assert decision.document.state == DocumentState.SIGNED
    (block,) = paper_of(decision.document).signatures
    assert block.lines[-2:] == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
