"""Standards read from the record of a subject: ratings, titles, initiatives, registrations."""

from __future__ import annotations

from awards.catalogue.ruletypes import (
    ConsecutiveRatings,
    ConsecutiveTitles,
    Initiatives,
    Registered,
)
from awards.eligibility import wording
from awards.eligibility.checks.registry import Case, cannot_tell, evaluates, met, not_met
from awards.eligibility.facts import Facts, InitiativeHeld, YearRated, year_name
from awards.eligibility.findings import Result, Used


@evaluates(Registered, "registrations")
def registered(facts: Facts, params: Registered, case: Case) -> Result:
    """Met when the subject registered for the award, or for a higher one, in its year."""
    year, kind = facts.period.year, facts.period.year_kind
    when = year_name(year, kind)
    wanted = {case.award.code, *params.covered_by}
    if facts.registrations is None:
        return cannot_tell(
            f"Chưa rõ có đăng ký danh hiệu {case.award.name} {when} hay không.",
            missing=f"Bản đăng ký thi đua {when}",
        )
    for row in facts.registrations:
        if row.award in wanted and (row.year, row.year_kind) == (year, kind):
            text = f"Đã đăng ký {case.name_of(row.award)} {when}"
            return met(f"{text}.", Used(text, row.source))
    return not_met(f"Không đăng ký danh hiệu {case.award.name} {when}.")


@evaluates(ConsecutiveRatings, "ratings")
def consecutive_ratings(facts: Facts, params: ConsecutiveRatings, case: Case) -> Result:
    """Met when each of the last years, in the subject's kind of year, is rated high enough."""
    kind = facts.period.year_kind
    known = {row.year: row for row in facts.ratings or () if row.year_kind == kind}
    years = facts.period.last_years(params.years)
    rated = [known[year] for year in years if year in known]
    used = [Used(_rated(row), row.source) for row in rated]
    wanted = wording.name(params.level)
    below = [row for row in rated if not row.level.reaches(params.level)]
    if below:
        names = wording.join([_rated(row) for row in below])
        return not_met(f"Yêu cầu {wanted}; {names}.", *used)
    gaps = [year_name(year, kind) for year in years if year not in known]
    if gaps:
        return cannot_tell(
            f"Chưa có kết quả xếp loại {wording.join(gaps)}.",
            *used,
            missing=tuple(f"Kết quả đánh giá, xếp loại {gap}" for gap in gaps),
        )
    return met(f"{wording.capital(wording.join([_rated(row) for row in rated]))}.", *used)


def _rated(row: YearRated) -> str:
    return f"{year_name(row.year, row.year_kind)} {wording.name(row.level)}"


@evaluates(ConsecutiveTitles, "held")
def consecutive_titles(facts: Facts, params: ConsecutiveTitles, case: Case) -> Result:
    """Met when each of the last years has its title, with number and date of the decision."""
    name, kind = case.name_of(params.award), facts.period.year_kind
    years = facts.period.last_years(params.count)
    if facts.held is None:
        return cannot_tell(
            f"Chưa rõ các danh hiệu {name} đã đạt.",
            missing=tuple(f"Quyết định tặng {name} {year_name(year, kind)}" for year in years),
        )
    titles = {
        row.year: row
        for row in sorted(facts.held, key=lambda row: row.proven)
        if row.award == params.award and row.year_kind == kind and not row.revoked
    }
    used = [
        Used(f"{name} {year_name(year, kind)} (Quyết định số {row.number})", row.source)
        for year in years
        if (row := titles.get(year)) and row.proven
    ]
    lacking = [year_name(year, kind) for year in years if year not in titles]
    if lacking:
        return not_met(
            f"Chưa đủ {params.count} lần liên tục đạt {name}: thiếu {wording.join(lacking)}.", *used
        )
    unproven = [year_name(year, kind) for year in years if not titles[year].proven]
    if unproven:
        return cannot_tell(
            f"Chưa có số, ngày quyết định tặng {name} {wording.join(unproven)}.",
            *used,
            missing=tuple(f"Quyết định tặng {name} {when}" for when in unproven),
        )
    return met(f"Đã {params.count} lần liên tục đạt {name}.", *used)


@evaluates(Initiatives, "initiatives")
def initiatives(facts: Facts, params: Initiatives, case: Case) -> Result:
    """Met when enough initiatives of the scope were recognised in the years that count."""
    scope = wording.name(params.scope)
    wanted = f"{params.count:02} sáng kiến có phạm vi ảnh hưởng {scope}"
    proof = f"Quyết định hoặc giấy chứng nhận công nhận sáng kiến {scope}"
    if facts.initiatives is None:
        return cannot_tell(f"Chưa rõ có {wanted} hay không.", missing=proof)
    span = facts.period.stretch(params.years)
    wide = [row for row in facts.initiatives if row.scope.reaches(params.scope)]
    free = [row for row in wide if not (params.unconsumed and row.consumed_by)]
    good = [
        row for row in free if row.proven and row.recognised_on and span.covers(row.recognised_on)
    ]
    used = [Used(_recognised(row), row.source) for row in good]
    if len(good) >= params.count:
        return met(f"Có {len(good):02} sáng kiến được công nhận có phạm vi {scope}.", *used)
    open_ones = [
        row
        for row in free
        if not row.proven and (row.recognised_on is None or span.covers(row.recognised_on))
    ]
    if len(good) + len(open_ones) >= params.count:
        names = tuple(f"{proof}: “{row.title}”" for row in open_ones)
        return cannot_tell(
            "Sáng kiến chưa có số, ngày văn bản công nhận nên chưa được tính.", *used, missing=names
        )
    return not_met(
        f"Cần {wanted} được công nhận từ {wording.day(span.start)} đến {wording.day(span.end)}; "
        f"{f'hiện có {len(good):02}' if good else 'hiện chưa có'}.{_why_not(wide, free)}",
        *used,
    )


def _recognised(row: InitiativeHeld) -> str:
    assert row.recognised_on is not None
    by = f" của {row.authority}" if row.authority else ""
    when = wording.day(row.recognised_on)
    return f"Sáng kiến “{row.title}” (văn bản số {row.number} ngày {when}{by})"


def _why_not(wide: list[InitiativeHeld], free: list[InitiativeHeld]) -> str:
    taken = [row for row in wide if row not in free]
    names = wording.join([f"“{row.title}” ({row.consumed_by})" for row in taken])
    return f" Sáng kiến đã dùng để xét danh hiệu khác: {names}." if taken else ""
