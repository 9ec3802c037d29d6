"""What must hold of campaigns and their plans."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign, UnitPlan
from emulation.documents.enums import DocumentState
from emulation.registries.proof import invariant


@invariant("The plan of an issued or launched campaign is an issued document of its launcher")
def plans_are_issued() -> Iterator[str]:
    """Yield campaigns that run on a plan that was never issued."""
    states = [CampaignState.ISSUED, *CampaignState.RUNNING]
    rows = Campaign.objects.filter(state__in=states).exclude(
        plan_document__state=DocumentState.ISSUED, plan_document__authority=F("launcher")
    )
    for row in rows:
        yield row.slug


@invariant("A launched campaign has participants")
def launched_have_participants() -> Iterator[str]:
    """Yield launched campaigns in which nobody ever took part."""
    for row in Campaign.objects.filter(state__in=CampaignState.RUNNING, participants__isnull=True):
        yield row.slug


@invariant("A child campaign that stands as a unit's plan belongs to that unit and campaign")
def children_fit_their_unit_plans() -> Iterator[str]:
    """Yield unit plans whose child was launched by somebody else or under another campaign."""
    rows = UnitPlan.objects.filter(child__isnull=False).exclude(
        child__launcher=F("participant__unit"), child__parent=F("participant__campaign")
    )
    for pk in rows.values_list("pk", flat=True):
        yield f"unit plan {pk}"
