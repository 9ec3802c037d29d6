"""Drafts: previews, submission, return, withdrawal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emulation.documents import services
from emulation.documents.enums import DocumentState
from emulation.documents.services.previewing import render_preview
from emulation.typesetting.paper import DocumentNumber
from emulation.ui.errors import Refused, StaleVersion, WrongState
from emulation.workflow.selectors import history
from tests.builders.documents import DAY, House
from tests.builders.jobs import waiting_jobs


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
