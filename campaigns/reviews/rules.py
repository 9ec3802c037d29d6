"""Who computes, edits, submits and reads reviews."""

from __future__ import annotations

import rules

from campaigns.plans.models import Campaign
from campaigns.reviews.models import Review
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.rules import acts_for, has_role, is_office_of, is_signed_in


@rules.predicate
def writes_reviews(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """The office that runs the campaign, or its standing agency."""
    return bool(rules.has_perm("campaigns.run_campaign", mandate, campaign))


@rules.predicate
def edits_review(mandate: Mandate | None, review: Review | None) -> bool:
    """Who may write the campaign's reviews."""
    return review is not None and writes_reviews(mandate, review.campaign)


@rules.predicate
def submits_review(mandate: Mandate | None, review: Review | None) -> bool:
    """The launcher's office: the report is issued on its letterhead."""
    return review is not None and is_office_of(mandate, review.campaign.launcher)


@rules.predicate
def follows_report(mandate: Mandate | None, review: Review | None) -> bool:
    """Who moves the report's document: the rules of documents have said that already."""
    return review is not None and acts_for(mandate, review.campaign.launcher)


rules.add_perm("campaigns.view_review", is_signed_in & ~has_role(Role.ADMIN))
rules.add_perm("campaigns.start_review", writes_reviews)
rules.add_perm("campaigns.edit_review", edits_review)
rules.add_perm("campaigns.submit_review", submits_review)
rules.add_perm("campaigns.follow_report", follows_report)


def _reads(file: StoredFile, mandate: Mandate | None) -> bool:
    visible = Review.objects.visible_to(mandate).filter(document__isnull=False)
    return visible.filter(document__pdf=file).exists()


file_reader("campaigns.Review", _reads, owner="emulation.Document")
