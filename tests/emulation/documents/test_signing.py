"""Signatures here and outside, and the route before them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from emulation.documents import services
from emulation.documents.enums import StepState
from emulation.documents.models import Document, NumberBook, SigningRouteStep
from emulation.documents.selectors import paper_of, route_for
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed, Refused, WrongState
from tests.builders.documents import DAY, House
from tests.builders.jobs import waiting_jobs
from tests.builders.people import make_mandate


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
    also_signs = make_mandate(Role.SIGNER, house.unit, "kiem", full_name="Ai Đó")
    also_signs.account = house.office.account
    also_signs.save()
    document = house.submitted()
    with pytest.raises(Refused):
        services.sign_document(by=also_signs, document=document)
    signed = house.signed(document)
    house.book()
    for account in (house.office.account, house.signer.account):
        clerk = make_mandate(Role.CLERK, house.unit, f"c{account.pk}")
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


def test_the_route_is_gone_step_by_step(house: House):
    _route(house)
    head = make_mandate(Role.OFFICE, house.unit, "truongban", full_name="Trưởng Ban")
    document = house.submitted()
    first, second = document.steps.order_by("order")
    with pytest.raises(Refused, match="Trưởng phòng duyệt"):
        services.sign_document(by=house.signer, document=document)
    with pytest.raises(WrongState):
        services.complete_step(by=head, step=second)
    with pytest.raises(NotAllowed):
        services.complete_step(by=house.stranger, step=first)
    services.complete_step(by=head, step=first, note="Đồng ý")
    with pytest.raises(WrongState):
        services.complete_step(by=head, step=first)
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
        signer_position="Phó Chủ tịch",
        signed_on=DAY,
        differences="Phó Chủ tịch ký thay",
        confirmed=True,
    )
    document = house.previewed(document)
    numbered = services.number_external(
        by=house.clerk, document=document, number=18, suffix="a", issued_on=DAY
    )
    assert numbered.code == "18a/KH-UBND"
    (block,) = paper_of(numbered).signatures
    assert block.name == "Phan Như Nguyện"
    assert block.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
