"""Clusters and blocks of a year and who belongs to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from emulation.registries.journal import journal
from emulation.ui.errors import Refused
from emulation.units.models import Cluster, ClusterMember, Unit


@transaction.atomic
def create_cluster(*, by: Any, **values: Any) -> Cluster:
    """Create a cluster of a year; raises ``ValidationError`` for a code taken in that year."""
    cluster = Cluster(**values)
    cluster.full_clean()
    cluster.save()
    journal(by=by, action="units.create_cluster", obj=cluster, changes={"year": cluster.year})
    return cluster


@transaction.atomic
def update_cluster(*, by: Any, cluster: Cluster, **values: Any) -> Cluster:
    """Change name, kind or order of a cluster; its year and organiser stay."""
    for name, value in values.items():
        if name not in {"name", "kind", "order", "code"}:
            raise Refused(_("This cannot be changed here."))
        setattr(cluster, name, value)
    cluster.full_clean()
    cluster.save()
    journal(by=by, action="units.update_cluster", obj=cluster, changes=values)
    return cluster


@transaction.atomic
def set_members(*, by: Any, cluster: Cluster, units: Iterable[Unit]) -> None:
    """Set the members; raises ``Refused`` for a unit that stands in another cluster that year."""
    wanted = {unit.pk: unit for unit in units}
    cluster.members.exclude(unit__in=wanted).delete()
    present = set(cluster.members.values_list("unit", flat=True))
    for pk, unit in wanted.items():
        if pk not in present:
            try:
                # the constraint decides, not a look beforehand, which another could overtake
                with transaction.atomic():
                    ClusterMember.objects.create(cluster=cluster, unit=unit)
            except IntegrityError as error:
                raise Refused(
                    _("%(unit)s stands in another cluster of this year.") % {"unit": unit}
                ) from error
    journal(by=by, action="units.set_members", obj=cluster, changes={"members": len(wanted)})


@transaction.atomic
def clone_clusters(*, by: Any, organiser: Unit, year: int) -> list[Cluster]:
    """Copy the clusters of the year before to ``year``, with the members that still exist."""
    if Cluster.objects.filter(organiser=organiser, year=year).exists():
        raise Refused(_("The clusters of this year are there already."))
    made = []
    for old in Cluster.objects.filter(organiser=organiser, year=year - 1):
        units = list(old.units.filter(valid_to__isnull=True))
        new = create_cluster(
            by=by,
            code=old.code,
            name=old.name,
            kind=old.kind,
            year=year,
            organiser=organiser,
            order=old.order,
        )
        set_members(by=by, cluster=new, units=units)
        made.append(new)
    return made
