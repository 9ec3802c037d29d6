"""The report of a review as an official text (BÁO CÁO sơ kết, tổng kết)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from django.utils.translation import override

from campaigns.plans.documents import plan_subject
from campaigns.reviews.charts import completeness_chart, completion_chart
from campaigns.reviews.models import Review, ReviewStanding, ReviewTotal
from campaigns.reviews.selectors import punctuality_in, standings_in, totals_of
from campaigns.reviews.wording import bare, official
from campaigns.targets.enums import Outcome
from emulation.clock import today
from emulation.documents.letterhead import (
    collective_signature_of,
    letterhead_of,
    number_of,
    place_of,
)
from emulation.typesetting.paper import (
    Annex,
    Block,
    Chart,
    Column,
    Paper,
    Paragraph,
    Row,
    Section,
    Table,
    group_row,
    prose,
)
from emulation.typesetting.typography import lower_first
from emulation.typesetting.wording import annexes_mention
from emulation.ui.charts import Chart as Drawing
from emulation.ui.charts import proportion, svg
from emulation.ui.charts import rows as chart_rows
from emulation.ui.vietnamese import format_number, long_date

KIND = "campaign_review"
BAR_MM, LEAST_MM, MOST_MM, TEXT_MM = 11.0, 55.0, 190.0, 160.0
_WORDS = {
    Outcome.EXCEEDED: "Vượt",
    Outcome.REACHED: "Đạt",
    Outcome.MISSED: "Chưa đạt",
    Outcome.UNKNOWN: "Chưa đủ số liệu",
}


def review_paper(review: Review) -> Paper:
    """Return the report as it stands, without number and date."""
    unit = review.campaign.launcher
    with override("vi"):
        totals, standings = totals_of(review), standings_in(review)
        annexes = tuple(_annexes(review, standings))
        return Paper(
            kind_code=KIND,
            letterhead=letterhead_of(unit),
            place=place_of(unit),
            number=number_of(KIND, unit),
            type_name="BÁO CÁO",
            subject=review_subject(review),
            issuer=unit.name,
            body=tuple(_body(review, totals, standings, annexes)),
            signatures=(collective_signature_of(unit, today()),),
            recipients=_recipients(review),
            archive_line="VT",
            annexes=annexes,
        )


def review_subject(review: Review) -> str:
    """Return "Sơ kết …" or "Tổng kết …" with the movement's name."""
    word = "Tổng kết" if review.is_final else "Sơ kết"
    return f"{word} {movement(review)}{'' if review.is_final else f' ({review.period.name})'}"


def movement(review: Review) -> str:
    """Return the movement's name as it stands inside a sentence."""
    title = plan_subject(review.campaign)
    name = title.removeprefix("Phát động ").strip()
    return lower_first(name)


def _recipients(review: Review) -> tuple[str, ...]:
    lines = [line.strip() for line in review.campaign.recipients.splitlines() if line.strip()]
    return tuple(lines) or ("Các đơn vị tham gia phong trào thi đua",)


def _body(
    review: Review,
    totals: Sequence[ReviewTotal],
    standings: Sequence[ReviewStanding],
    annexes: Sequence[Annex],
) -> Iterator[Block]:
    yield Paragraph(_opening(review))
    for section in review.sections.order_by("order"):
        yield Section(section.heading)
        yield from prose(bare(section.body))
        if section.key == "results":
            yield from _figures(review, totals)
    if annexes:
        yield annexes_mention("Báo cáo", annexes)
    kind = "tổng kết" if review.is_final else "sơ kết"
    yield Paragraph(
        f"Trên đây là Báo cáo {kind} {movement(review)} của {review.campaign.launcher.name}"
    )


def _opening(review: Review) -> str:
    plan = review.campaign.plan_document
    unit = review.campaign.launcher.name
    kind = "tổng kết" if review.is_final else f"sơ kết kỳ “{review.period.name}”"
    based = ""
    if plan and plan.code and plan.issued_on:
        based = f"Thực hiện Kế hoạch số {plan.code} {long_date(plan.issued_on)} của {unit}, "
    day = long_date(review.as_of)
    text = f"{based}{unit} báo cáo {kind} {movement(review)}, số liệu tính đến {day}, như sau:"
    return f"{text[:1].upper()}{text[1:]}"


def _figures(review: Review, totals: Sequence[ReviewTotal]) -> Iterator[Block]:
    if totals:
        yield _totals_table(totals)
    bars = completion_chart(review, totals)
    if bars:
        height = 14 + BAR_MM * len(bars.bars)
        yield _drawn(bars, min(max(height, LEAST_MM), MOST_MM))
    columns = completeness_chart(punctuality_in(review))
    if columns:
        yield _drawn(columns, min(TEXT_MM * proportion(svg(columns)), MOST_MM))


def _drawn(drawing: Drawing, height: float) -> Chart:
    rows = chart_rows(drawing)
    alt = "; ".join(f"{row[0]}: {', '.join(row[1:])}" for row in rows[1:])
    return Chart(svg(drawing), f"{drawing.title}. {alt}", title=drawing.title, height_mm=height)


def _totals_table(totals: Sequence[ReviewTotal]) -> Table:
    columns = (
        Column("STT", 1, "center"),
        Column("Chỉ tiêu", 6),
        Column("Đơn vị tính", 2, "center"),
        Column("Kế hoạch năm", 2, "right"),
        Column("Thực hiện", 2, "right"),
        Column("Tỷ lệ (%)", 2, "right"),
        Column("Đánh giá", 2, "center"),
        Column("Nguồn số liệu", 3),
    )
    rows = tuple(
        Row(
            (
                str(number),
                total.indicator.name,
                total.indicator.unit_of_measure,
                _target(total),
                _written(total.total),
                _written(total.rate, 1),
                _WORDS[Outcome(total.outcome)],
                source_words(total),
            )
        )
        for number, total in enumerate(totals, start=1)
    )
    return Table(columns, rows, title="Kết quả thực hiện các chỉ tiêu", size=11.0)


def _target(total: ReviewTotal) -> str:
    if total.target is not None and total.ceiling is not None:
        return f"{official(total.target)} - {official(total.ceiling)}"
    return _written(total.target)


def _written(value: Decimal | None, decimals: int | None = None) -> str:
    if value is None:
        return "…"
    return official(value) if decimals is None else format_number(round(value, decimals))


def source_words(total: ReviewTotal) -> str:
    """Return from what the total comes: agency or reports, estimates, what is missing."""
    if total.supplied is not None:
        kind = "ước" if total.estimates else "chính thức"
        return f"{total.supplied.supplied_by.unit.label} ({kind})"
    if not total.received:
        return "Chưa có số liệu"
    words = [f"{total.received} báo cáo"]
    if total.expected > total.received:
        words.append(f"{total.expected - total.received} thiếu")
    if total.estimates:
        words.append(f"{total.estimates} số ước")
    if total.confirmed:
        words.append(f"{total.confirmed} đã xác nhận")
    return "; ".join(words)


def _annexes(review: Review, standings: Sequence[ReviewStanding]) -> Iterator[Annex]:
    if not standings:
        return
    columns = (
        Column("Hạng", 1, "center"),
        Column("Đơn vị", 7),
        Column("Mức độ hoàn thành (%)", 2, "right"),
        Column("Chỉ tiêu đạt", 2, "right"),
        Column("Số liệu đã có", 2, "right"),
        Column("Đúng hạn", 1.5, "right", group="Lượt báo cáo"),
        Column("Muộn", 1.5, "right", group="Lượt báo cáo"),
        Column("Chưa gửi", 1.5, "right", group="Lượt báo cáo"),
    )
    rows: list[Row] = []
    for cluster, members in groupby(standings, key=lambda row: row.cluster):
        rows.append(group_row(cluster.name if cluster else "Không thuộc cụm, khối", len(columns)))
        rows.extend(_standing_row(row) for row in members)
    yield Annex(
        title="Kết quả xếp hạng theo cụm, khối thi đua",
        body=(Table(columns, tuple(rows), size=11.0),),
        landscape=True,
    )


def _standing_row(row: ReviewStanding) -> Row:
    return Row(
        (
            "…" if row.rank is None else str(row.rank),
            row.participant.unit.name,
            _written(row.completion, 1),
            str(row.reached),
            f"{row.received}/{row.expected}",
            str(row.reports_on_time),
            str(row.reports_late),
            str(row.reports_missing),
        )
    )
