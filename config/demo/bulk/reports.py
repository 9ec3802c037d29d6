"""Reports of every unit and period, their lines, the history of the lines, and the reviews."""

from __future__ import annotations

import datetime as dt

from campaigns.plans.models import Campaign
from campaigns.reports.models import LineRevision, Period, Report, ReportLine
from campaigns.reviews.enums import ReviewKind
from campaigns.reviews.services import start_review
from config.demo.bulk.base import Whole
from config.demo.bulk.rows import fill
from emulation.clock import at
from emulation.jobs.services import run_now
from emulation.workflow.models import TransitionLog

# The state of a unit's report, by hundredths of the units: what is left is accepted. The shift lets
# the first unit have reports in several states.
SHARE = "mod(u.n * 37 + %(order)s * 11 + 32, 100)"
STATES_DUE = """CASE WHEN h < 1 THEN 'waiting' WHEN h < 2 THEN 'draft' WHEN h < 3 THEN 'submitted'
                WHEN h < 5 THEN 'returned' WHEN h < 12 THEN 'approved' ELSE 'accepted' END"""
STATES_AHEAD = "CASE WHEN h < 20 THEN 'draft' ELSE 'waiting' END"
AS_OF = dt.date(2021, 10, 20)
LAST_CUTOFF = dt.date(2021, 11, 15)  # what is entered of a period that still runs
LATE = 9
RESULTS = "Đơn vị đã triển khai đầy đủ các nội dung thi đua; tiến độ bám sát kế hoạch."
DIFFICULTIES = "Dịch bệnh làm chậm một số chỉ tiêu."


def load_reports(whole: Whole) -> None:
    """Write the reports period by period; the last one is not due yet."""
    for campaign in Campaign.objects.filter(slug__startswith="toan-tinh-").order_by("pk"):
        periods = list(Period.objects.filter(campaign=campaign).order_by("order"))
        for period in periods:
            _load_reports_of(whole, period, ahead=period == periods[-1])
            _load_lines(period)


def _load_reports_of(whole: Whole, period: Period, *, ahead: bool) -> None:
    sent = "s.state IN ('submitted', 'approved', 'accepted', 'returned')"
    approved = "s.state IN ('approved', 'accepted', 'returned')"
    due = "%(due)s::timestamptz"
    fill(
        Report,
        f"""demo_unit u
            JOIN campaigns_participant p ON p.unit_id = u.unit_id AND p.campaign_id = %(campaign)s
            CROSS JOIN LATERAL (SELECT {SHARE} AS h) g
            CROSS JOIN LATERAL (SELECT {STATES_AHEAD if ahead else STATES_DUE} AS state) s""",
        {
            "period_id": "%(period)s",
            "participant_id": "p.id",
            "state": "s.state",
            "due_on": "%(due)s",
            "arrived_on": f"CASE WHEN {approved} THEN %(due)s::date + mod(u.n, {LATE}) - 6 END",
            "results": "CASE WHEN s.state <> 'waiting' THEN %(results)s ELSE '' END",
            "difficulties": "CASE WHEN s.state <> 'waiting' AND mod(u.n, 4) = 0"
            " THEN %(difficulties)s ELSE '' END",
            "submitted_at": f"CASE WHEN {sent} THEN {due} - interval '7 days' END",
            "submitted_by_id": f"CASE WHEN {sent} THEN u.officer_id END",
            "approved_at": f"CASE WHEN {approved} THEN {due} - interval '6 days' END",
            "approved_by_id": f"CASE WHEN {approved} THEN u.leader_id END",
            "accepted_at": f"CASE WHEN s.state = 'accepted' THEN {due} + interval '4 days' END",
            "accepted_by_id": "CASE WHEN s.state = 'accepted' THEN %(office)s END",
            "answer_due_on": "CASE WHEN s.state = 'returned' THEN %(due)s::date + 20 END",
            "saved_at": f"CASE WHEN s.state <> 'waiting' THEN {due} - interval '8 days' END",
        },
        period=period.pk,
        campaign=period.campaign_id,
        order=period.order,
        due=period.due_on,
        office=whole.office.pk,
        results=RESULTS,
        difficulties=DIFFICULTIES,
    )
    _log_steps(whole, period)


def _log_steps(whole: Whole, period: Period) -> None:
    """Note the steps that brought each report to its state."""
    steps = (
        ("submit", "draft", "submitted", "r.submitted_at", "r.submitted_by_id", "true"),
        ("approve", "submitted", "approved", "r.approved_at", "r.approved_by_id", "true"),
        ("accept", "approved", "accepted", "r.accepted_at", "%(office)s", "true"),
        (
            "return",
            "approved",
            "returned",
            "r.approved_at + interval '3 days'",
            "%(office)s",
            "r.state = 'returned'",
        ),
    )
    for name, source, target, moment, mandate, condition in steps:
        fill(
            TransitionLog,
            f"""campaigns_report r
                WHERE r.period_id = %(period)s AND {moment} IS NOT NULL AND {condition}
                ORDER BY r.id""",
            {
                "object_type": "'campaigns.Report'",
                "object_id": "r.id",
                "name": f"'{name}'",
                "source": f"'{source}'",
                "target": f"'{target}'",
                "at": moment,
                "mandate_id": mandate,
                "reason": "'Giải trình thêm số liệu.'" if name == "return" else "''",
                "due_on": "r.answer_due_on" if name == "return" else "NULL",
            },
            period=period.pk,
            office=whole.office.pk,
        )


# Achieved: what is due of the target by then, times the unit's effort (85–115 %), ± 3 %, in whole
# numbers; a rate stands near its target all year, and has one place.
VALUE = """a.value * (CASE WHEN i.aggregation = 'sum' THEN %(percent)s ELSE 98 END)
           * (85 + mod(u.n * 37, 31)) / 10000
           * (97 + mod(u.n * 7 + i."order" * 13 + %(percent)s, 7)) / 100
           / (CASE WHEN i.aggregation = 'sum' THEN 10000 ELSE 1000 END)
           * (CASE WHEN i.aggregation = 'sum' THEN 10000 ELSE 1000 END)"""
FILLED = "(r.state NOT IN ('waiting', 'draft') OR r.state = 'draft' AND mod(i.\"order\", 5) < 3)"


def _load_lines(period: Period) -> None:
    """Give every report a line for each indicator, and every figure its first revision."""
    cutoff = min(period.cutoff_on, LAST_CUTOFF)
    values = {"period": period.pk, "percent": period.expected_percent, "cutoff": cutoff}
    fill(
        ReportLine,
        """campaigns_report r
           JOIN campaigns_participant p ON p.id = r.participant_id
           JOIN demo_unit u ON u.unit_id = p.unit_id
           JOIN campaigns_indicator i ON i.campaign_id = p.campaign_id
           JOIN campaigns_allocation a ON a.indicator_id = i.id AND a.unit_id = p.unit_id
           WHERE r.period_id = %(period)s
           ORDER BY r.id, i."order\"""",
        {
            "report_id": "r.id",
            "indicator_id": "i.id",
            "value": f"CASE WHEN {FILLED} THEN {VALUE} END",
            "kind": "CASE WHEN mod(i.\"order\", 4) = 0 THEN 'estimated' ELSE 'official' END",
            "cutoff_on": f"CASE WHEN {FILLED} THEN %(cutoff)s::date END",
            "version": f"CASE WHEN {FILLED} THEN 2 ELSE 1 END",
        },
        **values,
    )
    fill(
        LineRevision,
        """campaigns_reportline l
           JOIN campaigns_report r ON r.id = l.report_id
           JOIN campaigns_participant p ON p.id = r.participant_id
           JOIN demo_unit u ON u.unit_id = p.unit_id
           WHERE r.period_id = %(period)s AND l.version > 1""",
        {
            "line_id": "l.id",
            "version": "l.version",
            "value": "l.value",
            "kind": "l.kind",
            "cutoff_on": "l.cutoff_on",
            "saved_at": "r.saved_at",
            "saved_by_id": "u.officer_id",
        },
        period=period.pk,
    )


def load_reviews(whole: Whole) -> None:
    """Let the office compute a preliminary review of each campaign, by its service."""
    for campaign in Campaign.objects.filter(slug__startswith="toan-tinh-").order_by("pk"):
        with at(AS_OF):
            review = start_review(
                by=whole.office,
                campaign=campaign,
                kind=ReviewKind.PRELIMINARY,
                period=Period.objects.get(campaign=campaign, order=3),
                as_of=AS_OF,
            )
            assert review.job is not None
            run_now(review.job)
