"""Campaigns with their plans, participants, indicators, allocations and commitments."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from campaigns.plans.enums import CampaignKind, CampaignState
from campaigns.plans.models import Campaign, Participant, UnitPlan
from campaigns.registrations.enums import SigningForm
from campaigns.registrations.models import Commitment, Registration
from campaigns.reports.models import Period
from campaigns.targets.enums import Aggregation, Direction
from campaigns.targets.models import Allocation, Indicator
from campaigns.targets.services import add_up_campaign
from config.demo.bulk.base import Whole
from config.demo.bulk.documents import issue
from config.demo.bulk.rows import fill, run
from config.demo.campaign import campaign_of
from config.demo.diary import hour
from config.demo.sources import read
from emulation.documents.models import Document
from emulation.documents.selectors import paper_of
from emulation.units.models import Unit

FIRST_NUMBER = 2001
ISSUED_ON = dt.date(2021, 1, 18)
JOINED_ON = dt.date(2021, 1, 25)
YEAR = (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
NEXT_ISSUED_ON = dt.date(2021, 11, 10)
NEXT_YEAR = (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
TITLES = (
    ("Thi đua lập thành tích phát triển kinh tế - xã hội, toàn tỉnh", CampaignKind.REGULAR),
    ("Thi đua cải cách hành chính và chuyển đổi số, toàn tỉnh", CampaignKind.THEMATIC),
    ("Thi đua dạy tốt, học tốt, chăm sóc sức khỏe nhân dân, toàn tỉnh", CampaignKind.THEMATIC),
)
PERIODS = (
    ("Quý I", dt.date(2021, 3, 31), dt.date(2021, 4, 7), 25),
    ("6 tháng đầu năm", dt.date(2021, 6, 30), dt.date(2021, 7, 7), 50),
    ("9 tháng", dt.date(2021, 9, 30), dt.date(2021, 10, 7), 75),
    ("Cả năm", dt.date(2021, 12, 14), dt.date(2021, 12, 18), 100),
)
SUM, MEAN = Aggregation.SUM, Aggregation.MEAN
TOPICS = (
    ("Số sáng kiến, giải pháp được áp dụng", "sáng kiến", Direction.HIGHER, SUM),
    ("Tỷ lệ nhiệm vụ hoàn thành đúng hạn", "%", Direction.HIGHER, MEAN),
    ("Số mô hình mới được nhân rộng", "mô hình", Direction.HIGHER, SUM),
    ("Số lượt người được tập huấn", "lượt người", Direction.HIGHER, SUM),
    ("Tỷ lệ hồ sơ quá hạn", "%", Direction.LOWER, MEAN),
    ("Kinh phí tiết kiệm được", "triệu đồng", Direction.HIGHER, SUM),
    ("Số vụ việc tồn đọng", "vụ", Direction.LOWER, SUM),
    ("Tỷ lệ người dân hài lòng", "%", Direction.HIGHER, MEAN),
    ("Số công trình hoàn thành", "công trình", Direction.HIGHER, SUM),
    ("Số tập thể, cá nhân điển hình được biểu dương", "tập thể, cá nhân", Direction.HIGHER, SUM),
)
FIELDS = (
    "nông nghiệp", "công thương", "giao thông", "xây dựng", "đất đai", "môi trường", "giáo dục",
    "y tế", "văn hóa", "du lịch", "lao động", "an sinh xã hội", "khoa học", "thông tin",
    "tư pháp", "nội vụ", "tài chính", "đầu tư", "quốc phòng", "an ninh trật tự",
)  # fmt: skip
MONITORED = 5
UNSIGNED = 50
FIRST_SLUG = "toan-tinh-1"


def load_campaigns(whole: Whole) -> None:
    """Write the plans of the campaigns, issue and launch them; prepare those of the next year."""
    pattern = campaign_of(read("campaign")["provincial"]["key"])
    for place, (title, kind) in enumerate(TITLES):
        document = _issue_plan(whole, pattern, title, FIRST_NUMBER + place, ISSUED_ON)
        campaign = Campaign(
            title=title,
            slug=f"toan-tinh-{place + 1}",
            kind=kind,
            starts_on=YEAR[0],
            ends_on=YEAR[1],
            unit_plans_due_on=dt.date(2021, 2, 28),
            state=CampaignState.LAUNCHED,
            plan_document=document,
            launched_at=hour(JOINED_ON),
            launched_by=whole.office,
        )
        _write(whole, pattern, campaign, ISSUED_ON)
        _set_up(whole, campaign, whole.size.indicators[place], place)
    for place, state in enumerate((CampaignState.ISSUED, CampaignState.DRAFT)):
        title, kind = TITLES[place]
        title = title.replace("toàn tỉnh", "năm 2022")
        number, plan = FIRST_NUMBER + len(TITLES) + place, None
        if state == CampaignState.ISSUED:
            plan = _issue_plan(whole, pattern, title, number, NEXT_ISSUED_ON)
        campaign = Campaign(
            title=title,
            slug=f"nam-2022-{place + 1}",
            kind=kind,
            starts_on=NEXT_YEAR[0],
            ends_on=NEXT_YEAR[1],
            state=state,
            plan_document=plan,
        )
        _write(whole, pattern, campaign, NEXT_ISSUED_ON)
        _join(campaign, NEXT_ISSUED_ON)


def _issue_plan(whole: Whole, pattern: Campaign, title: str, number: int, day: dt.date) -> Document:
    assert pattern.plan_document is not None
    paper = replace(paper_of(pattern.plan_document), subject=title)
    return issue(whole, "campaign_plan", paper, number, day)


def _write(whole: Whole, pattern: Campaign, campaign: Campaign, issued_on: dt.date) -> None:
    """Save the campaign with the words of the demo's own one."""
    campaign.launcher = whole.root
    campaign.objectives, campaign.summary = pattern.objectives, pattern.summary
    campaign.created_by = whole.office
    campaign.created_at = hour(issued_on - dt.timedelta(days=10))
    campaign.save()
    _copy_plan(pattern, campaign)


def _copy_plan(pattern: Campaign, campaign: Campaign) -> None:
    for section in pattern.sections.all():
        section.pk, section.campaign = None, campaign
        section.save(force_insert=True)
    for duty in pattern.assignments.all():
        duty.pk, duty.campaign = None, campaign
        duty.save(force_insert=True)


def _set_up(whole: Whole, campaign: Campaign, indicators: int, place: int) -> None:
    agencies = list(Unit.objects.filter(kind="department").order_by("order"))
    offset = sum(whole.size.indicators[:place])
    Indicator.objects.bulk_create(
        _indicator(campaign, number, offset + number, agencies)
        for number in range(1, indicators + 1)
    )
    for order, (name, until, due, percent) in enumerate(PERIODS, start=1):
        Period.objects.create(
            campaign=campaign,
            order=order,
            name=name,
            starts_on=YEAR[0],
            ends_on=until,
            cutoff_on=until,
            due_on=due,
            expected_percent=percent,
        )
    _join(campaign, JOINED_ON)
    _allocate(campaign)
    _register(campaign)
    run(
        """UPDATE campaigns_indicator i SET floor = s.total
           FROM (SELECT indicator_id,
                        CASE WHEN max(j.aggregation) = 'sum' THEN sum(value)
                             ELSE round(avg(value)) END AS total
                 FROM campaigns_allocation a JOIN campaigns_indicator j ON j.id = a.indicator_id
                 WHERE j.campaign_id = %(campaign)s GROUP BY indicator_id) s
           WHERE i.id = s.indicator_id""",
        campaign=campaign.pk,
    )


def _join(campaign: Campaign, day: dt.date) -> None:
    fill(
        Participant,
        "demo_unit u",
        {
            "campaign_id": "%(campaign)s",
            "unit_id": "u.unit_id",
            "cluster_id": "u.cluster_id",
            "joined_on": "%(day)s",
        },
        campaign=campaign.pk,
        day=day,
    )
    run("ANALYZE campaigns_participant")


def _indicator(campaign: Campaign, number: int, overall: int, agencies: list[Unit]) -> Indicator:
    name, measure, direction, aggregation = TOPICS[overall % len(TOPICS)]
    field = FIELDS[overall // len(TOPICS) % len(FIELDS)]
    monitored = number % MONITORED == 0
    return Indicator(
        campaign=campaign,
        order=number,
        code=f"ct-{overall:03d}",
        name=f"{name} lĩnh vực {field}",
        unit_of_measure=measure,
        direction=direction,
        aggregation=aggregation,
        weight=1 + number % 3,
        monitoring_agency=agencies[number % len(agencies)] if monitored else None,
        is_sample=True,
    )


# A rate lies between 80 and 99 %, a number between 20 and 119; figures are ten-thousandths.
TARGET = """CASE WHEN i.unit_of_measure = '%%' THEN
                CASE WHEN i.direction = 'lower' THEN 3 + mod(u.n * 3 + i."order", 7)
                     ELSE 80 + mod(u.n * 3 + i."order" * 7, 20) END
            ELSE 20 + mod(u.n * 31 + i."order" * 17, 100) END * 10000"""


def _allocate(campaign: Campaign) -> None:
    fill(
        Allocation,
        "campaigns_indicator i CROSS JOIN demo_unit u WHERE i.campaign_id = %(campaign)s",
        {
            "indicator_id": "i.id",
            "unit_id": "u.unit_id",
            "value": TARGET,
            "baseline": f"({TARGET}) * (90 + mod(u.n, 9)) / 100",
        },
        campaign=campaign.pk,
    )
    run("ANALYZE campaigns_allocation")
    add_up_campaign(campaign)


def _register(campaign: Campaign) -> None:
    """Let the units sign; the office has accepted nine of ten, and received their own plans.

    In the first campaign a fiftieth of the units, with the first of them, has not signed yet.
    """
    of_campaign = """campaigns_participant p JOIN demo_unit u ON u.unit_id = p.unit_id
                     WHERE p.campaign_id = %(campaign)s"""
    state = f"""CASE WHEN %(first)s AND mod(u.n, {UNSIGNED}) = 1 THEN 'draft'
                WHEN mod(u.n, 10) > 0 THEN 'accepted' ELSE 'signed' END"""
    fill(
        Registration,
        f"""campaigns_participant p JOIN demo_unit u ON u.unit_id = p.unit_id
            CROSS JOIN LATERAL (SELECT {state} AS state) s WHERE p.campaign_id = %(campaign)s""",
        {
            "participant_id": "p.id",
            "state": "s.state",
            "signing_form": "CASE WHEN s.state <> 'draft' THEN %(portal)s ELSE '' END",
            "signed_on": "CASE WHEN s.state <> 'draft' THEN %(day)s::date + mod(u.n, 20) END",
            "signed_by_id": "CASE WHEN s.state <> 'draft' THEN u.leader_id END",
            "accepted_at": "CASE WHEN s.state = 'accepted' THEN %(day)s + interval '30 days' END",
        },
        campaign=campaign.pk,
        day=hour(JOINED_ON),
        first=campaign.slug == FIRST_SLUG,
        portal=SigningForm.PORTAL,
    )
    fill(
        Commitment,
        """campaigns_allocation a
           JOIN campaigns_indicator i ON i.id = a.indicator_id AND i.campaign_id = %(campaign)s
           JOIN campaigns_participant p ON p.campaign_id = i.campaign_id AND p.unit_id = a.unit_id
           JOIN campaigns_registration r ON r.participant_id = p.id""",
        {"registration_id": "r.id", "indicator_id": "a.indicator_id", "value": "a.value"},
        campaign=campaign.pk,
    )
    fill(
        UnitPlan,
        f"{of_campaign} AND mod(u.n, 20) > 0",
        {
            "participant_id": "p.id",
            "number": "(5 + mod(u.n, 40)) || '/KH-DV' || u.n",
            "issued_on": "%(day)s::date + 5 + mod(u.n, 40)",
            "recorded_at": "%(day)s::timestamptz + interval '45 days'",
            "recorded_by_id": "u.officer_id",
        },
        campaign=campaign.pk,
        day=JOINED_ON,
    )
