"""Numbers: taken here without gaps, or recorded from the agency's own register.

Number, date and text are frozen in one transaction, which also queues the issue. The book's row is
locked from its count to the commit, so that a rollback leaves no hole and two clerks never meet.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from emulation.clock import now, today
from emulation.documents.enums import SCANS, NumberingMode
from emulation.documents.letterhead import place_of
from emulation.documents.models import Document, NumberBook
from emulation.documents.selectors import (
    is_laid_out,
    is_numbered_here,
    is_what_was_signed,
    kind_of,
    numbering_mode,
    paper_of,
    series_of,
    verification_of,
)
from emulation.documents.services.comparing import (
    Comparison,
    check_confirmed,
    compare_signed_file,
    keep_check,
)
from emulation.documents.services.signing import check_laid_out
from emulation.documents.workflow import WORKFLOW
from emulation.files.models import StoredFile
from emulation.files.services import CheckedUpload, stored
from emulation.jobs.services import enqueue
from emulation.people.models import Mandate
from emulation.typesetting.paper import DocumentNumber, Paper
from emulation.ui.errors import Refused
from emulation.ui.vietnamese import short_date
from emulation.workflow.services import apply, check_state, count_up, lock
from emulation.workflow.transitions import takes

SUFFIX = re.compile(r"[a-zđ]{0,2}")
LARGEST_NUMBER = 99_999


@takes(WORKFLOW, "number", when=is_laid_out)
@transaction.atomic
def number_document(
    *, by: Mandate, document: Document, version: int | None = None, **entered: Any
) -> Document:
    """Number a signed document the way its book is kept today: here, or in the agency's register.

    ``entered`` is what ``number_internal`` or ``number_external`` takes, whose errors it raises.
    """
    number = number_internal if is_numbered_here(document) else number_external
    return number(by=by, document=document, version=version, **entered)


@transaction.atomic
def number_internal(
    *, by: Mandate, document: Document, sealed: bool = True, version: int | None = None
) -> Document:
    """Take the next number of the portal's own book for a signed document, dated today.

    Raises ``Refused`` when the book is kept outside, when one person would act twice, or when the
    book has a document of a later day.
    """
    fresh = lock(document, version=version)
    check_state(fresh, "number")
    day = today()
    if numbering_mode(fresh.authority, fresh.kind, day.year) != NumberingMode.INTERNAL:
        raise Refused(_("These numbers come from the agency's own register; record the number."))
    _check_third_person(by, fresh)
    book = _book(fresh, day.year, NumberingMode.INTERNAL)
    # the row of the book stays locked till commit: a rollback gives its number back, no hole
    number = count_up(NumberBook, book.pk, "last")
    _check_day(book, day)
    return _numbered(by, fresh, book, number, "", day, place_of(fresh.authority), sealed)


@transaction.atomic
def number_external(
    *,
    by: Mandate,
    document: Document,
    number: int,
    issued_on: dt.date,
    suffix: str = "",
    place: str = "",
    signed_file: StoredFile | CheckedUpload | None = None,
    differences: str = "",
    confirmed: bool = False,
    comparison: Comparison | None = None,
    sealed: bool = True,
    version: int | None = None,
) -> Document:
    """Record number and date that the agency's own register gave to a signed document.

    The signed file must be there, now or from the recorded signature; one that comes now is held
    against the draft like that of a signature given outside. Raises ``Refused`` for a
    number that is taken or impossible, a day in the future or before the signature, a missing
    file, or a book that is kept here.
    """
    fresh = lock(document, version=version)
    check_state(fresh, "number")
    if numbering_mode(fresh.authority, fresh.kind, issued_on.year) != NumberingMode.EXTERNAL:
        raise Refused(_("These numbers are taken here; they cannot be typed."))
    file = stored(by=by, file=signed_file, kinds=SCANS) if signed_file else None
    _check_external(fresh, number, suffix, issued_on, file)
    if not fresh.signed_outside:
        _check_third_person(by, fresh)
    if file is not None:
        comparison = comparison or compare_signed_file(fresh, file)
        check_confirmed(comparison, differences, confirmed=confirmed)
        keep_check(by, fresh, file, comparison, differences)
    book = _book(fresh, issued_on.year, NumberingMode.EXTERNAL)
    where = place.strip() or place_of(fresh.authority)
    return _numbered(by, fresh, book, number, suffix, issued_on, where, sealed, file)


def _check_day(book: NumberBook, day: dt.date) -> None:
    """The numbers of a book kept here follow its days: a clock set back gives none."""
    latest = book.documents.aggregate(latest=Max("issued_on"))["latest"]
    if latest is not None and day < latest:
        words = {"day": short_date(day), "latest": short_date(latest)}
        raise Refused(
            _(
                "The last document of this book is dated %(latest)s; a number dated %(day)s would "
                "run backwards. Number it on that day or later."
            )
            % words
        )


def _check_external(
    document: Document, number: int, suffix: str, day: dt.date, signed_file: StoredFile | None
) -> None:
    if type(number) is not int or not 0 < number <= LARGEST_NUMBER:
        raise Refused(_("The number must lie between 1 and 99,999."))
    if not SUFFIX.fullmatch(suffix):
        raise Refused(_("The suffix is one or two small letters, such as “a”."))
    if day > today():
        raise Refused(_("The day may not lie in the future."))
    signed_at = document.signed_at
    if signed_at is not None and day < signed_at.astimezone(now().tzinfo).date():
        raise Refused(_("A document cannot be dated before it was signed."))
    if document.signed_file is None and signed_file is None:
        raise Refused(_("Attach the signed file."))


def _check_third_person(by: Mandate, document: Document) -> None:
    if by.account_id in {document.drafted_account_id, document.signed_account_id}:
        raise Refused(_("Who drafted or signed a document may not number it."))


def _book(document: Document, year: int, mode: str) -> NumberBook:
    """Return the book of the year, opened when this is its first document."""
    book, _created = NumberBook.objects.get_or_create(
        authority=document.authority,
        series=series_of(document.kind),
        year=year,
        defaults={"mode": mode},
    )
    return book


def _numbered(
    by: Mandate,
    document: Document,
    book: NumberBook,
    number: int,
    suffix: str,
    day: dt.date,
    place: str,
    sealed: bool,
    signed_file: StoredFile | None = None,
) -> Document:
    paper = _frozen_paper(document, number, suffix, day, place)
    code = paper.number.code if paper.number else str(number)
    files: dict[str, Any] = {"signed_file": signed_file} if signed_file is not None else {}
    if not is_what_was_signed(document, paper):
        raise Refused(
            _(
                "The text or its signer is no longer what was signed. Return the document, so that "
                "it is signed as it is now."
            )
        )
    check_laid_out(document)
    job = enqueue("documents.issue", {"document": document.pk}, by=by)
    try:
        # the constraint says that a number is taken: a look beforehand could be overtaken
        with transaction.atomic():
            fresh = apply(
                document,
                "number",
                by=by,
                book=book,
                number=number,
                suffix=suffix,
                code=code,
                issued_on=day,
                paper=paper.to_json(),
                paper_digest=paper.digest(),
                numbered_by=by,
                numbered_account=by.account,
                numbered_at=now(),
                sealed=sealed,
                issue_job=job,
                **files,
            )
    except IntegrityError:
        raise Refused(_("Number %(code)s is taken in this book.") % {"code": code})
    hook = kind_of(fresh).on_numbered
    if hook:
        hook(fresh)
    return fresh


def _frozen_paper(document: Document, number: int, suffix: str, day: dt.date, place: str) -> Paper:
    paper = paper_of(document)
    blank = paper.number or DocumentNumber(series_of(document.kind))  # drafted before 0.3.0
    check = verification_of(document.verification_code)
    return paper.with_number(
        replace(blank, number=number, suffix=suffix), date=day, place=place, verification=check
    )
