"""Nobody's turn is nobody's fault: every state of a report, by campaign, day and actor.

``pytest tests/campaigns/reports/test_states.py --rewrite-matrix`` writes docs/report-states.md anew.
"""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import rules

from campaigns.reports.enums import ReportState
from campaigns.reports.models import Report, ReportLine
from campaigns.reports.services import send_reminders, settle_reports
from campaigns.reports.services.running import is_running
from emulation.clock import at, now
from emulation.desk.selectors import desk_of
from emulation.notices.models import Notice
from emulation.people.models import Mandate
from emulation.workflow.selectors import available
from tests.builders.reports import Province

DOCUMENT = Path("docs/report-states.md")
HEAD = """# Mỗi báo cáo đang chờ ai

Bảng do `pytest tests/campaigns/reports/test_states.py --rewrite-matrix` viết từ chính cổng và được kiểm thử so lại: với mỗi trạng thái
của báo cáo, của phong trào và mỗi thời điểm so với hạn, ai có bước tiếp theo, thấy gì trên bàn làm việc và ai được nhắc. Không có dòng
nào mà không ai làm được gì, trừ báo cáo đã kết thúc. Đơn vị đã sáp nhập, giải thể hoặc chưa có người thì cơ quan thi đua được nhắc và
nhập thay. Khi phong trào đóng, báo cáo chưa nộp tự kết thúc; báo cáo đang chờ duyệt hoặc chờ tiếp nhận đi tiếp.

| Báo cáo | Phong trào | Thời điểm | Cán bộ đơn vị | Lãnh đạo đơn vị | Cơ quan thi đua | Được nhắc |
|---|---|---|---|---|---|---|
"""
DUE = dt.date(2021, 6, 21)
DAYS = {
    "còn xa hạn": dt.date(2021, 6, 10),
    "đúng hạn": DUE,
    "quá hạn một ngày": dt.date(2021, 6, 22),
    "quá hạn đã lâu": dt.date(2021, 6, 28),
}
CAMPAIGN = {"launched": "đang thực hiện", "closed": "đã đóng"}
LANES = {"mine": "đến lượt", "late": "quá hạn", "waiting": "đang chờ"}


def place(province: Province, state: str, campaign: str) -> Report:
    """Put the first unit's report into a state as if the steps before had been taken."""
    rest = Report.objects.exclude(participant__unit__code="huyen0", period=province.periods[0])
    ReportLine.objects.filter(report__in=rest).delete()
    rest.delete()
    officer, leader = province.officers["huyen0"], province.leaders["huyen0"]
    submitted = {"submitted_at": now(), "submitted_by": officer}
    approved = {"approved_at": now(), "approved_by": leader, "arrived_on": dt.date(2021, 6, 9)}
    nothing = ("submitted", "approved", "accepted")
    given: dict[str, Any] = {"state": state, "arrived_on": None, "answer_due_on": None}
    given |= {f"{step}_{what}": None for step in nothing for what in ("at", "by")}
    if state in {"submitted", "approved", "accepted"}:
        given |= submitted
    if state in ReportState.RECEIVED:
        given |= approved
    if state == ReportState.ACCEPTED:
        given |= {"accepted_at": now(), "accepted_by": province.office}
    if state == ReportState.RETURNED:
        given |= {"answer_due_on": DUE, "arrived_on": dt.date(2021, 6, 9)}
    Report.objects.update(**given)
    type(province.campaign).objects.update(state=campaign, closed_at=now())
    return province.report("huyen0")


def steps_of(report: Report, who: Mandate) -> list[str]:
    """Return what the actor can do with the report now: by its page, and by entering figures."""
    found = [str(step.label) for step in available(report, who)]
    if report.is_editable and is_running(report):
        if rules.has_perm("campaigns.edit_report", who, report):
            found.insert(0, "Nhập số liệu")
        if rules.has_perm("campaigns.enter_for_unit", who, report):
            found.append("Nhập thay")
    return found


def lanes_of(report: Report, who: Mandate) -> list[str]:
    """Return in which lists of the actor's desk the report stands."""
    desk = desk_of(who)
    own = report.get_absolute_url()
    lists = ("/bao-cao/cho-tiep-nhan/", "/bao-cao/?state=late", "/bao-cao/?state=returned")
    return [
        word
        for lane, word in LANES.items()
        if any(item.url in {own, *lists} for item in getattr(desk, lane))
    ]


def reminded(province: Province, day: dt.date) -> list[str]:
    """Return who was told by the reminders of ``day``."""
    Notice.objects.all().delete()
    send_reminders(day)
    told = set(Notice.objects.values_list("account", flat=True))
    actors = {
        "cán bộ": province.officers["huyen0"],
        "lãnh đạo": province.leaders["huyen0"],
        "cơ quan thi đua": province.office,
    }
    return [name for name, who in actors.items() if who.account_id in told]


def cell(report: Report, who: Mandate) -> str:
    """Return steps and desk of one actor in words."""
    steps, lanes = steps_of(report, who), lanes_of(report, who)
    desk = f" *({', '.join(lanes)})*" if lanes else ""
    return ("; ".join(steps) or "—") + desk


def row(province: Province, report: Report, day: dt.date) -> tuple[list[str], list[str]]:
    with at(day):
        actors = (
            province.officers["huyen0"], province.leaders["huyen0"], province.office,
        )  # fmt: skip
        cells = [cell(report, who) for who in actors]
        return cells, reminded(province, day)


def has_somebody(report: Report, cells: list[str]) -> bool:
    """Return whether somebody has a step and sees it on the desk, or the report has ended."""
    if report.state in ReportState.SETTLED:
        return True
    if report.is_editable and not is_running(report):
        return settle_reports() == 1  # it ends by itself
    return any("(" in each and not each.startswith("—") for each in cells)


def test_for_every_state_somebody_has_a_next_step_sees_it_and_is_reminded(
    province: Province, request: pytest.FixtureRequest
) -> None:
    lines, nobody = [], []
    for state in ReportState:
        for campaign, campaign_word in CAMPAIGN.items():
            for when, day in DAYS.items():
                report = place(province, state, campaign)
                cells, told = row(province, report, day)
                words = [str(state.label), campaign_word, when, *cells, ", ".join(told) or "—"]
                lines.append(f"| {' | '.join(words)} |")
                owed = state in ReportState.OWED and is_running(report) and when != "còn xa hạn"
                if not has_somebody(report, cells) or (owed and not told):
                    nobody.append(lines[-1])
    assert not nobody
    written = HEAD + "\n".join(merged(lines)) + "\n"
    if request.config.getoption("--rewrite-matrix"):
        DOCUMENT.write_text(written, encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == written


def merged(lines: list[str]) -> list[str]:
    """Return the lines; where the day changes nothing, one line says so."""

    def key(line: str) -> list[str]:
        parts = line.split(" | ")
        return [*parts[:2], *parts[3:]]

    found = []
    for _key, same in groupby(lines, key):
        group = list(same)
        whens = [line.split(" | ")[2] for line in group]
        when = "bất kỳ" if len(group) == len(DAYS) else ", ".join(whens)
        parts = group[0].split(" | ")
        found.append(" | ".join([*parts[:2], when, *parts[3:]]))
    return found
