"""Writes on reviews: started, computed by a job, edited with locked figures, submitted, issued."""

from campaigns.reviews.services.computation import (
    JOB,
    compute_step,
    digest_of,
    recompute_review,
    start_review,
)
from campaigns.reviews.services.issuing import (
    issue_with_document,
    return_with_document,
    submit_review,
)
from campaigns.reviews.services.text import reset_section, save_section

__all__ = [
    "JOB",
    "compute_step",
    "digest_of",
    "issue_with_document",
    "recompute_review",
    "reset_section",
    "return_with_document",
    "save_section",
    "start_review",
    "submit_review",
]
