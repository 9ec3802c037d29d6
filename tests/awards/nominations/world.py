"""A round with a dossier, at any stage, for the tests of nominations and appraisal."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from awards.catalogue.enums import CommendationType, Rating, YearKind
from awards.ledger.models import YearRating
from awards.nominations import services
from awards.nominations.enums import RoundOrigin
from awards.nominations.models import Dossier, Nominee, Round
from emulation.clock import now
from emulation.files.services import store_bytes
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate, Person
from tests.house import LONG_AGO, build_house

PDF = b"%PDF-1.4 a small page"
YEAR = {
    "period_from": dt.date(2021, 1, 1),
    "period_to": dt.date(2021, 12, 31),
    "opens_on": dt.date(2021, 11, 22),
    "closes_on": dt.date(2021, 12, 15),
}


def mandate_at(role: str, authority: Any, employer: Any, name: str) -> Mandate:
    """Create somebody employed at ``employer`` who acts for ``authority``."""
    account = Account.objects.create(username=name, full_name=name, unit=employer)
    return Mandate.objects.create(account=account, role=role, unit=authority, valid_from=LONG_AGO)


def build_world() -> SimpleNamespace:
    """Create the house with reviewers of different employers, and somebody of every role."""
    world = build_house()
    province = world.province
    world.reviewer = mandate_at(Role.REVIEWER, province, world.other, "thamdinh1")
    world.second = mandate_at(Role.REVIEWER, province, world.district, "thamdinh2")
    world.own_reviewer = mandate_at(Role.REVIEWER, province, world.department, "thamdinh.snv")
    world.secretary = mandate_at(Role.SECRETARY, province, province, "thuky")
    world.signer = mandate_at(Role.SIGNER, province, province, "chutich")
    world.clerk = mandate_at(Role.CLERK, province, province, "vanthu")
    world.member = mandate_at(Role.COUNCIL_MEMBER, province, world.other, "uyvien1")
    world.other_leader = mandate_at(Role.LEADER, world.other, world.other, "lanhdao.syt")
    return world


def make_round(by: Mandate, *codes: str, **entered: Any) -> Round:
    """Create and open a round of the year's end."""
    fields = {
        "name": "Khen thưởng tổng kết năm 2021",
        "origin": RoundOrigin.YEAR_END,
        "commendation_type": CommendationType.MERIT,
        "award_codes": list(codes) or ["PROVINCIAL_FIGHTER", "PROVINCIAL_DIPLOMA"],
        "year_kind": YearKind.CALENDAR,
        **YEAR,
        **entered,
    }
    return services.open_round(by=by, round_=services.create_round(by=by, **fields))


def make_dossier(world: Any, round_: Round, *people: Person, code: str = "") -> Dossier:
    """Create the department's dossier with nominees whose achievements are described."""
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    for person in people or (world.person,):
        nominee = services.add_nominee(
            by=world.officer,
            dossier=dossier,
            award_code=code or round_.award_codes[0],
            subject=person,
        )
        services.change_nominee(by=world.officer, nominee=nominee, achievement="Hoàn thành tốt.")
    return dossier


def submit(world: Any, dossier: Dossier) -> Dossier:
    """Hand up by the officer, sign by the leader."""
    services.hand_up(by=world.officer, dossier=dossier)
    return services.sign_dossier(by=world.leader, dossier=dossier)


def received(world: Any, *people: Person, code: str = "", round_: Round | None = None) -> Dossier:
    """Return a dossier that the office has received."""
    made = round_ or make_round(world.office, *([code] if code else []))
    dossier = submit(world, make_dossier(world, made, *people, code=code))
    return services.receive_dossier(
        by=world.office, dossier=dossier, incoming_on=dt.date(2021, 11, 22), incoming_number="12"
    )


def only_nominee(dossier: Dossier) -> Nominee:
    """Return the dossier's one nominee, read afresh."""
    return Nominee.objects.get(dossier=dossier)


def rate(world: Any, person: Person, year: int, rating: Rating) -> YearRating:
    """Enter a yearly rating."""
    return YearRating.objects.create(
        person=person, year=year, rating=rating, recorded_by=world.office, recorded_at=now()
    )


def stored(by: Mandate, name: str = "bao-cao.pdf", pages: int = 80) -> Any:
    """Store a file as an upload would."""
    return store_bytes(by=by, content=PDF, name=name, media_type="application/pdf", pages=pages)


def person_of(unit: Any, name: str, **fields: Any) -> Person:
    """Create a person."""
    return Person.objects.create(full_name=name, unit=unit, **fields)
