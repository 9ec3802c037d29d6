"""The computation of a review: arithmetic, ranks, completeness, repetition, the text."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from campaigns.reports import services as reports
from campaigns.reports.models import Report
from campaigns.reviews import services
from campaigns.reviews.computing import (
    compute_standings,
    compute_totals,
    freeze_lines,
    indicators_of,
)
from campaigns.reviews.drafting import drafts, write_sections
from campaigns.reviews.models import FrozenLine, Review
from campaigns.reviews.selectors import changed_since, outdated_sections
from campaigns.reviews.wording import bare, is_balanced, official, pieces
from campaigns.targets.enums import Outcome
from emulation.clock import at
from emulation.jobs.services import run_now
from emulation.registries.proof import violations
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from tests.builders.reports import Province
from tests.builders.reviews import begin, computed

D = Decimal
JULY = dt.date(2021, 6, 18)


def total(review: Review, code: str) -> Any:
    return review.totals.get(indicator__code=code)


def supply(province: Province, value: str, period: int = 1) -> None:
    reports.supply_figure(
        by=province.statistician,
        indicator=province.indicators["grdp"],
        period=province.periods[period - 1],
        value=D(value),
        cutoff_on=dt.date(2021, 6, 14),
        kind="estimated",
    )


# --- arithmetic ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_totals_add_up_what_is_known(province: Province) -> None:
    province.deliver("huyen0", {"lua": "60.5", "tngt": 3, "bhyt": 93})
    province.deliver("huyen1", {"lua": "80.25", "tngt": None, "bhyt": None}, kind="estimated")
    review = computed(province)
    lua, tngt, bhyt = (total(review, code) for code in ("lua", "tngt", "bhyt"))
    assert (lua.total, lua.target, lua.goal) == (D("140.75"), 300, 141)
    assert (lua.expected, lua.received, lua.estimates) == (3, 2, 1)
    # 140.75 of 141 with one unit missing: cannot tell
    assert lua.outcome == Outcome.UNKNOWN
    assert (tngt.total, tngt.received) == (3, 1)
    # the blank is not averaged in, and two missing units could turn the mean
    assert (bhyt.total, bhyt.received, bhyt.outcome) == (93, 1, Outcome.UNKNOWN)
    assert total(review, "grdp").outcome == Outcome.UNKNOWN


@pytest.mark.django_db
def test_a_confirmed_figure_counts_before_the_reported_one(province: Province) -> None:
    province.deliver("huyen0", {"lua": 60, "tngt": 3, "bhyt": 93})
    line = province.line("huyen0", "lua")
    reports.confirm_figures(
        by=province.statistician,
        indicator=province.indicators["lua"],
        period=province.periods[0],
        values={line.pk: (D(55), line.version)},
    )
    supply(province, "9.4")
    review = computed(province)
    assert (total(review, "lua").total, total(review, "lua").confirmed) == (55, 1)
    grdp = total(review, "grdp")
    assert (grdp.total, grdp.outcome, grdp.estimates) == (D("9.4"), Outcome.REACHED, 1)
    frozen = FrozenLine.objects.get(review=review, line=line)
    assert line.revisions.get(version=frozen.line_version).value == 60


@pytest.mark.django_db
def test_reports_that_are_not_accepted_do_not_count(province: Province) -> None:
    province.fill("huyen0", {"lua": 60, "tngt": 3, "bhyt": 93})
    province.submit("huyen0")
    review = computed(province)
    assert total(review, "lua").total is None
    assert [row.rank for row in review.standings.all()] == [None] * 3


@pytest.mark.django_db
def test_standings_rank_within_the_cluster_with_ties(province: Province) -> None:
    province.deliver("huyen0", {"lua": 47, "tngt": 2, "bhyt": 92})
    province.deliver("huyen1", {"lua": 47, "tngt": 2, "bhyt": 92})
    province.deliver("huyen2", {"lua": 20, "tngt": 2, "bhyt": 92})
    review = computed(province)
    rows = list(review.standings.order_by("participant__unit__code"))
    assert [row.rank for row in rows] == [1, 1, 3]
    # weights 3 and 2 at 100 %, weight 1 capped at 120 %
    assert rows[0].completion == D("103.3333")
    assert rows[0].reports_on_time == 1
    first = [row for row in rows if row.rank == 1]
    assert [row.participant.unit.code for row in first] == ["huyen0", "huyen1"]


@pytest.mark.django_db
def test_a_unit_with_less_than_half_of_its_weights_is_not_ranked(province: Province) -> None:
    province.deliver("huyen0", {"lua": None, "tngt": 0, "bhyt": None})
    province.deliver("huyen1", {"lua": 40, "tngt": 5, "bhyt": None})
    review = computed(province)
    ranks = {row.participant.unit.code: row.rank for row in review.standings.all()}
    assert ranks == {"huyen0": None, "huyen1": 1, "huyen2": None}


@pytest.mark.django_db
def test_punctuality_counts_the_periods_so_far(province: Province) -> None:
    from emulation.clock import at

    province.deliver("huyen0", {"lua": 60, "tngt": 3, "bhyt": 93})
    with at(dt.date(2021, 6, 25)):
        province.deliver("huyen1", {"lua": 60, "tngt": 3, "bhyt": 93})
        review = computed(province, as_of=dt.date(2021, 6, 25))
    counts = {
        row.participant.unit.code: (row.reports_on_time, row.reports_late, row.reports_missing)
        for row in review.standings.all()
    }
    assert counts == {"huyen0": (1, 0, 0), "huyen1": (0, 1, 0), "huyen2": (0, 0, 1)}
    assert review.facts["late"] == 1


@pytest.mark.django_db
def test_every_step_can_be_repeated(province: Province) -> None:
    province.deliver("huyen0", {"lua": 60, "tngt": 3, "bhyt": 93})
    review = computed(province)
    before = services.digest_of(review)
    for _round in range(2):
        freeze_lines(review, list(indicators_of(review)))
        compute_totals(review)
        compute_standings(review)
        write_sections(review)
    assert services.digest_of(review) == before == review.digest
    assert [line for line in violations() if "review" in line.lower()] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"as_of": dt.date(2021, 6, 19)}, ValidationError),
        ({"as_of": dt.date(2021, 6, 13)}, ValidationError),
        ({"kind": "final", "period": 1, "again": True}, Refused),
    ],
)
def test_a_review_that_cannot_be(
    province: Province, more: dict[str, Any], error: type[Exception]
) -> None:
    if more.pop("again", False):
        begin(province, **more)
    with pytest.raises(error):
        begin(province, **more)


@pytest.mark.django_db
def test_who_may_begin(province: Province) -> None:
    with pytest.raises(NotAllowed):
        begin(province, by=province.officers["huyen0"])


# --- the text --------------------------------------------------------------------------------


def text_of(review: Review) -> str:
    return "\n".join(draft.body for draft in drafts(review))


@pytest.mark.django_db
def test_sentences_agree_with_their_case(province: Province) -> None:
    empty = text_of(computed(province))
    assert "Sản lượng lúa: chưa có số liệu" in empty
    assert "Cả «04» chỉ tiêu của Kế hoạch đều chưa đủ số liệu để kết luận." in empty
    assert "Chưa đủ số liệu để xếp hạng" in empty
    for code, lua in (("huyen0", 60), ("huyen1", 50), ("huyen2", 40)):
        province.deliver(code, {"lua": lua, "tngt": 6, "bhyt": 92})
    supply(province, "10.5")
    text = text_of(computed(province))
    assert (
        "Sản lượng lúa đạt «150» nghìn tấn, bằng «50%» kế hoạch năm («300» nghìn tấn), vượt tiến độ."
        in text
    )
    assert (
        "Số vụ tai nạn giao thông là «18» vụ, kế hoạch năm không vượt quá «30» vụ, chậm so với tiến độ"
        in text
    )
    assert (
        "Tỷ lệ tham gia bảo hiểm y tế (bình quân giản đơn giữa các đơn vị) đạt «92%», chỉ tiêu kế "
        "hoạch năm là «92%», bảo đảm tiến độ."
    ) in text
    assert (
        "Tốc độ tăng trưởng kinh tế (ước thực hiện; số liệu của Cục Thống kê) đạt «10,5%», "
        "chỉ tiêu kế hoạch năm là từ «9%» đến «10%», vượt tiến độ."
    ) in text
    assert "Cụm thi đua số 1: Ủy ban nhân dân huyện Hồng Dân" in text
    assert is_balanced(text)
    assert not re.search(r"None|\bTrue\b|  |\.\.|,,| ,| \.(?!\.)", bare(text))


@pytest.mark.django_db
def test_the_final_report_speaks_of_the_year_and_its_lessons(province: Province) -> None:
    from emulation.clock import at

    with at(dt.date(2021, 12, 16)):
        for code in ("huyen0", "huyen1", "huyen2"):
            province.deliver(code, {"lua": 90, "tngt": 10, "bhyt": 95}, period=2)
        review = computed(province, kind="final", period=2, as_of=dt.date(2021, 12, 16))
    text = text_of(review)
    assert (
        "Sản lượng lúa đạt «270» nghìn tấn, bằng «90%» kế hoạch («300» nghìn tấn), chưa hoàn thành"
        in text
    )
    assert "hoàn thành chỉ tiêu đề ra" in text
    headings = list(review.sections.values_list("heading", flat=True))
    assert headings[4] == "Bài học kinh nghiệm"
    assert "kế hoạch năm" not in text


@pytest.mark.django_db
def test_figures_are_locked_and_words_are_free(province: Province) -> None:
    province.deliver("huyen0", {"lua": 60, "tngt": 3, "bhyt": 93})
    review = computed(province)
    section = review.sections.get(key="results")
    terms: dict[str, Any] = {"by": province.office, "section": section}
    changed = section.drafted.replace("«60»", "«61»")
    assert changed != section.drafted
    with pytest.raises(ValidationError) as caught:
        services.save_section(**terms, body=changed)
    assert "«61»" in caught.value.message_dict["body"][0]
    with pytest.raises(ValidationError):
        services.save_section(**terms, body=section.drafted.replace("«60»", "«60"))
    fewer = "Toàn tỉnh thu hoạch «60» nghìn tấn lúa."
    saved = services.save_section(**terms, body=fewer)
    assert (saved.body, saved.is_edited) == (fewer, True)
    with pytest.raises(StaleVersion):
        services.save_section(**terms, body=fewer, version=1)
    with pytest.raises(NotAllowed):
        services.save_section(by=province.officers["huyen0"], section=section, body=fewer)
    assert services.reset_section(**terms).body == section.drafted


@pytest.mark.django_db
def test_computing_again_keeps_edits_and_shows_what_no_longer_holds(province: Province) -> None:
    province.deliver("huyen0", {"lua": 60, "tngt": 3, "bhyt": 93})
    review = computed(province)
    section = review.sections.get(key="results")
    services.save_section(by=province.office, section=section, body="Sản lượng lúa «60» nghìn tấn.")
    reports.reopen_report(
        by=province.office,
        report=province.report("huyen0"),
        reason="Số chính thức",
        due_on=dt.date(2021, 6, 30),
    )
    province.deliver("huyen0", {"lua": 58, "tngt": 3, "bhyt": 93})
    assert changed_since(review).count() == 1
    review = services.recompute_review(by=province.office, review=review)
    with pytest.raises(WrongState):
        services.save_section(by=province.office, section=section, body="x")
    assert review.job is not None
    run_now(review.job)
    review.refresh_from_db()
    section.refresh_from_db()
    assert section.body == "Sản lượng lúa «60» nghìn tấn."
    assert "«58»" in section.drafted
    assert outdated_sections(review) == {section.pk: ["60"]}
    with pytest.raises(Refused, match="Kết quả"):
        services.submit_review(by=province.office, review=review)
    services.save_section(by=province.office, section=section, body="Sản lượng lúa «58» nghìn tấn.")
    assert services.submit_review(by=province.office, review=review).state == "submitted"


@pytest.mark.django_db
def test_what_was_frozen_is_read_again_only_where_a_report_was_saved_since(
    province: Province, django_assert_num_queries: Any
) -> None:
    province.deliver("huyen0", {"lua": 60, "tngt": 3, "bhyt": 93})
    with at(dt.date(2021, 6, 20)):
        review = computed(province)
    with django_assert_num_queries(1):  # the reports; the figures are not asked for
        assert list(changed_since(review)) == []
    with django_assert_num_queries(1):  # the sections; the totals are not asked for
        assert outdated_sections(review) == {}
    line = province.line("huyen0", "lua")
    with at(dt.date(2021, 6, 21)):
        reports.confirm_figures(
            by=province.statistician, indicator=province.indicators["lua"],
            period=province.periods[0], values={line.pk: (D(58), line.version)},
        )  # fmt: skip
    (changed,) = changed_since(review)
    assert (changed.frozen, changed.counted) == (60, 58)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_an_old_job_of_a_recomputed_review_does_nothing(province: Province) -> None:
    review = begin(province)
    old = review.job
    assert old is not None
    run_now(old)
    review.refresh_from_db()
    services.recompute_review(by=province.office, review=review)
    type(old).objects.filter(pk=old.pk).update(state="queued", ended_at=None, progress={})
    run_now(old)
    review.refresh_from_db()
    assert review.state == "computing"


@pytest.mark.django_db
def test_units_that_wrote_the_same_are_named_together_and_nothing_said_is_left_out(
    province: Province,
) -> None:
    said = {"huyen0": "Bổ sung kinh phí.", "huyen1": "Không có.", "huyen2": "Bổ sung kinh phí"}
    for code, words in said.items():
        province.deliver(code, {"lua": 60, "tngt": 3, "bhyt": 93})
        Report.objects.filter(pk=province.report(code).pk).update(proposals=words)
    text = bare(text_of(computed(province)))
    assert "Hồng Dân và Ủy ban nhân dân huyện Vĩnh Lợi: Bổ sung kinh phí." in text
    assert "Không có." not in text


def test_figures_of_a_report_have_two_decimals_at_most() -> None:
    shown = [official(D(value)) for value in ("75.3714", "0.7329", "0.0045", "1582.3")]
    assert shown == ["75,37", "0,73", "0,0045", "1.582,3"]


def test_pieces() -> None:
    assert pieces("a «1,5» b «09»") == ["1,5", "09"]
    assert not is_balanced("« a «1»")
