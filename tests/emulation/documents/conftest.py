"""A province with its drafter, signer and clerk, and a kind of document of the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from emulation import clock
from emulation.documents import registry, services
from emulation.documents.enums import NumberingMode
from emulation.documents.models import Document, NumberBook
from emulation.documents.registry import DocumentKind
from emulation.files.models import StoredFile
from emulation.files.services import store_bytes
from emulation.jobs.models import Job
from emulation.jobs.services import run_now
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.typesetting.paper import DocumentNumber, Paper
from emulation.units.enums import Level, UnitKind
from emulation.units.models import Unit
from tests.emulation.typesetting import samples

DAY = dt.date(2021, 3, 5)
LONG_AGO = dt.date(2000, 1, 1)


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def frozen_clock() -> Iterator[None]:
    with clock.at(DAY):
        yield


@dataclass
class House:
    """The province's committee and those who write, sign and number for it."""

    unit: Unit
    office: Mandate
    signer: Mandate
    clerk: Mandate
    stranger: Mandate
    calls: list[str] = field(default_factory=list)

    def paper(self, subject: str = "Phát động phong trào thi đua năm 2021") -> Paper:
        paper = samples.plan(number=DocumentNumber("KH-UBND"), date=None, place="", annexes=())
        block = replace(paper.signatures[0], name=self.signer.account.full_name)
        return replace(paper, subject=subject, signatures=(block,), place="Bạc Liêu")

    def draft(self, subject: str = "Phát động phong trào thi đua năm 2021") -> Document:
        return services.draft_document(
            by=self.office, kind="test_plan", authority=self.unit, paper=self.paper(subject)
        )

    def previewed(self, document: Document) -> Document:
        job = services.request_preview(by=self.office, document=document)
        assert run_now(job).state == "done", job.error
        document.refresh_from_db()
        return document

    def submitted(self, document: Document | None = None) -> Document:
        document = self.previewed(document or self.draft())
        return services.submit_document(by=self.office, document=document)

    def signed(self, document: Document | None = None) -> Document:
        return services.sign_document(by=self.signer, document=document or self.submitted())

    def book(self, mode: str = NumberingMode.INTERNAL, year: int = DAY.year) -> NumberBook:
        return services.set_numbering_mode(
            by=self.clerk, authority=self.unit, series="KH", year=year, mode=mode
        )

    def numbered(self) -> Document:
        self.book()
        return services.number_internal(by=self.clerk, document=self.signed())

    def issued(self) -> Document:
        document = self.numbered()
        assert document.issue_job is not None
        assert run_now(document.issue_job).state == "done", document.issue_job.error
        document.refresh_from_db()
        return document

    def scan(self, content: bytes = b"%PDF signed", pages: int | None = None) -> StoredFile:
        return store_bytes(
            by=self.clerk, content=content, name="ky.pdf", media_type="application/pdf", pages=pages
        )


def mandate(username: str, name: str, role: str, unit: Unit) -> Mandate:
    account = Account.objects.create(username=username, full_name=name, unit=unit)
    return Mandate.objects.create(account=account, role=role, unit=unit, valid_from=LONG_AGO)


def build_house() -> House:
    unit = Unit.objects.create(
        code="ubnd-tinh", name="Ủy ban nhân dân tỉnh Bạc Liêu", short_name="UBND tỉnh",
        kind=UnitKind.PEOPLES_COMMITTEE, level=Level.PROVINCE, symbol="UBND", place="Bạc Liêu",
        leader_title="Chủ tịch", valid_from=LONG_AGO,
    )  # fmt: skip
    other = Unit.objects.create(
        code="so-y-te", name="Sở Y tế", kind=UnitKind.DEPARTMENT, level=Level.PROVINCE,
        symbol="SYT", parent=unit, valid_from=LONG_AGO, leader_title="Giám đốc",
    )  # fmt: skip
    return House(
        unit=unit,
        office=mandate("chuyenvien", "Lê Thị Hoa", Role.OFFICE, unit),
        signer=mandate("chutich", "Phạm Văn Thiều", Role.SIGNER, unit),
        clerk=mandate("vanthu", "Trần Văn Sổ", Role.CLERK, unit),
        stranger=mandate("canbo", "Ngô Văn Lạ", Role.OFFICER, other),
    )


@pytest.fixture
def test_kind(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kind "test_plan", whose hooks write down that they were called."""
    calls: list[str] = []

    def hook(name: str) -> Any:
        return lambda document: calls.append(f"{name}:{document.state}")

    kind = DocumentKind(
        "test_plan", "Kế hoạch", "KH", on_signed=hook("signed"), on_returned=hook("returned"),
        on_numbered=hook("numbered"), on_issued=hook("issued"),
    )  # fmt: skip
    monkeypatch.setitem(registry.kinds, "test_plan", kind)
    return calls


@pytest.fixture
def house(db: Any, test_kind: list[str], frozen_clock: None) -> House:
    built = build_house()
    built.calls = test_kind
    return built


def waiting_jobs(kind: str) -> list[Job]:
    return list(Job.objects.filter(kind=kind, state="queued"))
