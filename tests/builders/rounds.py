"""A round with a dossier, at any stage."""

from __future__ import annotations

import datetime as dt
from typing import Any

from awards.catalogue.enums import CommendationType, Rating, YearKind
from awards.ledger.models import YearRating
from awards.ledger.services import record_rating
from awards.ledger.subjects import Subject, link_to, name_of, unit_of
from awards.nominations import services
from awards.nominations.enums import DossierState, NomineeState, RoundOrigin
from awards.nominations.models import Dossier, Nominee, Round
from emulation.clock import now
from emulation.people.models import Mandate, Person
from emulation.units.models import Unit

YEAR = {
    "period_from": dt.date(2021, 1, 1),
    "period_to": dt.date(2021, 12, 31),
    "opens_on": dt.date(2021, 11, 22),
    "closes_on": dt.date(2021, 12, 15),
}


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


def received_dossier(round_: Round, unit: Unit, by: Mandate) -> Dossier:
    """Put a unit's received dossier into a round: who has passed is set on it directly."""
    return Dossier.objects.create(
        round=round_, unit=unit, state=DossierState.RECEIVED, letter_number="12/TTr", regime="R1",
        submitted_at=now(), submitted_by=by, received_at=now(), received_by=by, created_by=by,
        created_at=now(),
    )  # fmt: skip


def passed_nominee(dossier: Dossier, subject: Subject, code: str, **fields: Any) -> Nominee:
    """Put a nominee on a received dossier as the appraisal leaves one that passed."""
    values = {
        "name": name_of(subject),
        "position": getattr(subject, "position", "") or unit_of(subject).name,
        "subject_home": unit_of(subject),
        "achievement": "Hoàn thành xuất sắc nhiệm vụ phòng, chống dịch.",
        "period_from": dt.date(2021, 1, 1),
        "period_to": dt.date(2021, 12, 31),
        "state": NomineeState.PASSED,
        "needs_council": False,
        "order": dossier.nominees.count() + 1,
        **fields,
    }
    return Nominee.objects.create(
        dossier=dossier, round=dossier.round, award_code=code, **link_to(subject), **values
    )


def only_nominee(dossier: Dossier) -> Nominee:
    """Return the dossier's one nominee, read afresh."""
    return Nominee.objects.get(dossier=dossier)


def rate(world: Any, person: Person, year: int, rating: Rating) -> YearRating:
    """Enter a yearly rating."""
    return record_rating(by=world.office, subject=person, year=year, rating=rating)
