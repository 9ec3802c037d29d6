"""Units, what became of merged ones, and the clusters and blocks of 2021."""

from __future__ import annotations

import datetime as dt
from typing import Any

from config.demo.province import Province
from config.demo.sources import read
from emulation.clock import at
from emulation.people.enums import Role
from emulation.people.services import create_account, grant_mandate
from emulation.units.enums import ClusterKind, SuccessionKind
from emulation.units.models import Unit
from emulation.units.services import create_cluster, create_unit, set_members, succeed_unit

FOUNDED_ON = dt.date(2021, 1, 4)


def load_units(province: Province) -> None:
    """Create the Committee and the first administrator, who then creates all other units."""
    data = read("units")
    rows = data["units"]
    with at(FOUNDED_ON):
        root = create_unit(by=None, **_facts(rows[0], {}, 0))
        admin = _first_administrator(root)
        made = {root.code: root}
        for order, row in enumerate(rows[1:], start=1):
            made[row["code"]] = create_unit(by=admin, **_facts(row, made, order))
        _succeed(rows, made, admin)


def _facts(row: dict[str, Any], made: dict[str, Unit], order: int) -> dict[str, Any]:
    data = read("units")
    return {
        "code": row["code"],
        "name": row["name"],
        "short_name": row["short"],
        "kind": row["kind"],
        "level": data["levels"][row["kind"]],
        "parent": made.get(row.get("parent", "")),
        "order": order,
        "symbol": row["symbol"],
        "letterhead_parent": row.get("superior", ""),
        "place": row["place"],
        "leader_title": row["leader"],
        "leader_name": row["head"]["name"],
        "decides_awards": row["kind"] in data["deciding_kinds"],
        "valid_from": row.get("valid_from", data["valid_from"]),
        "valid_to": row.get("valid_to"),
    }


def _first_administrator(root: Unit) -> Any:
    row = next(one for one in read("people")["accounts"] if one["username"] == "quantri")
    account = create_account(
        by=None, username=row["username"], full_name=row["name"], position=row["position"]
    )
    return grant_mandate(
        by=None, account=account, role=Role.ADMIN, unit=root, valid_from=FOUNDED_ON
    )


def _succeed(rows: list[dict[str, Any]], made: dict[str, Unit], admin: Any) -> None:
    for row in rows:
        for code in row.get("merged_from", []):
            successor = made[row["code"]]
            succeed_unit(
                by=admin,
                unit=made[code],
                successor=successor,
                kind=SuccessionKind.MERGED,
                on=successor.valid_from,
                legal_basis="Quyết định hợp nhất (dữ liệu mẫu)",
            )


def load_clusters(province: Province) -> None:
    """Create the clusters and blocks; who leads them was elected by their members in January."""
    data = read("clusters")
    admin = province.by("quantri")
    with at(data["elected_on"]):
        for order, row in enumerate(data["clusters"], start=1):
            cluster = create_cluster(
                by=admin,
                code=row["code"],
                name=row["name"],
                kind=ClusterKind[row["kind"]],
                year=data["year"],
                organiser=province.root,
                order=order,
            )
            members = [province.units[code] for code in row["members"]]
            set_members(by=admin, cluster=cluster, units=members)
            _grant_lead(province, cluster, row)


def _grant_lead(province: Province, cluster: Any, row: dict[str, Any]) -> None:
    data = read("clusters")
    seats = (
        (Role.CLUSTER_HEAD, row["head"], province.leader(row["head"])),
        (Role.CLUSTER_DEPUTY, row["deputy"], province.leader(row["deputy"])),
        (Role.CLUSTER_SECRETARY, row["secretary"], province.officer(row["secretary"])),
    )
    for role, code, holder in seats:
        grant_mandate(
            by=province.by("quantri"),
            account=holder.account,
            role=role,
            unit=province.units[code],
            cluster=cluster,
            valid_from=data["elected_on"],
            valid_to=dt.date(data["year"], 12, 31),
            legal_basis="Biên bản hội nghị tổng kết năm 2020 (dữ liệu mẫu)",
        )
