"""Certificates: one batch, printing, handing over."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from awards.decisions import services
from awards.decisions.enums import CertificateState
from awards.decisions.models import Certificate
from emulation.jobs.models import Job
from emulation.registries.proof import violations
from emulation.ui.errors import NotAllowed, WrongState
from emulation.ui.forms import new_key
from tests.builders.clients import signed_in
from tests.builders.decisions import DAY
from tests.builders.jobs import finish


def test_certificates_are_made_in_one_batch(province, mixed):
    decision = province.certified(mixed)
    batch = decision.batches.get()
    assert (batch.first, batch.last, batch.file.pages) == (1, 3, 3)


def test_killed_worker_loses_no_certificate(province, an, hoa, monkeypatch):
    monkeypatch.setattr(services.certificates, "SHEETS_IN_A_BATCH", 1)
    decision = province.issued(province.drafted(province.passed(an), province.passed(hoa)))
    assert services.render_next_batch(decision.pk) == (1, 2)  # the worker dies after this step
    kept = decision.batches.get().pk
    job = Job.objects.get(pk=decision.certificate_job_id)
    finish(job)
    assert [batch.first for batch in decision.batches.all()] == [1, 2]
    assert decision.batches.first().pk == kept
    assert services.render_next_batch(decision.pk) == (2, 2)


def test_steps_of_certificates(province, mixed):
    decision = province.certified(mixed)
    certificates = list(Certificate.objects.filter(decision=decision))
    assert services.mark_printed(by=province.clerk, certificates=certificates) == 3
    services.mark_spoiled(by=province.office, certificate=certificates[0], reason="Lem mực")
    with pytest.raises(WrongState):
        services.hand_over(by=province.office, certificates=certificates, received_by="Sở Nội vụ")
    assert not Certificate.objects.filter(state=CertificateState.HANDED_OVER).exists()
    services.hand_over(
        by=province.office, certificates=certificates[1:], received_by="Bà Hoa, Sở Nội vụ"
    )
    handed = Certificate.objects.filter(state=CertificateState.HANDED_OVER)
    assert {each.handed_over_on for each in handed} == {DAY}
    with pytest.raises(NotAllowed):
        services.mark_printed(by=province.signer, certificates=certificates[:1])


def test_nothing_is_printed_before_the_batch_is_made(province, mixed):
    province.issued(mixed)
    with pytest.raises(WrongState):
        services.mark_printed(by=province.office, certificates=Certificate.objects.all())


def test_single_certificate_is_one_page(province, mixed):
    province.certified(mixed)
    certificate = Certificate.objects.get(serial=2)
    with pikepdf.open(BytesIO(services.single_sheet(certificate))) as pdf:
        assert len(pdf.pages) == 1


def test_a_lost_certificate_is_issued_anew_and_its_code_says_so(province, mixed):
    decision = province.certified(mixed)
    old = Certificate.objects.get(serial=2)
    services.mark_printed(by=province.clerk, certificates=[old])
    services.hand_over(by=province.office, certificates=[old], received_by="Bà Hoa")
    page = reverse("decisions:certificate-replace", args=[old.pk])
    office = signed_in(province.office)
    register = office.get(reverse("decisions:certificates", args=[decision.pk]))
    assert page in register.content.decode()
    data = {"once": new_key(province.office.account_id), "reason": "Bị mất khi chuyển nhà"}
    assert office.post(page, data).status_code == 302
    old.refresh_from_db()
    new = old.replaced_by
    assert (old.state, new.serial, new.state) == ("replaced", 4, CertificateState.PREPARED)
    assert new.code != old.code
    decision.refresh_from_db()
    finish(decision.certificate_job)
    new.refresh_from_db()
    assert new.batch.file.pages == 1
    answer = Client().get(reverse("verification:document", args=[old.code])).content.decode()
    assert f"thay bằng số {new}" in answer
    answer = Client().get(reverse("verification:document", args=[new.code])).content.decode()
    assert "thay bằng" not in answer
    assert list(violations()) == []
    with pytest.raises(WrongState):
        services.replace_certificate(by=province.office, certificate=old, reason="Lần nữa")
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.filter(pk=old.pk).update(state=CertificateState.PREPARED)
    revocation = services.draft_revocation(
        by=province.office, decision=decision, lines=[new.line], reason="Khai man"
    )
    province.issued(revocation, 3000)
    assert list(violations()) == []
    answer = Client().get(reverse("verification:document", args=[old.code])).content.decode()
    assert "3000/QĐ-UBND" in answer
