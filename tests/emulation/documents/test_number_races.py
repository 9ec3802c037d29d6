"""Many clerks at once on a real PostgreSQL: no number twice, no hole, whatever is rolled back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Max

from emulation import clock
from emulation.documents import services
from emulation.documents.models import Document, NumberBook
from emulation.documents.selectors import holes
from emulation.ui.errors import DomainError, WrongState
from tests.builders.documents import DAY, House, build_house
from tests.builders.races import at_once

THREADS, EACH = 32, 4
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


class RolledBack(Exception):
    """The transaction that took a number failed afterwards."""


@pytest.fixture
def crowd(transactional_db: Any, test_kind: list[str]) -> Iterator[House]:
    with clock.at(DAY):
        house = build_house()
        house.calls = test_kind
        yield house


def signed_documents(house: House, count: int) -> list[Document]:
    """Signed documents, made without laying each out: only the numbers matter here."""
    made = []
    for number in range(count):
        document = house.draft(f"Văn bản {number}")
        Document.objects.filter(pk=document.pk).update(preview_digest=F("paper_digest"))
        document = services.submit_document(by=house.office, document=document)
        made.append(services.sign_document(by=house.signer, document=document))
    return made


def test_many_clerks_take_numbers_without_holes(crowd: House):
    book = crowd.book()
    documents = signed_documents(crowd, THREADS * EACH)

    def act(place: int, document: Document) -> Callable[[], Document]:
        def number() -> Document:
            with transaction.atomic():
                numbered = services.number_internal(by=crowd.clerk, document=document)
                if place % 10 == 3:
                    raise RolledBack
                return numbered

        return number

    results = at_once(
        *[act(place, document) for place, document in enumerate(documents)],
        threads=THREADS,
        expected=(RolledBack,),
    )
    failed = [result for result in results if isinstance(result, RolledBack)]
    numbered = [result for result in results if isinstance(result, Document)]
    assert len(failed) + len(numbered) == len(documents)
    assert len(failed) >= 10
    assert sorted(document.number for document in numbered) == list(range(1, len(numbered) + 1))
    book.refresh_from_db()
    assert book.last == len(numbered)
    assert holes(book) == []
    again = [
        document for document, result in zip(documents, results, strict=True) if result in failed
    ]
    for document in again:
        services.number_internal(by=crowd.clerk, document=document)
    book.refresh_from_db()
    assert (book.last, holes(book)) == (len(documents), [])


def test_the_same_document_gets_one_number(crowd: House):
    book = crowd.book()
    (document,) = signed_documents(crowd, 1)
    results = at_once(
        *[lambda: services.number_internal(by=crowd.clerk, document=document)] * THREADS
    )
    assert sum(isinstance(result, Document) for result in results) == 1
    assert sum(isinstance(result, WrongState) for result in results) == THREADS - 1
    book.refresh_from_db()
    assert book.last == 1


def test_a_new_book_is_opened_once(crowd: House):
    """The first numbers of a year come at the same moment."""
    crowd.book(year=DAY.year - 1)
    documents = signed_documents(crowd, THREADS)
    results = at_once(
        *[
            lambda document=document: services.number_internal(by=crowd.clerk, document=document)
            for document in documents
        ]
    )
    assert sorted(document.number for document in results) == list(range(1, THREADS + 1))
    assert NumberBook.objects.filter(year=DAY.year).count() == 1


def test_an_external_number_is_given_to_one_document(crowd: House):
    documents = signed_documents(crowd, THREADS)
    scan = crowd.scan()
    results = at_once(
        *[
            lambda document=document: services.number_external(
                by=crowd.clerk, document=document, number=18, issued_on=DAY, signed_file=scan
            )
            for document in documents
        ],
        expected=(DomainError, IntegrityError),
    )
    assert sum(isinstance(result, Document) for result in results) == 1
    assert Document.objects.filter(number=18, issued_on=dt.date(2021, 3, 5)).count() == 1


def test_signing_and_returning_meet_and_one_wins(crowd: House):
    document = crowd.draft()
    Document.objects.filter(pk=document.pk).update(preview_digest=F("paper_digest"))
    document = services.submit_document(by=crowd.office, document=document)

    def give_back() -> Document:
        return services.return_document(by=crowd.signer, document=document, reason="x", due_on=DAY)

    results = at_once(
        *[lambda: services.sign_document(by=crowd.signer, document=document), give_back] * 8
    )
    document.refresh_from_db()
    won = [result for result in results if isinstance(result, Document)]
    assert document.state in {"signed", "draft"}
    assert 1 <= len(won) <= 2  # a signed text may still be returned, nothing else


def test_counting_without_the_lock_would_give_numbers_twice(crowd: House):
    """The control: the crowd is dense enough to show the fault that the book's row prevents."""
    book = crowd.book()

    def careless() -> int:
        with transaction.atomic():
            last = NumberBook.objects.filter(pk=book.pk).aggregate(last=Max("last"))["last"]
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.02)")
            NumberBook.objects.filter(pk=book.pk).update(last=last + 1)
            return last + 1

    # the database refuses a book that would go back, and cannot refuse a number taken twice
    results = at_once(*[careless] * THREADS, expected=(IntegrityError,))
    taken = [result for result in results if isinstance(result, int)]
    assert len(set(taken)) < len(taken)
