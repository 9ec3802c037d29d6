"""From draft to launch: the plan's document goes its way, the campaign follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.plans.documents import KIND, plan_paper
from campaigns.plans.models import Campaign
from campaigns.plans.registry import closing_works
from campaigns.plans.selectors import missing_for_submission
from campaigns.plans.services.guards import lock_draft, require
from campaigns.plans.services.opening import begin_opening
from campaigns.plans.services.unit_plans import count_child_as_unit_plan
from campaigns.plans.workflow import WORKFLOW
from emulation.clock import now, today
from emulation.documents.enums import DocumentState
from emulation.documents.models import Document
from emulation.documents.services import draft_document, revise_draft, submit_document
from emulation.notices.services import notify
from emulation.people.models import Mandate
from emulation.people.selectors import entitled
from emulation.ui.errors import Refused
from emulation.workflow.services import apply, save_changes
from emulation.workflow.transitions import takes


@takes(WORKFLOW, "submit")
@transaction.atomic
def submit_campaign(*, by: Mandate, campaign: Campaign, version: int | None = None) -> Campaign:
    """Write the plan as a document and send it for signature.

    After a return the same document is revised. Raises ``NotAllowed``, ``WrongState``,
    ``StaleVersion``, and ``Refused`` naming the parts that are missing.
    """
    fresh = lock_draft(campaign, by, version)
    require("campaigns.submit_campaign", by, fresh)
    missing = missing_for_submission(fresh)
    if missing:
        raise Refused(" ".join(each.sentence for each in missing))
    submitted = apply(fresh, "submit", by=by, plan_document=_document_on_its_way(fresh, by))
    notify(
        event="campaigns.submitted",
        recipients=entitled(fresh.launcher, today(), "campaigns.sign_campaign"),
        subject=_("For signature: %(title)s") % {"title": fresh.title},
        url=reverse("plans:campaign", args=[fresh.pk]),
        by=by,
    )
    return submitted


def _document_on_its_way(campaign: Campaign, by: Mandate) -> Document:
    """Return the plan's document, submitted: a new one, or the returned one with the new text.

    Who sent the returned document again from its own page only lets the campaign follow.
    """
    paper, document = plan_paper(campaign), campaign.plan_document
    if document is None:
        document = draft_document(by=by, kind=KIND, authority=campaign.launcher, paper=paper)
    elif document.state == DocumentState.DRAFT:
        document = revise_draft(by=by, document=document, paper=paper)
    elif document.paper_digest == paper.digest():
        return document
    else:
        raise Refused(
            _("The document was submitted before the plan was completed. Withdraw it first.")
        )
    return submit_document(by=by, document=document)


@transaction.atomic
def sign_campaign(*, campaign: Campaign, by: Mandate | None) -> Campaign:
    """Follow the signature of the plan's document, given here or recorded as given outside."""
    return apply(campaign, "sign", by=by)


@transaction.atomic
def return_campaign(
    *,
    campaign: Campaign,
    by: Mandate | None,
    reason: str,
    due_on: dt.date | None = None,
    items: Sequence[str] = (),
) -> Campaign:
    """Follow the return of the plan's document: the plan is a draft again, with what is asked."""
    fresh = apply(campaign, "return", by=by, reason=reason, due_on=due_on, items=items)
    notify(
        event="campaigns.returned",
        recipients=entitled(fresh.launcher, today(), "campaigns.submit_campaign"),
        subject=_("Returned for completion: %(title)s") % {"title": fresh.title},
        body=reason,
        url=reverse("plans:campaign", args=[fresh.pk]),
        by=by,
    )
    return fresh


@transaction.atomic
def issue_campaign(*, campaign: Campaign, by: Mandate | None) -> Campaign:
    """Follow the issue of the plan's document; it stands as the unit's plan under the one above."""
    fresh = apply(campaign, "issue", by=by)
    count_child_as_unit_plan(fresh, by or fresh.created_by)
    notify(
        event="campaigns.issued",
        recipients=entitled(fresh.launcher, today(), "campaigns.change_campaign"),
        subject=_("Issued and ready to be launched: %(title)s") % {"title": fresh.title},
        url=reverse("plans:campaign", args=[fresh.pk]),
    )
    return fresh


@takes(WORKFLOW, "launch")
@transaction.atomic
def launch_campaign(
    *, by: Mandate, campaign: Campaign, author: str = "", version: int | None = None
) -> Campaign:
    """Launch an issued plan: the notice is public at once.

    A job opens the participants' registrations and empty reports, and then tells them. Raises
    ``NotAllowed``, ``WrongState``, ``StaleVersion``, or ``Refused`` when the campaign is over
    before it begins.
    """
    if campaign.ends_on < today():
        raise Refused(_("The last day of the campaign is past; there is nothing left to launch."))
    fresh = apply(campaign, "launch", by=by, version=version, launched_at=now(), launched_by=by)
    if author.strip() or not fresh.author:
        save_changes(fresh, author=author.strip() or by.account.full_name)
    begin_opening(fresh, by)
    return fresh


@transaction.atomic
def close_campaign(*, campaign: Campaign, by: Mandate | None) -> Campaign:
    """Close the campaign once its final review is issued; awards go on."""
    closed = apply(campaign, "close", by=by, closed_at=now())
    for settle in closing_works:
        settle(closed)
    return closed


def campaign_of(document: Document) -> Campaign:
    """Return the campaign whose plan the document is."""
    return Campaign.objects.select_related("launcher", "created_by").get(plan_document=document)
