"""From the draft to the issued document, once and for good."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from docx import Document as WordDocument

from emulation.documents import services
from emulation.documents.enums import DocumentState
from emulation.documents.models import Document, LegalBasis
from emulation.documents.selectors import legal_bases, verification_of
from emulation.documents.services.issuing import issue_document
from emulation.jobs.services import run_now
from emulation.ui.errors import Refused, WrongState
from emulation.workflow.selectors import history
from tests.builders.documents import DAY, House
from tests.emulation.typesetting.measure import Sheets


def test_from_draft_to_issue(house: House):
    document = house.issued()
    assert document.state == DocumentState.ISSUED
    assert document.code == "01/KH-UBND"
    assert document.issued_on == DAY
    assert house.calls == ["signed:signed", "numbered:numbered", "issued:issued"]
    assert [step.name for step in history(document)] == ["submit", "sign", "number", "issue"]
    pdf = document.pdf.read()
    text = Sheets(pdf).text()
    assert "Số: 01/KH-UBND" in text
    assert "Bạc Liêu, ngày 05 tháng 3 năm 2021" in text
    assert "DỰ THẢO" not in text
    assert verification_of(document.verification_code).code in text
    assert document.pdf.sha256 == hashlib.sha256(pdf).hexdigest()
    assert WordDocument(BytesIO(document.docx.read())).paragraphs
    assert document.pdf.name.startswith("01-kh-ubnd-phat-dong")


def test_the_command_writes_the_kept_bytes(house: House, tmp_path):
    document = house.issued()
    for form, file in (("pdf", document.pdf), ("docx", document.docx)):
        target = tmp_path / f"x.{form}"
        call_command("render_document", document.pk, format=form, output=target, stdout=StringIO())
        assert target.read_bytes() == file.read()


def test_the_command_marks_a_draft(house: House, tmp_path):
    target = tmp_path / "x.pdf"
    call_command("render_document", house.draft().pk, output=target, stdout=StringIO())
    assert "DỰ THẢO" in Sheets(target.read_bytes()).text()


def test_issuing_twice_has_the_effect_of_once(house: House):
    document = house.numbered()
    for _turn in range(3):
        issue_document(document.pk)
    assert house.calls.count("issued:issued") == 1
    document.refresh_from_db()
    files = (document.pdf_id, document.docx_id)
    issue_document(document.pk)
    document.refresh_from_db()
    assert files == (document.pdf_id, document.docx_id)


def test_a_failed_hook_leaves_the_document_numbered(house: House, monkeypatch):
    document = house.numbered()
    from emulation.documents import registry

    def broken(_document):
        raise Refused("Chưa xong")

    kind = replace(registry.kinds["test_plan"], on_issued=broken)
    with monkeypatch.context() as patch:
        patch.setitem(registry.kinds, "test_plan", kind)
        assert run_now(document.issue_job).state == "failed"
    document.refresh_from_db()
    assert document.state == "numbered"
    with pytest.raises(WrongState):
        services.retry_issue(by=house.clerk, document=house.draft("B"))
    services.retry_issue(by=house.clerk, document=document)
    run_now(document.issue_job)
    document.refresh_from_db()
    assert document.state == "issued"


def test_the_database_refuses_to_change_what_is_numbered_or_issued(house: House):
    document = house.numbered()
    for change in ({"paper": {}}, {"number": 9}, {"subject": "x"}, {"issued_on": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**change)
    run_now(document.issue_job)
    for change in ({"state": "draft"}, {"pdf": None}, {"version": 99}, {"differences": "x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=document.pk).delete()


def test_a_correction_is_a_new_document(house: House):
    document = house.issued()
    with pytest.raises(WrongState):
        services.correct_document(by=house.office, document=house.draft("B"), paper=house.paper())
    correction = services.correct_document(
        by=house.office, document=document, paper=house.paper("Đính chính")
    )
    assert correction.corrects == document
    document.refresh_from_db()
    assert document.state == "issued"


def test_legal_bases_are_cited_by_the_day_of_issue(house: House):
    values = {"code": "luat-2003", "citation": "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
              "valid_from": dt.date(2004, 7, 1), "valid_to": dt.date(2023, 12, 31), "order": 1,
              "kinds": []}  # fmt: skip
    services.save_legal_basis(by=house.office, values=values)
    new = values | {"code": "luat-2022", "citation": "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm "
                    "2022", "valid_from": dt.date(2024, 1, 1), "valid_to": None}  # fmt: skip
    services.save_legal_basis(by=house.office, values=new)
    only = new | {"code": "quy-che", "citation": "Quy chế", "kinds": ["other"]}
    services.save_legal_basis(by=house.office, values=only)
    assert LegalBasis.objects.count() == 3
    assert legal_bases("test_plan", DAY) == [f"Căn cứ {values['citation']}"]
    assert legal_bases("test_plan", dt.date(2024, 1, 1)) == [f"Căn cứ {new['citation']}"]
    assert len(legal_bases("other", dt.date(2024, 1, 1))) == 2
