"""Who commits a unit, who accepts, who records a compact, and who reads the papers."""

from __future__ import annotations

from typing import Any

import rules

from campaigns.plans.models import Campaign
from campaigns.plans.rules import runs_campaign
from campaigns.registrations.models import Compact, Registration
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.rules import acts_for, has_role, is_signed_in
from emulation.units.models import Cluster


@rules.predicate
def is_of_unit(mandate: Mandate | None, registration: Registration | None) -> bool:
    """The participant's officer or leader."""
    if mandate is None or registration is None or mandate.role not in Role.OF_UNIT:
        return False
    return acts_for(mandate, registration.participant.unit)


@rules.predicate
def signs(mandate: Mandate | None, registration: Registration | None) -> bool:
    """The participant's leader."""
    return is_of_unit(mandate, registration) and mandate.role == Role.LEADER  # type: ignore[union-attr]


@rules.predicate
def accepts(mandate: Mandate | None, registration: Registration | None) -> bool:
    """Who runs the campaign, but never for the own unit."""
    if mandate is None or registration is None:
        return False
    own = mandate.unit_id == registration.participant.unit_id
    return not own and runs_campaign(mandate, registration.participant.campaign)


@rules.predicate
def records_paper(mandate: Mandate | None, registration: Registration | None) -> bool:
    """The officer, or the office on the unit's behalf: the signed paper is the proof."""
    if is_of_unit(mandate, registration):
        return mandate is not None and mandate.role == Role.OFFICER
    return bool(accepts(mandate, registration))


@rules.predicate
def edits(mandate: Mandate | None, registration: Registration | None) -> bool:
    """The unit itself, or the office on its behalf."""
    return bool(is_of_unit(mandate, registration)) or bool(accepts(mandate, registration))


@rules.predicate
def joins_compact(mandate: Mandate | None, registration: Registration | None) -> bool:
    """Who records the compact of the registration's cluster."""
    if registration is None:
        return False
    participant = registration.participant
    return records_compact(mandate, participant.campaign, participant.cluster)


def records_compact(
    mandate: Mandate | None, campaign: Campaign | None, cluster: Cluster | None
) -> bool:
    """Return whether the mandate may record the compact: of the cluster's lead, or the office."""
    if mandate is None or campaign is None or cluster is None:
        return False
    if mandate.role in Role.OF_CLUSTER:
        return mandate.cluster_id == cluster.pk
    return bool(runs_campaign(mandate, campaign))


@rules.predicate
def may_record_some_compact(mandate: Mandate | None, campaign: Campaign | None) -> bool:
    """The office that runs the campaign, or the lead of a cluster that takes part in it."""
    if mandate is None or campaign is None:
        return False
    if mandate.role in Role.OF_CLUSTER:
        takes_part: Any = campaign.participants
        return takes_part.current().filter(cluster=mandate.cluster_id).exists()
    return bool(runs_campaign(mandate, campaign))


rules.add_perm("campaigns.view_registration", is_signed_in)
rules.add_perm(
    "campaigns.list_registrations",
    has_role(
        Role.OFFICE, Role.AUDITOR, Role.REVIEWER, Role.SIGNER, *Role.OF_UNIT, *Role.OF_CLUSTER
    ),
)
rules.add_perm("campaigns.change_registration", edits)
rules.add_perm("campaigns.sign_registration", signs)
rules.add_perm("campaigns.record_registration", records_paper)
rules.add_perm("campaigns.join_compact", joins_compact)
rules.add_perm("campaigns.accept_registration", accepts)
rules.add_perm("campaigns.record_compact", may_record_some_compact)


def _reads_paper(file: StoredFile, mandate: Mandate | None) -> bool:
    visible: Any = Registration.objects.visible_to(mandate)
    return visible.filter(paper=file).exists()


def _reads_compact(file: StoredFile, mandate: Mandate | None) -> bool:
    """A compact is read by all whose registration it counts for, and by those who see theirs."""
    visible: Any = Registration.objects.visible_to(mandate)
    return Compact.objects.filter(file=file, registrations__in=visible.values("pk")).exists()


file_reader("campaigns.Registration", _reads_paper)
file_reader("campaigns.Compact", _reads_compact)
