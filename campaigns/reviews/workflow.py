"""The steps of a review: computed, edited, signed as a document, issued."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.reviews.enums import ReviewState as State
from emulation.workflow.transitions import Transition, Workflow

WORKFLOW = Workflow(
    "campaigns.Review",
    [
        Transition(
            "finish",
            sources=(State.COMPUTING,),
            target=State.DRAFT,
            permission="campaigns.edit_review",
            label=_("Finish the computation"),
            automatic=True,
        ),
        Transition(
            "recompute",
            sources=(State.DRAFT,),
            target=State.COMPUTING,
            permission="campaigns.edit_review",
            label=_("Compute again"),
        ),
        Transition(
            "submit",
            sources=(State.DRAFT,),
            target=State.SUBMITTED,
            permission="campaigns.submit_review",
            label=_("Submit for signature"),
        ),
        Transition(
            "return",
            sources=(State.SUBMITTED,),
            target=State.DRAFT,
            permission="campaigns.submit_review",
            label=_("Return for correction"),
            automatic=True,
        ),
        Transition(
            "issue",
            sources=(State.SUBMITTED,),
            target=State.ISSUED,
            permission="campaigns.submit_review",
            label=_("Issue"),
            automatic=True,
        ),
    ],
)
