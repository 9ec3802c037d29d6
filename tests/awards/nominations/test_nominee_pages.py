"""The pages of a nominee: evidence, findings, figures, withdrawal."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from awards.nominations import services
from awards.nominations.models import NomineeEvidence
from campaigns.reports.models import ReportLine
from emulation.files.registry import is_readable
from tests.awards.nominations.pages import page, send
from tests.builders.files import store_pdf
from tests.builders.rounds import make_dossier, make_round, only_nominee, submit
from tests.emulation.files.corpus import pdf as pdf_of


def test_evidence_with_pages_is_added_and_read_by_the_right_people(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    scan = SimpleUploadedFile("minh-chung.pdf", pdf_of(3), "application/pdf")
    response = send(
        world.officer,
        "evidence-add",
        nominee.pk,
        kind="initiative_recognition",
        upload=scan,
        page_from=2,
        page_to=3,
    )
    assert response.status_code == 302
    row = NomineeEvidence.objects.get()
    shown = page(world.officer, "nominee", nominee.pk).content.decode()
    assert "minh-chung.pdf" in shown
    assert is_readable(row.file, world.leader)
    assert not is_readable(row.file, world.office)  # the dossier is not submitted yet
    scan = SimpleUploadedFile("khac.pdf", pdf_of(1), "application/pdf")
    beyond = send(
        world.officer, "evidence-add", nominee.pk, kind="other", upload=scan, page_from=1, page_to=9
    )
    assert beyond.status_code == 422


def test_findings_are_shown_with_article_and_missing_proof(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    shown = page(world.officer, "nominee", nominee.pk).content.decode()
    assert "Điều 22" in shown
    assert "Có ba lần liên tục đạt danh hiệu Chiến sĩ thi đua cơ sở" in shown
    assert "finding-not_met" in shown
    assert "missing-proof" in shown


@pytest.mark.parametrize(("answer", "told"), [("yes", True), ("no", False), ("", None)])
def test_unit_tells_whether_its_cluster_acclaimed_it(world, answer, told):
    dossier = services.begin_dossier(
        by=world.officer, round_=make_round(world.office, "PROVINCIAL_FLAG")
    )
    nominee = services.add_nominee(
        by=world.officer, dossier=dossier, award_code="PROVINCIAL_FLAG", subject=world.department
    )
    shown = page(world.officer, "nominee-change", nominee.pk)
    assert "suy tôn" in shown.text
    facts = {"period_from": "01/01/2021", "period_to": "31/12/2021", "acclaimed": answer}
    sent = send(world.officer, "nominee-change", nominee.pk, version=nominee.version, **facts)
    assert sent.status_code == 302
    nominee = only_nominee(dossier)
    assert nominee.facts["acclaimed"] is told


def test_figures_offered_are_the_units_own(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    assert page(world.officer, "nominee-sources", nominee.pk).status_code == 200
    response = send(world.officer, "nominee-sources", nominee.pk, figures=["12345"])
    assert response.status_code == 422
    assert not ReportLine.objects.exists()


def test_withdrawn_through_the_page(world, round_):
    nominee = only_nominee(submit(world, make_dossier(world, round_)))
    assert send(world.officer, "nominee-withdraw", nominee.pk, reason="").status_code == 422
    assert (
        send(world.officer, "nominee-withdraw", nominee.pk, reason="Nghỉ việc").status_code == 302
    )
    again = send(world.officer, "nominee-withdraw", nominee.pk, reason="Nghỉ việc")
    assert again.status_code == 409


def test_taking_a_paper_out(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    NomineeEvidence.objects.create(
        nominee=nominee,
        kind="other",
        file=store_pdf(world.officer),
        added_at=nominee.dossier.created_at,
        added_by=world.officer,
    )
    row = NomineeEvidence.objects.get()
    assert send(world.other_officer, "evidence-remove", row.pk).status_code == 404
    assert send(world.officer, "evidence-remove", row.pk).status_code == 302
    assert not NomineeEvidence.objects.exists()
