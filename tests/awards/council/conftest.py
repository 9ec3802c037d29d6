"""A council of five in session on two nominees."""

import datetime as dt
from types import SimpleNamespace

import pytest

from awards.council import services
from awards.nominations.models import Dossier, Nominee, Round
from emulation import clock
from emulation.files.services import store_bytes
from emulation.people.enums import Role
from emulation.people.models import Person
from tests.house import build_house, make_mandate

DAY = dt.date(2021, 11, 22)


@pytest.fixture(autouse=True)
def day():
    with clock.at(DAY):
        yield DAY


def build_council(size: int = 5) -> SimpleNamespace:
    """Return a province whose council of ``size`` members has convened on two nominees."""
    house = build_house()
    house.secretary = make_mandate(Role.SECRETARY, house.province)
    house.members = [
        make_mandate(Role.COUNCIL_MEMBER, house.province, f"uyvien{number}")
        for number in range(1, size + 1)
    ]
    house.council = services.create_council(
        by=house.secretary,
        authority=house.province,
        name="Hội đồng Thi đua - Khen thưởng tỉnh",
        decision_number="12/QĐ-UBND",
        decided_on=dt.date(2021, 1, 5),
        valid_from=dt.date(2021, 1, 5),
    )
    for number, mandate in enumerate(house.members):
        services.add_member(
            by=house.secretary,
            council=house.council,
            account=mandate.account,
            seat="chair" if number == 0 else "member",
            position="Phó Giám đốc",
            valid_from=dt.date(2021, 1, 5),
        )
    house.round = _round(house)
    house.nominees = [_nominee(house, name) for name in ("Nguyễn Văn An", "Trần Thị Bình")]
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


def _round(house):
    return Round.objects.create(
        authority=house.province,
        name="Đợt tổng kết năm 2021",
        origin="year_end",
        commendation_type="merit",
        award_codes=["PROVINCIAL_FIGHTER"],
        period_from=dt.date(2021, 1, 1),
        period_to=dt.date(2021, 12, 31),
        opens_on=dt.date(2021, 11, 1),
        closes_on=dt.date(2021, 12, 31),
        state="open",
        created_by=house.office,
        created_at=clock.now(),
    )


def _nominee(house, name):
    dossier, _created = Dossier.objects.get_or_create(
        round=house.round,
        unit=house.department,
        defaults={
            "state": "received",
            "regime": "R1",
            "submitted_at": clock.now(),
            "submitted_by": house.leader,
            "received_at": clock.now(),
            "received_by": house.office,
            "created_by": house.officer,
            "created_at": clock.now(),
        },
    )
    return Nominee.objects.create(
        dossier=dossier,
        award_code="PROVINCIAL_FIGHTER",
        person=Person.objects.create(full_name=name, unit=house.department),
        name=name,
        position="Chuyên viên",
        subject_home=house.department,
        period_from=dt.date(2019, 1, 1),
        period_to=dt.date(2021, 12, 31),
        state="passed",
        needs_council=True,
    )


def attend(house, presences):
    """Record how the members take part, in their order."""
    voters = house.session.voters.order_by("member__order")
    entries = {voter.pk: (presence, "") for voter, presence in zip(voters, presences, strict=True)}
    services.record_attendance(by=house.secretary, session=house.session, entries=entries)


@pytest.fixture
def house(db):
    return build_council()


@pytest.fixture
def open_house(house):
    attend(house, ["present"] * 4 + ["written"])
    services.open_session(by=house.secretary, session=house.session)
    return house


@pytest.fixture
def stored_pdf(house, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return store_bytes(
        by=house.secretary, content=b"%PDF-1.7", name="bb.pdf", media_type="application/pdf"
    )
