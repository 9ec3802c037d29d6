"""A province whose campaign is launched: its reports, from the empty form to acceptance."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from campaigns.plans.models import Campaign
from campaigns.plans.services import add_participants
from campaigns.reports import services
from campaigns.reports.models import Period, Report, ReportLine
from campaigns.targets.enums import Aggregation, Direction
from campaigns.targets.models import Indicator
from campaigns.targets.services import save_indicator, set_allocations
from emulation import clock
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.units.enums import ClusterKind, Level, UnitKind
from emulation.units.models import Cluster, Unit
from tests.builders.campaigns import make_campaign, place_campaign
from tests.builders.people import make_mandate
from tests.builders.units import make_cluster, make_committee, make_unit

DAY = dt.date(2021, 6, 18)
LAUNCH = dt.date(2021, 3, 8)
DISTRICTS = ["Hồng Dân", "Phước Long", "Vĩnh Lợi", "Hòa Bình", "Đông Hải"]
PERIODS = [
    ("6 tháng đầu năm 2021", (6, 30), (6, 14), (6, 21), 47),
    ("Cả năm 2021", (12, 31), (12, 14), (12, 18), 100),
]
INDICATORS = [
    ("lua", "Sản lượng lúa", "nghìn tấn", Direction.HIGHER, Aggregation.SUM, 300, None, 3),
    ("tngt", "Số vụ tai nạn giao thông", "vụ", Direction.LOWER, Aggregation.SUM, 30, None, 1),
    ("bhyt", "Tỷ lệ tham gia bảo hiểm y tế", "%", Direction.HIGHER, Aggregation.MEAN, 92, None, 2),
    ("grdp", "Tốc độ tăng trưởng kinh tế", "%", Direction.HIGHER, Aggregation.NONE, 9, 10, 5),
]
SHARES = {"lua": 100, "tngt": 10, "bhyt": 92}


def mandate(role: str, of: Unit, name: str = "", **more: Any) -> Mandate:
    """Create one more account with a mandate, however many there are."""
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
    """Create a province with a campaign that was launched in March, and its empty reports."""
    committee = make_committee(leader_name="Phạm Văn Thiều")
    agency = make_unit(
        "cuctk", UnitKind.CENTRAL_AGENCY, Level.PROVINCE, name="Cục Thống kê", parent=committee,
        order=1,
    )  # fmt: skip
    units = [_district(number, committee) for number in range(districts)]
    cluster = make_cluster(
        committee, *units, code="cum1", name="Cụm thi đua số 1", kind=ClusterKind.CLUSTER
    )
    office = mandate(Role.OFFICE, committee, "Trần Văn Phòng")
    with clock.at(LAUNCH):
        campaign = make_campaign(office, title="Kế hoạch phát động phong trào thi đua năm 2021")
        add_participants(by=office, campaign=campaign, clusters=[cluster])
        _add_periods(campaign, office)
        _add_indicators(campaign, office, agency, units)
        campaign.refresh_from_db()
        place_campaign(campaign, "launched", by=office)
        _number_plan(campaign)
        services.open_reports(campaign, office)
    return Province(
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
        periods=list(Period.objects.filter(campaign=campaign)),
        indicators={each.code: each for each in Indicator.objects.filter(campaign=campaign)},
    )


def _district(number: int, committee: Unit) -> Unit:
    name = f"Ủy ban nhân dân huyện {DISTRICTS[number % 5]} {number // 5 or ''}".strip()
    return make_unit(
        f"huyen{number}", UnitKind.DISTRICT, Level.DISTRICT, name=name, parent=committee,
        order=number + 2,
    )  # fmt: skip


def _number_plan(campaign: Campaign) -> None:
    """Give the plan number and day without rendering it."""
    assert campaign.plan_document is not None
    campaign.plan_document.code = "30/KH-UBND"
    campaign.plan_document.issued_on = dt.date(2021, 3, 5)
    campaign.plan_document.save()


def _add_periods(campaign: Campaign, by: Mandate) -> None:
    for name, ends, cutoff, due, percent in PERIODS:
        services.save_period(
            by=by, campaign=campaign, name=name, starts_on=dt.date(2021, 1, 1),
            ends_on=dt.date(2021, *ends), cutoff_on=dt.date(2021, *cutoff),
            due_on=dt.date(2021, *due), expected_percent=percent,
        )  # fmt: skip


def _add_indicators(campaign: Campaign, by: Mandate, agency: Unit, units: list[Unit]) -> None:
    for code, name, measure, direction, how, floor, ceiling, weight in INDICATORS:
        indicator = save_indicator(
            by=by, campaign=campaign, code=code, name=name, unit_of_measure=measure,
            direction=direction, aggregation=how, floor=Decimal(floor),
            ceiling=None if ceiling is None else Decimal(ceiling), weight=weight,
            unit_kinds=[] if code == "grdp" else [UnitKind.DISTRICT],
            monitoring_agency=agency if code in {"lua", "grdp"} else None,
        )  # fmt: skip
        if code in SHARES:
            values = dict.fromkeys(units, Decimal(SHARES[code]))
            set_allocations(by=by, indicator=indicator, values=values)
