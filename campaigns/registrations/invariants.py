"""What must hold of registrations."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Participant
from campaigns.registrations.enums import RegistrationState
from campaigns.registrations.models import Commitment, Registration
from emulation.jobs.enums import JobState
from emulation.registries.proof import invariant


@invariant("Every participant of a running campaign has a registration")
def participants_have_registrations() -> Iterator[str]:
    """Yield participants without one, unless the job of the launch still opens them."""
    rows = (
        Participant.objects.current()
        .filter(campaign__state=CampaignState.LAUNCHED, registration__isnull=True)
        .exclude(campaign__opening_job__state__in=JobState.OPEN)
    )
    for row in rows.select_related("unit"):
        yield f"campaign {row.campaign_id}, {row.unit.code}"


@invariant("Every commitment is for an indicator of its own campaign")
def commitments_stay_in_their_campaign() -> Iterator[str]:
    """Yield commitments to an indicator of another campaign."""
    strangers = Commitment.objects.exclude(
        indicator__campaign=F("registration__participant__campaign")
    )
    for pk in strangers.values_list("pk", flat=True):
        yield f"commitment {pk}"


@invariant("A registration signed by compact belongs to the compact's cluster and campaign")
def compacts_fit() -> Iterator[str]:
    """Yield registrations whose compact is another cluster's or campaign's."""
    bound = Registration.objects.filter(compact__isnull=False, state__in=RegistrationState.BINDING)
    for row in bound.exclude(
        compact__cluster=F("participant__cluster"), compact__campaign=F("participant__campaign")
    ):
        yield f"registration {row.pk}"
