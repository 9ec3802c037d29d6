"""Units that have always been there, and the clusters that they compete in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from emulation.units.enums import ClusterKind, Level, UnitKind
from emulation.units.models import Cluster, ClusterMember, Unit

LONG_AGO = dt.date(2000, 1, 1)


def make_unit(code: str, kind: str, level: str, **fields: Any) -> Unit:
    """Create a unit that decides its own awards."""
    named = {"name": code, "valid_from": LONG_AGO, "decides_awards": True, **fields}
    return Unit.objects.create(code=code, kind=kind, level=level, **named)


def make_department(code: str, name: str, **fields: Any) -> Unit:
    """Create a department of the province."""
    return make_unit(code, UnitKind.DEPARTMENT, Level.PROVINCE, name=name, **fields)


def make_committee(code: str = "ubnd", **fields: Any) -> Unit:
    """Create the People's Committee of the province, with what the head of a document needs."""
    written = {
        "name": "Ủy ban nhân dân tỉnh Bạc Liêu",
        "short_name": "UBND tỉnh",
        "symbol": "UBND",
        "place": "Bạc Liêu",
        "leader_title": "Chủ tịch",
        **fields,
    }
    return make_unit(code, UnitKind.PEOPLES_COMMITTEE, Level.PROVINCE, **written)


def make_cluster(
    organiser: Unit, *members: Unit, code: str = "khoi1", name: str = "", **fields: Any
) -> Cluster:
    """Create a block of 2021, or what ``fields`` say, with its members."""
    given = {"name": name or code, "kind": ClusterKind.BLOCK, "year": 2021, **fields}
    cluster = Cluster.objects.create(code=code, organiser=organiser, **given)
    for unit in members:
        ClusterMember.objects.create(cluster=cluster, unit=unit)
    return cluster
