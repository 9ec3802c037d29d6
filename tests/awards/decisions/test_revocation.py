"""Revocation by a decision of its own."""

from __future__ import annotations

import pytest

from awards.decisions import services
from awards.decisions.enums import CertificateState, DecisionState
from emulation.registries.proof import violations
from emulation.ui.errors import Refused


def test_revocation_takes_effect_on_its_own_issue(province, mixed):
    decision = province.certified(mixed)
    line = decision.lines.get(name="Nguyễn Văn An")
    revocation = services.draft_revocation(
        by=province.office, decision=decision, lines=[line], reason="Khai man thành tích"
    )
    assert revocation.revoked_lines.get().amount == 1_490_000
    line.refresh_from_db()
    assert line.certificate.state == CertificateState.PREPARED
    province.issued(revocation, 3000)
    line = decision.lines.get(name="Nguyễn Văn An")
    assert line.certificate.state == CertificateState.REVOKED
    assert line.record.revocation_number == "3000/QĐ-UBND"
    decision.refresh_from_db()
    assert decision.state == DecisionState.ISSUED
    with pytest.raises(Refused):
        services.draft_revocation(
            by=province.office, decision=decision, lines=[line], reason="Lần nữa"
        )
    assert list(violations()) == []


def test_revoking_every_line_revokes_the_decision(province, an):
    decision = province.certified(province.drafted(province.passed(an)))
    revocation = services.draft_revocation(
        by=province.office, decision=decision, lines=list(decision.lines.all()), reason="Gian dối"
    )
    province.issued(revocation, 3001)
    decision.refresh_from_db()
    assert decision.state == DecisionState.REVOKED
    assert list(violations()) == []
