"""Authorities that decide: their office, signer and clerk, a round with who passed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from awards.decisions import services
from awards.decisions.models import Decision
from awards.ledger.subjects import Subject
from awards.nominations.models import Dossier, Nominee, Round
from awards.nominations.services import close_round
from emulation import clock
from emulation.documents import services as documents
from emulation.documents.models import Document
from emulation.people.enums import Gender, Role
from emulation.people.models import Mandate, Person
from emulation.units.models import Unit
from tests.builders.documents import issued, legal_bases, previewed, scan_of
from tests.builders.jobs import finish
from tests.builders.people import make_mandate, make_person
from tests.builders.rounds import make_round, passed_nominee, received_dossier
from tests.builders.units import make_committee, make_department

DAY = dt.date(2021, 11, 22)
DIPLOMA, WORKER, FIGHTER = "PROVINCIAL_DIPLOMA", "ADVANCED_WORKER", "GRASSROOTS_FIGHTER"


@dataclass
class Authority:
    """A deciding unit with its office, signer and (the province) records clerk."""

    unit: Unit
    office: Mandate
    signer: Mandate
    clerk: Mandate | None
    round: Round
    dossier: Dossier

    @property
    def numberer(self) -> Mandate:
        return self.clerk or self.office

    def passed(self, subject: Subject, award: str = DIPLOMA, **fields: Any) -> Nominee:
        return passed_nominee(self.dossier, subject, award, **fields)

    def drafted(self, *nominees: Nominee, **wording: str) -> Decision:
        return services.create_decision(
            by=self.office, round_=self.round, nominees=nominees, **wording
        )

    def submitted(self, decision: Decision) -> Document:
        document = previewed(self.office, Document.objects.get(pk=decision.document_id))
        assert document.preview_findings == []
        return documents.submit_document(by=self.office, document=document)

    def signed(self, decision: Decision) -> Document:
        return documents.sign_document(by=self.signer, document=self.submitted(decision))

    def book(self, mode: str) -> None:
        documents.set_numbering_mode(
            by=self.numberer, authority=self.unit, series="QĐ", year=DAY.year, mode=mode
        )

    def numbered(self, decision: Decision, number: int = 2057) -> Document:
        return documents.number_external(
            by=self.numberer, document=self.signed(decision), number=number, issued_on=DAY,
            signed_file=scan_of(self.numberer),
        )  # fmt: skip

    def issued(self, decision: Decision, number: int = 2057) -> Decision:
        issued(self.numbered(decision, number))
        decision.refresh_from_db()
        return decision

    def certified(self, decision: Decision) -> Decision:
        decision = self.issued(decision)
        finish(decision.certificate_job)
        return decision


def make_authority(unit: Unit, *awards: str, people: tuple[str, str, str | None]) -> Authority:
    """Let a unit decide; ``people`` are the roles of its office, its signer and its clerk."""
    office, signer, clerk = people
    office_of = make_mandate(office, unit, f"office.{unit.code}")
    signer_of = make_mandate(signer, unit, f"signer.{unit.code}", full_name="Phạm Văn Thiều")
    clerk_of = make_mandate(clerk, unit, f"clerk.{unit.code}") if clerk else None
    with clock.at(dt.date(2021, 10, 1)):
        round_ = make_round(
            office_of, *awards, opens_on=dt.date(2021, 10, 1), closes_on=dt.date(2021, 11, 15)
        )
    round_ = close_round(by=office_of, round_=round_)
    dossier = received_dossier(round_, unit, office_of)
    return Authority(unit, office_of, signer_of, clerk_of, round_, dossier)


def make_province() -> Authority:
    """Create the committee, which decides the diploma, and the laws that it cites."""
    legal_bases()
    people = (Role.OFFICE, Role.SIGNER, Role.CLERK)
    return make_authority(make_committee(), DIPLOMA, people=people)


def make_deciding_department(province: Unit) -> Authority:
    """Create a department that decides the titles of its own."""
    unit = make_department(
        "snv", "Sở Nội vụ", symbol="SNV", place="Bạc Liêu", leader_title="Giám đốc",
        parent=province,
    )  # fmt: skip
    return make_authority(unit, WORKER, FIGHTER, people=(Role.OFFICER, Role.LEADER, None))


def officer_of(unit: Unit, name: str, gender: str = Gender.MALE) -> Person:
    """Create a person whose position names the unit."""
    return make_person(unit, name, position=f"Chuyên viên {unit.name}", gender=gender)
