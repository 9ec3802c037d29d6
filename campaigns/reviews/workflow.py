"""The steps of a review: computed, edited, signed as a document, issued."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.reviews.enums import ReviewState as State
from emulation.workflow.transitions import Stage, Transition, Workflow

WORKFLOW = Workflow(
    "campaigns.Review",
    [
        Transition(
            "finish",
            sources=(State.COMPUTING,),
            target=State.DRAFT,
            permission="campaigns.edit_review",
            label=_("Finish the computation"),
            past=pgettext_lazy("past", "computed"),
            automatic=True,
        ),
        Transition(
            "submit",
            sources=(State.DRAFT,),
            target=State.SUBMITTED,
            permission="campaigns.submit_review",
            label=_("Submit for signature"),
            past=pgettext_lazy("past", "submitted for signature"),
            address="trinh-ky",
            confirm=_("Its text and figures no longer change, unless it is returned."),
        ),
        Transition(
            "recompute",
            sources=(State.DRAFT,),
            target=State.COMPUTING,
            permission="campaigns.edit_review",
            label=_("Compute again"),
            past=pgettext_lazy("past", "began to compute again"),
            address="tinh-lai",
        ),
        Transition(
            "return",
            sources=(State.SUBMITTED,),
            target=State.DRAFT,
            permission="campaigns.follow_report",
            label=_("Return for correction"),
            past=pgettext_lazy("past", "returned for correction"),
            gives_back=True,
            automatic=True,
        ),
        Transition(
            "issue",
            sources=(State.SUBMITTED,),
            target=State.ISSUED,
            permission="campaigns.submit_review",
            label=_("Issue"),
            past=pgettext_lazy("past", "issued"),
            automatic=True,
        ),
    ],
    route="reviews:",
    called=str,
    way=(
        Stage((State.COMPUTING,), _("Being computed")),
        Stage((State.DRAFT,), _("Report being edited")),
        Stage((State.SUBMITTED,), _("For signature")),
        Stage((State.ISSUED,), _("Issued")),
    ),
    acts=("reviews.start", "reviews.save_section", "reviews.reset_section"),
)
