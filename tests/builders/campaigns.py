"""Campaigns, from the draft to the launch, and a small province for them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from campaigns.plans import services
from campaigns.plans.documents import KIND, plan_paper
from campaigns.plans.models import Campaign, Participant
from campaigns.reports.services import save_period
from campaigns.targets.services import save_indicator
from emulation import clock
from emulation.documents.services import draft_document
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.units.enums import ClusterKind, Level, UnitKind
from emulation.units.models import Cluster, Unit
from tests.builders.documents import legal_bases
from tests.builders.jobs import work_off
from tests.builders.people import make_mandate
from tests.builders.units import make_cluster, make_committee, make_department, make_unit

DAY = dt.date(2021, 3, 8)
PAPER = {"recipients": "Các đơn vị tham gia", "archive_line": "VT, SNV"}
SPAN = {"starts_on": dt.date(2021, 1, 1), "ends_on": dt.date(2021, 12, 31)}
TITLE = "Phong trào thi đua đẩy mạnh thực hiện các nhiệm vụ phát triển kinh tế - xã hội năm 2021"
TEXT = {
    "purpose": "# Mục đích\nTạo khí thế thi đua sôi nổi trong toàn tỉnh.\n# Yêu cầu\n- Thiết thực, hiệu quả.\n- Đúng đối tượng.",
    "content": "Các cấp, các ngành thi đua đẩy mạnh thực hiện nhiệm vụ được giao.",
    "organisation": "Các cơ quan, đơn vị kịp thời xây dựng kế hoạch phát động phong trào.",
}  # fmt: skip


def make_campaign(by: Mandate, **facts: Any) -> Campaign:
    """Begin a campaign of the year 2021."""
    given = {"title": "Phong trào thi đua năm 2021", "kind": "regular", **SPAN, **facts}
    return services.create_campaign(by=by, **given)


def place_campaign(campaign: Campaign, state: str, *, by: Mandate) -> Campaign:
    """Put the campaign into a state without the long way of its document."""
    if campaign.plan_document is None:
        campaign.plan_document = draft_document(
            by=by, kind=KIND, authority=campaign.launcher, paper=plan_paper(campaign)
        )
    campaign.state = state
    if state in {"launched", "closed"}:
        campaign.launched_at, campaign.launched_by = clock.now(), by
    if state == "closed":
        campaign.closed_at = clock.now()
    campaign.save()
    return campaign


def aimed(campaign: Campaign, by: Mandate) -> Campaign:
    """Give a draft one indicator and one period: without them no plan is complete."""
    save_indicator(
        by=by, campaign=campaign, code="CT01", name="Chỉ tiêu", unit_of_measure="xã", floor=None
    )
    save_period(
        by=by, campaign=campaign, name="Cả năm", starts_on=campaign.starts_on,
        ends_on=campaign.ends_on, cutoff_on=campaign.ends_on, due_on=campaign.ends_on,
    )  # fmt: skip
    campaign.refresh_from_db()
    return campaign


def make_participant(campaign: Campaign, unit: Unit, by: Mandate) -> Participant:
    """Let a unit take part in a campaign that its launcher may still change."""
    services.add_participants(by=by, campaign=campaign, units=[unit])
    return Participant.objects.get(campaign=campaign, unit=unit)


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
        campaign = make_campaign(by, **{"title": TITLE, **PAPER, **more})
        for kind, body in TEXT.items():
            services.save_section(by=by, campaign=campaign, kind=kind, body=body)
        if by.unit == self.province:
            services.add_participants(by=by, campaign=campaign, clusters=[self.block, self.cluster])
        else:
            services.add_participants(by=by, campaign=campaign, kinds=["commune", "subunit"])
        campaign.refresh_from_db()
        return campaign

    def placed(self, campaign: Campaign, state: str) -> Campaign:
        """Put the campaign into a state, by the office."""
        return place_campaign(campaign, state, by=self.office)

    def launched(self, campaign: Campaign | None = None) -> Campaign:
        """A campaign that was really launched, with all that follows."""
        campaign = self.placed(campaign or self.draft(), "issued")
        launched = services.launch_campaign(by=self.office, campaign=campaign)
        work_off("plans.open")
        return launched


def build_house() -> House:
    """Create the units and everybody who works for them, before the campaign."""
    province = make_committee()
    signs = {"place": "Bạc Liêu", "parent": province}
    syt = make_department("syt", "Sở Y tế", symbol="SYT", **signs)
    snv = make_department("snv", "Sở Nội vụ", symbol="SNV", **signs)
    district = make_unit(
        "phuoclong", UnitKind.DISTRICT, Level.DISTRICT, symbol="UBND", leader_title="Chủ tịch",
        name="Ủy ban nhân dân huyện Phước Long", **signs,
    )  # fmt: skip
    commune = make_unit(
        "x-hungphu", UnitKind.COMMUNE, Level.COMMUNE, symbol="X-HUNGPHU", place="Bạc Liêu",
        name="Ủy ban nhân dân xã Hưng Phú", parent=district,
    )  # fmt: skip
    block = make_cluster(province, syt, snv, code="khoi1", name="Khối thi đua số 1", order=1)
    cluster = make_cluster(
        province, district, code="cum1", name="Cụm thi đua các huyện", kind=ClusterKind.CLUSTER,
        order=2,
    )  # fmt: skip
    legal_bases()
    house = House(province, syt, snv, district, commune, block, cluster)
    house.by.update(_people(house))
    return house


def _people(house: House) -> dict[str, Mandate]:
    of_province = (
        Role.ADMIN, Role.OFFICE, Role.SIGNER, Role.CLERK, Role.AUDITOR, Role.REVIEWER,
        Role.COUNCIL_MEMBER, Role.SECRETARY,
    )  # fmt: skip
    found = {role.value: make_mandate(role, house.province) for role in of_province}
    for unit in (house.syt, house.snv, house.district, house.commune):
        for role in (Role.OFFICER, Role.LEADER):
            found[f"{role}.{unit.code}"] = make_mandate(role, unit)
    found["clerk.phuoclong"] = make_mandate(Role.CLERK, house.district)
    for role in Role.OF_CLUSTER:
        found[role] = make_mandate(role, house.snv, cluster=house.block)
    return found
