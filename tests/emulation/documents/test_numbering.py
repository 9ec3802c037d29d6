"""Numbers typed from a register or taken from the book."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from emulation import clock
from emulation.documents import services
from emulation.documents.enums import NumberingMode
from emulation.documents.models import NumberBook
from emulation.documents.selectors import holes
from emulation.ui.errors import Refused
from tests.builders.documents import DAY, House


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


def test_the_days_of_a_book_kept_here_never_run_backwards(house: House) -> None:
    house.book()
    earlier = house.signed(house.submitted(house.draft("Ký trước")))
    with clock.at(DAY + dt.timedelta(days=20)):
        services.number_internal(by=house.clerk, document=house.signed())
    with pytest.raises(Refused, match="lùi"):
        services.number_internal(by=house.clerk, document=earlier)
    assert NumberBook.objects.get().last == 1
