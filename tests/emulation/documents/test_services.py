"""A document from draft to issue, and every way in which it must not go."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction
from docx import Document as WordDocument

from emulation.documents import services
from emulation.documents.enums import DocumentState, NumberingMode, StepState
from emulation.documents.models import Document, LegalBasis, NumberBook, SigningRouteStep
from emulation.documents.paper import DocumentNumber
from emulation.documents.selectors import holes, legal_bases, paper_of, route_for
from emulation.documents.services.issuing import issue_document
from emulation.documents.services.previewing import render_preview
from emulation.jobs.services import run_now
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from emulation.workflow import clock
from emulation.workflow.selectors import history
from tests.emulation.documents.conftest import DAY, House, mandate, waiting_jobs
from tests.emulation.documents.measure import Sheets


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
    assert document.verification_code.upper() in text
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


def test_a_draft_has_no_number_and_no_date(house: House):
    paper = replace(house.paper(), number=DocumentNumber("KH-UBND", 5))
    with pytest.raises(Refused):
        services.draft_document(
            by=house.office, kind="test_plan", authority=house.unit, paper=paper
        )
    with pytest.raises(Refused):
        services.draft_document(
            by=house.office, kind="unknown", authority=house.unit, paper=house.paper()
        )


def test_a_revised_draft_forgets_its_preview(house: House):
    document = house.previewed(house.draft())
    assert document.preview_digest == document.paper_digest
    same = services.revise_draft(by=house.office, document=document, paper=house.paper())
    assert same.version == document.version
    changed = services.revise_draft(
        by=house.office, document=document, paper=house.paper("Khác"), version=document.version
    )
    assert changed.subject == "Khác"
    assert changed.preview_digest != changed.paper_digest
    with pytest.raises(StaleVersion):
        services.revise_draft(
            by=house.office, document=document, paper=house.paper(), version=document.version
        )


def test_a_submitted_text_cannot_be_changed(house: House):
    document = house.submitted()
    with pytest.raises(WrongState):
        services.revise_draft(by=house.office, document=document, paper=house.paper("Khác"))


def test_a_late_preview_of_an_old_text_is_thrown_away(house: House):
    document = house.draft()
    old = document.paper_digest
    services.revise_draft(by=house.office, document=document, paper=house.paper("Mới"))
    render_preview(document.pk, old)
    document.refresh_from_db()
    assert document.preview_digest == ""


def test_a_running_preview_is_not_doubled(house: House):
    document = house.draft()
    first = services.request_preview(by=house.office, document=document)
    document.refresh_from_db()
    assert services.request_preview(by=house.office, document=document) == first
    assert len(waiting_jobs("documents.preview")) == 1


def test_nobody_signs_what_was_not_laid_out(house: House):
    document = services.submit_document(by=house.office, document=house.draft())
    assert waiting_jobs("documents.preview")
    with pytest.raises(Refused):
        services.sign_document(by=house.signer, document=document)


def test_nobody_signs_a_text_with_findings(house: House):
    paper = replace(house.paper(), archive_line="")
    document = services.draft_document(
        by=house.office, kind="test_plan", authority=house.unit, paper=paper
    )
    document = house.submitted(document)
    assert [found["code"] for found in document.preview_findings] == ["no_archive"]
    with pytest.raises(Refused, match="Nơi nhận"):
        services.sign_document(by=house.signer, document=document)


def test_three_persons_draft_sign_and_number(house: House):
    also_signs = mandate("kiem", "Ai Đó", Role.SIGNER, house.unit)
    also_signs.account = house.office.account
    also_signs.save()
    document = house.submitted()
    with pytest.raises(Refused):
        services.sign_document(by=also_signs, document=document)
    signed = house.signed(document)
    house.book()
    for account in (house.office.account, house.signer.account):
        clerk = mandate(f"c{account.pk}", "x", Role.CLERK, house.unit)
        clerk.account = account
        clerk.save()
        with pytest.raises(Refused):
            services.number_internal(by=clerk, document=signed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=signed.pk).update(signed_account=house.office.account)


@pytest.mark.parametrize("role", ["office", "clerk", "stranger"])
def test_only_the_signer_signs(house: House, role: str):
    with pytest.raises((NotAllowed, Refused)):
        services.sign_document(by=getattr(house, role), document=house.submitted())


@pytest.mark.parametrize("role", ["office", "signer", "stranger"])
def test_only_the_clerk_numbers(house: House, role: str):
    house.book()
    with pytest.raises((NotAllowed, Refused)):
        services.number_internal(by=getattr(house, role), document=house.signed())
    assert NumberBook.objects.get().last == 0


def test_a_returned_text_is_a_draft_again(house: House):
    signed = house.signed()
    returned = services.return_document(
        by=house.clerk, document=signed, reason="Sai tên", due_on=DAY, items=["Điều 1"]
    )
    assert returned.state == DocumentState.DRAFT
    assert returned.signed_by is None
    assert house.calls[-1] == "returned:draft"
    log = history(returned).last()
    assert (log.reason, log.due_on, log.items) == ("Sai tên", DAY, ["Điều 1"])
    with pytest.raises(Refused):
        services.return_document(
            by=house.signer, document=house.submitted(house.draft("B")), reason=" ", due_on=DAY
        )


def test_a_submitted_text_can_be_withdrawn(house: House):
    document = services.withdraw_document(
        by=house.office, document=house.submitted(), reason="Bổ sung nội dung"
    )
    assert document.state == DocumentState.DRAFT


def _route(house: House) -> None:
    for order, (title, role) in enumerate(
        [("Trưởng phòng duyệt", Role.OFFICE), ("Văn phòng thẩm tra", "")], start=1
    ):
        SigningRouteStep.objects.create(
            authority=house.unit,
            order=order,
            title=title,
            role=role,
            valid_from=dt.date(2020, 1, 1),
        )


def test_the_route_is_gone_step_by_step(house: House):
    _route(house)
    document = house.submitted()
    first, second = document.steps.order_by("order")
    with pytest.raises(Refused, match="Trưởng phòng duyệt"):
        services.sign_document(by=house.signer, document=document)
    with pytest.raises(WrongState):
        services.complete_step(by=house.office, step=second)
    with pytest.raises(NotAllowed):
        services.complete_step(by=house.stranger, step=first)
    services.complete_step(by=house.office, step=first, note="Đồng ý")
    with pytest.raises(WrongState):
        services.complete_step(by=house.office, step=first)
    for day, note in ((DAY + dt.timedelta(days=1), "ai"), (DAY, " ")):
        with pytest.raises(Refused):
            services.record_step_outside(by=house.office, step=second, done_on=day, note=note)
    services.record_step_outside(
        by=house.office, step=second, done_on=DAY, note="Ông Hai, trên giấy"
    )
    assert list(document.steps.values_list("state", flat=True).order_by("order")) == [
        StepState.DONE,
        StepState.RECORDED,
    ]
    assert services.sign_document(by=house.signer, document=document).state == "signed"


def test_a_new_route_ends_the_one_before(house: House):
    def put(title: str, day: dt.date) -> None:
        services.set_signing_route(
            by=house.office,
            authority=house.unit,
            kind="",
            steps=[(title, Role.OFFICE)],
            valid_from=day,
        )

    put("Thẩm tra", DAY - dt.timedelta(days=30))
    put("Trình ký", DAY)
    assert [step.title for step in route_for(house.unit, "test_plan", DAY)] == ["Trình ký"]
    before = route_for(house.unit, "test_plan", DAY - dt.timedelta(days=1))
    assert [step.title for step in before] == ["Thẩm tra"]
    with pytest.raises(Refused):
        put("Quá muộn", DAY)


def test_a_kind_can_have_a_route_of_its_own(house: House):
    _route(house)
    SigningRouteStep.objects.create(
        authority=house.unit, kind="test_plan", order=1, title="Riêng", valid_from=DAY
    )
    assert [step.title for step in route_for(house.unit, "test_plan", DAY)] == ["Riêng"]
    assert len(route_for(house.unit, "other", DAY)) == 2
    before = DAY - dt.timedelta(days=1)
    assert len(route_for(house.unit, "test_plan", before)) == 2


def test_a_signature_given_outside_is_recorded_with_its_differences(house: House):
    document = house.submitted()
    draft_pages = document.preview_pdf.pages
    other = house.scan(pages=draft_pages + 1)
    fields = {"document": document, "signer_name": "Phạm Văn Thiều", "signed_on": DAY}
    with pytest.raises(Refused, match="dự thảo"):
        services.record_outside_signature(by=house.clerk, signed_file=other, **fields)
    with pytest.raises(Refused):
        services.record_outside_signature(
            by=house.clerk, signed_file=other, differences="Gạch một tên", **fields
        )
    signed = services.record_outside_signature(
        by=house.clerk, signed_file=other, differences="Gạch một tên", confirmed=True, **fields
    )
    assert signed.signed_outside
    assert signed.differences == "Gạch một tên"
    assert house.calls == ["signed:signed"]


def test_another_signer_than_the_draft_names_is_a_difference(house: House):
    document = house.submitted()
    fields = {"by": house.clerk, "document": document, "signed_on": DAY}
    scan = house.scan(pages=document.preview_pdf.pages)
    with pytest.raises(Refused):
        services.record_outside_signature(signed_file=scan, signer_name="Người Khác", **fields)
    with pytest.raises(Refused):
        services.record_outside_signature(signed_file=scan, signer_name=" ", **fields)


def test_an_outside_signer_is_printed_and_the_same_clerk_may_number(house: House):
    document = services.record_outside_signature(
        by=house.clerk,
        document=house.submitted(),
        signed_file=house.scan(),
        signer_name="Phan Như Nguyện",
        signed_on=DAY,
        differences="Phó Chủ tịch ký thay",
        confirmed=True,
    )
    numbered = services.number_external(
        by=house.clerk, document=document, number=18, suffix="a", issued_on=DAY
    )
    assert numbered.code == "18a/KH-UBND"
    assert paper_of(numbered).signatures[0].name == "Phan Như Nguyện"


def test_an_external_number_is_typed_once_with_holes_and_suffixes(house: House):
    one, two = house.signed(), house.signed(house.submitted(house.draft("B")))
    scan = house.scan()
    fields = {"by": house.clerk, "issued_on": DAY, "signed_file": scan}
    services.number_external(document=one, number=123, **fields)
    with pytest.raises(Refused, match="123"):
        services.number_external(document=two, number=123, **fields)
    two.refresh_from_db()
    assert two.state == "signed"
    services.number_external(document=two, number=123, suffix="a", **fields)
    assert NumberBook.objects.get().last == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 0},
        {"number": 100_000},
        {"suffix": "A1"},
        {"issued_on": DAY + dt.timedelta(days=1)},
        {"issued_on": DAY - dt.timedelta(days=1)},
        {"signed_file": None},
    ],
)
def test_an_impossible_external_number_is_refused(house: House, changes):
    fields = {"number": 7, "issued_on": DAY, "signed_file": house.scan()} | changes
    with pytest.raises(Refused):
        services.number_external(by=house.clerk, document=house.signed(), **fields)


def test_the_mode_of_the_book_decides_where_the_number_comes_from(house: House):
    document = house.signed()
    with pytest.raises(Refused):
        services.number_internal(by=house.clerk, document=document)
    house.book()
    with pytest.raises(Refused):
        services.number_external(
            by=house.clerk, document=document, number=1, issued_on=DAY, signed_file=house.scan()
        )
    services.number_internal(by=house.clerk, document=document)
    with pytest.raises(Refused):
        house.book(NumberingMode.EXTERNAL)
    house.book(NumberingMode.EXTERNAL, year=2022)


def test_the_year_of_a_number_follows_the_clock_of_the_province(house: House):
    utc = dt.UTC
    house.book(year=2021)
    old, new = house.signed(), house.signed(house.submitted(house.draft("B")))
    with clock.at(dt.datetime(2021, 12, 31, 16, 59, tzinfo=utc).astimezone(clock.ZONE)):
        old = services.number_internal(by=house.clerk, document=old)
    with clock.at(dt.datetime(2021, 12, 31, 17, 1, tzinfo=utc).astimezone(clock.ZONE)):
        new = services.number_internal(by=house.clerk, document=new)
    assert (old.issued_on, old.book.year, old.number) == (dt.date(2021, 12, 31), 2021, 1)
    assert (new.issued_on, new.book.year, new.number) == (dt.date(2022, 1, 1), 2022, 1)


def test_a_number_taken_in_a_transaction_that_fails_is_not_lost(house: House):
    book = house.book()
    document = house.signed()

    def number_and_fail() -> None:
        with transaction.atomic():
            services.number_internal(by=house.clerk, document=document)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        number_and_fail()
    document.refresh_from_db()
    assert document.state == "signed"
    numbered = services.number_internal(by=house.clerk, document=document)
    book.refresh_from_db()
    assert (numbered.number, book.last, holes(book)) == (1, 1, [])


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
