"""A council in session on two nominees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from awards.council import services
from awards.council.models import AgendaItem, Council
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.units.models import Unit
from tests.builders.people import make_mandate, make_person
from tests.builders.province import build_house
from tests.builders.rounds import make_round, passed_nominee, received_dossier

DAY = dt.date(2021, 11, 22)


def make_council(by: Mandate, authority: Unit) -> Council:
    """Create the council of an authority, without members."""
    return services.create_council(
        by=by,
        authority=authority,
        name="Hội đồng Thi đua - Khen thưởng tỉnh",
        decision_number="12/QĐ-UBND",
        decided_on=dt.date(2021, 1, 5),
        valid_from=dt.date(2021, 1, 5),
    )


def seat_members(by: Mandate, council: Council, members: Sequence[Mandate]) -> None:
    """Give each a seat; the first is the chair."""
    for number, mandate in enumerate(members):
        services.add_member(
            by=by,
            council=council,
            account=mandate.account,
            seat="member" if number else "chair",
            position="Phó Giám đốc",
            valid_from=council.valid_from,
        )


def build_council(size: int = 5) -> SimpleNamespace:
    """Return a province whose council of ``size`` members has convened on two nominees."""
    house = build_house()
    house.secretary = make_mandate(Role.SECRETARY, house.province)
    house.members = [
        make_mandate(Role.COUNCIL_MEMBER, house.province, f"uyvien{number}")
        for number in range(1, size + 1)
    ]
    house.council = make_council(house.secretary, house.province)
    seat_members(house.secretary, house.council, house.members)
    house.round = make_round(house.office, "PROVINCIAL_FIGHTER", name="Đợt tổng kết năm 2021")
    dossier = received_dossier(house.round, house.department, house.office)
    house.nominees = [
        passed_nominee(
            dossier, make_person(house.department, name), "PROVINCIAL_FIGHTER",
            position="Chuyên viên", period_from=dt.date(2019, 1, 1), needs_council=True,
        )
        for name in ("Nguyễn Văn An", "Trần Thị Bình")
    ]  # fmt: skip
    house.session = services.convene_session(
        by=house.secretary,
        council=house.council,
        award_round=house.round,
        held_on=DAY,
        starts_at=dt.time(8),
        place="Phòng họp số 1",
    )
    house.items = list(house.session.items.order_by("order"))
    return house


def vote(house: Any, item: AgendaItem, choices: Sequence[str]) -> list[str]:
    """Let the members cast ``choices`` on an item, in their order; return their codes."""
    return [
        services.cast_ballots(by=member, session=house.session, choices={item.pk: choice})
        for member, choice in zip(house.members, choices, strict=False)
    ]


def attend(house: Any, presences: Sequence[str]) -> None:
    """Record how the members take part, in their order."""
    voters = house.session.voters.order_by("member__order")
    entries = {voter.pk: (presence, "") for voter, presence in zip(voters, presences, strict=True)}
    services.record_attendance(by=house.secretary, session=house.session, entries=entries)
