"""No report hangs: taken back, ended with its campaign, reminded by the day that counts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from campaigns.plans.services.launching import close_campaign
from campaigns.reports import services
from campaigns.reports.models import Report
from emulation.clock import at, now
from emulation.desk.selectors import desk_of
from emulation.notices.models import Notice
from emulation.people.models import Mandate
from emulation.registries.proof import violations
from emulation.ui.errors import NotAllowed, WrongState
from emulation.workflow.selectors import available
from tests.builders.clients import signed_in
from tests.builders.jobs import work_off
from tests.builders.reports import Province

GOOD = {"lua": 50, "tngt": 4, "bhyt": 93}
ANSWER = dt.date(2021, 11, 25)


def names(report: Report, who: Mandate) -> set[str]:
    return {step.name for step in available(report, who)}


def arrive(province: Province, code: str) -> Report:
    province.fill(code, GOOD)
    province.submit(code)
    return province.approve(code)


# --- taken back -------------------------------------------------------------------------------


def test_the_officer_withdraws_what_the_leader_has_not_decided(province: Province) -> None:
    province.fill("huyen0", GOOD)
    report = province.submit("huyen0")
    officer, leader = province.officers["huyen0"], province.leaders["huyen0"]
    assert names(report, officer) == {"withdraw", "record_approval"}
    page = signed_in(officer)
    address = reverse("reports:withdraw", args=[report.pk])
    assert "trở lại với cán bộ" in page.get(address).content.decode()
    assert page.post(address, {"version": report.version}).status_code == 302
    report = province.report("huyen0")
    assert (report.state, report.submitted_by) == ("draft", None)
    told = Notice.objects.filter(account=leader.account, subject__contains="đã rút lại")
    assert told.count() == 1
    province.fill("huyen0", {"lua": 51, "tngt": 4, "bhyt": 93})
    province.submit("huyen0")
    province.approve("huyen0")
    with pytest.raises(WrongState):
        services.withdraw_report(by=officer, report=province.report("huyen0"))


def test_only_the_officer_withdraws_and_only_the_leader_recalls(province: Province) -> None:
    province.fill("huyen0", GOOD)
    report = province.submit("huyen0")
    for other in (province.office, province.officers["huyen1"]):
        with pytest.raises(NotAllowed):
            services.withdraw_report(by=other, report=report)
    report = province.approve("huyen0")
    with pytest.raises(NotAllowed):
        services.recall_report(by=province.officers["huyen0"], report=report)


def test_the_leader_recalls_what_the_office_has_not_accepted(province: Province) -> None:
    arrive(province, "huyen0")
    report = services.recall_report(by=province.leaders["huyen0"], report=province.report("huyen0"))
    assert (report.state, report.arrived_on, report.approved_by) == ("submitted", None, None)
    assert Notice.objects.filter(
        account=province.office.account, subject__startswith="Đơn vị đã thu hồi"
    ).exists()
    with at(dt.date(2021, 6, 23)):
        report = province.approve("huyen0")
    assert report.arrived_on == dt.date(2021, 6, 23), "punctuality is that of the second sending"
    province.accept("huyen0")
    with pytest.raises(WrongState):
        services.recall_report(by=province.leaders["huyen0"], report=report)
    assert [each for each in violations() if "report" in each.lower()] == []


def test_a_recall_after_a_return_keeps_the_first_arrival(province: Province) -> None:
    first = arrive(province, "huyen0")
    services.return_report(
        by=province.office, report=first, reason="Sai đơn vị tính", due_on=dt.date(2021, 6, 25)
    )
    with at(dt.date(2021, 6, 24)):
        province.submit("huyen0")
        province.approve("huyen0")
        report = services.recall_report(
            by=province.leaders["huyen0"], report=province.report("huyen0")
        )
    assert report.arrived_on == dt.date(2021, 6, 18)


def test_the_office_is_told_before_the_form_why_it_cannot_enter(province: Province) -> None:
    """Case 13: the page said "this report has already arrived", after the form was filled in."""
    province.fill("huyen0", GOOD)
    report = province.submit("huyen0")
    address = reverse("reports:enter-for-unit", args=[report.pk])
    answer = signed_in(province.office).get(address, follow=True)
    page = answer.content.decode()
    assert "đang chờ lãnh đạo đơn vị duyệt" in page
    assert 'name="channel"' not in page
    with pytest.raises(WrongState, match="rút lại"):
        services.begin_for_unit(
            by=province.office, report=report, channel="letter", received_at=now()
        )


# --- the campaign is closed -------------------------------------------------------------------


def closed(province: Province) -> None:
    close_campaign(campaign=province.campaign, by=None)
    work_off("reports.settle")


def test_after_closing_a_report_goes_forward_only(province: Province) -> None:
    """Case 12: a return after the closing left a report that nobody could move."""
    arrive(province, "huyen0")
    province.fill("huyen1", GOOD)
    province.submit("huyen1")
    province.fill("huyen2", GOOD)
    closed(province)
    approved, submitted = province.report("huyen0"), province.report("huyen1")
    assert names(approved, province.office) == {"accept", "set_aside"}
    assert names(submitted, province.leaders["huyen1"]) == {"approve"}
    with pytest.raises(WrongState):
        services.return_report(
            by=province.office, report=approved, reason="Sai", due_on=dt.date(2021, 11, 30)
        )
    with pytest.raises(WrongState):
        services.send_back_report(
            by=province.leaders["huyen1"], report=submitted, reason="Sai", due_on=ANSWER
        )
    assert province.accept("huyen0").state == "accepted"
    province.approve("huyen1")
    ended = services.set_aside_report(
        by=province.office, report=province.report("huyen1"), reason="Gửi sau tổng kết"
    )
    assert ended.state == "lapsed"
    assert Notice.objects.filter(
        account=province.leaders["huyen1"].account, subject__contains="không được tiếp nhận"
    ).exists()


def test_closing_ends_what_was_never_handed_in_and_tells_who_had_begun(province: Province) -> None:
    province.fill("huyen0", GOOD)
    closed(province)
    assert set(Report.objects.values_list("state", flat=True)) == {"lapsed"}
    told = Notice.objects.filter(subject__contains="không phải nộp nữa")
    assert set(told.values_list("account", flat=True)) == {province.officers["huyen0"].account_id}
    assert not services.left_open().exists()
    assert (
        "Kết thúc, không có báo cáo"
        in signed_in(province.office)
        .get(reverse("reports:board", args=[province.campaign.pk]))
        .content.decode()
    )


def test_a_report_of_a_running_campaign_is_not_set_aside(province: Province) -> None:
    report = arrive(province, "huyen0")
    assert "set_aside" not in names(report, province.office)
    with pytest.raises(WrongState, match="trả lại"):
        services.set_aside_report(by=province.office, report=report, reason="Không cần")


def test_a_grid_of_a_closed_campaign_is_not_opened_to_be_refused(province: Province) -> None:
    report = province.fill("huyen0", GOOD)
    type(province.campaign).objects.update(state="closed", closed_at=report.saved_at)
    address = reverse("reports:entry", args=[report.pk])
    page = signed_in(province.officers["huyen0"]).get(address, follow=True).content.decode()
    assert "không còn thực hiện" in page or "kết thúc" in page
    assert "data-cell" not in page


# --- reminders --------------------------------------------------------------------------------


def events(day: dt.date, who: Mandate) -> list[str]:
    with at(day):
        services.send_reminders(day)
    found = Notice.objects.filter(account=who.account, created_at__date=day)
    return sorted(found.exclude(event="reports.step").values_list("event", flat=True))


def test_a_reopened_report_is_reminded_by_the_day_of_its_answer(province: Province) -> None:
    """Case 11: the reminders looked at the first due day, months ago."""
    province.deliver("huyen0", GOOD)
    Report.objects.exclude(pk=province.report("huyen0").pk).update(due_on=dt.date(2022, 12, 1))
    with at(dt.date(2021, 11, 22)):
        services.reopen_report(
            by=province.office,
            report=province.report("huyen0"),
            reason="Cập nhật số chính thức",
            due_on=ANSWER,
        )
    officer, leader = province.officers["huyen0"], province.leaders["huyen0"]
    assert events(dt.date(2021, 11, 22), officer) == ["reports.soon"]
    assert events(dt.date(2021, 11, 24), officer) == [], "each is written once"
    assert events(ANSWER, officer) == ["reports.today"]
    assert events(dt.date(2021, 11, 26), officer) == ["reports.late"]
    assert events(dt.date(2021, 11, 30), officer) == ["reports.escalated"]
    assert Notice.objects.filter(account=leader.account, event="reports.escalated").exists()


def test_on_the_due_day_whose_turn_it_is_is_reminded(province: Province) -> None:
    province.fill("huyen0", GOOD)
    province.submit("huyen0")
    day = dt.date(2021, 6, 21)
    assert events(day, province.leaders["huyen0"]) == ["reports.today"]
    assert events(day, province.officers["huyen0"]) == []
    assert events(day, province.officers["huyen1"]) == ["reports.today"]


def test_where_a_unit_has_nobody_the_office_is_told(province: Province) -> None:
    """A merged unit's mandates have ended: the office enters what is still owed."""
    Mandate.objects.filter(unit__code="huyen0").update(valid_to=dt.date(2021, 6, 1))
    services.send_reminders(dt.date(2021, 6, 21))
    told = Notice.objects.filter(account=province.office.account, event="reports.today")
    assert told.filter(subject__contains="không có ai nhận được nhắc").count() == 1


def test_the_office_is_reminded_of_its_queue_once_a_week(province: Province) -> None:
    arrive(province, "huyen0")
    who = province.office
    assert events(dt.date(2021, 6, 22), who) == []
    assert events(dt.date(2021, 6, 23), who) == ["reports.unaccepted"]
    assert events(dt.date(2021, 6, 24), who) == []
    assert events(dt.date(2021, 6, 30), who) == ["reports.unaccepted"]


# --- the office's desk ------------------------------------------------------------------------


def test_late_and_returned_reports_stand_on_the_offices_desk(province: Province) -> None:
    first = arrive(province, "huyen0")
    services.return_report(
        by=province.office, report=first, reason="Sai", due_on=dt.date(2021, 6, 25)
    )
    with at(dt.date(2021, 6, 24)):
        desk = desk_of(province.office)
        assert [(item.title, item.count) for item in desk.late] == [
            ("Báo cáo trễ hạn của các đơn vị", 2)
        ]
        assert ("Báo cáo đã trả lại", 1) in [(item.title, item.count) for item in desk.waiting]
        page = signed_in(province.office).get("/ban-lam-viec/").content.decode()
        assert "<strong>2</strong> Quá hạn" in page
    with at(dt.date(2021, 6, 28)):
        assert desk_of(province.office).late[0].count == 3, "an answer that is late is late"
        listed = signed_in(province.office).get("/bao-cao/?state=late").content.decode()
        assert listed.count("/bao-cao/bang/") == 3
