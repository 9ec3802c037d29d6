"""Certificates: one batch, printing, handing over."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from awards.decisions import services
from awards.decisions.enums import CertificateState
from awards.decisions.models import Certificate
from emulation.jobs.models import Job
from emulation.ui.errors import NotAllowed, WrongState
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
