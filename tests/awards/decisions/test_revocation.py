"""Revocation by a decision of its own."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from awards.decisions import services
from awards.decisions.enums import CertificateState, DecisionState
from awards.decisions.models import Certificate
from awards.decisions.selectors.lines import revoked_listed
from emulation.documents.selectors import TEXTS
from emulation.registries.proof import violations
from emulation.ui.errors import Refused
from emulation.ui.forms import new_key
from tests.builders.clients import signed_in


def verified(code: str) -> str:
    """What the public reads for a code."""
    return Client().get(reverse("verification:document", args=[code])).content.decode()


def test_revocation_takes_effect_on_its_own_issue(province, mixed):
    decision = province.certified(mixed)
    line = decision.lines.get(name="Nguyễn Văn An")
    assert "hủy bỏ" not in verified(decision.document.verification_code)
    revocation = services.draft_revocation(
        by=province.office, decision=decision, lines=[line], reason="Khai man thành tích"
    )
    assert revocation.revoked_lines.get().amount == 1_490_000
    line.refresh_from_db()
    assert line.certificates.get().state == CertificateState.PREPARED
    province.issued(revocation, 3000)
    line = decision.lines.get(name="Nguyễn Văn An")
    assert line.certificates.get().state == CertificateState.REVOKED
    assert line.record.revocation_number == "3000/QĐ-UBND"
    answer = verified(decision.document.verification_code)
    assert "hủy bỏ một phần" in answer
    assert "số 3000/QĐ-UBND" in answer
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
    by = "số 3001/QĐ-UBND ngày 22/11/2021"
    assert by in verified(decision.document.verification_code)
    assert by in verified(Certificate.objects.get().code)


def test_a_name_is_taken_off_the_open_revocation_but_never_the_last(province, mixed):
    decision = province.certified(mixed)
    first, second = decision.lines.order_by("pk")[:2]
    revocation = services.draft_revocation(
        by=province.office, decision=decision, lines=[first, second], reason="Khai man"
    )
    client, page = signed_in(province.office), revocation.get_absolute_url()
    assert client.get(reverse("decisions:decision", args=[revocation.pk]))["Location"] == page
    shown = client.get(page, {"q": first.name})
    assert [row.line for row in shown.context["rows"]] == [first]
    assert shown.context["to_recover"] == first.paid_amount + second.paid_amount
    for line, left in ((first, 1), (second, 1)):
        chosen = revocation.revoked_lines.filter(line=line).values_list("pk", flat=True)
        data = {"once": new_key(province.office.account_id), "action": "spare"}
        answer = client.post(page, {**data, "selected": list(chosen)}, follow=True)
        assert revocation.revoked_lines.count() == left
    assert "Quyết định hủy bỏ phải có ít nhất một tên" in answer.content.decode()


def test_struck_names_are_read_in_the_list_with_their_reason(province, mixed):
    line = mixed.lines.order_by("pk").first()
    services.strike_lines(
        by=province.office, decision=mixed, lines=[line], reason="Chưa đủ hồ sơ", outcome="kept"
    )
    client, page = signed_in(province.office), mixed.get_absolute_url()
    assert line.name not in [row.name for row in client.get(page).context["rows"]]
    struck = client.get(page, {"struck": "da-gach"})
    assert [row.name for row in struck.context["rows"]] == [line.name]
    assert "Chưa đủ hồ sơ" in struck.content.decode()
    assert f'value="strike:{line.pk}"' not in struck.content.decode()


def test_the_list_of_names_revoked_reads_no_text_of_a_decision(province, mixed):
    decision = province.certified(mixed)
    revocation = services.draft_revocation(
        by=province.office, decision=decision, lines=list(decision.lines.all()), reason="Gian dối"
    )
    rows = revoked_listed(province.office, revocation.pk)
    assert not any(f'"{name}"' in str(rows.query) for name in TEXTS)
    assert set(rows.values_list("code", flat=True)) == {decision.document.code}
