"""Acts on many reports at once: acceptance of what passes all checks, reminders."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from campaigns.reports.enums import ReportState
from campaigns.reports.models import Report
from emulation.notices.models import Notice
from emulation.people.models import Mandate
from emulation.ui.forms import new_key
from tests.builders.clients import signed_in
from tests.builders.reports import Province

QUEUE = reverse("reports:queue")
GOOD = {"lua": 50, "tngt": 4, "bhyt": 93}


def press(by: Mandate, address: str, action: str, *records: Any) -> str:
    """Press an act of the selection bar and return the page that follows."""
    data = {
        "action": action,
        "selected": [str(record.pk) for record in records],
        "once": new_key(by.account_id),
    }
    return signed_in(by).post(address, data, follow=True).content.decode()


def arrived(province: Province, code: str, **other: Any) -> Report:
    province.fill(code, GOOD | other)
    province.submit(code)
    return province.approve(code)


def test_reports_whose_checks_pass_are_accepted_and_the_others_named(province: Province) -> None:
    good = arrived(province, "huyen0")
    blank = arrived(province, "huyen1", lua=None)
    far = arrived(province, "huyen2", lua=9_000_000)
    page = press(province.office, QUEUE, "accept", good, blank, far)
    assert "Đã tiếp nhận 1 báo cáo" in page
    assert "Thiếu: “Sản lượng lúa”" in page
    assert "Chênh lệch lớn so với dự kiến: “Sản lượng lúa”" in page
    states = [province.report(f"huyen{n}").state for n in range(3)]
    assert states == [ReportState.ACCEPTED, ReportState.APPROVED, ReportState.APPROVED]


def test_who_does_not_collect_accepts_nothing(province: Province) -> None:
    report = arrived(province, "huyen0")
    press(province.officers["huyen1"], reverse("reports:list"), "accept", report)
    press(province.officers["huyen0"], reverse("reports:list"), "accept", report)
    assert province.report("huyen0").state == ReportState.APPROVED


def test_units_are_reminded_once_a_day_and_never_of_what_has_come(province: Province) -> None:
    late, address = province.report("huyen0"), reverse("reports:list")
    assert "Đã nhắc 1 đơn vị" in press(province.office, address, "remind", late)
    assert Notice.objects.filter(event="reports.reminded").count() == 2
    assert "hôm nay đã được nhắc" in press(province.office, address, "remind", late)
    come = arrived(province, "huyen1")
    assert "Báo cáo này đã được gửi đến" in press(province.office, address, "remind", come)
