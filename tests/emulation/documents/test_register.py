"""The register of a book (Decree 30/2020/NĐ-CP, Annex IV): on paper, in Excel, by whom."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from emulation.documents import services
from emulation.documents.enums import NumberingMode
from emulation.documents.models import NumberBook
from emulation.documents.services import register
from emulation.jobs.services import run_now
from tests.builders.clients import signed_in
from tests.builders.documents import House


def issued(house: House, subject: str) -> NumberBook:
    document = house.signed(house.submitted(house.draft(subject)))
    services.number_internal(by=house.clerk, document=document)
    document.refresh_from_db()
    run_now(document.issue_job)
    document.refresh_from_db()
    assert document.book is not None
    return document.book


def file_of(client: Client, book: NumberBook, form: str) -> bytes:
    answer = client.get(reverse("documents:book-register", args=[book.pk, form]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_the_register_names_issued_documents_and_numbers_without_one(house: House):
    house.book()
    book = issued(house, "Phát động phong trào")
    NumberBook.objects.filter(pk=book.pk).update(last=2)
    clerk = signed_in(house.clerk)
    shown = clerk.get(reverse("documents:book", args=[book.pk])).content.decode()
    assert reverse("documents:book-register", args=[book.pk, "pdf"]) in shown
    pdf = pypdfium2.PdfDocument(file_of(clerk, book, "pdf"))
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert "01/KH-UBND" in text
    assert "Phát động phong trào" in text
    assert register.UNUSED in text
    width, height = pdf[len(pdf) - 1].get_size()
    assert width > height
    sheet = load_workbook(BytesIO(file_of(clerk, book, "xlsx"))).active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert {"01/KH-UBND", register.UNUSED, "Nơi nhận văn bản"} <= set(cells)


def test_three_lines_cost_as_many_queries_as_one(house: House):
    house.book()
    book = issued(house, "Một")
    with CaptureQueriesContext(
        connection,
    ) as one:
        register.register_rows(NumberBook.objects.get(pk=book.pk))
    for subject in ("Hai", "Ba"):
        issued(house, subject)
    with CaptureQueriesContext(connection) as three:
        rows = register.register_rows(NumberBook.objects.get(pk=book.pk))
    assert (len(rows), len(three)) == (3, len(one))


def test_a_document_not_issued_yet_gives_its_number_only(house: House):
    house.book()
    services.number_internal(by=house.clerk, document=house.signed())
    (row,) = register.register_rows(NumberBook.objects.get())
    assert (row[0], row[2], row[7]) == ("01/KH-UBND", "", register.UNISSUED)


def test_a_book_too_long_to_print_is_taken_as_excel(house: House, monkeypatch: pytest.MonkeyPatch):
    house.book()
    book = issued(house, "Một")
    monkeypatch.setattr(register, "MOST_PRINTED", 0)
    url = reverse("documents:book-register", args=[book.pk, "pdf"])
    answer = signed_in(house.clerk).get(url)
    assert answer["Location"] == reverse("documents:book", args=[book.pk])


def test_who_may_not_see_the_book_does_not_get_its_register(house: House):
    book = house.book(NumberingMode.EXTERNAL) or NumberBook.objects.get()
    url = reverse("documents:book-register", args=[book.pk, "pdf"])
    assert Client().get(url).status_code == 302
    assert signed_in(house.stranger).get(url).status_code in {403, 404}
