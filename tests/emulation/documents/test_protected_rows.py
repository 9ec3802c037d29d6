"""What SQL by hand may not do to documents, their steps and their books, on either database."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from emulation.documents import services
from emulation.documents.models import Document, SigningRouteStep
from emulation.people.enums import Role
from tests.builders.documents import DAY, House


def _refused(sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="protected row"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def _with_step(house: House) -> Document:
    SigningRouteStep.objects.create(
        authority=house.unit, order=1, title="Duyệt", role=Role.OFFICE,
        valid_from=dt.date(2020, 1, 1),
    )  # fmt: skip
    document = house.submitted()
    step = document.steps.get()
    services.record_step_outside(by=house.clerk, step=step, done_on=DAY, note="trên giấy")
    return house.signed(document)


SIGNED = [
    "UPDATE emulation_document SET paper_digest = 'x'",
    "UPDATE emulation_document SET paper = '{}'",
    "UPDATE emulation_document SET subject = 'x'",
    "UPDATE emulation_document SET signer_name = 'x'",
    "UPDATE emulation_document SET signer_position = 'x'",
    "UPDATE emulation_document SET signed_digest = 'x'",
    "UPDATE emulation_document SET signed_at = NULL",
    "UPDATE emulation_document SET state = 'submitted'",
    "UPDATE emulation_document SET verification_code = 'x'",
    "DELETE FROM emulation_document",
    "UPDATE emulation_signingstep SET note = 'x'",
    "UPDATE emulation_signingstep SET state = 'waiting'",
    "DELETE FROM emulation_signingstep",
]
NUMBERED = [
    "UPDATE emulation_document SET state = 'draft'",
    "UPDATE emulation_document SET state = 'signed'",
    "UPDATE emulation_document SET number = NULL",
    "UPDATE emulation_document SET number = 9",
    "UPDATE emulation_document SET code = '9/X'",
    "UPDATE emulation_document SET issued_on = '2020-01-01'",
    "UPDATE emulation_document SET book_id = NULL",
    "UPDATE emulation_numberbook SET last = 3",
    "UPDATE emulation_numberbook SET last = 0",
    "UPDATE emulation_numberbook SET year = 2020",
    "UPDATE emulation_numberbook SET mode = 'external'",
    "DELETE FROM emulation_numberbook",
]


def test_what_was_signed_is_kept(house: House) -> None:
    _with_step(house)
    for sql in SIGNED:
        _refused(sql)


def test_what_was_numbered_is_kept(house: House) -> None:
    house.book()
    services.number_internal(by=house.clerk, document=_with_step(house))
    for sql in [*SIGNED, *NUMBERED]:
        _refused(sql)


def test_what_was_issued_is_kept(house: House) -> None:
    house.issued()
    for table_sql in [*SIGNED[:-3], *NUMBERED]:
        _refused(table_sql)


def test_a_signed_text_may_return_to_its_drafter(house: House) -> None:
    document = _with_step(house)
    back = services.return_document(by=house.signer, document=document, reason="Sửa", due_on=DAY)
    assert back.state == "draft"
    again = services.submit_document(by=house.office, document=back)
    assert again.steps.get().state == "waiting"
