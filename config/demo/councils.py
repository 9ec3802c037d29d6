"""The province's council and a department's own: members, vote, minutes, the next session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from awards.council.enums import Choice, Presence, Seat
from awards.council.models import Council, CouncilMember, CouncilSession
from awards.council.services import (
    add_member,
    cast_ballots,
    close_session,
    convene_session,
    create_council,
    draft_minutes,
    open_session,
    record_attendance,
)
from config.demo.appraisal import SCHOOL, YEAR_END
from config.demo.diary import hour
from config.demo.documents import lay_out, number_here
from config.demo.luck import whole
from config.demo.province import Province
from config.demo.rounds import ROUNDS, round_of
from config.demo.sources import read
from config.demo.units import FOUNDED_ON
from emulation.clock import at
from emulation.documents.services import sign_document, submit_document
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.services import grant_mandate

SETUP_ON = FOUNDED_ON + dt.timedelta(days=14)
PROVINCE_SEATS = {1: Seat.VICE_CHAIR, 2: Seat.VICE_CHAIR, 3: Seat.STANDING, 4: Seat.STANDING}
CONVENED_ON = dt.date(2021, 11, 19)
STARTS_AT = dt.time(8)
RARELY = 23


def load_councils(province: Province) -> None:
    """Record both councils; their chairs get a second mandate, under which they vote."""
    with at(SETUP_ON):
        secretary = province.by("thuky")
        council = create_council(
            by=secretary,
            authority=province.root,
            name="Hội đồng Thi đua - Khen thưởng tỉnh Bạc Liêu",
            decision_number="15/QĐ-UBND",
            decided_on=SETUP_ON,
            valid_from=SETUP_ON,
        )
        members = [(province.by(f"uyvien{n}"), PROVINCE_SEATS.get(n)) for n in range(1, 10)]
        _fill(province, secretary, council, province.by("chutich"), members)
        for row in read("people")["unit_council_accounts"]:
            unit = province.units[row["unit"]]
            secretary = province.by(row["secretary"]["username"])
            council = create_council(
                by=secretary,
                authority=unit,
                name=f"Hội đồng Thi đua - Khen thưởng {unit.name}",
                decision_number=f"08/QĐ-{unit.symbol}",
                decided_on=SETUP_ON,
                valid_from=SETUP_ON,
            )
            seats = [(province.by(one["username"]), None) for one in row["members"]]
            _fill(province, secretary, council, province.leader(unit.code), seats)


def _fill(
    province: Province,
    secretary: Mandate,
    council: Council,
    chair: Mandate,
    members: Sequence[tuple[Mandate, Seat | None]],
) -> None:
    grant_mandate(
        by=province.by("quantri"),
        account=chair.account,
        role=Role.COUNCIL_MEMBER,
        unit=council.authority,
        position="Chủ tịch Hội đồng",
        valid_from=SETUP_ON,
        legal_basis=council.decision_number,
    )
    for mandate, seat in [(chair, Seat.CHAIR), *members]:
        add_member(
            by=secretary,
            council=council,
            account=mandate.account,
            seat=seat or Seat.MEMBER,
            position=mandate.account.position,
            valid_from=SETUP_ON,
        )


def hold_school_session(province: Province) -> None:
    """Let the department's council vote on its round, one member away, and minute it."""
    row = ROUNDS[SCHOOL]
    unit, day = row["authority"], row["council_on"]
    secretary = province.by(f"thuky.{unit}")
    with at(day - dt.timedelta(days=6)):
        session = convene_session(
            by=secretary,
            council=Council.objects.get(authority=province.units[unit]),
            award_round=round_of(SCHOOL),
            held_on=day,
            starts_at=STARTS_AT,
            place=f"Phòng họp {province.units[unit].name}",
        )
    with at(hour(day, 30)):
        _vote(province, secretary, session)
    with at(hour(day, 300)):
        document = draft_minutes(by=secretary, session=session)
        document = lay_out(submit_document(by=secretary, document=document))
        document = sign_document(by=province.leader(unit), document=document)
    with at(hour(day + dt.timedelta(days=1))):
        number_here(document, province.clerk(unit))


def _vote(province: Province, secretary: Mandate, session: CouncilSession) -> None:
    voters = list(session.voters.select_related("member__account", "session").order_by("pk"))
    away = voters[-1]
    entries: dict[int, tuple[str, str]] = {each.pk: (Presence.PRESENT, "") for each in voters}
    entries[away.pk] = (Presence.ABSENT, "Đi công tác")
    record_attendance(by=secretary, session=session, entries=entries)
    session = open_session(by=secretary, session=session)
    for voter in voters[:-1]:
        by = _seat(province, voter.member)
        choices = {item.pk: _choice(voter.member_id, item.order) for item in session.items.all()}
        cast_ballots(by=by, session=session, choices=choices)
    close_session(
        by=secretary,
        session=session,
        conclusions="Hội đồng thống nhất trình Giám đốc Sở quyết định công nhận.",
    )


def _seat(province: Province, member: CouncilMember) -> Mandate:
    return province.by(member.account.username, Role.COUNCIL_MEMBER)


def _choice(member: int, item: int) -> Choice:
    against = whole(1, RARELY, "ballot", member, item) == RARELY
    return Choice.AGAINST if against else Choice.FOR


def plan_session(province: Province) -> None:
    """Let the secretary convene the province's council for December on those who passed."""
    with at(CONVENED_ON):
        convene_session(
            by=province.by("thuky"),
            council=Council.objects.get(authority=province.root),
            award_round=round_of(YEAR_END),
            held_on=ROUNDS[YEAR_END]["council_on"],
            starts_at=STARTS_AT,
            place="Phòng họp số 1, UBND tỉnh Bạc Liêu",
        )
