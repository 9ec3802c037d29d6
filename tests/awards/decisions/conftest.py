"""A province and a department that decide: office, signer, clerk, a round with who passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from awards.catalogue.enums import CommendationType
from awards.decisions import services
from awards.decisions.models import Decision
from awards.ledger.subjects import Subject, link_to, name_of, unit_of
from awards.nominations.enums import DossierState, NomineeState, RoundOrigin, RoundState
from awards.nominations.models import Dossier, Nominee, Round
from emulation import clock
from emulation.documents import services as documents
from emulation.documents.enums import NumberingMode
from emulation.documents.models import Document, LegalBasis
from emulation.files.models import StoredFile
from emulation.files.services import store_bytes
from emulation.jobs.models import Job
from emulation.jobs.services import run_now
from emulation.people.enums import Gender, Role
from emulation.people.models import Household, Mandate, Person
from emulation.registries.proof import violations
from emulation.units.enums import Level, UnitKind
from emulation.units.models import Unit
from tests.house import LONG_AGO, make_mandate, make_unit

DAY = dt.date(2021, 11, 22)
DIPLOMA, WORKER, FIGHTER = "PROVINCIAL_DIPLOMA", "ADVANCED_WORKER", "GRASSROOTS_FIGHTER"


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def day_of_demo() -> Iterator[dt.date]:
    with clock.at(DAY):
        yield DAY


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
        values = {
            "name": name_of(subject),
            "position": getattr(subject, "position", "") or unit_of(subject).name,
            "subject_home": unit_of(subject),
            "achievement": "Hoàn thành xuất sắc nhiệm vụ phòng, chống dịch.",
            "period_from": dt.date(2021, 1, 1),
            "period_to": dt.date(2021, 12, 31),
            "state": NomineeState.PASSED,
            "needs_council": False,
            "order": self.dossier.nominees.count() + 1,
        }
        return Nominee.objects.create(
            dossier=self.dossier, award_code=award, **link_to(subject), **values | fields
        )

    def drafted(self, *nominees: Nominee, **wording: str) -> Decision:
        return services.create_decision(
            by=self.office, round_=self.round, nominees=nominees, **wording
        )

    def submitted(self, decision: Decision) -> Document:
        job = documents.request_preview(by=self.office, document=decision.document)
        assert run_now(job).state == "done", job.error
        document = Document.objects.get(pk=decision.document_id)
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
            signed_file=scan(self.numberer),
        )  # fmt: skip

    def issued(self, decision: Decision, number: int = 2057) -> Decision:
        issue(self.numbered(decision, number))
        decision.refresh_from_db()
        return decision

    def certified(self, decision: Decision) -> Decision:
        decision = self.issued(decision)
        job = Job.objects.get(pk=decision.certificate_job_id)
        assert run_now(job).state == "done", job.error
        return decision


def issue(document: Document) -> Document:
    job = document.issue_job
    assert run_now(job).state == "done", job.error
    document.refresh_from_db()
    return document


def scan(by: Mandate, pages: int | None = None) -> StoredFile:
    return store_bytes(
        by=by, content=b"%PDF signed", name="ky.pdf", media_type="application/pdf", pages=pages
    )


def make_authority(unit: Unit, office_role: str, signer_role: str, clerk: bool) -> Authority:
    office = make_mandate(office_role, unit, f"office.{unit.code}")
    signer = make_mandate(signer_role, unit, f"signer.{unit.code}")
    signer.account.full_name = "Phạm Văn Thiều"
    signer.account.save()
    round_ = Round.objects.create(
        authority=unit, name="Khen thưởng tổng kết năm 2021", origin=RoundOrigin.YEAR_END,
        commendation_type=CommendationType.MERIT, award_codes=[DIPLOMA],
        period_from=dt.date(2021, 1, 1), period_to=dt.date(2021, 12, 31),
        opens_on=dt.date(2021, 10, 1), closes_on=dt.date(2021, 11, 15),
        state=RoundState.CLOSED, created_by=office, created_at=clock.now(),
    )  # fmt: skip
    dossier = Dossier.objects.create(
        round=round_, unit=unit, state=DossierState.RECEIVED, letter_number="12/TTr",
        submitted_at=clock.now(), submitted_by=office, received_at=clock.now(), received_by=office,
        regime="R1", created_by=office, created_at=clock.now(),
    )  # fmt: skip
    keeper = make_mandate(Role.CLERK, unit, f"clerk.{unit.code}") if clerk else None
    return Authority(unit, office, signer, keeper, round_, dossier)


def legal_basis() -> None:
    LegalBasis.objects.create(
        code="luat-tdkt-2003", order=1, valid_from=LONG_AGO, valid_to=dt.date(2023, 12, 31),
        citation="Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003",
    )  # fmt: skip
    LegalBasis.objects.create(
        code="luat-tdkt-2022", order=1, valid_from=dt.date(2024, 1, 1),
        citation="Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    )  # fmt: skip


@pytest.fixture
def province(db: Any) -> Authority:
    unit = make_unit(
        "ubnd", UnitKind.PEOPLES_COMMITTEE, Level.PROVINCE, symbol="UBND", place="Bạc Liêu",
        name="Ủy ban nhân dân tỉnh Bạc Liêu", short_name="UBND tỉnh", leader_title="Chủ tịch",
    )  # fmt: skip
    legal_basis()
    return make_authority(unit, Role.OFFICE, Role.SIGNER, clerk=True)


@pytest.fixture
def department(province: Authority) -> Authority:
    unit = make_unit(
        "snv", UnitKind.DEPARTMENT, Level.PROVINCE, name="Sở Nội vụ", symbol="SNV",
        place="Bạc Liêu", leader_title="Giám đốc", parent=province.unit,
    )  # fmt: skip
    return make_authority(unit, Role.OFFICER, Role.LEADER, clerk=False)


@pytest.fixture
def an(department: Authority) -> Person:
    return person("Nguyễn Văn An", department.unit, Gender.MALE)


@pytest.fixture
def hoa(department: Authority) -> Person:
    return person("Lê Thị Hoa", department.unit, Gender.FEMALE)


@pytest.fixture
def household(department: Authority) -> Household:
    commune = make_unit("ninh-quoi", UnitKind.COMMUNE, Level.COMMUNE, name="Xã Ninh Quới")
    return Household.objects.create(head_name="Trần Văn Tư", unit=commune)


def person(name: str, unit: Unit, gender: str = "") -> Person:
    return Person.objects.create(
        full_name=name, unit=unit, position=f"Chuyên viên {unit.name}", gender=gender
    )


@pytest.fixture
def mixed(province: Authority, department: Authority, an: Person, household: Household) -> Decision:
    """A drafted provincial decision on one collective, one individual and one household."""
    return province.drafted(
        province.passed(an), province.passed(department.unit), province.passed(household)
    )


INTERNAL = NumberingMode.INTERNAL


@pytest.fixture
def published(province: Authority, mixed: Decision) -> Decision:
    decision = province.certified(mixed)
    services.publish_decision(by=province.office, decision=decision)
    return decision


def no_violations() -> list[str]:
    return list(violations())
