"""What must hold of official documents."""

from __future__ import annotations

from collections.abc import Iterator

from emulation.documents.enums import DocumentState, NumberingMode
from emulation.documents.models import Document, NumberBook
from emulation.documents.selectors import holes, is_what_was_signed
from emulation.jobs.enums import JobState
from emulation.registries.proof import invariant
from emulation.typesetting.paper import Paper


@invariant("Books of numbers kept here have no holes")
def books_have_no_holes() -> Iterator[str]:
    """Yield books whose numbers do not run from 1 to the last."""
    for book in NumberBook.objects.filter(mode=NumberingMode.INTERNAL).select_related("authority"):
        missing = holes(book)
        above = book.documents.filter(number__gt=book.last).count()
        if missing or above:
            yield f"{book}: missing {missing[:5]}, {above} beyond the last"


@invariant("Frozen documents are what was signed and numbered")
def frozen_texts_match() -> Iterator[str]:
    """Yield documents whose text, hash, number and date do not agree."""
    frozen = Document.objects.filter(state__in=DocumentState.FROZEN)
    for document in frozen.order_by("pk").iterator(chunk_size=200):
        paper = Paper.from_json(document.paper)
        number = paper.number
        agrees = (
            paper.digest() == document.paper_digest
            and paper.date == document.issued_on
            and number is not None
            and (number.number, number.suffix) == (document.number, document.suffix)
            and number.code == document.code
        )
        if not agrees:
            yield f"document {document.pk} ({document.code})"


@invariant("Signed documents are what was signed")
def signed_texts_match() -> Iterator[str]:
    """Yield documents whose text or signer is not what the signature was given to."""
    signed = Document.objects.filter(signed_at__isnull=False)
    for document in signed.order_by("pk").iterator(chunk_size=200):
        if not is_what_was_signed(document):
            yield f"document {document.pk} ({document.code or document.state})"


@invariant("Every numbered document is being issued or shows why not")
def numbered_ones_are_under_way() -> Iterator[str]:
    """Yield numbered documents whose job has ended without issuing or failing."""
    lost = Document.objects.filter(state=DocumentState.NUMBERED).exclude(
        issue_job__state__in=[JobState.QUEUED, JobState.RUNNING, JobState.FAILED]
    )
    for document in lost:
        yield f"document {document.pk} ({document.code})"
