"""Two people at the same moment: one wins, the other reads a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from campaigns.reports import services
from campaigns.reports.models import LineRevision
from emulation.clock import at
from emulation.ui.errors import DomainError, StaleVersion, WrongState
from emulation.workflow.models import TransitionLog
from tests.builders.races import at_once
from tests.builders.reports import DAY, Province, build

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def province(transactional_db: Any) -> Iterator[Province]:
    with at(DAY):
        yield build()


def test_returned_while_it_is_accepted(province: Province) -> None:
    province.fill("huyen0", {"lua": 50, "tngt": 4, "bhyt": 93})
    province.submit("huyen0")
    report = province.approve("huyen0")
    answers = at_once(
        lambda: services.accept_report(by=province.office, report=report, version=report.version),
        lambda: services.return_report(
            by=province.office,
            report=report,
            reason="Lệch",
            due_on=dt.date(2021, 6, 30),
            items=["Lúa"],
            version=report.version,
        ),
    )
    lost = [answer for answer in answers if isinstance(answer, DomainError)]
    assert len(lost) == 1
    assert isinstance(lost[0], StaleVersion | WrongState)
    steps = TransitionLog.objects.filter(object_id=report.pk, name__in=["accept", "return"])
    assert steps.count() == 1


def test_eight_who_submit_at_once(province: Province) -> None:
    report = province.fill("huyen0", {"lua": 50, "tngt": 4, "bhyt": 93})
    officer = province.officers["huyen0"]
    answers = at_once(*[lambda: services.submit_report(by=officer, report=report)] * 8)
    assert sum(isinstance(answer, WrongState) for answer in answers) == 7
    assert TransitionLog.objects.filter(object_id=report.pk, name="submit").count() == 1


def test_two_who_save_one_figure_lose_none(province: Province) -> None:
    province.fill("huyen0", {"tngt": 1})
    line, report = province.line("huyen0", "lua"), province.report("huyen0")

    def save(value: int, by: Any) -> Callable[[], Any]:
        entry = services.LineEntry(line.pk, line.version, value=Decimal(value), kind="official")
        return lambda: services.save_report(by=by, report=report, lines=[entry])

    answers = at_once(save(10, province.officers["huyen0"]), save(20, province.leaders["huyen0"]))
    assert sum(isinstance(answer, StaleVersion) for answer in answers) == 1
    line.refresh_from_db()
    assert LineRevision.objects.filter(line=line).count() == 1
    assert line.version == 2


def test_launch_handlers_at_once_open_each_report_once(province: Province) -> None:
    at_once(*[lambda: services.open_reports(province.campaign, province.office)] * 4)
    assert province.campaign.periods.first().reports.count() == 3
