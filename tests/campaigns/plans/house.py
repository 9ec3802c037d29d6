"""A small province for the tests of plans, targets and registrations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.plans import services
from campaigns.plans.documents import KIND, plan_paper
from campaigns.plans.models import Campaign
from emulation import clock
from emulation.documents.models import LegalBasis
from emulation.documents.services import draft_document
from emulation.files.formats import FORMATS
from emulation.files.services import CheckedUpload
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.units.enums import ClusterKind, Level, UnitKind
from emulation.units.models import Cluster, ClusterMember, Unit
from tests.house import make_mandate, make_unit, work_off

DAY = dt.date(2021, 3, 8)
PAPER = {"recipients": "Các đơn vị tham gia", "archive_line": "VT, SNV"}
SPAN = {"starts_on": dt.date(2021, 1, 1), "ends_on": dt.date(2021, 12, 31)}
TITLE = "Phong trào thi đua đẩy mạnh thực hiện các nhiệm vụ phát triển kinh tế - xã hội năm 2021"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TEXT = {
    "purpose": "# Mục đích\nTạo khí thế thi đua sôi nổi trong toàn tỉnh.\n# Yêu cầu\n- Thiết thực, hiệu quả.\n- Đúng đối tượng.",
    "content": "Các cấp, các ngành thi đua đẩy mạnh thực hiện nhiệm vụ được giao.",
    "organisation": "Các cơ quan, đơn vị kịp thời xây dựng kế hoạch phát động phong trào.",
}  # fmt: skip


def upload(name: str = "ke-hoach", content: bytes = PDF) -> CheckedUpload:
    """An upload that passed its checks, as a form hands it to a service."""
    return CheckedUpload(content, f"{name}.pdf", FORMATS["pdf"], 1)


def posted_pdf(name: str = "ke-hoach.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def place(code: str, name: str, kind: str, level: str, **more: Any) -> Unit:
    """Create a unit that can sign: with symbol and place."""
    return make_unit(
        code, kind, level, name=name, **{"symbol": code.upper(), "place": "Bạc Liêu", **more}
    )


@dataclass
class House:
    """Units and mandates by short names: ``by["office"]``, ``by["officer.syt"]``."""

    province: Unit
    syt: Unit
    snv: Unit
    district: Unit
    commune: Unit
    block: Cluster
    cluster: Cluster
    by: dict[str, Mandate] = field(default_factory=dict)

    @property
    def office(self) -> Mandate:
        return self.by["office"]

    @property
    def signer(self) -> Mandate:
        return self.by["signer"]

    def draft(self, **more: Any) -> Campaign:
        """A draft that could be submitted: text, bases, participants by cluster."""
        by = more.pop("by", self.office)
        campaign = services.create_campaign(
            by=by, **{"title": TITLE, "kind": "regular", **PAPER, **SPAN, **more}
        )
        for kind, body in TEXT.items():
            services.save_section(by=by, campaign=campaign, kind=kind, body=body)
        if by.unit == self.province:
            services.add_participants(by=by, campaign=campaign, clusters=[self.block, self.cluster])
        else:
            services.add_participants(by=by, campaign=campaign, kinds=["commune", "subunit"])
        campaign.refresh_from_db()
        return campaign

    def placed(self, campaign: Campaign, state: str) -> Campaign:
        """Put the campaign into a state without the long way of its document."""
        if campaign.plan_document is None:
            campaign.plan_document = draft_document(
                by=self.office, kind=KIND, authority=campaign.launcher, paper=plan_paper(campaign)
            )
        campaign.state = state
        if state in {"launched", "closed"}:
            campaign.launched_at, campaign.launched_by = clock.now(), self.office
        if state == "closed":
            campaign.closed_at = clock.now()
        campaign.save()
        return campaign

    def launched(self, campaign: Campaign | None = None) -> Campaign:
        """A campaign that was really launched, with all that follows."""
        campaign = self.placed(campaign or self.draft(), "issued")
        launched = services.launch_campaign(by=self.office, campaign=campaign)
        work_off("plans.open")
        return launched


def build_house() -> House:
    province = place(
        "ubnd", "Ủy ban nhân dân tỉnh Bạc Liêu", UnitKind.PEOPLES_COMMITTEE, Level.PROVINCE,
        symbol="UBND", leader_title="Chủ tịch", short_name="UBND tỉnh",
    )  # fmt: skip
    syt = place("syt", "Sở Y tế", UnitKind.DEPARTMENT, Level.PROVINCE, parent=province)
    snv = place("snv", "Sở Nội vụ", UnitKind.DEPARTMENT, Level.PROVINCE, parent=province)
    district = place(
        "phuoclong", "Ủy ban nhân dân huyện Phước Long", UnitKind.DISTRICT, Level.DISTRICT,
        parent=province, symbol="UBND", leader_title="Chủ tịch",
    )  # fmt: skip
    commune = place(
        "x-hungphu", "Ủy ban nhân dân xã Hưng Phú", UnitKind.COMMUNE, Level.COMMUNE, parent=district
    )
    block = Cluster.objects.create(
        code="khoi1", name="Khối thi đua số 1", kind=ClusterKind.BLOCK, year=2021,
        organiser=province, order=1,
    )  # fmt: skip
    cluster = Cluster.objects.create(
        code="cum1", name="Cụm thi đua các huyện", kind=ClusterKind.CLUSTER, year=2021,
        organiser=province, order=2,
    )  # fmt: skip
    for group, unit in ((block, syt), (block, snv), (cluster, district)):
        ClusterMember.objects.create(cluster=group, unit=unit)
    LegalBasis.objects.create(
        code="ltdkt2003", citation="Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
        valid_from=dt.date(2004, 7, 1), valid_to=dt.date(2023, 12, 31),
    )  # fmt: skip
    LegalBasis.objects.create(
        code="ltdkt2022", citation="Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        valid_from=dt.date(2024, 1, 1),
    )  # fmt: skip
    house = House(province, syt, snv, district, commune, block, cluster)
    for role in (
        Role.ADMIN, Role.OFFICE, Role.SIGNER, Role.CLERK, Role.AUDITOR, Role.REVIEWER,
        Role.COUNCIL_MEMBER, Role.SECRETARY,
    ):  # fmt: skip
        house.by[role.value] = make_mandate(role, province)
    for unit in (syt, snv, district, commune):
        for role in (Role.OFFICER, Role.LEADER):
            house.by[f"{role}.{unit.code}"] = make_mandate(role, unit)
    house.by["clerk.phuoclong"] = make_mandate(Role.CLERK, district)
    for role in Role.OF_CLUSTER:
        house.by[role] = make_mandate(role, snv, cluster=block)
    return house
