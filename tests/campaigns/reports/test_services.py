"""A report's way: opened at the launch, entered, submitted, approved, accepted, returned."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.reports import services
from campaigns.reports.models import LineRevision, Report, ReportLine
from campaigns.reports.selectors import entry_lines
from campaigns.reports.services.entry import LineConflict
from emulation.audit.models import AuditEntry
from emulation.clock import at, now
from emulation.notices.models import Notice
from emulation.people.enums import Role
from emulation.registries.proof import violations
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from tests.builders.reports import Province, mandate
from tests.emulation.files import corpus

GOOD = {"lua": 50, "tngt": 4, "bhyt": 93}
PDF = corpus.pdf()


def test_launch_opens_a_report_for_every_participant_and_period(province: Province) -> None:
    assert Report.objects.count() == 6
    assert ReportLine.objects.filter(value__isnull=True).count() == 18
    assert not ReportLine.objects.filter(indicator__code="grdp").exists()
    services.open_reports(province.campaign, province.office)
    assert (Report.objects.count(), ReportLine.objects.count()) == (6, 18)


def test_the_whole_way_to_acceptance(province: Province) -> None:
    report = province.deliver("huyen0", GOOD)
    assert report.state == "accepted"
    assert report.arrived_on == dt.date(2021, 6, 18)
    assert [e for e in violations() if "report" in e.lower() or "figure" in e.lower()] == []
    events = set(Notice.objects.values_list("event", flat=True))
    assert {"reports.step", "reports.arrived"} <= events


def test_autosave_keeps_history_but_writes_no_audit(province: Province) -> None:
    province.fill("huyen0", GOOD)
    before = AuditEntry.objects.count()
    line = province.line("huyen0", "lua")
    services.save_field(
        by=province.officers["huyen0"],
        report=province.report("huyen0"),
        entry=services.LineEntry(line.pk, line.version, value=Decimal(51), kind="official"),
    )
    assert AuditEntry.objects.count() == before
    assert [r.value for r in line.revisions.all()] == [51, 50]


def test_an_equal_save_leaves_no_revision(province: Province) -> None:
    province.fill("huyen0", GOOD)
    count = LineRevision.objects.count()
    province.fill("huyen0", GOOD)
    assert LineRevision.objects.count() == count


def test_two_who_change_one_figure_see_both_values(province: Province) -> None:
    province.fill("huyen0", {"lua": 50})
    line = province.line("huyen0", "lua")
    stale = services.LineEntry(line.pk, 1, value=Decimal(60), kind="official")
    with pytest.raises(LineConflict) as caught:
        services.save_report(
            by=province.leaders["huyen0"], report=province.report("huyen0"), lines=[stale]
        )
    assert "50" in caught.value.conflicts[line.pk]
    assert "60" in caught.value.conflicts[line.pk]
    line.refresh_from_db()
    assert line.value == 50


def test_an_untouched_stale_field_keeps_what_the_other_saved(province: Province) -> None:
    province.fill("huyen0", {"lua": 50})
    line = province.line("huyen0", "lua")
    untouched = services.LineEntry(line.pk, 1)
    services.save_report(
        by=province.leaders["huyen0"], report=province.report("huyen0"), lines=[untouched]
    )
    line.refresh_from_db()
    assert line.value == 50


def test_two_who_change_one_text(province: Province) -> None:
    report = province.fill("huyen0", GOOD)
    with pytest.raises(StaleVersion, match="Hoàn thành"):
        services.save_field(
            by=province.leaders["huyen0"], report=report, name="results", text="Khác", shown=""
        )


@pytest.mark.parametrize("values", [{}, {"lua": 50}, {"lua": 50, "tngt": 0}])
def test_a_blank_is_not_zero(province: Province, values: dict[str, Any]) -> None:
    province.fill("huyen0", values)
    with pytest.raises(Refused):
        province.submit("huyen0")


def test_zero_and_an_explained_blank_are_complete(province: Province) -> None:
    province.fill("huyen0", {"lua": None, "tngt": 0, "bhyt": 93})
    assert province.submit("huyen0").state == "submitted"


def test_results_must_be_described(province: Province) -> None:
    province.fill("huyen0", GOOD)
    Report.objects.update(results="")
    with pytest.raises(Refused):
        province.submit("huyen0")


def test_who_submitted_does_not_approve(province: Province) -> None:
    officer = province.officers["huyen0"]
    also_leader = mandate(Role.LEADER, officer.unit)
    also_leader.account = officer.account
    also_leader.save()
    province.fill("huyen0", GOOD)
    province.submit("huyen0")
    with pytest.raises(NotAllowed):
        services.approve_report(by=also_leader, report=province.report("huyen0"))


def test_the_signed_document_stands_for_the_leader(province: Province) -> None:
    province.fill("huyen0", GOOD)
    province.submit("huyen0")
    terms: dict[str, Any] = {
        "by": province.officers["huyen0"],
        "report": province.report("huyen0"),
        "number": "15/BC-UBND",
    }
    file = SimpleUploadedFile("bc.pdf", PDF)
    from emulation.files.services import check_upload

    upload = check_upload(file, ("pdf",))
    with pytest.raises(Refused):
        services.record_approval(**terms, signed_on=dt.date(2021, 6, 19), file=upload)
    with pytest.raises(Refused):
        services.record_approval(**terms, signed_on=dt.date(2020, 12, 31), file=upload)
    report = services.record_approval(**terms, signed_on=dt.date(2021, 6, 17), file=upload)
    assert (report.state, report.approval_number) == ("approved", "15/BC-UBND")


def test_a_return_names_items_reason_and_day(province: Province) -> None:
    province.fill("huyen0", GOOD)
    province.submit("huyen0")
    province.approve("huyen0")
    report = province.report("huyen0")
    with pytest.raises(Refused):
        services.return_report(
            by=province.office, report=report, reason=" ", due_on=dt.date(2021, 6, 25)
        )
    with pytest.raises(Refused):
        services.return_report(by=province.office, report=report, reason="Sai", due_on=None)
    with pytest.raises(Refused):
        services.return_report(
            by=province.office, report=report, reason="Sai", due_on=dt.date(2021, 6, 17)
        )
    report = services.return_report(
        by=province.office,
        report=report,
        reason="Lệch số",
        due_on=dt.date(2021, 6, 25),
        items=["Lúa"],
    )
    assert report.deadline == dt.date(2021, 6, 25)
    province.fill("huyen0", {"lua": 55})
    with at(dt.date(2021, 6, 24)):
        province.submit("huyen0")
        province.approve("huyen0")
    # the first arrival decides on punctuality
    assert province.report("huyen0").arrived_on == dt.date(2021, 6, 18)


def test_an_accepted_report_no_longer_changes(province: Province) -> None:
    province.deliver("huyen0", GOOD)
    with pytest.raises(WrongState):
        province.fill("huyen0", {"lua": 1})
    services.reopen_report(
        by=province.office,
        report=province.report("huyen0"),
        reason="Có số chính thức",
        due_on=dt.date(2021, 6, 30),
        items=["Sản lượng lúa"],
    )
    assert province.fill("huyen0", {"lua": 52}).state == "returned"


def test_a_second_submission_is_refused(province: Province) -> None:
    province.fill("huyen0", GOOD)
    province.submit("huyen0")
    with pytest.raises(WrongState):
        province.submit("huyen0")


def test_a_stale_acceptance_is_refused(province: Province) -> None:
    province.fill("huyen0", GOOD)
    province.submit("huyen0")
    seen = province.report("huyen0").version
    province.approve("huyen0")
    with pytest.raises(StaleVersion):
        services.accept_report(by=province.office, report=province.report("huyen0"), version=seen)


def enter_for(province: Province, code: str = "huyen1") -> Report:
    report = services.begin_for_unit(
        by=province.office,
        report=province.report(code),
        channel="chat",
        received_at=now(),
        incoming_number="123",
    )
    entries = [
        services.LineEntry(province.line(code, name).pk, value=Decimal(value))
        for name, value in GOOD.items()
    ]
    return services.save_report(
        by=province.office, report=report, lines=entries, narrative={"results": "Theo ảnh chụp."}
    )


def test_the_office_enters_for_a_unit_which_confirms(province: Province) -> None:
    report = services.receive_report(by=province.office, report=enter_for(province))
    assert (report.state, report.waits_for_unit) == ("approved", True)
    services.accept_report(by=province.office, report=report)
    with pytest.raises(NotAllowed):
        services.confirm_entry(by=province.officers["huyen0"], report=report)
    report = services.confirm_entry(by=province.leaders["huyen1"], report=report)
    assert not report.waits_for_unit


def test_a_unit_corrects_what_was_entered_for_it(province: Province) -> None:
    report = services.receive_report(by=province.office, report=enter_for(province))
    report = services.correct_entry(
        by=province.officers["huyen1"], report=report, reason="Nhầm số lúa"
    )
    assert report.state == "draft"
    province.fill("huyen1", {"lua": 70})
    province.submit("huyen1")
    assert province.approve("huyen1").arrived_on == dt.date(2021, 6, 18)


def test_entry_for_a_unit_needs_its_way_and_time(province: Province) -> None:
    report = province.report("huyen1")
    with pytest.raises(Refused):
        services.begin_for_unit(
            by=province.office, report=report, channel="portal", received_at=now()
        )
    later = now() + dt.timedelta(hours=1)
    with pytest.raises(Refused):
        services.begin_for_unit(
            by=province.office, report=report, channel="chat", received_at=later
        )
    with pytest.raises(NotAllowed):
        services.begin_for_unit(
            by=province.officers["huyen0"], report=report, channel="chat", received_at=now()
        )


def test_dates_of_figures(province: Province) -> None:
    line = province.line("huyen0", "lua")
    for day in (dt.date(2021, 6, 19), dt.date(2020, 12, 31)):
        with pytest.raises(ValidationError):
            services.save_report(
                by=province.officers["huyen0"],
                report=province.report("huyen0"),
                lines=[
                    services.LineEntry(line.pk, value=Decimal(1), kind="official", cutoff_on=day)
                ],
            )


def test_a_line_of_another_report_is_refused(province: Province) -> None:
    foreign = province.line("huyen1", "lua")
    with pytest.raises(Refused):
        services.save_report(
            by=province.officers["huyen0"],
            report=province.report("huyen0"),
            lines=[services.LineEntry(foreign.pk, value=Decimal(1))],
        )


def test_what_stands_beside_a_figure(province: Province) -> None:
    province.deliver("huyen0", GOOD)
    rows = {row.indicator.code: row for row in entry_lines(province.report("huyen0", 2))}
    assert (rows["lua"].before, rows["lua"].committed, rows["lua"].expected) == (50, 100, 100)
    half = {row.indicator.code: row for row in entry_lines(province.report("huyen0"))}
    # a sum grows with time, a rate is due in full at any time
    assert (half["lua"].expected, half["bhyt"].expected) == (47, 92)
    assert half["lua"].before is None


def test_a_deadline_is_extended_with_a_reason(province: Province) -> None:
    report = province.report("huyen0")
    with pytest.raises(Refused):
        services.extend_deadline(
            by=province.office, report=report, due_on=dt.date(2021, 6, 21), reason="x"
        )
    services.extend_deadline(
        by=province.office, report=report, due_on=dt.date(2021, 6, 25), reason="Bão"
    )
    assert province.report("huyen0").due_on == dt.date(2021, 6, 25)


# --- monitoring agencies ---------------------------------------------------------------------


# --- periods ---------------------------------------------------------------------------------


# --- reminders -------------------------------------------------------------------------------
