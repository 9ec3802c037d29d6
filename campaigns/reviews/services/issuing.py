"""The document of a review on its way, and what its return and its issue bring about."""

from __future__ import annotations

import rules
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.reviews.checks import refuse_early_judgment
from campaigns.reviews.documents import KIND, review_paper
from campaigns.reviews.enums import ReviewState
from campaigns.reviews.models import Review
from campaigns.reviews.selectors import outdated_sections
from campaigns.reviews.workflow import WORKFLOW
from emulation.clock import now, today
from emulation.documents.models import Document
from emulation.documents.services import draft_document, revise_draft, submit_document
from emulation.notices.services import notify
from emulation.people.models import Mandate
from emulation.people.selectors import officers_and_leaders
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.units.models import Unit
from emulation.workflow.selectors import history
from emulation.workflow.services import apply, lock
from emulation.workflow.transitions import takes


@takes(WORKFLOW, "submit")
@transaction.atomic
def submit_review(*, by: Mandate, review: Review, version: int | None = None) -> Review:
    """Make the official document of the report and send it on its signing route.

    Raises ``Refused`` while a section states figures that are no longer those of the review, or
    calls an indicator reached of which too few figures have come in.
    """
    fresh = lock(review, version=version)
    if not rules.has_perm("campaigns.submit_review", by, fresh):
        raise NotAllowed(_("The report is submitted by the office of the unit that launched it."))
    if fresh.state != ReviewState.DRAFT:
        raise WrongState(_("The report has already been submitted."))
    outdated = outdated_sections(fresh)
    if outdated:
        headings = fresh.sections.filter(pk__in=outdated).values_list("heading", flat=True)
        raise Refused(
            _(
                "These sections state figures that have changed since: %(sections)s. "
                "Edit them, or put the draft back."
            )
            % {"sections": "; ".join(headings)}
        )
    refuse_early_judgment(fresh)
    paper = review_paper(fresh)
    document = fresh.document
    if document is None:
        document = draft_document(by=by, kind=KIND, authority=fresh.campaign.launcher, paper=paper)
    else:
        document = revise_draft(by=by, document=document, paper=paper)
    document = submit_document(by=by, document=document)
    return apply(fresh, "submit", by=by, document=document)


def return_with_document(document: Document) -> None:
    """Open the text again when its document was given back, in the same transaction.

    Who gave it back, why and by when it is wanted again is handed on.
    """
    review = Review.objects.filter(document=document, state=ReviewState.SUBMITTED).first()
    step = history(document).order_by("-pk").first()
    if review is not None and step is not None:
        apply(
            review,
            "return",
            by=step.mandate,
            reason=step.reason,
            due_on=step.due_on,
            items=step.items,
        )


def issue_with_document(document: Document) -> None:
    """Issue the review with its document; the final one closes the campaign.

    Called in the transaction that issues the document; repeatable.
    """
    review = (
        Review.objects.filter(document=document, state=ReviewState.SUBMITTED)
        .select_related("campaign")
        .first()
    )
    if review is None:
        return
    fresh = apply(review, "issue", by=None)
    if fresh.is_final and fresh.campaign.state == CampaignState.LAUNCHED:
        apply(fresh.campaign, "close", by=None, closed_at=now())
    units = Unit.objects.filter(participations__campaign=fresh.campaign_id)
    notify(
        event="reviews.issued",
        recipients=officers_and_leaders(units, today()),
        subject=_("Issued: %(review)s") % {"review": str(fresh)},
        url=fresh.get_absolute_url(),
        once=f"review:{fresh.pk}",
    )
