"""Choosing who takes part."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign, Participant
from campaigns.plans.registry import participant_works, removals
from campaigns.plans.selectors import candidate_units, chosen_units, cluster_of_unit
from campaigns.plans.services.guards import lock_open, require
from campaigns.plans.services.opening import begin_opening
from emulation.audit.services import record
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.ui.errors import Refused, WrongState
from emulation.units.models import Cluster, Unit, UnitSuccession
from emulation.workflow.services import save_changes

FROZEN = frozenset({CampaignState.SUBMITTED, CampaignState.SIGNED, CampaignState.ISSUED})


@transaction.atomic
def add_participants(
    *,
    by: Mandate,
    campaign: Campaign,
    kinds: Iterable[str] = (),
    clusters: Iterable[Cluster] = (),
    units: Iterable[Unit] = (),
) -> int:
    """Let units take part, by kind, by cluster or by name; return how many were added.

    Each is ranked in its cluster of the campaign's year. After the launch the newcomers get their
    registration and reports by a job. Raises ``NotAllowed``, ``WrongState`` while the plan waits
    for signature, and ``Refused`` for a unit that the launcher cannot call upon.
    """
    fresh = _locked(campaign, by)
    named = list(units)
    callable_count = candidate_units(fresh).filter(pk__in=[unit.pk for unit in named]).count()
    if callable_count < len({unit.pk for unit in named}):
        raise Refused(_("Only units below the launching unit, in existence today, can take part."))
    chosen = list(chosen_units(fresh, kinds=kinds, clusters=clusters, units=named))
    places = cluster_of_unit(fresh)
    returning = Participant.objects.filter(campaign=fresh, unit__in=chosen)
    known = set(returning.values_list("unit", flat=True))
    returning.update(left_on=None)
    Participant.objects.bulk_create(
        Participant(campaign=fresh, unit=unit, cluster_id=places.get(unit.pk), joined_on=today())
        for unit in chosen
        if unit.pk not in known
    )
    if known:
        _count_again(fresh)
    _after_change(fresh, by, "plans.add_participants", [unit.code for unit in chosen])
    return len(chosen)


@transaction.atomic
def remove_participant(*, by: Mandate, participant: Participant) -> None:
    """Take a unit out: from a draft without trace, after the launch with the day it left."""
    fresh = _locked(participant.campaign, by)
    code = participant.unit.code
    if fresh.state == CampaignState.DRAFT:
        for take_along in removals:
            take_along(participant)
        participant.delete()
    else:
        Participant.objects.filter(pk=participant.pk, left_on__isnull=True).update(left_on=today())
    _count_again(fresh)
    _after_change(fresh, by, "plans.remove_participant", [code])


def _locked(campaign: Campaign, by: Mandate) -> Campaign:
    permission = "campaigns.change_participants"
    if campaign.state == CampaignState.DRAFT:
        permission = "campaigns.change_campaign"
    require(permission, by, campaign)
    fresh = lock_open(campaign, by, permission)
    if fresh.state in FROZEN:
        raise WrongState(
            _("The list of participants is part of the plan that waits for signature and issue.")
        )
    return fresh


def _count_again(campaign: Campaign) -> None:
    """Let the rooms above add up what they hold of those who take part."""
    for work in participant_works:
        work(campaign)


def _after_change(campaign: Campaign, by: Mandate, action: str, codes: list[str]) -> None:
    save_changes(campaign)
    record(by=by, action=action, obj=campaign, changes={"units": codes})
    if campaign.state == CampaignState.LAUNCHED:
        begin_opening(campaign, by)


def carry_on_participations(event: UnitSuccession) -> None:
    """Let a successor finish in running campaigns what the unit before it left undone.

    Of a unit that was split, the successor recorded first carries on: one answers, not two.
    """
    Participant.objects.filter(
        campaign__state=CampaignState.LAUNCHED,
        unit=event.predecessor_id,
        carried_on_by__isnull=True,
    ).update(carried_on_by=event.successor_id)
