"""Standards of conduct and standing: recruitment, courses, discipline, holds, attestations."""

from __future__ import annotations

import calendar
import datetime as dt

from awards.catalogue.enums import LeaveKind
from awards.catalogue.ruletypes import (
    Attested,
    LongCourse,
    MonthsSinceRecruitment,
    NoDiscipline,
    NoHold,
    OccupationIs,
)
from awards.eligibility import wording
from awards.eligibility.checks.registry import Case, cannot_tell, evaluates, met, not_met
from awards.eligibility.facts import Facts, Leave
from awards.eligibility.findings import Outcome, Result, Used


@evaluates(MonthsSinceRecruitment, "leaves")
def months_since_recruitment(facts: Facts, params: MonthsSinceRecruitment, case: Case) -> Result:
    """Met when enough months lie between recruitment and the end of the period.

    Leave counts as work unless the law lists its kind in ``not_counted``.
    """
    if facts.recruited_on is None:
        return cannot_tell(
            "Chưa rõ ngày tuyển dụng.", missing="Quyết định tuyển dụng hoặc hợp đồng làm việc"
        )
    if params.not_counted and facts.leaves is None:
        return cannot_tell(
            "Chưa rõ thời gian nghỉ trong năm.", missing="Bảng theo dõi nghỉ trong năm"
        )
    start, end = facts.recruited_on.value, facts.period.end
    away = sum(
        _days_within(leave, start, end)
        for leave in facts.leaves or ()
        if leave.kind in params.not_counted
    )
    used = Used(f"Tuyển dụng ngày {wording.day(start)}", facts.recruited_on.source)
    due = add_months(start, params.months) + dt.timedelta(days=away)
    if due <= end + dt.timedelta(days=1):
        return met(
            f"Đã được tuyển dụng từ {params.months} tháng trở lên đến {wording.day(end)}.", used
        )
    return not_met(
        f"Tuyển dụng ngày {wording.day(start)}, "
        f"đến {wording.day(end)} chưa đủ {params.months} tháng.",
        used,
    )


def add_months(start: dt.date, months: int) -> dt.date:
    """Return the same day ``months`` later, or the last day of a shorter month."""
    index = start.month - 1 + months
    year, month = start.year + index // 12, index % 12 + 1
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _days_within(leave: Leave, start: dt.date, end: dt.date) -> int:
    first, last = max(leave.start, start), min(leave.end or end, end)
    return max(0, (last - first).days + 1)


@evaluates(LongCourse, "leaves")
def long_course(facts: Facts, params: LongCourse, case: Case) -> Result:
    """Met unless a long course within the period was completed with too low a grade."""
    if facts.leaves is None:
        return cannot_tell(
            "Chưa rõ trong năm có được cử đi học dài hạn hay không.",
            missing="Xác nhận thời gian đi học, nghỉ việc trong năm",
        )
    courses = [leave for leave in facts.leaves if _is_long(leave, facts, params)]
    used = [Used(f"Đi học từ ngày {wording.day(row.start)}", row.source) for row in courses]
    if any(row.grade is not None and not row.grade.reaches(params.grade) for row in courses):
        return not_met("Đi học từ 01 năm trở lên nhưng kết quả học tập chưa đạt loại khá.", *used)
    if any(row.grade is None for row in courses):
        return cannot_tell(
            "Đi học từ 01 năm trở lên, chưa có kết quả học tập.",
            *used,
            missing="Giấy xác nhận kết quả học tập",
        )
    if courses:
        return met("Đi học từ 01 năm trở lên, kết quả học tập từ loại khá trở lên.", *used)
    return met("Không có thời gian đi học từ 01 năm trở lên.")


def _is_long(leave: Leave, facts: Facts, params: LongCourse) -> bool:
    if leave.kind != LeaveKind.STUDY or leave.start > facts.period.end:
        return False
    if leave.end is not None and leave.end < facts.period.start:
        return False
    last = leave.end or facts.period.end
    return add_months(leave.start, params.min_months) <= last + dt.timedelta(days=1)


@evaluates(NoDiscipline, "disciplines")
def no_discipline(facts: Facts, params: NoDiscipline, case: Case) -> Result:
    """Met when no measure of the level or worse was decided within the period."""
    if facts.disciplines is None:
        return cannot_tell(
            "Chưa rõ có bị kỷ luật trong thời gian xét hay không.",
            missing="Xác nhận của đơn vị về việc không bị kỷ luật",
        )
    found = [
        row
        for row in facts.disciplines
        if facts.period.covers(row.decided_on) and row.level.reaches(params.at_least)
    ]
    if not found:
        level = wording.name(params.at_least)
        return met(f"Không bị kỷ luật từ {level} trở lên trong thời gian xét.")
    texts = [
        f"bị kỷ luật {wording.name(row.level)} ngày {wording.day(row.decided_on)}" for row in found
    ]
    used = [Used(wording.capital(text), row.source) for text, row in zip(texts, found, strict=True)]
    return not_met(f"{wording.capital(wording.join(texts))}.", *used)


@evaluates(NoHold, "holds")
def no_hold(facts: Facts, params: NoHold, case: Case) -> Result:
    """Hold, not refuse, while something is being looked into on the day."""
    if facts.holds is None:
        return cannot_tell(
            "Chưa rõ có đang bị xem xét kỷ luật, điều tra hoặc có đơn thư hay không.",
            missing="Xác nhận của đơn vị về việc không có đơn thư, không đang bị xem xét",
        )
    standing = [row for row in facts.holds if row.is_open(case.on)]
    if not standing:
        return met("Không có vụ việc đang xem xét, xác minh.")
    reasons = wording.join([f"{row.reason} (từ {wording.day(row.placed_on)})" for row in standing])
    used = tuple(Used(row.reason, row.source) for row in standing)
    return Result(Outcome.HOLD, f"Tạm dừng xét, chờ kết luận: {reasons}.", used)


@evaluates(OccupationIs)
def occupation(facts: Facts, params: OccupationIs, case: Case) -> Result:
    """Met when the person belongs to one of the groups."""
    groups = wording.join([wording.OCCUPATIONS[each] for each in params.any_of])
    if facts.occupation is None:
        return cannot_tell(
            f"Chưa rõ có phải là {groups} hay không.", missing="Nghề nghiệp, chức vụ"
        )
    mine = wording.OCCUPATIONS[facts.occupation.value]
    used = Used(f"Là {mine}", facts.occupation.source)
    if facts.occupation.value in params.any_of:
        return met(f"Là {mine}.", used)
    return not_met(f"Tiêu chuẩn này dành cho {groups}.", used)


@evaluates(Attested)
def attested(facts: Facts, params: Attested, case: Case) -> Result:
    """Met when the head of the unit confirms the standard; a person judges, not the portal."""
    text = wording.CRITERIA[params.criterion]
    for row in facts.attestations or ():
        if row.criterion == params.criterion:
            by = row.by or "Đơn vị"
            used = Used(f"{by} {'xác nhận' if row.holds else 'không xác nhận'}: {text}", row.source)
            if row.holds:
                return met(f"{by} xác nhận {text}.", used)
            return not_met(f"{by} không xác nhận {text}.", used)
    return cannot_tell(
        f"Cần thủ trưởng đơn vị xác nhận {text}.", missing=f"Xác nhận của thủ trưởng đơn vị: {text}"
    )
