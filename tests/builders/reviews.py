"""Reviews of a campaign whose reports are delivered: begun, computed, issued."""

from __future__ import annotations

import datetime as dt

from campaigns.reviews import services
from campaigns.reviews.models import Review
from emulation.documents import services as documents
from emulation.documents.models import Document
from emulation.people.models import Mandate
from tests.builders.documents import issued
from tests.builders.jobs import finish
from tests.builders.reports import DAY, Province


def begin(
    province: Province,
    kind: str = "preliminary",
    period: int = 1,
    *,
    as_of: dt.date = DAY,
    by: Mandate | None = None,
) -> Review:
    """Start a review of the reports up to the period with this number; a job will compute it."""
    return services.start_review(
        by=by or province.office,
        campaign=province.campaign,
        kind=kind,
        period=province.periods[period - 1],
        as_of=as_of,
    )


def computed(
    province: Province, kind: str = "preliminary", period: int = 1, *, as_of: dt.date = DAY
) -> Review:
    """Return a review with its totals, standings and drafted text."""
    review = begin(province, kind, period, as_of=as_of)
    finish(review.job)
    review.refresh_from_db()
    return review


def issued_review(province: Province, review: Review) -> Review:
    """Take a computed review through signature and numbering to its issue."""
    document = services.submit_review(by=province.office, review=review).document
    assert document is not None
    finish(document.preview_job)
    document.refresh_from_db()
    assert [found for found in document.preview_findings if found.get("blocking")] == []
    issued(_numbered(province, documents.sign_document(by=province.signer, document=document)))
    review.refresh_from_db()
    return review


def _numbered(province: Province, document: Document) -> Document:
    documents.set_numbering_mode(
        by=province.clerk, authority=province.committee, series="BC", year=2021, mode="internal"
    )
    return documents.number_internal(by=province.clerk, document=document)
