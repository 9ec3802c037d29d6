"""Accounts with their mandates, and the persons and households who can be honoured."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password

from config.demo.luck import pick, whole
from config.demo.names import NamePool
from config.demo.province import Province, staff_number
from config.demo.sources import read
from config.demo.units import FOUNDED_ON
from emulation.clock import at
from emulation.people.enums import Employment, Gender, Role
from emulation.people.models import Account, Mandate
from emulation.people.services import (
    create_account,
    grant_mandate,
    save_household,
    save_person,
    update_account,
)
from emulation.units.models import Unit

GENDERS = {"F": Gender.FEMALE, "M": Gender.MALE}
STAFF_KINDS = {
    "armed_force": Employment.SOLDIER,
    "enterprise": Employment.WORKER,
    "school": Employment.PUBLIC_EMPLOYEE,
}


def load_accounts(province: Province) -> None:
    """Create the named accounts, two or three for every unit, and the unit councils' ones."""
    pool = name_pool()
    with at(FOUNDED_ON):
        admin = province.by("quantri")
        _place_administrator(province, admin)
        for row in read("people")["accounts"]:
            if row["username"] != "quantri":
                _named(province, admin, row)
        for unit in province.units.values():
            if unit.valid_to is None:
                _of_unit(admin, unit, pool)
        for row in read("people")["unit_council_accounts"]:
            _of_council(province, admin, row)
    share_password()


def name_pool() -> NamePool:
    """Return the pool of names; those that the data files name are taken already."""
    people = read("people")
    taken = {one["name"] for one in people["accounts"] if "name" in one}
    taken |= {one["name"] for one in people["persons"]}
    taken |= {one["head"]["name"] for one in read("units")["units"]}
    return NamePool(people["names"], taken)


def share_password() -> None:
    """Give all accounts the published password of the demo.

    One hash serves all, and it passes by the rules for passwords: the demo is no secret, and it
    is loaded only where ``DEMO=1``.
    """
    Account.objects.update(password=make_password(read("people")["password"]))


def _place_administrator(province: Province, admin: Mandate) -> None:
    row = next(one for one in read("people")["accounts"] if one["username"] == "quantri")
    update_account(by=admin, account=admin.account, unit=province.units[row["works_at"]])


def _named(province: Province, admin: Mandate, row: dict[str, Any]) -> None:
    head = province.units[row["head_of"]].leader_name if "head_of" in row else ""
    account = create_account(
        by=admin,
        username=row["username"],
        full_name=row.get("name", head),
        unit=province.units[row["works_at"]],
        position=row["position"],
    )
    for held in row["roles"]:
        unit = province.units[held["acts_for"]]
        _grant(admin, account, Role[held["role"]], unit, row["position"])


def _of_unit(admin: Mandate, unit: Unit, pool: NamePool) -> None:
    for row in read("people")["unit_accounts"]:
        if unit.kind not in row["kinds"]:
            continue
        is_head = row["name"] == "head"
        username = f"{row['username']}.{unit.code}"
        position = unit.leader_title if is_head else row["position"]
        account = create_account(
            by=admin,
            username=username,
            full_name=unit.leader_name if is_head else pool.draw(username)[0],
            unit=unit,
            position=position,
        )
        _grant(admin, account, Role[row["role"]], unit, position)


def _of_council(province: Province, admin: Mandate, row: dict[str, Any]) -> None:
    unit = province.units[row["unit"]]
    seats = [(Role.SECRETARY, row["secretary"])]
    seats += [(Role.COUNCIL_MEMBER, member) for member in row["members"]]
    for role, one in seats:
        account = create_account(
            by=admin,
            username=one["username"],
            full_name=one["name"],
            unit=unit,
            position=one["position"],
        )
        _grant(admin, account, role, unit, one["position"])


def _grant(admin: Mandate, account: Account, role: str, unit: Unit, position: str) -> None:
    grant_mandate(
        by=admin,
        account=account,
        role=role,
        unit=unit,
        position=position[:120],
        valid_from=FOUNDED_ON,
    )


def load_persons(province: Province) -> None:
    """Save those of whom the story speaks, a few of each unit's staff, and the households."""
    people = read("people")
    with at(FOUNDED_ON):
        office = province.by("chuyenvien")
        for row in people["persons"]:
            save_person(by=office, **_person(province, row))
        for row in people["households"]:
            save_household(
                by=office,
                head_name=row["representative"],
                address=row["address"],
                unit=province.units[row["unit"]],
            )
        _load_staff(province, office)


def _person(province: Province, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "full_name": row["name"],
        "gender": GENDERS[row["sex"]],
        "birth_date": row["born"],
        "unit": province.units[row["unit"]],
        "position": row["position"],
        "employment": Employment[row["kind"]],
        "is_leader": not row["direct"],
        "recruited_on": row["joined"],
        "code": staff_number(row["key"]),
    }


def _load_staff(province: Province, office: Mandate) -> None:
    people, pool = read("people"), name_pool()
    for unit in province.participants:
        for number in range(1, people["staff_per_unit"] + 1):
            name, sex = pool.draw(unit.code, "staff", number)
            born = FOUNDED_ON.replace(
                year=whole(1968, 1996, unit.code, number), month=whole(1, 12, unit.code, number, 1)
            )
            save_person(
                by=office,
                full_name=name,
                gender=GENDERS[sex],
                birth_date=born,
                unit=unit,
                position=pick(people["staff_positions"][unit.kind], unit.code, number),
                employment=STAFF_KINDS.get(unit.kind, Employment.CIVIL_SERVANT),
                recruited_on=born.replace(year=born.year + whole(23, 27, unit.code, number, 2)),
                code=f"{unit.code[:20].upper()}-{number:02d}",
            )
