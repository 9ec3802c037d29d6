"""A small province on a stage: units, mandates, a launched campaign with its reports."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from campaigns.plans.enums import CampaignKind, CampaignState
from campaigns.plans.models import Campaign, Participant
from campaigns.reports import services
from campaigns.reports.models import Period, Report, ReportLine
from campaigns.targets.enums import Aggregation, Direction
from campaigns.targets.models import Allocation, Indicator
from emulation.clock import ZONE
from emulation.documents.models import Document
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.units.enums import ClusterKind, Level, UnitKind
from emulation.units.models import Cluster, ClusterMember, Unit
from tests.house import make_mandate, make_unit

DAY = dt.date(2021, 6, 18)
LAUNCH = dt.datetime(2021, 3, 8, 15, 21, tzinfo=ZONE)


def unit(code: str, name: str, kind: str = UnitKind.DISTRICT, **more: Any) -> Unit:
    level = Level.DISTRICT if kind == UnitKind.DISTRICT else Level.PROVINCE
    return make_unit(code, kind, level, name=name, **{"order": Unit.objects.count(), **more})


def mandate(role: str, of: Unit, name: str = "", **more: Any) -> Mandate:
    count = Account.objects.count()
    full_name = name or f"Nguyễn Văn {role} {count}"
    return make_mandate(role, of, f"{role}-{of.code}-{count}", full_name=full_name, **more)


@dataclass
class Province:
    """Everything that the tests speak of."""

    committee: Unit
    agency: Unit
    districts: list[Unit]
    cluster: Cluster
    office: Mandate
    signer: Mandate
    clerk: Mandate
    officers: dict[str, Mandate]
    leaders: dict[str, Mandate]
    statistician: Mandate
    campaign: Campaign
    periods: list[Period]
    indicators: dict[str, Indicator]
    more: dict[str, Any] = field(default_factory=dict)

    def report(self, code: str, period: int = 1) -> Report:
        """Return a unit's report of the period with this number."""
        return Report.objects.with_places().get(
            participant__unit__code=code, period=self.periods[period - 1]
        )

    def line(self, code: str, indicator: str, period: int = 1) -> ReportLine:
        """Return one figure of a unit."""
        return ReportLine.objects.get(
            report=self.report(code, period), indicator=self.indicators[indicator]
        )

    def fill(self, code: str, values: dict[str, Any], period: int = 1, **more: Any) -> Report:
        """Enter figures as the unit's officer; ``None`` gets a word why."""
        entries = [
            services.LineEntry(
                self.line(code, name, period).pk,
                value=None if value is None else Decimal(str(value)),
                kind=more.get("kind", "official"),
                note="Chưa có số liệu" if value is None else "",
            )
            for name, value in values.items()
        ]
        return services.save_report(
            by=self.officers[code],
            report=self.report(code, period),
            lines=entries,
            narrative={"results": "Hoàn thành các nhiệm vụ của kỳ."},
        )

    def submit(self, code: str, period: int = 1) -> Report:
        """Submit as the officer."""
        return services.submit_report(by=self.officers[code], report=self.report(code, period))

    def approve(self, code: str, period: int = 1) -> Report:
        """Approve as the leader."""
        return services.approve_report(by=self.leaders[code], report=self.report(code, period))

    def accept(self, code: str, period: int = 1) -> Report:
        """Accept as the office."""
        return services.accept_report(by=self.office, report=self.report(code, period))

    def deliver(self, code: str, values: dict[str, Any], period: int = 1, **more: Any) -> Report:
        """Carry a report from the empty form to acceptance."""
        self.fill(code, values, period, **more)
        self.submit(code, period)
        self.approve(code, period)
        return self.accept(code, period)


def build(districts: int = 3) -> Province:
    """Put a province with a launched campaign on the stage."""
    committee = unit(
        "ubnd",
        "Ủy ban nhân dân tỉnh Bạc Liêu",
        UnitKind.PEOPLES_COMMITTEE,
        symbol="UBND",
        place="Bạc Liêu",
        leader_title="Chủ tịch",
        leader_name="Phạm Văn Thiều",
    )
    agency = unit("cuctk", "Cục Thống kê", UnitKind.CENTRAL_AGENCY, parent=committee)
    names = ["Hồng Dân", "Phước Long", "Vĩnh Lợi", "Hòa Bình", "Đông Hải"]
    units = [
        unit(
            f"huyen{n}",
            f"Ủy ban nhân dân huyện {names[n % 5]} {n // 5 or ''}".strip(),
            parent=committee,
        )
        for n in range(districts)
    ]
    cluster = Cluster.objects.create(
        code="cum1",
        name="Cụm thi đua số 1",
        kind=ClusterKind.CLUSTER,
        year=2021,
        organiser=committee,
    )
    for each in units:
        ClusterMember.objects.create(cluster=cluster, unit=each)
    office = mandate(Role.OFFICE, committee, "Trần Văn Phòng")
    campaign = _campaign(committee, office)
    for each in units:
        Participant.objects.create(
            campaign=campaign, unit=each, cluster=cluster, joined_on=dt.date(2021, 3, 8)
        )
    province = Province(
        committee=committee,
        agency=agency,
        districts=units,
        cluster=cluster,
        office=office,
        signer=mandate(Role.SIGNER, committee, "Phạm Văn Thiều"),
        clerk=mandate(Role.CLERK, committee, "Lê Thị Văn Thư"),
        officers={each.code: mandate(Role.OFFICER, each) for each in units},
        leaders={each.code: mandate(Role.LEADER, each) for each in units},
        statistician=mandate(Role.OFFICER, agency, "Võ Thống Kê"),
        campaign=campaign,
        periods=_periods(campaign),
        indicators=_indicators(campaign, agency, units),
    )
    services.open_reports(campaign, office)
    return province


def _campaign(committee: Unit, office: Mandate) -> Campaign:
    plan = Document.objects.create(
        kind="campaign_plan",
        authority=committee,
        subject="Phát động phong trào thi đua năm 2021",
        paper_digest="0" * 64,
        drafted_by=office,
        drafted_account=office.account,
        drafted_at=LAUNCH,
        verification_code=f"plan-{Document.objects.count()}",
        code="30/KH-UBND",
        issued_on=dt.date(2021, 3, 5),
    )
    return Campaign.objects.create(
        title="Kế hoạch phát động phong trào thi đua năm 2021",
        slug=f"phong-trao-{Campaign.objects.count()}",
        kind=CampaignKind.REGULAR,
        launcher=committee,
        starts_on=dt.date(2021, 1, 1),
        ends_on=dt.date(2021, 12, 31),
        state=CampaignState.LAUNCHED,
        plan_document=plan,
        created_by=office,
        created_at=LAUNCH,
        launched_at=LAUNCH,
        launched_by=office,
    )


def _periods(campaign: Campaign) -> list[Period]:
    rows = [
        ("6 tháng đầu năm 2021", (6, 30), (6, 14), (6, 21), 47),
        ("Cả năm 2021", (12, 31), (12, 14), (12, 18), 100),
    ]
    return [
        Period.objects.create(
            campaign=campaign,
            order=order,
            name=name,
            starts_on=dt.date(2021, 1, 1),
            ends_on=dt.date(2021, *ends),
            cutoff_on=dt.date(2021, *cutoff),
            due_on=dt.date(2021, *due),
            expected_percent=percent,
        )
        for order, (name, ends, cutoff, due, percent) in enumerate(rows, start=1)
    ]


def _indicators(campaign: Campaign, agency: Unit, units: list[Unit]) -> dict[str, Indicator]:
    rows = [
        ("lua", "Sản lượng lúa", "nghìn tấn", Direction.HIGHER, Aggregation.SUM, 300, None, 3),
        ("tngt", "Số vụ tai nạn giao thông", "vụ", Direction.LOWER, Aggregation.SUM, 30, None, 1),
        (
            "bhyt",
            "Tỷ lệ tham gia bảo hiểm y tế",
            "%",
            Direction.HIGHER,
            Aggregation.MEAN,
            92,
            None,
            2,
        ),
        ("grdp", "Tốc độ tăng trưởng kinh tế", "%", Direction.HIGHER, Aggregation.NONE, 9, 10, 5),
    ]
    found = {}
    shares = {"lua": 100, "tngt": 10, "bhyt": 92}
    for order, (code, name, measure, direction, how, floor, ceiling, weight) in enumerate(rows):
        indicator = Indicator.objects.create(
            campaign=campaign,
            order=order,
            code=code,
            name=name,
            unit_of_measure=measure,
            direction=direction,
            aggregation=how,
            floor=floor,
            ceiling=ceiling,
            weight=weight,
            unit_kinds=[] if code == "grdp" else [UnitKind.DISTRICT],
            monitoring_agency=agency if code in {"lua", "grdp"} else None,
        )
        found[code] = indicator
        for each in units if code in shares else []:
            Allocation.objects.create(indicator=indicator, unit=each, value=shares[code])
    return found
