"""Who of one cluster stands beside a nominee in the round: a cluster has one leader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from awards.nominations.models import Nominee
from emulation.units.enums import Level
from emulation.units.models import ClusterMember


def rivals_of(nominees: Sequence[Nominee]) -> dict[int, tuple[str, ...]]:
    """Return the other acclaimed members of each nominee's cluster that the round holds, by name.

    Only those count that were submitted for the same award; drafts are nobody else's business. Two
    queries, none without acclaimed ones.
    """
    acclaimed = [each for each in nominees if each.collective_id and each.facts.get("acclaimed")]
    if not acclaimed:
        return {}
    beside = [
        each
        for each in Nominee.objects.alive()
        .filter(
            round__in={each.round_id for each in acclaimed},
            award_code__in={each.award_code for each in acclaimed},
            collective__isnull=False,
            dossier__submitted_at__isnull=False,
        )
        .order_by("pk")
        if each.facts.get("acclaimed")
    ]
    homes = _clusters([*acclaimed, *beside])
    found: dict[int, tuple[str, ...]] = {}
    for one in acclaimed:
        found[one.pk] = tuple(
            other.name
            for other in beside
            if other.collective_id != one.collective_id
            and (other.round_id, other.award_code) == (one.round_id, one.award_code)
            and homes[other.collective_id, other.period_to.year]
            & homes[one.collective_id, one.period_to.year]
        )
    return found


def _clusters(nominees: Sequence[Nominee]) -> dict[tuple[int | None, int], set[int]]:
    """Return the clusters of the province in which the units stand, by unit and year."""
    rows = ClusterMember.objects.filter(
        unit__in={each.collective_id for each in nominees}, organiser__level=Level.PROVINCE
    )
    found: dict[tuple[int | None, int], set[int]] = defaultdict(set)
    for row in rows:
        found[row.unit_id, row.year].add(row.cluster_id)
    return found
