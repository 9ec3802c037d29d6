"""What check_invariants says of documents: nothing when they are right, a line when they are not."""

from __future__ import annotations

from django.db import connection

from emulation.audit.triggers import install_triggers, lift_triggers
from emulation.documents import invariants
from emulation.documents.models import Document, NumberBook
from tests.builders.documents import House


def lines() -> list[str]:
    checks = (
        invariants.books_have_no_holes,
        invariants.frozen_texts_match,
        invariants.numbered_ones_are_under_way,
    )
    return [line for check in checks for line in check()]


def _without_triggers(sql: str) -> None:
    """Change rows as somebody with the database's own password could."""
    for model in (Document, NumberBook):
        lift_triggers(connection, model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql)
    install_triggers()


def test_right_documents_pass(house: House):
    house.issued()
    assert lines() == []


def test_a_hole_in_a_book_is_found(house: House):
    house.issued()
    _without_triggers("UPDATE emulation_numberbook SET last = 3")
    assert len(lines()) == 1
    _without_triggers("UPDATE emulation_numberbook SET last = 0")
    assert len(lines()) == 1


def test_an_altered_text_is_found(house: House):
    document = house.issued()
    _without_triggers(f"UPDATE emulation_document SET code = '99/X' WHERE id = {document.pk}")  # noqa: S608
    assert lines() == [f"document {document.pk} (99/X)"]


def test_a_numbered_document_without_its_job_is_found(house: House):
    document = house.numbered()
    assert lines() == []
    Document.objects.filter(pk=document.pk).update(issue_job=None)
    assert len(lines()) == 1
