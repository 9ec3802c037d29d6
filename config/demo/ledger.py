"""What persons and collectives hold from earlier years, recorded from paper."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from awards.catalogue.enums import InitiativeScope, Rating, YearKind
from awards.ledger.enums import HoldReason
from awards.ledger.services import (
    place_hold,
    record_award,
    record_discipline,
    record_initiative,
    record_rating,
)
from config.demo.luck import pick, whole
from config.demo.people import GENDERS, name_pool
from config.demo.province import Province
from config.demo.sources import read
from emulation.clock import at
from emulation.people.enums import Employment
from emulation.people.models import Mandate, Person
from emulation.people.services import save_person
from emulation.units.models import Unit

SCHOOL_UNIT = "sgdkhcn"
TEACHERS_ON = dt.date(2021, 5, 31)
HEROES_ON = dt.date(2021, 8, 20)
OTHERS_ON = dt.date(2021, 10, 29)
RECOGNISED = {YearKind.SCHOOL: (5, 20), YearKind.CALENDAR: (10, 15)}
SCOPES = {"BASE": InitiativeScope.BASE, "peoples_committee": InitiativeScope.PROVINCE}
MEMBERS_OF = ("stc-ns", "snnptnt-ts", "snv-tccc")
UNIT_DECISION_ON = dt.date(2021, 10, 28)


def load_ledger(province: Province) -> None:
    """Record ratings, awards, initiatives, discipline and holds of those in the story."""
    office = province.by("chuyenvien")
    people = read("people")["persons"]
    for row in sorted(people, key=lambda one: _recorded_on(one["key"])):
        with at(_recorded_on(row["key"])):
            _Entries(province, office, row).record()
    with at(OTHERS_ON):
        for code, row in read("awards")["collectives"].items():
            _rate_collective(province, office, code, row)
        for code in MEMBERS_OF:
            _load_members(province, office, code)


def load_holds(province: Province) -> None:
    """Hold those against whom a complaint is being verified."""
    for row in read("people")["persons"]:
        if "complaint" in row:
            with at(row["complaint"]["on"]):
                place_hold(
                    by=province.by("chuyenvien"),
                    subject=province.person(row["key"]),
                    reason=HoldReason.COMPLAINT,
                    note="Đơn khiếu nại đang được Thanh tra tỉnh xác minh.",
                )


def _recorded_on(key: str) -> dt.date:
    return {"gv": TEACHERS_ON, "yt": HEROES_ON}.get(key[:2], OTHERS_ON)


def year_kind_of(unit: Unit) -> YearKind:
    """Return the kind of year by which a unit counts: schools and their department by school."""
    at: Unit | None = unit
    while at is not None:
        if at.code == SCHOOL_UNIT:
            return YearKind.SCHOOL
        at = at.parent
    return YearKind.CALENDAR


def _number_of_year(year: int, kind: YearKind) -> int:
    """Return the ledger's number: the data name a school year by the year in which it ends."""
    return year - 1 if kind == YearKind.SCHOOL else year


def _decider(unit: Unit) -> Unit:
    """Return the nearest unit, this one or above, that decides awards of its own level."""
    while not unit.decides_awards and unit.parent is not None:
        unit = unit.parent
    return unit


class _Entries:
    """The ledger entries of one person of people.yaml."""

    def __init__(self, province: Province, office: Mandate, row: dict[str, Any]) -> None:
        self.office, self.row = office, row
        self.person = province.person(row["key"])
        self.unit = self.person.unit
        self.kind = year_kind_of(self.unit)
        self.decider = _decider(self.unit)

    def record(self) -> None:
        for year, rating in self.row["ratings"].items():
            record_rating(
                by=self.office,
                subject=self.person,
                year=_number_of_year(year, self.kind),
                year_kind=self.kind,
                rating=Rating[rating],
            )
        for award in self.row.get("awards", []):
            self._award(*award)
        for initiative in self.row.get("initiatives", []):
            self._initiative(*initiative)
        for day, level, reason in self.row.get("discipline", []):
            record_discipline(
                by=self.office,
                subject=self.person,
                level=level.lower(),
                number=f"{day.month}{day.day}/QĐ-{self.decider.symbol}",
                decided_on=day,
                authority_name=f"{self.decider.name} ({reason})"[:200],
            )

    def _award(self, year: int, code: str, number: str, decided_on: dt.date) -> None:
        record_award(
            by=self.office,
            subject=self.person,
            award_code=code,
            decision_number=number,
            decided_on=decided_on,
            authority=self.decider,
            authority_name=self.decider.name,
            year=_number_of_year(year, self.kind),
            year_kind=self.kind,
        )

    def _initiative(self, year: int, title: str, scope: str, number: str) -> None:
        month, day = RECOGNISED[self.kind]
        record_initiative(
            by=self.office,
            subject=self.person,
            title=title,
            scope=SCOPES[scope],
            effect=self.row["story"],
            number=number,
            recognised_on=dt.date(year, month, day),
            authority_name=self.decider.name,
        )


def _rate_collective(province: Province, office: Mandate, code: str, row: dict[str, Any]) -> None:
    unit = province.units[code]
    kind = year_kind_of(unit)
    for year, rating in row["ratings"].items():
        record_rating(
            by=office,
            subject=unit,
            year=_number_of_year(year, kind),
            year_kind=kind,
            rating=Rating[rating],
        )


def _load_members(province: Province, office: Mandate, code: str) -> None:
    """Enter the staff of a collective with the year's ratings, and their titles of the unit."""
    unit, row = province.units[code], read("awards")["collectives"][code]
    known = list(Person.objects.filter(unit=unit))
    added = [_member(office, unit, n) for n in range(row["staff"] - len(known))]
    for person in added:
        record_rating(by=office, subject=person, year=UNIT_DECISION_ON.year, rating=Rating.GOOD)
    share = Decimal(row["advanced_share"]) / 100
    advanced = [*known, *added][: round(row["staff"] * share)]
    titles = [(person, "ADVANCED_WORKER") for person in advanced]
    titles.append((added[0], "GRASSROOTS_FIGHTER"))
    decider = _decider(unit)
    for person, title in titles:
        record_award(
            by=office,
            subject=person,
            award_code=title,
            decision_number=f"{whole(60, 99, code)}/QĐ-{decider.symbol}",
            decided_on=UNIT_DECISION_ON,
            authority=decider,
            authority_name=decider.name,
            year=UNIT_DECISION_ON.year,
        )


def _member(office: Mandate, unit: Unit, number: int) -> Person:
    taken = set(Person.objects.values_list("full_name", flat=True))
    pool = name_pool()
    pool.taken |= taken
    name, sex = pool.draw(unit.code, "member", number)
    positions = read("people")["staff_positions"]["department"]
    return save_person(
        by=office,
        full_name=name,
        gender=GENDERS[sex],
        unit=unit,
        position=pick(positions, unit.code, "member", number),
        employment=Employment.CIVIL_SERVANT,
        recruited_on=dt.date(whole(2000, 2018, unit.code, number), 3, 1),
        code=f"{unit.code.upper()}-{number + 1:02d}",
    )
