"""What the table of rights cannot say of registrations, and who reads the papers."""

from __future__ import annotations

from typing import Any

import rules

from campaigns.plans.models import Campaign
from campaigns.registrations.models import Compact, Registration
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.roles import scopes_of
from emulation.people.rules import refine
from emulation.units.models import Cluster

COMPACT = "campaigns.record_compact"


def not_of_own_unit(mandate: Mandate, registration: Registration) -> bool:
    """Who runs the campaign never decides for the own unit."""
    return mandate.unit_id != registration.participant.unit_id


def _own_only_as_unit(permission: str) -> Any:
    def holds(mandate: Mandate, registration: Registration) -> bool:
        of_unit = Scope.UNIT in scopes_of(mandate.role, permission)
        return of_unit or not_of_own_unit(mandate, registration)

    return holds


def has_cluster(mandate: Mandate, registration: Registration) -> bool:
    """A compact is one of a cluster or block: who stands in none joins none."""
    return registration.participant.cluster_id is not None


def records_compact(
    mandate: Mandate | None, campaign: Campaign | None, cluster: Cluster | None
) -> bool:
    """Return whether the mandate may record the compact: of the cluster's lead, or the office."""
    if mandate is None or campaign is None or cluster is None:
        return False
    if Scope.CLUSTER in scopes_of(mandate.role, COMPACT):
        return mandate.cluster_id == cluster.pk
    return bool(rules.has_perm(COMPACT, mandate, campaign))


def may_record_some_compact(mandate: Mandate, campaign: Campaign) -> bool:
    """Who runs the campaign, or the lead of a cluster that takes part in it."""
    if Scope.CLUSTER in scopes_of(mandate.role, COMPACT):
        takes_part: Any = campaign.participants
        return takes_part.current().filter(cluster=mandate.cluster_id).exists()
    return bool(rules.has_perm("campaigns.run_campaign", mandate, campaign))


for _name in ("campaigns.change_registration", "campaigns.record_registration"):
    refine(_name, record=_own_only_as_unit(_name))
refine("campaigns.accept_registration", record=not_of_own_unit)
refine("campaigns.join_compact", record=has_cluster)
refine(COMPACT, record=may_record_some_compact, within_scope=False)


def _reads_paper(file: StoredFile, mandate: Mandate | None) -> bool:
    visible: Any = Registration.objects.visible_to(mandate)
    return visible.filter(paper=file).exists()


def _reads_compact(file: StoredFile, mandate: Mandate | None) -> bool:
    """A compact is read by all whose registration it counts for, and by those who see theirs."""
    visible: Any = Registration.objects.visible_to(mandate)
    return Compact.objects.filter(file=file, registrations__in=visible.values("pk")).exists()


file_reader("campaigns.Registration", _reads_paper)
file_reader("campaigns.Compact", _reads_compact)
