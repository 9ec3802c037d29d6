"""What must hold of indicators and allocations."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Participant
from campaigns.targets.figures import Together, shares_together
from campaigns.targets.models import Allocation, Indicator
from campaigns.targets.selectors import allocated_together
from emulation.registries.proof import invariant


@invariant("Every allocation of a running campaign goes to a participant it concerns")
def allocations_reach_participants() -> Iterator[str]:
    """Yield allocations to strangers, or to units of a kind that the indicator leaves out."""
    rows = Allocation.objects.filter(indicator__campaign__state__in=CampaignState.RUNNING)
    taking_part = Participant.objects.filter(
        campaign=OuterRef("indicator__campaign"), unit=OuterRef("unit")
    )
    strangers = rows.filter(~Exists(taking_part))
    yield from _named(strangers)
    for indicator in Indicator.objects.filter(campaign__state__in=CampaignState.RUNNING):
        if indicator.unit_kinds:
            yield from _named(
                rows.filter(indicator=indicator).exclude(unit__kind__in=indicator.unit_kinds)
            )


@invariant("An indicator holds what its units were allocated together")
def indicators_hold_their_shares() -> Iterator[str]:
    """Yield indicators whose stored shares are not those of the units that take part."""
    found = allocated_together(Indicator.objects.all())
    for indicator in Indicator.objects.iterator():
        if shares_together(indicator) != found.get(indicator.pk, Together()):
            yield f"{indicator.pk} {indicator.code}"


def _named(rows: QuerySet[Allocation]) -> Iterator[str]:
    for code, unit in rows.order_by("pk").values_list("indicator__code", "unit__code"):
        yield f"{code}: {unit}"
