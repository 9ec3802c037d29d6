"""The sentences of a review, in the Vietnamese of official reports; figures stand between « and ».

Each sentence agrees with its case: reached, exceeded, missed, unknown; none, one, several; an
estimate, a confirmed figure; half time, the year's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from campaigns.reviews.models import ReviewTotal
from campaigns.targets.enums import Aggregation, Direction, Outcome
from emulation.ui.vietnamese import format_number, padded_count

PIECE = re.compile(r"«([^«»]*)»")
NAMED = 5
SMALL = Decimal("0.1")


def locked(text: object) -> str:
    """Return a figure as a locked piece."""
    return f"«{text}»"


def count(number: int) -> str:
    """Return a locked count as documents write it: «05»."""
    return locked(padded_count(number))


def pieces(text: str) -> list[str]:
    """Return the locked pieces of a text."""
    return PIECE.findall(text)


def is_balanced(text: str) -> bool:
    """Return whether every « has its » and none stands inside another."""
    rest = PIECE.sub("", text)
    return "«" not in rest and "»" not in rest


def bare(text: str) -> str:
    """Return the text without the marks of its locked pieces."""
    return PIECE.sub(r"\1", text)


def official(value: Decimal) -> str:
    """Return a figure as a report states it: at most two decimals; very small ones stay exact."""
    return format_number(value if abs(value) < SMALL else round(value, 2))


def figure(value: Decimal | None, unit: str) -> str:
    """Return "«1.150,5» nghìn tấn"; percent signs stand close to their figure."""
    if value is None:
        return "chưa có số liệu"
    written = official(value)
    return locked(f"{written}%") if unit.strip() == "%" else f"{locked(written)} {unit}"


def percentage(rate: Decimal | None) -> str:
    """Return a rate with at most one decimal: «100,4%»."""
    return locked(f"{format_number(round(rate or Decimal(0), 1))}%")


def names(items: Sequence[str], most: int = NAMED) -> str:
    """Return "A, B và C"; beyond ``most`` the rest is counted, one alone is named."""
    shown = list(items if len(items) == most + 1 else items[:most])
    rest = len(items) - len(shown)
    if rest > 0:
        return f"{', '.join(shown)} và {count(rest)} đơn vị khác"
    if len(shown) > 1:
        return f"{', '.join(shown[:-1])} và {shown[-1]}"
    return "".join(shown)


def target_words(total: ReviewTotal) -> str:
    """Return the target: one figure, a range, or for lower-is-better the figure not to exceed."""
    unit = total.indicator.unit_of_measure
    if total.ceiling is not None and total.target is not None:
        return f"từ {figure(total.target, unit)} đến {figure(total.ceiling, unit)}"
    if total.indicator.direction == Direction.LOWER:
        return f"không vượt quá {figure(total.target, unit)}"
    return figure(total.target, unit)


def total_sentence(total: ReviewTotal, *, final: bool) -> str:
    """Return the sentence on one indicator's result."""
    indicator, unit = total.indicator, total.indicator.unit_of_measure
    if total.total is None:
        return f"{indicator.name}: chưa có số liệu{_missing(total)}."
    reached = "" if indicator.aggregation != Aggregation.COUNT else " đơn vị"
    value = f"{count(int(total.total))}{reached}" if reached else figure(total.total, unit)
    parts = [f"{indicator.name}{_basis(total)} {_verb(total)} {value}"]
    if total.target is None:
        parts.append("kế hoạch không giao chỉ tiêu cụ thể")
    else:
        parts.append(_against(total, final=final))
        parts.append(_verdict(total, final=final))
    parts.append(_missing(total).removeprefix(", "))
    return f"{', '.join(part for part in parts if part)}."


def _verb(total: ReviewTotal) -> str:
    """Return "đạt" only where the total may be judged: so far it *is*, or has been added up to."""
    if total.outcome == Outcome.UNKNOWN and total.missing:
        return "tổng hợp được"
    return "là" if total.indicator.direction == Direction.LOWER else "đạt"


def _basis(total: ReviewTotal) -> str:
    """Return what the figure rests on: an estimate, the agency's own, or confirmed ones."""
    agency = total.indicator.monitoring_agency
    notes = []
    if total.indicator.aggregation == Aggregation.MEAN:
        notes.append("bình quân giản đơn giữa các đơn vị")
    if total.indicator.weight_words:
        notes.append(f"bình quân có trọng số theo {_small(total.indicator.weight_words)}")
    if total.received and total.estimates == total.received:
        notes.append("ước thực hiện")
    elif total.estimates:
        notes.append(f"trong đó {count(total.estimates)} đơn vị báo cáo số ước thực hiện")
    if agency and total.received and total.confirmed == total.received:
        notes.append(f"số liệu của {agency.name}")
    elif total.confirmed:
        notes.append(f"số liệu của {count(total.confirmed)} đơn vị đã được xác nhận")
    return f" ({'; '.join(notes)})" if notes else ""


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _against(total: ReviewTotal, *, final: bool) -> str:
    year = "" if final else " năm"
    words = target_words(total)
    if total.indicator.unit_of_measure.strip() == "%" or total.ceiling is not None:
        return f"chỉ tiêu kế hoạch{year} là {words}"
    if total.indicator.direction == Direction.LOWER:
        return f"kế hoạch{year} {words}"
    return f"bằng {percentage(total.rate)} kế hoạch{year} ({words})"


_FINAL = {
    Outcome.EXCEEDED: "vượt chỉ tiêu đề ra",
    Outcome.REACHED: "hoàn thành chỉ tiêu đề ra",
    Outcome.MISSED: "chưa hoàn thành chỉ tiêu đề ra",
    Outcome.UNKNOWN: "chưa đủ số liệu để kết luận",
}
_HALF_TIME = {
    Outcome.EXCEEDED: "vượt tiến độ",
    Outcome.REACHED: "bảo đảm tiến độ",
    Outcome.MISSED: "chậm so với tiến độ",
    Outcome.UNKNOWN: "chưa đủ số liệu để kết luận",
}


def _verdict(total: ReviewTotal, *, final: bool) -> str:
    outcome = Outcome(total.outcome)
    words = (_FINAL if final else _HALF_TIME)[outcome]
    behind = outcome == Outcome.MISSED and not final and total.goal != total.target
    if behind:
        words += (
            f" (mức cần đạt đến kỳ này là {figure(total.goal, total.indicator.unit_of_measure)})"
        )
    return words


def _missing(total: ReviewTotal) -> str:
    """Return from how many units the figure comes, when some are missing."""
    if total.indicator.aggregation == Aggregation.NONE or total.received >= total.expected:
        return ""
    share = locked(f"{total.received}/{total.expected}")
    return f", theo số liệu của {share} đơn vị"


JUDGING = re.compile(r"\b(vượt|đạt|hoàn thành|bảo đảm tiến độ)\b", re.IGNORECASE)
SPARED = re.compile(r"(chưa|không|phải|cần|để|mức cần) (đạt|hoàn thành|vượt)", re.IGNORECASE)


def judged_early(body: str, totals: Iterable[ReviewTotal]) -> list[str]:
    """Return the indicators that the text calls reached although too few have reported.

    Read line by line: the sentence names the indicator and says "đạt", "vượt" or "hoàn thành".
    """
    open_ones = [
        total.indicator.name
        for total in totals
        if total.outcome == Outcome.UNKNOWN and total.missing
    ]
    lines = [
        line.casefold()
        for line in body.splitlines()
        if JUDGING.search(_without_names(SPARED.sub("", line), open_ones))
    ]
    return [name for name in open_ones if any(name.casefold() in line for line in lines)]


def _without_names(line: str, names_: Sequence[str]) -> str:
    """Return a line without the names of indicators, which may hold the words themselves."""
    for name in names_:
        line = re.sub(re.escape(name), "", line, flags=re.IGNORECASE)
    return line


def outcomes_sentence(totals: Iterable[ReviewTotal], *, final: bool) -> str:
    """Return how many indicators were exceeded, reached, missed and cannot be told yet."""
    tally = dict.fromkeys(Outcome, 0)
    for total in totals:
        tally[Outcome(total.outcome)] += 1
    whole = sum(tally.values())
    if not whole:
        return "Kế hoạch không đặt ra chỉ tiêu định lượng."
    words = _FINAL if final else _HALF_TIME
    said = [
        f"{count(number)} chỉ tiêu {words[outcome]}" for outcome, number in tally.items() if number
    ]
    if whole == 1:
        return f"Kế hoạch đề ra {count(1)} chỉ tiêu, {words[_only(tally)]}."
    if len(said) == 1:
        return f"Cả {count(whole)} chỉ tiêu của Kế hoạch đều {words[_only(tally)]}."
    return f"Trong {count(whole)} chỉ tiêu của Kế hoạch, có {', '.join(said[:-1])} và {said[-1]}."


def _only(tally: dict[Outcome, int]) -> Outcome:
    return next(outcome for outcome, number in tally.items() if number)
