"""A campaign of any size for the benchmarks of its figures, built in the present database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Value
from django.db.models.functions import Mod

from campaigns.plans.enums import CampaignKind, CampaignState
from campaigns.plans.models import Campaign, Participant
from campaigns.reports.models import LineRevision, Period, Report, ReportLine
from campaigns.targets.models import Allocation, Indicator
from emulation.clock import ZONE
from emulation.documents.models import Document
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.ui.inserts import insert_rows
from emulation.ui.models import FIGURE_SCALE
from emulation.units.enums import ClusterKind, Level, UnitKind
from emulation.units.models import Cluster, Unit

LONG_AGO = dt.date(2000, 1, 1)
MARCH = dt.date(2021, 3, 8)
MOMENT = dt.datetime(2021, 3, 8, 9, tzinfo=ZONE)
A_CLUSTER = 16


@dataclass(frozen=True)
class Stage:
    """The campaign and who runs it."""

    campaign: Campaign
    office: Mandate
    periods: list[Period]


def make(units: int, indicators: int, periods: int = 1, *, launched: bool = True) -> Stage:
    """Create a campaign of so many units, indicators and periods; reports are not there yet."""
    committee = Unit.objects.create(
        code="bench",
        name="Ủy ban nhân dân tỉnh",
        kind=UnitKind.PEOPLES_COMMITTEE,
        level=Level.PROVINCE,
        valid_from=LONG_AGO,
    )
    account = Account.objects.create(username="bench", full_name="Văn phòng", unit=committee)
    office = Mandate.objects.create(
        account=account, role=Role.OFFICE, unit=committee, valid_from=LONG_AGO
    )
    campaign = _campaign(committee, office, launched=launched)
    _participants(campaign, committee, units)
    made = Indicator.objects.bulk_create(
        Indicator(
            campaign=campaign,
            order=number,
            code=f"ct{number}",
            name=f"Chỉ tiêu {number}",
            unit_of_measure="triệu đồng",
            direction="lower" if number % 5 == 0 else "higher",
            aggregation="mean" if number % 4 == 0 else "sum",
            floor=units * 100,
            weight=1 + number % 3,
        )
        for number in range(indicators)
    )
    for indicator in made:
        insert_rows(
            Allocation,
            Participant.objects.filter(campaign=campaign).order_by(),
            indicator=Value(indicator.pk),
            unit="unit",
            value=Value(100 * FIGURE_SCALE),
        )
    return Stage(campaign, office, _periods(campaign, periods))


def _campaign(committee: Unit, office: Mandate, *, launched: bool) -> Campaign:
    plan = Document.objects.create(
        kind="campaign_plan",
        authority=committee,
        subject="Phát động phong trào thi đua",
        paper_digest="0" * 64,
        drafted_by=office,
        drafted_account=office.account,
        drafted_at=MOMENT,
        verification_code="bench",
    )
    running = {"launched_at": MOMENT, "launched_by": office}
    return Campaign.objects.create(
        title="Phong trào thi đua",
        slug="bench",
        kind=CampaignKind.REGULAR,
        launcher=committee,
        starts_on=dt.date(2021, 1, 1),
        ends_on=dt.date(2021, 12, 31),
        state=CampaignState.LAUNCHED if launched else CampaignState.ISSUED,
        plan_document=plan,
        created_by=office,
        created_at=MOMENT,
        **(running if launched else {}),
    )


def _participants(campaign: Campaign, committee: Unit, count: int) -> None:
    units = Unit.objects.bulk_create(
        Unit(
            code=f"bench{number}",
            name=f"Đơn vị {number}",
            kind=UnitKind.DEPARTMENT,
            level=Level.PROVINCE,
            parent=committee,
            valid_from=LONG_AGO,
            order=number,
        )
        for number in range(count)
    )
    clusters = Cluster.objects.bulk_create(
        Cluster(
            code=f"bench{number}",
            name=f"Khối {number}",
            kind=ClusterKind.BLOCK,
            year=2021,
            organiser=committee,
        )
        for number in range(-(-count // A_CLUSTER))
    )
    Participant.objects.bulk_create(
        Participant(
            campaign=campaign, unit=unit, cluster=clusters[place // A_CLUSTER], joined_on=MARCH
        )
        for place, unit in enumerate(units)
    )


def _periods(campaign: Campaign, count: int) -> list[Period]:
    return Period.objects.bulk_create(
        Period(
            campaign=campaign,
            order=number,
            name=f"Kỳ {number}",
            starts_on=dt.date(2021, 1, 1),
            ends_on=dt.date(2021, 3 * number, 28),
            cutoff_on=dt.date(2021, 3 * number, 14),
            due_on=dt.date(2021, 3 * number, 20),
        )
        for number in range(1, count + 1)
    )


def accept(stage: Stage, period: Period) -> None:
    """Fill and accept the reports of a period, with history."""
    lines = ReportLine.objects.filter(report__period=period).order_by()
    lines.update(value=(50 + Mod(F("pk"), 90)) * FIGURE_SCALE, kind="official", version=2)
    insert_rows(
        LineRevision,
        lines,
        line="pk",
        version="version",
        value="value",
        kind="kind",
        cutoff_on="cutoff_on",
        note="note",
        saved_at=Value(MOMENT),
        saved_by=Value(stage.office.pk),
    )
    actors = {f"{step}_by": stage.office for step in ("submitted", "approved", "accepted")}
    times = {f"{step}_at": MOMENT for step in ("submitted", "approved", "accepted")}
    reports = Report.objects.filter(period=period)
    reports.update(state="accepted", arrived_on=period.due_on, **actors, **times)
