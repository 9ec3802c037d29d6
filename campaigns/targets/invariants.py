"""What must hold of indicators and allocations."""

from __future__ import annotations

from collections.abc import Iterator

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Participant
from campaigns.targets.models import Allocation
from emulation.registries.proof import invariant


@invariant("Every allocation of a running campaign goes to a participant it concerns")
def allocations_reach_participants() -> Iterator[str]:
    """Yield allocations to strangers, or to units of a kind that the indicator leaves out."""
    participants = set(Participant.objects.values_list("campaign", "unit"))
    rows = Allocation.objects.filter(
        indicator__campaign__state__in=CampaignState.RUNNING
    ).select_related("indicator", "unit")
    for row in rows.iterator():
        known = (row.indicator.campaign_id, row.unit_id) in participants
        if not known or not row.indicator.applies_to(row.unit):
            yield f"{row.indicator.code}: {row.unit.code}"
