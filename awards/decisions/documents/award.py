"""The decision on awards (Quyết định khen thưởng) with its list and the bonus of every line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from awards.catalogue.enums import SubjectKind
from awards.catalogue.selectors import award as award_of
from awards.decisions.documents.wording import (
    KIND,
    NOUNS,
    PART_HEADS,
    archive_of,
    award_phrase,
    bases_of,
    counts_of,
    head_of,
    kinds_in,
    name_of,
    recipients_of,
    signature,
    subjects_named,
    with_number_word,
)
from awards.decisions.models import Decision, DecisionLine
from emulation.documents.letterhead import letterhead_of, number_of, place_of
from emulation.typesetting.paper import (
    Annex,
    Article,
    Block,
    Column,
    Item,
    Paper,
    Paragraph,
    Row,
    Table,
    group_row,
)
from emulation.typesetting.typography import roman
from emulation.ui.vietnamese import format_number, money, money_in_words

NOT_PAID = "-"


def award_paper(decision: Decision, lines: Sequence[DecisionLine], day: dt.date) -> Paper:
    """Return the text of a decision for its standing ``lines``, by the law of ``day``.

    The amounts are those written on the lines.
    """
    authority = decision.authority
    return Paper(
        KIND,
        letterhead_of(authority),
        (
            *_first_article(decision, lines, day),
            *_money_article(decision, lines, day),
            Article(
                f"{decision.executors} và {subjects_named(lines)} có tên tại Điều 1 "
                "chịu trách nhiệm thi hành Quyết định này kể từ ngày ký."
            ),
        ),
        (signature(decision, day),),
        number=number_of(KIND, authority),
        place=place_of(authority),
        type_name="QUYẾT ĐỊNH",
        subject=decision.subject,
        issuer=head_of(authority),
        legal_bases=bases_of(decision, day),
        authority_heading=head_of(authority).upper(),
        enacting_line="QUYẾT ĐỊNH",
        recipients=recipients_of(authority),
        archive_line=archive_of(authority),
        annexes=(_list(decision, lines, day),),
    )


def _first_article(
    decision: Decision, lines: Sequence[DecisionLine], day: dt.date
) -> Iterator[Block]:
    by_award = _by_award(lines)
    reason = f" {decision.reason.strip()}" if decision.reason.strip() else ""
    enclosed = "(có Danh sách kèm theo)"
    if len(by_award) == 1:
        phrase = award_phrase(award_of(next(iter(by_award)), day), decision.authority)
        yield Article(f"Tặng {phrase} cho {counts_of(lines)}{reason} {enclosed}.")
        return
    yield Article(
        "Tặng các danh hiệu thi đua, hình thức khen thưởng sau đây cho "
        f"{counts_of(lines)}{reason} {enclosed}:"
    )
    last = len(by_award) - 1
    for place, (code, group) in enumerate(by_award.items()):
        phrase = award_phrase(award_of(code, day), decision.authority)
        end = "." if place == last else ";"
        yield Item(f"{phrase[0].upper()}{phrase[1:]}: {counts_of(group)}{end}")


def _by_award(lines: Sequence[DecisionLine]) -> dict[str, list[DecisionLine]]:
    groups: dict[str, list[DecisionLine]] = {}
    for line in lines:
        groups.setdefault(line.award_code, []).append(line)
    return groups


def _money_article(
    decision: Decision, lines: Sequence[DecisionLine], day: dt.date
) -> Iterator[Block]:
    """Yield Điều 2: every rate with its coefficient and article, the total, who pays."""
    salary = max(line.base_salary for line in lines)
    yield Article(
        "Mức tiền thưởng kèm theo, tính trên mức lương cơ sở "
        f"{money(salary)}, được quy định như sau:"
    )
    rates: dict[tuple[str, SubjectKind], DecisionLine] = {}
    for line in lines:
        key = (line.award_code, line.nominee.subject_kind)
        if key not in rates or line.paid_amount > rates[key].paid_amount:
            rates[key] = line
    last = len(rates) - 1
    for place, ((code, kind), line) in enumerate(rates.items()):
        end = "." if place == last else ";"
        yield Item(f"{_rate(award_of(code, day).name, kind, line)}{end}")
    total = sum(line.paid_amount for line in lines)
    fund = f", trích từ {decision.fund}" if decision.fund else ""
    yield Paragraph(
        f"Tổng số tiền thưởng: {money(total)} (Bằng chữ: {money_in_words(total)}){fund}."
    )


def _rate(award: str, kind: SubjectKind, line: DecisionLine) -> str:
    coefficient = format_number(line.coefficient, 2 if line.coefficient % 1 * 10 % 1 else 1)
    amount = line.paid_amount or line.raw_amount
    return (
        f"{award}, {NOUNS[kind]}: {coefficient} lần mức lương cơ sở, bằng {money(amount)} "
        f"({with_number_word(line.bonus_article)})"
    )


def _list(decision: Decision, lines: Sequence[DecisionLine], day: dt.date) -> Annex:
    """Return the annex DANH SÁCH: parts by kind of subject, the bonus, the total in words."""
    several = len(_by_award(lines)) > 1
    total = sum(line.paid_amount for line in lines)
    notes = [Paragraph(f"(Bằng chữ: {money_in_words(total)})", align="center", indent=False)]
    if any(line.only_highest_is_paid for line in lines):
        notes.append(
            Paragraph(
                f"Ghi chú: dòng có dấu “{NOT_PAID}” đã được hưởng mức tiền thưởng cao hơn của "
                "danh hiệu khác trong cùng thời gian."
            )
        )
    return Annex(
        "Danh sách",
        (Table(_columns(several), tuple(_rows(lines, day, several, total))), *notes),
        subject=_list_subject(decision),
        label=False,
    )


def _list_subject(decision: Decision) -> str:
    words = decision.subject.removeprefix("Về việc ").strip()
    return words[:1].upper() + words[1:]


def _columns(several: bool) -> tuple[Column, ...]:
    award = (Column("Danh hiệu, hình thức", share=2.2),) if several else ()
    return (
        Column("STT", share=0.6, align="center"),
        Column("Họ và tên, tên tập thể", share=2.8),
        Column("Chức vụ, đơn vị, địa chỉ", share=3.2),
        *award,
        Column("Mức thưởng (đồng)", share=1.5, align="right"),
    )


def _rows(lines: Sequence[DecisionLine], day: dt.date, several: bool, total: int) -> Iterator[Row]:
    columns = len(_columns(several))
    place = 0
    for part, kind in enumerate(kinds_in(lines), start=1):
        yield group_row(f"{roman(part)}. {PART_HEADS[kind]}", columns)
        for line in lines:
            if line.nominee.subject_kind != kind:
                continue
            place += 1
            award = (award_of(line.award_code, day).name,) if several else ()
            paid = NOT_PAID if line.only_highest_is_paid else format_number(line.paid_amount)
            yield Row((str(place), name_of(line), line.position, *award, paid))
    yield Row(("TỔNG CỘNG", format_number(total)), kind="total", span=columns - 1)
