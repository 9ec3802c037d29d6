"""A small province: what most tests stand on, and the people whom its awards need."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from emulation.people.enums import Employment, Role
from emulation.units.enums import Level, UnitKind
from tests.builders.people import make_household, make_mandate, make_person
from tests.builders.units import make_department, make_unit


def build_house() -> SimpleNamespace:
    """Create a province with a department (and its division), another department, a commune."""
    province = make_unit(
        "ubnd-tinh", UnitKind.PEOPLES_COMMITTEE, Level.PROVINCE, name="UBND tỉnh Bạc Liêu"
    )
    department = make_department("so-noi-vu", "Sở Nội vụ", parent=province)
    division = make_unit(
        "phong-to-chuc", UnitKind.SUBUNIT, Level.BASE, name="Phòng Tổ chức", parent=department,
        decides_awards=False,
    )  # fmt: skip
    other = make_department("so-y-te", "Sở Y tế", parent=province)
    district = make_unit(
        "hong-dan", UnitKind.DISTRICT, Level.DISTRICT, name="Huyện Hồng Dân", parent=province
    )
    commune = make_unit(
        "ninh-quoi", UnitKind.COMMUNE, Level.COMMUNE, name="Xã Ninh Quới", parent=district
    )
    return SimpleNamespace(
        province=province,
        department=department,
        division=division,
        other=other,
        district=district,
        commune=commune,
        office=make_mandate(Role.OFFICE, province),
        admin=make_mandate(Role.ADMIN, province),
        auditor=make_mandate(Role.AUDITOR, province),
        officer=make_mandate(Role.OFFICER, department),
        leader=make_mandate(Role.LEADER, department),
        other_officer=make_mandate(Role.OFFICER, other),
        person=make_person(
            division, "Nguyễn Văn An", position="Chuyên viên",
            employment=Employment.CIVIL_SERVANT, recruited_on=dt.date(2015, 3, 1),
        ),
        stranger=make_person(other, "Trần Thị Bé"),
        household=make_household(commune, "Lê Văn Tư"),
    )  # fmt: skip


def build_world() -> SimpleNamespace:
    """Create the house with reviewers of different employers, and somebody of every role."""
    world = build_house()
    province, other = world.province, world.other
    for name, role, employer, username in (
        ("reviewer", Role.REVIEWER, other, "thamdinh1"),
        ("second", Role.REVIEWER, world.district, "thamdinh2"),
        ("own_reviewer", Role.REVIEWER, world.department, "thamdinh.snv"),
        ("secretary", Role.SECRETARY, province, "thuky"),
        ("signer", Role.SIGNER, province, "chutich"),
        ("clerk", Role.CLERK, province, "vanthu"),
        ("member", Role.COUNCIL_MEMBER, other, "uyvien1"),
    ):
        setattr(world, name, make_mandate(role, province, username, employer=employer))
    world.other_leader = make_mandate(Role.LEADER, other, "lanhdao.syt")
    return world
