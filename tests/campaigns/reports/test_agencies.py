"""Monitoring agencies, periods and reminders."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from campaigns.reports import services
from campaigns.reports.models import Period
from emulation.clock import at
from emulation.notices.models import Notice
from emulation.ui.errors import NotAllowed, Refused, WrongState
from tests.builders.campaigns import make_campaign
from tests.builders.clients import signed_in
from tests.builders.reports import Province

GOOD = {"lua": 50, "tngt": 4, "bhyt": 93}


def test_the_agency_confirms_and_a_new_figure_loses_the_confirmation(province: Province) -> None:
    province.fill("huyen0", GOOD)
    province.submit("huyen0")
    province.approve("huyen0")
    line = province.line("huyen0", "lua")
    terms: dict[str, Any] = {"indicator": province.indicators["lua"], "period": province.periods[0]}
    values = {line.pk: (Decimal(48), line.version)}
    with pytest.raises(NotAllowed):
        services.confirm_figures(by=province.officers["huyen0"], values=values, **terms)
    assert services.confirm_figures(by=province.statistician, values=values, **terms) == 1
    line.refresh_from_db()
    assert (line.value, line.confirmed) == (50, 48)
    services.return_report(
        by=province.office,
        report=province.report("huyen0"),
        reason="Sửa",
        due_on=dt.date(2021, 6, 30),
    )
    province.fill("huyen0", {"lua": 49})
    line.refresh_from_db()
    assert line.confirmed is None
    with pytest.raises(WrongState):
        services.confirm_figures(by=province.statistician, values=values, **terms)


def test_the_figures_to_confirm_stand_on_pages_that_are_saved_one_by_one(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaigns.reports.views.campaign.GRID_ROWS", 1)
    for name in ("huyen0", "huyen1"):
        province.fill(name, GOOD)
        province.submit(name)
        province.approve(name)
    client = signed_in(province.statistician)
    address = reverse(
        "reports:figures", args=[province.indicators["lua"].pk, province.periods[0].pk]
    )
    first, second = (client.get(f"{address}?page={number}") for number in (1, 2))
    (one,), (other,) = (page.context["form"].lines for page in (first, second))
    assert {one.report.participant.unit.code, other.report.participant.unit.code} == {
        "huyen0", "huyen1",
    }  # fmt: skip
    wrong = {f"r-{one.pk}": "1", f"f-{one.pk}": "1,2,3"}
    refused = client.post(address, wrong)
    assert refused.status_code == 422
    assert f'id="id_f-{one.pk}" value="1,2,3" data-cell' in refused.content.decode()
    # what arrived meanwhile moved the pages: the line that was sent is the one that is confirmed
    sent = {f"r-{one.pk}": one.version, f"same-{one.pk}": "on"}
    assert client.post(f"{address}?page=2", sent)["Location"] == f"{address}?page=2"
    for line in (one, other):
        line.refresh_from_db()
    assert (one.confirmed, other.confirmed) == (50, None)
    assert client.post(address, sent | {f"same-{one.pk}": "", f"f-{one.pk}": "48"})
    one.refresh_from_db()
    assert one.confirmed == 48


def test_the_agency_supplies_what_is_not_added_up(province: Province) -> None:
    grdp, period = province.indicators["grdp"], province.periods[0]
    terms: dict[str, Any] = {
        "period": period,
        "cutoff_on": dt.date(2021, 6, 14),
        "value": Decimal("9.4"),
    }
    with pytest.raises(NotAllowed):
        services.supply_figure(by=province.officers["huyen0"], indicator=grdp, **terms)
    with pytest.raises(Refused):
        services.supply_figure(
            by=province.statistician, indicator=province.indicators["lua"], **terms
        )
    with pytest.raises(ValidationError):
        services.supply_figure(
            by=province.statistician, indicator=grdp, **{**terms, "cutoff_on": dt.date(2021, 6, 19)}
        )
    assert services.supply_figure(
        by=province.statistician, indicator=grdp, **terms
    ).value == Decimal("9.4")


def test_periods_are_set_before_the_launch_with_dates_in_order(province: Province) -> None:
    facts = {
        "name": "Quý I",
        "starts_on": dt.date(2021, 1, 1),
        "ends_on": dt.date(2021, 3, 31),
        "cutoff_on": dt.date(2021, 3, 14),
        "due_on": dt.date(2021, 3, 25),
    }
    with pytest.raises(WrongState):
        services.save_period(by=province.office, campaign=province.campaign, **facts)
    draft = make_campaign(province.office, title="Nháp")
    for wrong in ({"ends_on": dt.date(2020, 1, 1)}, {"due_on": dt.date(2021, 3, 1)}):
        with pytest.raises(ValidationError):
            services.save_period(by=province.office, campaign=draft, **{**facts, **wrong})
    period = services.save_period(by=province.office, campaign=draft, **facts)
    assert period.order == 1
    with pytest.raises(NotAllowed):
        services.remove_period(by=province.officers["huyen0"], period=period)
    services.remove_period(by=province.office, period=period)


def test_periods_that_were_selected_are_removed_before_the_launch_only(province: Province) -> None:
    office, address = signed_in(province.office), "/bao-cao/ky/{}/"
    running = address.format(province.campaign.pk)
    assert 'name="selected"' not in office.get(running).content.decode()
    kept = Period.objects.count()
    chosen = {"action": "remove", "selected": [province.periods[0].pk], "confirmed": "1"}
    office.post(running, chosen)
    assert Period.objects.count() == kept
    draft = make_campaign(province.office, title="Nháp")
    period = services.save_period(
        by=province.office, campaign=draft, name="Quý I", starts_on=dt.date(2021, 1, 1),
        ends_on=dt.date(2021, 3, 31), cutoff_on=dt.date(2021, 3, 14), due_on=dt.date(2021, 3, 25),
    )  # fmt: skip
    page = address.format(draft.pk)
    office.post(page, {"action": "remove", "selected": [period.pk], "confirmed": "1"})
    assert not Period.objects.filter(campaign=draft).exists()


def test_the_agency_sees_what_it_supplies_in_the_period_asked_for(province: Province) -> None:
    first, second = province.periods
    services.supply_figure(
        by=province.statistician, indicator=province.indicators["grdp"], period=first,
        cutoff_on=first.cutoff_on, value=Decimal("9.4"),
    )  # fmt: skip
    client = signed_in(province.statistician)
    for period, said in ((first, "9,4"), (second, "Chờ cung cấp")):
        query = {"period": period.pk, "task": "cung-cap"}
        page = client.get(reverse("reports:monitoring"), query)
        assert [row.name for row in page.context["rows"]] == ["Tốc độ tăng trưởng kinh tế"]
        assert said in page.content.decode()
        target = reverse("reports:figures", args=[province.indicators["grdp"].pk, period.pk])
        assert target in page.content.decode()


@pytest.mark.parametrize(
    ("day", "event", "count"),
    [
        (dt.date(2021, 6, 10), None, 0),
        (dt.date(2021, 6, 17), "reports.soon", 3),
        (dt.date(2021, 6, 21), "reports.today", 3),
        (dt.date(2021, 6, 22), "reports.late", 3),
        (dt.date(2021, 6, 25), "reports.escalated", 6),
    ],
)
def test_reminders_around_the_due_day_are_written_once(
    province: Province, day: dt.date, event: str | None, count: int
) -> None:
    with at(day):
        assert services.send_reminders() == count
        assert services.send_reminders() == 0
    events = set(
        Notice.objects.filter(event__startswith="reports.").values_list("event", flat=True)
    )
    assert events == ({event} if event else set())
