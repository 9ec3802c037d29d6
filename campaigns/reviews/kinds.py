"""The computing job of reviews, their kind of document, and the tab of a campaign."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.plans.registry import campaign_part
from campaigns.reviews.documents import KIND
from campaigns.reviews.models import Review
from campaigns.reviews.services import (
    JOB,
    compute_step,
    issue_with_document,
    return_with_document,
)
from emulation.documents.models import Document
from emulation.documents.registry import document_kind
from emulation.jobs.enums import Queue
from emulation.jobs.models import Job
from emulation.registries.work import StepResult, job_kind


@job_kind(JOB, label=_("Computing a review"), queue=Queue.COMPUTE)
def compute(job: Job) -> StepResult:
    """Take the next step of the computation."""
    return compute_step(job)


def _url_of(document: Document) -> str:
    review = Review.objects.filter(document=document).first()
    return review.get_absolute_url() if review else ""


document_kind(
    KIND,
    name=_("Report of a review"),
    symbol="BC",
    on_returned=return_with_document,
    on_issued=issue_with_document,
    url_of=_url_of,
)

campaign_part(_("Reviews"), "reviews:campaign", permission="campaigns.view_review", order=60)
