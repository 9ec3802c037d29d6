"""Totals after units left, merged and split: what was accepted counts for ever, and is explained."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from campaigns.plans.models import Participant
from campaigns.plans.services import remove_participant
from campaigns.reviews.departures import departures_of, reconciled
from campaigns.reviews.drafting import drafts
from campaigns.reviews.models import Review
from campaigns.targets.enums import Outcome
from emulation.clock import at
from emulation.registries.proof import violations
from emulation.units.enums import SuccessionKind
from emulation.units.services import succeed_unit
from tests.builders.clients import signed_in
from tests.builders.reports import Province
from tests.builders.reviews import computed

pytestmark = pytest.mark.django_db
D = Decimal
JULY = dt.date(2021, 7, 1)
DECEMBER = dt.date(2021, 12, 16)
JUNE_FIGURES = {
    "huyen0": {"lua": 60, "tngt": 3, "bhyt": 93},
    "huyen1": {"lua": 50, "tngt": 4, "bhyt": 92},
    "huyen2": {"lua": 58, "tngt": 5, "bhyt": 94},
}


def deliver_all(province: Province) -> None:
    for code, values in JUNE_FIGURES.items():
        province.deliver(code, values)


def leave(province: Province, code: str, day: dt.date = JULY) -> None:
    participant = Participant.objects.get(campaign=province.campaign, unit__code=code)
    with at(day):
        remove_participant(by=province.office, participant=participant)


def total(review: Review, code: str = "lua") -> Any:
    return review.totals.get(indicator__code=code)


def test_a_unit_that_left_later_keeps_its_figures_and_the_outcome(province: Province) -> None:
    deliver_all(province)
    before = computed(province)
    leave(province, "huyen2")
    after = computed(province, as_of=dt.date(2021, 6, 18))
    for code in ("lua", "tngt", "bhyt"):
        old, new = total(before, code), total(after, code)
        assert (new.total, new.expected, new.received, new.outcome) == (
            old.total, old.expected, old.received, old.outcome,
        )  # fmt: skip
    assert total(after).total == 168
    assert after.standings.count() == 3


def test_what_grows_is_carried_on_into_later_periods_and_adds_up(province: Province) -> None:
    deliver_all(province)
    units = {unit.code: unit for unit in province.districts}
    succeed_unit(
        by=province.office, unit=units["huyen2"], successor=units["huyen0"],
        kind=SuccessionKind.MERGED, on=JULY, legal_basis="Nghị quyết 01/NQ-HĐND",
    )  # fmt: skip
    leave(province, "huyen2")
    with at(DECEMBER):
        province.deliver("huyen0", {"lua": 130, "tngt": 6, "bhyt": 95}, period=2)
        province.deliver("huyen1", {"lua": 115, "tngt": 8, "bhyt": 93}, period=2)
        review = computed(province, kind="final", period=2, as_of=DECEMBER)
    lua, bhyt = total(review), total(review, "bhyt")
    assert (lua.total, lua.received, lua.expected, lua.carried) == (303, 3, 3, 1)
    assert lua.outcome == Outcome.EXCEEDED
    assert (bhyt.total, bhyt.received, bhyt.expected) == (94, 2, 2)  # a level is not carried on
    (row, *_others) = reconciled(review)
    assert row.agrees
    assert [value for _words, value in row.parts] == [115, 130, 58]
    assert "sáp nhập vào" in row.parts[2][0]
    (gone,) = departures_of(review)
    assert (gone.unit, gone.counts) == (units["huyen2"], 2)
    text = "\n".join(draft.body for draft in drafts(review))
    assert f"«01» đơn vị nay không còn tham gia: {units['huyen2'].name}" in text
    page = signed_in(province.office).get(review.get_absolute_url()).content.decode()
    for words in ("Đơn vị đã rời, sáp nhập, chia tách", "khớp với tổng", "từ 3/3 báo cáo"):
        assert words in page
    assert [line for line in violations() if "review" in line.lower()] == []


def test_a_report_that_was_due_before_the_unit_left_is_missed(province: Province) -> None:
    for code in ("huyen0", "huyen1"):
        province.deliver(code, JUNE_FIGURES[code])
    leave(province, "huyen2")
    review = computed(province)
    assert (total(review).received, total(review).expected) == (2, 3)


def test_a_unit_that_left_within_the_period_owes_no_report_of_it(province: Province) -> None:
    for code in ("huyen0", "huyen1"):
        province.deliver(code, JUNE_FIGURES[code])
    leave(province, "huyen2", dt.date(2021, 6, 1))
    review = computed(province)
    assert (total(review).received, total(review).expected) == (2, 2)
    assert review.standings.count() == 2


def test_too_few_reports_are_listed_and_not_called_a_success(province: Province) -> None:
    province.deliver("huyen0", {"lua": 200, "tngt": 3, "bhyt": 99})
    review = computed(province)
    lua = total(review)
    assert (lua.outcome, lua.received, lua.expected) == (Outcome.UNKNOWN, 1, 3)
    text = "\n".join(draft.body for draft in drafts(review))
    sentence = next(line for line in text.splitlines() if line.startswith("- Sản lượng lúa"))
    assert "tổng hợp được «200»" in sentence
    assert "«1/3» đơn vị" in sentence
    assert not any(word in sentence for word in ("vượt", "đạt", "hoàn thành"))
    page = (
        signed_in(province.office).get(reverse("reviews:submit", args=[review.pk])).content.decode()
    )
    for words in ("1/3 báo cáo", "Còn thiếu", province.districts[1].name, "80 %"):
        assert words in page, words
