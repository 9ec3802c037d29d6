"""Writes of the tree of units and of the clusters."""

from emulation.units.services.clusters import (
    clone_clusters,
    create_cluster,
    set_members,
    update_cluster,
)
from emulation.units.services.units import (
    close_unit,
    create_unit,
    create_units,
    succeed_unit,
    update_unit,
)

__all__ = [
    "clone_clusters",
    "close_unit",
    "create_cluster",
    "create_unit",
    "create_units",
    "set_members",
    "succeed_unit",
    "update_cluster",
    "update_unit",
]
