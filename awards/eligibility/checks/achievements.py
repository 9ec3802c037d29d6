"""Standards of the achievement itself: how far it reaches, and that it is honoured once."""

from __future__ import annotations

import datetime as dt

from awards.catalogue.enums import AwardKind, CommendationType
from awards.catalogue.ruletypes import DistinctAchievement, Influence, NotCountedBefore
from awards.eligibility import wording
from awards.eligibility.checks.registry import Case, cannot_tell, evaluates, met, not_met
from awards.eligibility.facts import Facts, Held, Period, year_name
from awards.eligibility.findings import Outcome, Result, Used

LEDGER_PROOF = "Bản kê các danh hiệu, hình thức khen thưởng đã được tặng"


@evaluates(Influence)
def influence(facts: Facts, params: Influence, case: Case) -> Result:
    """Met when the influence reaches the scope and somebody has confirmed it."""
    wanted = f"trong {wording.name(params.scope)}"
    row = facts.achievement
    if row is None or row.influence is None:
        return cannot_tell(
            f"Chưa rõ thành tích có phạm vi ảnh hưởng {wanted} hay không.",
            missing="Văn bản xác nhận phạm vi ảnh hưởng của thành tích",
        )
    reach = f"trong {wording.name(row.influence)}"
    used = Used(f"{row.summary}: ảnh hưởng {reach}", row.source)
    if not row.influence.reaches(params.scope):
        return not_met(f"Thành tích ảnh hưởng {reach}; yêu cầu {wanted}.", used)
    if not row.confirmed_by:
        return cannot_tell(
            f"Phạm vi ảnh hưởng {reach} chưa được xác nhận.",
            used,
            missing="Văn bản xác nhận phạm vi ảnh hưởng của thành tích",
        )
    return met(f"Thành tích ảnh hưởng {reach}, do {row.confirmed_by} xác nhận.", used)


@evaluates(DistinctAchievement, "held")
def distinct_achievement(facts: Facts, params: DistinctAchievement, case: Case) -> Result:
    """Met when no award of the same kind was given for the same achievement.

    Titles and forms stand beside each other. A form given before for an achievement that can't be
    told apart leaves the question open.
    """
    if facts.held is None:
        return cannot_tell("Chưa rõ các khen thưởng đã được tặng.", missing=LEDGER_PROOF)
    unclear: list[Held] = []
    for row in facts.held:
        answer = _same_achievement(facts, row, case)
        if answer == Outcome.NOT_MET:
            text = _award_given(row, case)
            return not_met(f"Thành tích này đã được khen thưởng: {text}.", Used(text, row.source))
        if answer == Outcome.CANNOT_TELL:
            unclear.append(row)
    if unclear:
        used = [Used(_award_given(row, case), row.source) for row in unclear]
        return cannot_tell(
            "Chưa phân biệt được với thành tích đã khen thưởng: "
            f"{wording.join([fact.text for fact in used])}.",
            *used,
            missing="Nội dung thành tích ghi trong quyết định khen thưởng trước",
        )
    return met("Thành tích chưa được khen thưởng bằng danh hiệu, hình thức cùng loại.")


def _same_achievement(facts: Facts, row: Held, case: Case) -> Outcome:
    """Return whether ``row`` honours the same achievement: no (MET), yes (NOT_MET) or unclear."""
    if row.revoked or _kind_of(row.award, case) != case.award.kind:
        return Outcome.MET
    if case.award.kind == AwardKind.TITLE:
        mine = (case.award.code, facts.period.year, facts.period.year_kind)
        same = (row.award, row.year, row.year_kind) == mine
        return Outcome.NOT_MET if same else Outcome.MET
    if facts.achievement_key and row.achievement:
        return Outcome.NOT_MET if facts.achievement_key == row.achievement else Outcome.MET
    types = {facts.commendation_type, row.commendation_type}
    if not _overlaps(facts.period, row) or (None not in types and len(types) == 2):
        return Outcome.MET
    by_period = types <= {CommendationType.MERIT} or types <= {CommendationType.CONTRIBUTION}
    return Outcome.NOT_MET if by_period else Outcome.CANNOT_TELL


def _kind_of(code: str, case: Case) -> AwardKind:
    award = case.regime.awards.get(code)
    return award.kind if award else AwardKind.FORM


def _overlaps(period: Period, row: Held) -> bool:
    if row.period is not None:
        return period.overlaps(row.period)
    if row.year is not None:
        return period.overlaps(Period.of_year(row.year, row.year_kind))
    return row.decided_on is None or period.start <= row.decided_on


def _award_given(row: Held, case: Case) -> str:
    name = case.name_of(row.award)
    number = f" (Quyết định số {row.number})" if row.number else ""
    when = f" {year_name(row.year, row.year_kind)}" if row.year is not None else ""
    return f"{name}{when}{number}"


@evaluates(NotCountedBefore, "held")
def not_counted_before(facts: Facts, params: NotCountedBefore, case: Case) -> Result:
    """Met when the years that count begin after the achievement period of the last such award.

    The end of that period is what the earlier decision states, otherwise the day of that decision.
    """
    if facts.held is None:
        return cannot_tell("Chưa rõ các khen thưởng đã được tặng.", missing=LEDGER_PROOF)
    begins = facts.period.stretch(params.years).start
    unclear: list[Held] = []
    for row in facts.held:
        if row.award not in params.awards or row.revoked or not _may_count(row):
            continue
        until = _counted_until(row)
        if until is not None and until < begins:
            continue
        if until is None or row.commendation_type is None:
            unclear.append(row)
            continue
        text = _award_given(row, case)
        return not_met(
            f"Thành tích đến {wording.day(until)} đã được tính để tặng {text}, không cộng dồn.",
            Used(text, row.source),
        )
    if unclear:
        used = [Used(_award_given(row, case), row.source) for row in unclear]
        return cannot_tell(
            "Chưa rõ thời gian, loại hình của khen thưởng trước.",
            *used,
            missing="Quyết định khen thưởng trước (thời gian và nội dung thành tích)",
        )
    return met(f"Thành tích từ {wording.day(begins)} chưa được tính để khen thưởng.")


def _may_count(row: Held) -> bool:
    """Return whether the award may rest on years of merit: one for a campaign does not."""
    return row.commendation_type in {None, CommendationType.MERIT, CommendationType.CONTRIBUTION}


def _counted_until(row: Held) -> dt.date | None:
    if row.period is not None:
        return row.period.end
    if row.decided_on is not None:
        return row.decided_on
    return Period.of_year(row.year, row.year_kind).end if row.year is not None else None
