"""The periods' reports as they came in: in time, late, missing, returned, entered for the unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from campaigns.plans.models import Campaign
from campaigns.reports.enums import Channel, ReportState
from campaigns.reports.models import Period, Report, ReportLine
from campaigns.reports.services import (
    LineEntry,
    accept_report,
    add_evidence,
    approve_report,
    begin_for_unit,
    confirm_entry,
    confirm_figures,
    receive_report,
    record_reminder,
    return_report,
    save_report,
    send_reminders,
    submit_report,
    supply_figure,
)
from campaigns.targets.enums import ValueKind
from campaigns.targets.models import Indicator
from config.demo.campaign import campaign_of
from config.demo.diary import Diary, hour
from config.demo.figures import INDICATORS, confirmed, reported, target_of
from config.demo.luck import pick, share, whole
from config.demo.papers import scan
from config.demo.province import Province
from config.demo.sources import read
from emulation.clock import at
from emulation.people.models import Mandate

BY_CODE = {one["code"]: one for one in INDICATORS.values()}
NARRATIVES = ("results", "difficulties", "solutions", "proposals")
CHANNELS = {"copy_text": Channel.CHAT}
EVIDENCE_SHARE = Decimal("0.2")
BEHIND = Decimal("0.85")
ANSWER_DAYS = 7
CAMPAIGN = read("campaign")["provincial"]


def load_period(province: Province, key: str) -> None:
    """Let the units report for the period ``key`` of the province's campaign."""
    row = next(one for one in CAMPAIGN["periods"] if one["key"] == key)
    campaign = campaign_of(CAMPAIGN["key"])
    period = campaign.periods.get(name=row["name"])
    diary = Diary()
    for place, report in enumerate(_reports(period)):
        _Story(province, report, row, place).tell(diary)
    _supply(province, campaign, period, row, diary)
    diary.happen()
    _confirm(province, campaign, period, key)
    _remind(province, period, key)


def load_thematic_period(province: Province) -> None:
    """Let the localities report the half-year of the thematic campaigns to their agencies."""
    for campaign_row in read("campaign")["thematic"]:
        if not campaign_row["load"]:
            continue
        row = campaign_row["periods"][0]
        period = campaign_of(campaign_row["key"]).periods.get(name=row["name"])
        diary = Diary()
        for place, report in enumerate(_reports(period)):
            _Story(province, report, row, place, campaign_row["standing_agency"]).tell(diary)
        diary.happen()


def _reports(period: Period) -> list[Report]:
    rows = Report.objects.filter(period=period).with_places()
    return list(rows.order_by("participant__unit__order"))


class _Story:
    """What happens with one unit's report of one period."""

    def __init__(
        self, province: Province, report: Report, row: dict[str, Any], place: int, agency: str = ""
    ) -> None:
        self.province, self.report, self.row, self.place = province, report, row, place
        self.code = report.participant.unit.code
        self.said = read("results")["reports"].get(row["key"], {})
        self.agency = agency

    @property
    def collector(self) -> Mandate:
        """Who takes the reports in: the province's office, or the standing agency."""
        return self.province.officer(self.agency) if self.agency else self.province.by("chuyenvien")

    @property
    def due_on(self) -> dt.date:
        return self.row["due_on"]

    def tell(self, diary: Diary) -> None:
        """Note in ``diary`` what happened."""
        if self.code in self.said.get("missing", []):
            return
        if self.code in self.said.get("on_behalf", {}):
            self._for_the_unit(diary)
            return
        late = self.said.get("late", {}).get(self.code)
        early = whole(0, 3, self.code, self.row["key"], "early")
        day = self.due_on + dt.timedelta(days=late if late else -early)
        self._note(diary, day, 60, self._write)
        if self.code in self.said.get("draft", []):
            return
        self._note(diary, day, 240, self._submit)
        if self.code in self.said.get("at_leader", []):
            return
        self._note(diary, day, 360, self._approve)
        self._after_arrival(diary, day)

    def _note(self, diary: Diary, day: dt.date, minutes: int, act: Callable[[], Any]) -> None:
        diary.note(hour(day, minutes + self.place), act)

    def _after_arrival(self, diary: Diary, day: dt.date) -> None:
        if self.code in self.said.get("submitted", []):
            return
        taken = day + dt.timedelta(days=whole(1, 4, self.code, self.row["key"], "taken"))
        back = self.said.get("returned", {}).get(self.code)
        if back is None:
            self._note(diary, taken, 120, self._accept)
            return
        self._note(diary, taken, 120, partial(self._give_back, back, taken))
        if back["resubmit_after"] is not None:
            again = taken + dt.timedelta(days=back["resubmit_after"])
            self._note(diary, again, 30, self._write)
            self._note(diary, again, 200, self._submit)
            self._note(diary, again, 330, self._approve)
            self._note(diary, again + dt.timedelta(days=1), 0, self._accept)

    def _write(self) -> None:
        by = self.province.officer(self.code)
        slips = self.said.get("outlier", {}).get(self.code, {})
        if slips.get("corrected"):
            wrong = {
                key: Decimal(str(factor)) for key, factor in slips.items() if factor is not True
            }
            save_report(by=by, report=self.report, lines=self._entries(wrong))
        save_report(by=by, report=self.report, lines=self._entries(), narrative=self._narrative())
        if share(self.code, self.row["key"], "evidence") < EVIDENCE_SHARE:
            self._prove(by)

    def _prove(self, by: Mandate) -> None:
        unit = self.report.participant.unit
        add_evidence(
            by=by,
            report=self.report,
            upload=scan(
                f"Bảng tổng hợp số liệu {self.row['name'].lower()}",
                [unit.name, "Kèm theo báo cáo kết quả phong trào thi đua năm 2021."],
                f"minh-chung-{unit.code}-{self.row['key']}",
            ),
            caption="Bảng tổng hợp số liệu có xác nhận của lãnh đạo",
        )

    def _entries(self, wrong: dict[str, Decimal] | None = None) -> list[LineEntry]:
        return [
            self._entry(line, (wrong or {}).get(BY_CODE[line.indicator.code]["key"], Decimal(1)))
            for line in self.report.lines.select_related("indicator")
        ]

    def _entry(self, line: ReportLine, factor: Decimal) -> LineEntry:
        indicator = BY_CODE[line.indicator.code]
        value = reported(indicator, self.code, self.row)
        return LineEntry(
            line=line.pk,
            value=None if value is None else value * factor,
            kind=ValueKind.ESTIMATED,
            cutoff_on=self.row["cutoff_on"],
            note=self._explanation(indicator, value),
        )

    def _explanation(self, indicator: dict[str, Any], value: Decimal | None) -> str:
        if value is None:
            return "Chưa có số liệu của kỳ này."
        target = target_of(indicator, self.code)
        if indicator["aggregation"] != "SUM" or indicator["direction"] == "LOWER" or not target:
            return ""
        behind = value < target * Decimal(str(self.row["expected"])) * BEHIND
        return read("results")["narratives"]["low_explanation"] if behind else ""

    def _narrative(self) -> dict[str, str]:
        words = read("results")["narratives"]
        return {name: pick(words[name], self.code, self.row["key"], name) for name in NARRATIVES}

    def _submit(self) -> None:
        submit_report(by=self.province.officer(self.code), report=self._fresh())

    def _approve(self) -> None:
        approve_report(by=self.province.leader(self.code), report=self._fresh())

    def _accept(self) -> None:
        accept_report(by=self.collector, report=self._fresh())

    def _give_back(self, back: dict[str, Any], day: dt.date) -> None:
        return_report(
            by=self.collector,
            report=self._fresh(),
            reason=back["reason"],
            due_on=day + dt.timedelta(days=ANSWER_DAYS),
            items=back["items"],
        )

    def _fresh(self) -> Report:
        return Report.objects.with_places().get(pk=self.report.pk)

    def _for_the_unit(self, diary: Diary) -> None:
        how = self.said["on_behalf"][self.code]
        self._note(diary, how["received_on"] + dt.timedelta(days=1), 0, partial(self._enter, how))
        taken = how["received_on"] + dt.timedelta(days=2)
        self._note(diary, taken, 0, self._accept)
        if how["channel"] != Channel.CHAT:
            self._note(diary, taken + dt.timedelta(days=3), 0, self._confirm_entry)

    def _enter(self, how: dict[str, Any]) -> None:
        unit, office = self.report.participant.unit, self.collector
        begin_for_unit(
            by=office,
            report=self.report,
            channel=how["channel"],
            received_at=hour(how["received_on"], 200),
            incoming_number=how["number"],
            scan=scan(
                f"Số liệu báo cáo {self.row['name'].lower()}",
                [unit.name, f"Đến ngày {how['received_on']:%d/%m/%Y}, số đến {how['number']}."],
                f"bao-cao-giay-{unit.code}-{self.row['key']}",
            ),
        )
        save_report(
            by=office, report=self._fresh(), lines=self._entries(), narrative=self._narrative()
        )
        receive_report(by=office, report=self._fresh())

    def _confirm_entry(self) -> None:
        confirm_entry(by=self.province.officer(self.code), report=self._fresh())


# --- figures of the monitoring agencies --------------------------------------------------------


def _supply(
    province: Province, campaign: Campaign, period: Period, row: dict[str, Any], diary: Diary
) -> None:
    """Let the agencies supply the province's values that are not added up."""
    for place, (key, values) in enumerate(read("results")["monitored"].items()):
        if row["key"] not in values:
            continue
        data = INDICATORS[key]
        indicator = Indicator.objects.select_related("campaign").get(
            campaign=campaign, code=data["code"]
        )
        act = partial(
            supply_figure,
            by=province.officer(data["monitor"]),
            indicator=indicator,
            period=period,
            value=Decimal(str(values[row["key"]])),
            cutoff_on=row["cutoff_on"],
            kind=ValueKind.ESTIMATED if key == "grdp" else ValueKind.OFFICIAL,
            note="Số mẫu",
        )
        diary.note(hour(row["due_on"], 30 + place), act)


def _confirm(province: Province, campaign: Campaign, period: Period, key: str) -> None:
    """Let the monitoring agencies confirm what units reported, or correct it."""
    for name, row in read("results")["confirmed"].get(key, {}).items():
        indicator = Indicator.objects.select_related("campaign").get(
            campaign=campaign, code=INDICATORS[name]["code"]
        )
        lines = ReportLine.objects.filter(
            indicator=indicator,
            report__period=period,
            report__state__in=ReportState.RECEIVED,
            value__isnull=False,
        ).select_related("report__participant__unit")
        values: dict[int, tuple[Decimal | None, int]] = {}
        for line in lines:
            assert line.value is not None
            value = confirmed(name, line.report.participant.unit.code, key, line.value)
            values[line.pk] = (value, line.version)
        with at(row["on"]):
            confirm_figures(
                by=province.officer(row["monitor"]),
                indicator=indicator,
                period=period,
                values=values,
            )


def _remind(province: Province, period: Period, key: str) -> None:
    """Let late units be reminded by the portal, and by a text that the office sent on."""
    sent = [row for row in read("results")["reminders"] if row["period"] == key]
    if not sent:
        return
    for row in sent:
        late = Report.objects.filter(
            period=period, state__in=[*ReportState.EDITABLE, ReportState.SUBMITTED]
        ).select_related("participant__unit")
        names = ", ".join(report.participant.unit.label for report in late)
        with at(row["on"]):
            send_reminders()
            record_reminder(
                by=province.by("chuyenvien"),
                period=period,
                channel=CHANNELS.get(row["channel"], row["channel"]),
                text=f"Đề nghị các đơn vị chưa gửi báo cáo {period.name} khẩn trương gửi: {names}.",
                units=len(late),
            )
