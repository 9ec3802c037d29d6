# ruff: noqa: E501 -- whole sentences of an official text
"""The drafted sections of a review's report, written from the frozen figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db import transaction

from campaigns.plans.selectors import unit_plan_counts
from campaigns.reports.enums import ReportState
from campaigns.reports.models import Report
from campaigns.reviews.computing import counted_reports
from campaigns.reviews.departures import departures_of
from campaigns.reviews.models import Review, ReviewSection, ReviewStanding, ReviewTotal
from campaigns.reviews.registry import commendation_sentences
from campaigns.reviews.wording import (
    count,
    locked,
    names,
    official,
    outcomes_sentence,
    pieces,
    total_sentence,
)
from campaigns.reviews.wording import percentage as percent_words
from campaigns.targets.enums import Outcome
from emulation.jobs.failpoints import failpoint
from emulation.ui.vietnamese import format_number

MOST_QUOTED = 10
QUOTE = 240
NOTHING_SAID = {
    "", "-", "không", "không có", "không có ý kiến", "không có kiến nghị", "không kiến nghị",
}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """One section as the figures give it."""

    key: str
    heading: str
    body: str


def drafts(review: Review) -> list[Draft]:
    """Return the sections of the report in the order of the official skeleton."""
    totals = list(
        review.totals.select_related("indicator__monitoring_agency").order_by(
            "indicator__order", "pk"
        )
    )
    standings = list(
        review.standings.select_related("participant__unit", "cluster").order_by(
            "cluster__order", "rank", "participant__unit__order"
        )
    )
    parts = [
        ("leadership", "Công tác lãnh đạo, chỉ đạo", _leadership(review, standings)),
        ("results", "Kết quả thực hiện", _results(review, totals, standings)),
        ("commendation", "Công tác khen thưởng", _commendation(review)),
        ("limits", "Hạn chế, nguyên nhân", _limits(review, totals, standings)),
    ]
    if review.is_final:
        parts.append(("lessons", "Bài học kinh nghiệm", _lessons(totals, standings)))
    parts.append(("tasks", _tasks_title(review), _tasks(review, totals, standings)))
    parts.append(("proposals", "Kiến nghị", _proposals(review)))
    return [Draft(key, heading, "\n".join(body)) for key, heading, body in parts]


def _tasks_title(review: Review) -> str:
    if review.is_final:
        return "Phương hướng, nhiệm vụ thời gian tới"
    return "Phương hướng, nhiệm vụ đến hết phong trào"


def _leadership(review: Review, standings: Sequence[ReviewStanding]) -> Iterator[str]:
    plans = unit_plan_counts(review.campaign)
    whole = plans["total"]
    yield (
        f"Phong trào thi đua do {review.campaign.launcher.name} phát động có {count(whole)} cơ quan, "
        "đơn vị, địa phương tham gia."
    )
    if plans["issued"] == whole and whole:
        yield f"Cả {count(whole)} đơn vị đã ban hành kế hoạch phát động phong trào thi đua của đơn vị mình."
    elif plans["issued"]:
        yield (
            f"Đã có {locked(str(plans['issued']) + '/' + str(whole))} đơn vị ban hành kế hoạch phát động "
            f"phong trào thi đua; còn {count(plans['missing'])} đơn vị chưa ban hành."
        )
    else:
        yield "Đến nay chưa ghi nhận kế hoạch phát động phong trào thi đua của các đơn vị."
    yield from _discipline(standings)


def _discipline(standings: Sequence[ReviewStanding]) -> Iterator[str]:
    on_time = sum(row.reports_on_time for row in standings)
    late = sum(row.reports_late for row in standings)
    missing = sum(row.reports_missing for row in standings)
    whole = on_time + late + missing
    if not whole:
        return
    if on_time == whole:
        yield f"Việc chấp hành chế độ báo cáo nghiêm túc: cả {count(whole)} lượt báo cáo đều gửi đúng hạn."
        return
    said = [
        f"{count(on_time)} lượt báo cáo gửi đúng hạn"
        if on_time
        else "không có báo cáo nào gửi đúng hạn"
    ]
    if late:
        said.append(f"{count(late)} lượt gửi muộn")
    if missing:
        said.append(f"{count(missing)} lượt chưa gửi")
    yield f"Về chế độ báo cáo: trong {count(whole)} lượt báo cáo phải gửi, {', '.join(said)}."


def _results(
    review: Review, totals: Sequence[ReviewTotal], standings: Sequence[ReviewStanding]
) -> Iterator[str]:
    accepted = _accepted(review)
    yield (
        f"Số liệu tổng hợp từ {locked(f'{accepted}/{len(standings)}')} báo cáo kỳ "
        f"“{review.period.name}” đã được tiếp nhận."
    )
    yield from _of_those_gone(review)
    yield outcomes_sentence(totals, final=review.is_final)
    for total in totals:
        yield f"- {total_sentence(total, final=review.is_final)}"
    yield from _ranks(standings)


def _of_those_gone(review: Review) -> Iterator[str]:
    gone = [each for each in departures_of(review) if each.counts]
    if gone:
        yield (
            f"Số liệu gồm cả kết quả đã được tiếp nhận của {count(len(gone))} đơn vị nay không còn "
            f"tham gia: {'; '.join(each.words for each in gone)}."
        )


def _accepted(review: Review) -> int:
    return counted_reports(review).count()


def _ranks(standings: Sequence[ReviewStanding]) -> Iterator[str]:
    ranked = [row for row in standings if row.rank is not None]
    if not ranked:
        yield "Chưa đủ số liệu để xếp hạng các đơn vị trong cụm, khối thi đua."
        return
    yield "Các đơn vị dẫn đầu cụm, khối thi đua theo mức độ hoàn thành các chỉ tiêu:"
    for cluster, rows in groupby(ranked, key=lambda row: row.cluster):
        first = [row for row in rows if row.rank == 1]
        if first and cluster:
            together = " (đồng hạng)" if len(first) > 1 else ""
            who = names([row.participant.unit.name for row in first])
            rate = percent_words(first[0].completion)
            yield f"- {cluster.name}: {who}{together}, mức độ hoàn thành {rate}."


def _commendation(review: Review) -> Iterator[str]:
    sentences = commendation_sentences(review.campaign, review.as_of)
    if sentences:
        yield from sentences
    else:
        yield (
            "Đến thời điểm báo cáo chưa có quyết định khen thưởng nào trong khuôn khổ phong trào được "
            "ghi nhận; việc xét khen thưởng thực hiện theo Kế hoạch, bảo đảm đúng thành tích, đúng đối "
            "tượng và kịp thời."
        )


def _limits(
    review: Review, totals: Sequence[ReviewTotal], standings: Sequence[ReviewStanding]
) -> Iterator[str]:
    missed = [total.indicator.name for total in totals if total.outcome == Outcome.MISSED]
    unknown = [total.indicator.name for total in totals if total.outcome == Outcome.UNKNOWN]
    behind = "chưa hoàn thành" if review.is_final else "chậm so với tiến độ"
    if missed:
        yield f"- Còn {count(len(missed))} chỉ tiêu {behind}: {'; '.join(missed)}."
    if unknown:
        yield f"- Còn {count(len(unknown))} chỉ tiêu chưa đủ số liệu để kết luận: {'; '.join(unknown)}."
    silent = [row.participant.unit.name for row in standings if row.reports_missing]
    late = [row for row in standings if row.reports_late]
    if silent:
        yield f"- Có {count(len(silent))} đơn vị chưa gửi đủ báo cáo: {names(silent)}."
    if late:
        yield f"- Có {count(len(late))} đơn vị gửi báo cáo muộn."
    if not (missed or unknown or silent or late):
        yield (
            "Các chỉ tiêu đều được thực hiện và chế độ báo cáo được chấp hành đầy đủ; kết quả giữa các "
            "đơn vị chưa đồng đều."
        )
    yield from _quoted(review, "difficulties", "Khó khăn, nguyên nhân do các đơn vị nêu:")


def _quoted(review: Review, field: str, lead: str) -> Iterator[str]:
    """Yield what units wrote, in their words; figures in it are theirs and not locked.

    Who wrote the same is named together; who wrote that there is nothing is left out.
    """
    rows = (
        Report.objects.filter(period=review.period_id, state=ReportState.ACCEPTED)
        .exclude(**{field: ""})
        .select_related("participant__unit")
        .order_by("participant__unit__order")
    )
    said: dict[str, list[str]] = {}
    for row in rows:
        words = _one_line(getattr(row, field))
        if words.rstrip(".").casefold() not in NOTHING_SAID:
            said.setdefault(words, []).append(row.participant.unit.name)
    if said:
        yield lead
    for words, units in list(said.items())[:MOST_QUOTED]:
        yield f"- {names(units)}: {words}"


def _one_line(text: str) -> str:
    words = " ".join(text.replace("«", "“").replace("»", "”").split()).rstrip(" .;")
    if len(words) > QUOTE:
        words = f"{words[:QUOTE].rsplit(' ', 1)[0]} …"
    return f"{words}."


def _lessons(totals: Sequence[ReviewTotal], standings: Sequence[ReviewStanding]) -> Iterator[str]:
    best = [total.indicator.name for total in totals if total.outcome == Outcome.EXCEEDED]
    yield (
        "- Nội dung, chỉ tiêu thi đua phải cụ thể, sát nhiệm vụ chính trị của từng cơ quan, đơn vị, địa "
        "phương; gắn trách nhiệm của người đứng đầu với kết quả phong trào."
    )
    if best:
        yield (
            f"- {count(len(best))} chỉ tiêu vượt mức đề ra cho thấy hiệu quả của việc phân công rõ đầu mối "
            "theo dõi và đôn đốc thường xuyên."
        )
    if any(row.reports_late or row.reports_missing for row in standings):
        yield "- Duy trì nền nếp báo cáo, kịp thời đôn đốc đơn vị gửi muộn để số liệu đầy đủ, chính xác."
    yield "- Kịp thời phát hiện, biểu dương, nhân rộng điển hình tiên tiến; khen thưởng đúng người, đúng việc."


def _tasks(
    review: Review, totals: Sequence[ReviewTotal], standings: Sequence[ReviewStanding]
) -> Iterator[str]:
    weak = [t.indicator.name for t in totals if t.outcome == Outcome.MISSED]
    if weak and not review.is_final:
        yield f"- Tập trung các giải pháp đối với {count(len(weak))} chỉ tiêu còn chậm: {'; '.join(weak)}."
    elif weak:
        yield f"- Tiếp tục có giải pháp đối với {count(len(weak))} chỉ tiêu chưa hoàn thành."
    else:
        yield "- Tiếp tục duy trì kết quả đã đạt được, phấn đấu hoàn thành vượt mức các chỉ tiêu."
    if any(row.reports_missing for row in standings):
        yield "- Các đơn vị còn thiếu báo cáo khẩn trương gửi báo cáo và số liệu về cơ quan thường trực."
    if review.is_final:
        yield "- Xây dựng nội dung, chỉ tiêu thi đua năm sau trên cơ sở kết quả đã tổng kết."
    else:
        yield "- Chuẩn bị nội dung tổng kết phong trào, bảo đảm số liệu chính thức thay cho số ước thực hiện."
    yield "- Lựa chọn tập thể, cá nhân tiêu biểu để biểu dương, khen thưởng kịp thời."


def _proposals(review: Review) -> Iterator[str]:
    lines = list(_quoted(review, "proposals", "Các đơn vị có kiến nghị:"))
    if lines:
        yield from lines
    else:
        yield "Không có kiến nghị."


# --- writing them down -----------------------------------------------------------------------


@transaction.atomic
def write_sections(review: Review) -> None:
    """Write the drafts down; what staff edited keeps its text beside the new draft. Repeatable."""
    failpoint("reviews.compute.drafting")
    present = {section.key: section for section in review.sections.all()}
    wanted = drafts(review)
    review.sections.exclude(key__in=[draft.key for draft in wanted]).delete()
    for order, draft in enumerate(wanted, start=1):
        section = present.get(draft.key) or ReviewSection(review=review, key=draft.key)
        section.order, section.heading, section.drafted = order, draft.heading, draft.body
        if not section.is_edited:
            section.body = draft.body
        section.save()


def allowed_pieces(review: Review) -> set[str]:
    """Return the figures that the report may state: those drafted and those of the frozen totals."""
    return drafted_pieces(review.sections.all()) | frozen_pieces(review)


def drafted_pieces(sections: Iterable[ReviewSection]) -> set[str]:
    """Return the figures that the drafts state."""
    return {piece for section in sections for piece in pieces(section.drafted)}


def frozen_pieces(review: Review) -> set[str]:
    """Return the frozen figures of totals and standings, as a report may write them."""
    allowed = set()
    for total in review.totals.order_by():
        for value in (total.total, total.target, total.ceiling, total.goal):
            if value is not None:
                allowed |= {f"{written}{sign}" for written in _written(value) for sign in ("", "%")}
        if total.rate is not None:
            allowed.add(f"{format_number(round(total.rate, 1))}%")
    rates = review.standings.order_by().values_list("completion", flat=True)
    for rate in rates.distinct():
        if rate is not None:
            allowed.add(f"{format_number(round(rate, 1))}%")
    return allowed


def _written(value: Decimal) -> set[str]:
    """Return the ways to write a frozen figure: exact, and as reports round it."""
    return {format_number(value), official(value)}


def foreign_pieces(body: str, allowed: set[str]) -> list[str]:
    """Return the locked pieces of ``body`` that are none of the allowed figures."""
    return [piece for piece in dict.fromkeys(pieces(body)) if piece not in allowed]
