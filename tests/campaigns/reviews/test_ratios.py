"""A province's rate is no mean of its districts' rates: ratios, weighted means, and their pace."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from campaigns.plans.models import Campaign
from campaigns.reports import services as reports
from campaigns.reports.models import Report, ReportLine
from campaigns.reports.selectors import accepted_results
from campaigns.reviews import services
from campaigns.reviews.models import Review
from campaigns.reviews.wording import total_sentence
from campaigns.targets.enums import Outcome, Pace
from campaigns.targets.models import Indicator
from campaigns.targets.selectors import allocation_rows, reporting_participants
from campaigns.targets.services import save_indicator, set_allocations
from emulation.clock import at
from emulation.registries.proof import violations
from tests.builders.campaigns import place_campaign
from tests.builders.clients import signed_in
from tests.builders.jobs import finish
from tests.builders.reports import DAY, LAUNCH, Province, mandate

pytestmark = pytest.mark.django_db
D = Decimal
# case: a small district with few poor households, a large one with many
HOUSEHOLDS = {"huyen0": (1000, 10, "1"), "huyen1": (9000, 900, "10")}


class Poverty:
    """A campaign of two districts that report households, poor households and their rate."""

    def __init__(self, province: Province, how: str, **more: Any) -> None:
        self.province = province
        by = province.office
        with at(LAUNCH):
            self.campaign = _campaign(province)
            self.whole = _indicator(province, self.campaign, "ho", "Số hộ dân", "hộ")
            self.poor = _indicator(
                province, self.campaign, "ngheo", "Số hộ nghèo", "hộ", direction="lower"
            )
            if how == "ratio":
                more |= {"numerator": self.poor, "denominator": self.whole, "allocated": False}
            elif how == "wmean" and not more.get("weight_name"):
                more |= {"denominator": self.whole}
            self.rate = _indicator(
                province, self.campaign, "tyle", "Tỷ lệ hộ nghèo", "%",
                aggregation=how, direction="lower", **{"floor": D("9.5"), **more},
            )  # fmt: skip
            self.period = reports.save_period(
                by=by, campaign=self.campaign, name="6 tháng", starts_on=dt.date(2021, 1, 1),
                ends_on=dt.date(2021, 6, 30), cutoff_on=dt.date(2021, 6, 14),
                due_on=dt.date(2021, 6, 21), expected_percent=50,
            )  # fmt: skip

    def launch(self) -> None:
        """Open the reports of both districts."""
        with at(LAUNCH):
            place_campaign(self.campaign, "launched", by=self.province.office)
            reports.open_reports(self.campaign, self.province.office)

    def report(self, code: str, values: dict[str, Any]) -> None:
        """Deliver a report with these figures."""
        province = self.province
        report = Report.objects.get(period=self.period, participant__unit__code=code)
        lines = ReportLine.objects.filter(report=report).select_related("indicator")
        entries = [
            reports.LineEntry(
                line.pk, value=None if value is None else D(str(value)), kind="official",
                note="Chưa có" if value is None else "",
            )
            for line in lines
            for value in (values[line.indicator.code],)
        ]  # fmt: skip
        reports.save_report(
            by=province.officers[code], report=report, lines=entries,
            narrative={"results": "Hoàn thành các nhiệm vụ của kỳ."},
        )  # fmt: skip
        for step, by in (
            ("submit_report", province.officers[code]),
            ("approve_report", province.leaders[code]),
            ("accept_report", province.office),
        ):
            getattr(reports, step)(by=by, report=Report.objects.with_places().get(pk=report.pk))

    def reviewed(self) -> Review:
        """Return the computed review of the half year."""
        review = services.start_review(
            by=self.province.office, campaign=self.campaign, kind="preliminary",
            period=self.period, as_of=DAY,
        )  # fmt: skip
        finish(review.job)
        review.refresh_from_db()
        return review


def _campaign(province: Province) -> Campaign:
    from campaigns.plans.services import add_participants
    from tests.builders.campaigns import make_campaign

    campaign = make_campaign(province.office, title="Kế hoạch giảm nghèo")
    units = province.districts[:2]
    add_participants(by=province.office, campaign=campaign, units=units)
    return campaign


def _indicator(
    province: Province, campaign: Campaign, code: str, name: str, measure: str, **more: Any
) -> Indicator:
    return save_indicator(
        by=province.office, campaign=campaign, code=code, name=name, unit_of_measure=measure,
        **{"aggregation": "sum", "floor": None, **more},
    )  # fmt: skip


def deliver(poverty: Poverty) -> Review:
    poverty.launch()
    for code, (households, poor, rate) in HOUSEHOLDS.items():
        poverty.report(code, {"ho": households, "ngheo": poor, "tyle": rate})
    return poverty.reviewed()


@pytest.mark.parametrize(
    ("how", "rate"), [("ratio", D("9.1")), ("wmean", D("9.1")), ("mean", D("5.5"))]
)
def test_the_rate_of_the_province(province: Province, how: str, rate: Decimal) -> None:
    poverty = Poverty(province, how)
    review = deliver(poverty)
    total = review.totals.get(indicator=poverty.rate)
    assert (total.total, total.received, total.expected) == (rate, 2, 2)
    sentence = total_sentence(total, final=False)
    assert ("bình quân giản đơn" in sentence) == (how == "mean")
    assert ("bình quân có trọng số theo số hộ dân" in sentence) == (how == "wmean")
    page = signed_in(province.office).get(reverse("reviews:total", args=[total.pk]))
    assert ("ình quân giản đơn" in page.content.decode()) == (how == "mean")
    assert [line for line in violations() if "review" in line.lower()] == []


def test_fixed_weights_stand_in_the_allocation(province: Province) -> None:
    poverty = Poverty(province, "wmean", weight_name="Số hộ dân năm 2020")
    office, units = signed_in(province.office), province.districts[:2]
    page = reverse("targets:allocate", args=[poverty.rate.pk])
    assert "Số hộ dân năm 2020" in office.get(page).content.decode()
    data = {f"value_{unit.pk}": "9,5" for unit in units}
    missing = office.post(page, {**data, f"weight_{units[0].pk}": "1.000"})
    assert missing.status_code == 422
    assert "Ghi trọng số" in missing.content.decode()
    weights = {f"weight_{units[0].pk}": "1.000", f"weight_{units[1].pk}": "9.000"}
    poverty.rate.refresh_from_db()
    done = office.post(page, {**data, **weights, "version": poverty.rate.version})
    assert done.status_code == 302, done.content.decode()
    assert deliver(poverty).totals.get(indicator=poverty.rate).total == D("9.1")


def test_a_unit_without_both_parts_is_counted_as_missing(province: Province) -> None:
    poverty = Poverty(province, "ratio")
    poverty.launch()
    poverty.report("huyen0", {"ho": 1000, "ngheo": 10})
    poverty.report("huyen1", {"ho": 9000, "ngheo": None})
    total = poverty.reviewed().totals.get(indicator=poverty.rate)
    assert (total.total, total.received, total.expected) == (1, 1, 2)
    assert total.outcome == Outcome.UNKNOWN


def test_units_do_not_report_a_ratio(province: Province) -> None:
    poverty = Poverty(province, "ratio")
    poverty.launch()
    assert not ReportLine.objects.filter(indicator=poverty.rate).exists()
    with pytest.raises(ValidationError) as caught:
        save_indicator(
            by=province.office, campaign=_campaign(province), code="x", name="Tỷ lệ",
            unit_of_measure="%", aggregation="ratio", allocated=False,
        )  # fmt: skip
    assert set(caught.value.message_dict) >= {"numerator", "denominator"}


@pytest.mark.parametrize(
    ("more", "goal"),
    [
        ({"baseline": D(12), "floor": D(8)}, D(10)),  # half of the way from last year's value
        ({"baseline": D(12), "floor": D(8), "pace": Pace.LEVEL}, D(8)),
        ({"floor": D(8), "pace": Pace.GROWING}, D(4)),
        ({"floor": D(8)}, D(8)),  # no last year's value: due in full
    ],
)
def test_rates_are_paced(province: Province, more: dict[str, Any], goal: Decimal) -> None:
    poverty = Poverty(province, "ratio", **more)
    assert deliver(poverty).totals.get(indicator=poverty.rate).goal == goal


def test_last_years_column_is_last_years_result(province: Province) -> None:
    poverty = Poverty(province, "mean")
    deliver(poverty)
    units = province.districts[:2]
    assert accepted_results(poverty.whole, units) == {units[0].pk: 1000, units[1].pk: 9000}
    with at(dt.date(2022, 1, 5)):
        from campaigns.plans.services import add_participants
        from tests.builders.campaigns import make_campaign

        office = mandate("office", province.committee)
        later = make_campaign(
            office, title="Kế hoạch 2022", starts_on=dt.date(2022, 1, 1),
            ends_on=dt.date(2022, 12, 31),
        )  # fmt: skip
        add_participants(by=office, campaign=later, units=units)
        one = save_indicator(
            by=office, campaign=later, code="ho", name="Số hộ dân", unit_of_measure="hộ",
            previous=poverty.whole,
        )  # fmt: skip
        set_allocations(by=office, indicator=one, values={})
        rows = allocation_rows(one, reporting_participants(one))
    assert [row.baseline for row in rows] == [1000, 9000]
