"""Documents on their way, and those who write, sign and number them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from emulation.clock import now
from emulation.documents import services
from emulation.documents.enums import NumberingMode
from emulation.documents.models import Document, LegalBasis, NumberBook
from emulation.files.models import StoredFile
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.typesetting.paper import DocumentNumber, Paper
from emulation.units.models import Unit
from tests.builders.files import store_pdf
from tests.builders.jobs import finish
from tests.builders.people import make_mandate
from tests.builders.units import make_committee, make_department
from tests.emulation.typesetting import samples

DAY = dt.date(2021, 3, 5)
SUBJECT = "Phát động phong trào thi đua năm 2021"


def legal_bases() -> None:
    """Enter the two laws: until 2023, and from 2024 on."""
    LegalBasis.objects.create(
        code="luat-tdkt-2003", order=1, valid_from=dt.date(2004, 7, 1),
        valid_to=dt.date(2023, 12, 31),
        citation="Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
    )  # fmt: skip
    LegalBasis.objects.create(
        code="luat-tdkt-2022", order=1, valid_from=dt.date(2024, 1, 1),
        citation="Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    )  # fmt: skip


def place_document(by: Mandate, **fields: Any) -> Document:
    """Put down a document in whatever state ``fields`` say, a draft without them."""
    count, paper = Document.objects.count(), samples.plan()
    drafted = {
        "kind": "campaign_plan",
        "authority": by.unit,
        "subject": f"Văn bản {count}",
        "paper": paper.to_json(),
        "paper_digest": paper.digest(),
        "drafted_by": by,
        "drafted_account": by.account,
        "drafted_at": now(),
        "verification_code": f"ma-van-ban-{count:04d}-abcdefgh",
    }
    return Document.objects.create(**drafted | fields)


def previewed(by: Mandate, document: Document) -> Document:
    """Lay a draft out."""
    finish(services.request_preview(by=by, document=document))
    document.refresh_from_db()
    return document


def issued(document: Document) -> Document:
    """Render a numbered document, which issues it."""
    finish(document.issue_job)
    document.refresh_from_db()
    return document


def scan_of(by: Mandate, content: bytes = b"%PDF signed", pages: int | None = None) -> StoredFile:
    """Store the scan of a document that was signed outside."""
    return store_pdf(by, "ky.pdf", content=content, pages=pages)


@dataclass
class House:
    """The province's committee and those who write, sign and number for it."""

    unit: Unit
    office: Mandate
    signer: Mandate
    clerk: Mandate
    stranger: Mandate
    calls: list[str] = field(default_factory=list)

    def paper(self, subject: str = SUBJECT) -> Paper:
        paper = samples.plan(number=DocumentNumber("KH-UBND"), date=None, place="", annexes=())
        block = replace(paper.signatures[0], name=self.signer.account.full_name)
        return replace(paper, subject=subject, signatures=(block,), place="Bạc Liêu")

    def draft(self, subject: str = SUBJECT) -> Document:
        return services.draft_document(
            by=self.office, kind="test_plan", authority=self.unit, paper=self.paper(subject)
        )

    def previewed(self, document: Document) -> Document:
        return previewed(self.office, document)

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
        return issued(self.numbered())

    def scan(self, content: bytes = b"%PDF signed", pages: int | None = None) -> StoredFile:
        return scan_of(self.clerk, content, pages)


def build_house() -> House:
    """Create the committee with its people, and an officer of a department who is not of it."""
    unit = make_committee("ubnd-tinh")
    other = make_department(
        "so-y-te", "Sở Y tế", symbol="SYT", parent=unit, leader_title="Giám đốc"
    )
    return House(
        unit=unit,
        office=make_mandate(Role.OFFICE, unit, "chuyenvien", full_name="Lê Thị Hoa"),
        signer=make_mandate(Role.SIGNER, unit, "chutich", full_name="Phạm Văn Thiều"),
        clerk=make_mandate(Role.CLERK, unit, "vanthu", full_name="Trần Văn Sổ"),
        stranger=make_mandate(Role.OFFICER, other, "canbo", full_name="Ngô Văn Lạ"),
    )
