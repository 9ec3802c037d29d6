"""What was signed is what is numbered, rendered and issued; who signed is printed as what he is."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from emulation.documents import invariants, services
from emulation.documents.models import Document
from emulation.documents.selectors import paper_of
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.ui.errors import Refused
from tests.builders.clients import signed_in
from tests.builders.documents import DAY, House, previewed
from tests.builders.people import make_mandate
from tests.emulation.documents.test_views import send


def _alter(document: Document) -> None:
    """Change the text behind the services, as a restored backup or a hand at the database could."""
    paper = replace(paper_of(document), subject="Nội dung khác")
    Document.objects.filter(pk=document.pk).update(
        paper=paper.to_json(), paper_digest=paper.digest(), preview_digest=paper.digest()
    )
    document.refresh_from_db()


def _outside(house: House, document: Document, **fields: object) -> Document:
    return services.record_outside_signature(
        by=house.clerk,
        document=document,
        signed_file=house.scan(pages=document.preview_pdf.pages if document.preview_pdf else 1),
        signed_on=DAY,
        **{"signer_name": "Phạm Văn Thiều"} | fields,  # type: ignore[arg-type]
    )


def _deputy(house: House) -> Mandate:
    return make_mandate(Role.SIGNER, house.unit, "phochutich", full_name="Phan Thanh Duy")


@pytest.mark.parametrize("outside", [False, True])
def test_a_text_altered_after_the_signature_gets_no_number(
    house: House, unguarded: None, outside: bool
):
    submitted = house.submitted()
    document = _outside(house, submitted) if outside else house.signed(submitted)
    entered = {"number": 7, "issued_on": DAY, "signed_file": house.scan()}
    assert list(invariants.signed_texts_match()) == []
    _alter(document)
    assert list(invariants.signed_texts_match()) == [f"document {document.pk} (signed)"]
    with pytest.raises(Refused, match="không còn đúng như khi ký"):
        services.number_document(by=house.clerk, document=document, **entered)


def test_another_signer_than_signed_gets_no_number(house: House, unguarded: None):
    document = house.signed()
    Document.objects.filter(pk=document.pk).update(signer_name="Người Khác")
    house.book()
    with pytest.raises(Refused, match="không còn đúng như khi ký"):
        services.number_internal(by=house.clerk, document=document)
    assert list(invariants.signed_texts_match())


def test_a_numbered_text_that_was_altered_is_neither_issued_nor_rendered(
    house: House, unguarded: None, tmp_path: Path
):
    from emulation.documents.services.issuing import issue_document

    document = house.numbered()
    _alter(document)
    with pytest.raises(Refused, match="không đúng nội dung đã ký"):
        issue_document(document.pk)
    with pytest.raises(CommandError):
        call_command(
            "render_document", document.pk, output=tmp_path / "a.pdf", stdout=io.StringIO()
        )


def test_a_returned_text_is_signed_anew(house: House):
    document = services.return_document(
        by=house.signer, document=house.signed(), reason="Sửa", due_on=DAY + dt.timedelta(days=3)
    )
    assert document.signed_digest == ""
    paper = replace(paper_of(document), subject="Nội dung đã sửa")
    document = services.revise_draft(by=house.office, document=document, paper=paper)
    house.book()
    again = services.number_internal(
        by=house.clerk, document=house.signed(house.submitted(document))
    )
    assert "Nội dung đã sửa" in str(again.paper)
    assert list(invariants.signed_texts_match()) == []


def test_a_signature_outside_passes_the_same_preview_and_findings(house: House):
    unseen = services.submit_document(by=house.office, document=house.draft())
    with pytest.raises(Refused, match="xem trước"):
        _outside(house, unseen)
    paper = replace(house.paper("Thiếu nơi lưu"), archive_line="")
    faulty = services.draft_document(
        by=house.office, kind="test_plan", authority=house.unit, paper=paper
    )
    faulty = house.submitted(faulty)
    with pytest.raises(Refused, match="Trước khi ký"):
        _outside(house, faulty)
    shown = signed_in(house.clerk).get(faulty.get_absolute_url()).content.decode()
    assert reverse("documents:record-signature", args=[faulty.pk]) not in shown


def test_what_changed_at_the_signature_is_laid_out_before_it_is_numbered(house: House):
    document = _outside(
        house, house.submitted(), signer_name="Phan Thanh Duy", signer_position="Phó Chủ tịch",
        differences="Phó Chủ tịch ký thay", confirmed=True,
    )  # fmt: skip
    number = {"by": house.clerk, "document": document, "number": 5, "issued_on": DAY}
    with pytest.raises(Refused, match="xem trước"):
        services.number_external(**number)
    previewed(house.clerk, document)
    assert services.number_external(**number).code == "05/KH-UBND"


def test_the_position_of_another_signer_is_asked_for(house: House):
    fields = {"signer_name": "Phan Thanh Duy", "differences": "Ký thay", "confirmed": True}
    document = house.submitted()
    with pytest.raises(Refused, match="chức vụ của Phan Thanh Duy"):
        _outside(house, document, **fields)
    signed = _outside(house, document, signer_position="phó chủ tịch", **fields)
    (block,) = paper_of(signed).signatures
    assert block.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert (block.name, signed.signer_position) == ("Phan Thanh Duy", "PHÓ CHỦ TỊCH")


def test_a_new_head_signs_as_the_head(house: House):
    signed = _outside(
        house, house.submitted(), signer_name="Lê Tân Cương", signer_position="Chủ tịch",
        differences="Chủ tịch mới", confirmed=True,
    )  # fmt: skip
    assert paper_of(signed).signatures[0].lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_a_deputy_signs_a_plan_here_in_place_of_the_head(house: House):
    document, deputy = house.submitted(), _deputy(house)
    with pytest.raises(Refused, match="chức vụ của Phan Thanh Duy"):
        services.sign_document(by=deputy, document=document)
    client, url = signed_in(deputy), reverse("documents:sign", args=[document.pk])
    assert 'name="signer_position"' in client.get(url).content.decode()
    assert send(client, url, signer_position="Phó Chủ tịch").status_code == 302
    document.refresh_from_db()
    (block,) = paper_of(document).signatures
    assert block.lines == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert block.name == "Phan Thanh Duy"
    house.book()
    numbered = services.number_internal(by=house.clerk, document=previewed(house.clerk, document))
    assert list(invariants.signed_texts_match()) == []
    assert numbered.signer_name == "Phan Thanh Duy"


def test_minutes_are_signed_by_who_presided(house: House):
    left = replace(house.paper().signatures[0], side="left", name="Thư Ký")
    paper = replace(house.paper(), minutes=True, signatures=(left, *house.paper().signatures))
    document = house.submitted(
        services.draft_document(
            by=house.office, kind="test_plan", authority=house.unit, paper=paper
        )
    )
    with pytest.raises(Refused, match="chủ tọa"):
        _outside(
            house, document, signer_name="Phan Thanh Duy", signer_position="Phó Chủ tịch",
            differences="Ký thay", confirmed=True,
        )  # fmt: skip
    signed = _outside(house, document)
    assert paper_of(signed).signatures[0].name == "Thư Ký"
