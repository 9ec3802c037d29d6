"""Questions put to the law: what holds on a date, who decides, what it pays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from awards.catalogue import loader
from awards.catalogue.enums import AwardKind, SubjectKind
from awards.catalogue.errors import NoBonus, NoLaw, UnknownAward, WrongSubject
from awards.catalogue.law import Authority, Award, BaseSalary, BonusRate, Regime, Rounding
from emulation.clock import today
from emulation.units.enums import UnitKind


@dataclass(frozen=True)
class Bonus:
    """Bonus money in đồng: exact, and as paid after the rounding rule of the date."""

    raw: Decimal
    paid: int
    coefficient: Decimal
    base_salary: int
    article: str


@dataclass(frozen=True)
class BonusClaim:
    """A bonus of one subject, to be compared with the others decided at the same time."""

    key: str
    kind: AwardKind
    period: str
    bonus: Bonus


def regime_on(on: dt.date) -> Regime:
    """Return the law in force on ``on`` (the day the full dossier was accepted); NoLaw if none."""
    for regime in loader.regimes():
        if regime.holds_on(on):
            return regime
    raise NoLaw(
        f"Chưa có dữ liệu pháp luật thi đua, khen thưởng cho ngày {on:%d/%m/%Y}. "
        "Đề nghị quản trị viên bổ sung quy định của thời kỳ này."
    )


def awards_on(on: dt.date) -> tuple[Award, ...]:
    """Return every award of the law in force on ``on``, in the order of the catalogue."""
    return tuple(regime_on(on).awards.values())


def award_names() -> dict[str, str]:
    """Return the names of the awards of today's law by code; none on a day without law."""
    try:
        return {each.code: each.name for each in awards_on(today())}
    except NoLaw:
        return {}


def award(code: str, on: dt.date) -> Award:
    """Return the award ``code`` of the law in force on ``on``; UnknownAward when there is none."""
    regime = regime_on(on)
    if code not in regime.awards:
        raise UnknownAward(
            f"Pháp luật áp dụng ngày {on:%d/%m/%Y} không có danh hiệu, hình thức mang mã {code}."
        )
    return regime.awards[code]


def authority_for(award: Award, subject: SubjectKind) -> Authority:
    """Return who decides ``award`` for ``subject``; WrongSubject when it can't receive it."""
    require_subject(award, subject)
    return Authority(tuple(each for each in award.deciders if each.decides_for(subject)))


def decides(kind: UnitKind, award: Award, subject: SubjectKind) -> bool:
    """Return whether the head of a unit of ``kind`` decides ``award`` for ``subject``."""
    return kind in authority_for(award, subject).kinds


def awards_decided_by(kind: UnitKind, on: dt.date) -> tuple[Award, ...]:
    """Return the awards that the head of a unit of ``kind`` decides for some kind of subject."""
    return tuple(
        each for each in awards_on(on) if any(kind in part.kinds for part in each.deciders)
    )


def require_subject(award: Award, subject: SubjectKind) -> None:
    """Refuse, with a sentence, a kind of subject that the award is not meant for."""
    if subject not in award.subjects:
        raise WrongSubject(f"{award.name} không áp dụng cho {SUBJECT_NAMES[subject]}.")


SUBJECT_NAMES = {
    SubjectKind.INDIVIDUAL: "cá nhân",
    SubjectKind.COLLECTIVE: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}


def base_salary_on(on: dt.date) -> BaseSalary:
    """Return the base salary in force on ``on``; NoLaw before the first recorded one."""
    held = [row for row in loader.money().base_salaries if row.valid_from <= on]
    if not held:
        raise NoLaw(f"Chưa có dữ liệu mức lương cơ sở cho ngày {on:%d/%m/%Y}.")
    return held[-1]


def rounding_on(on: dt.date) -> Rounding:
    """Return the rounding rule in force on ``on``; NoLaw before the first recorded one."""
    held = [row for row in loader.money().roundings if row.valid_from <= on]
    if not held:
        raise NoLaw(f"Chưa có quy định làm tròn tiền thưởng cho ngày {on:%d/%m/%Y}.")
    return held[-1]


def bonus(
    award: Award, subject: SubjectKind, decided_on: dt.date, *, authority: UnitKind | None = None
) -> Bonus:
    """Return the bonus of ``award``: coefficient × base salary of the day of decision, in đồng.

    ``authority`` is the kind of unit that decides; needed where the coefficient depends on it
    (certificates of merit). Raises WrongSubject, NoBonus or NoLaw.
    """
    require_subject(award, subject)
    rate = _rate(award, subject, authority)
    salary = base_salary_on(decided_on)
    raw = rate.coefficient * salary.amount
    return Bonus(
        raw=raw,
        paid=rounding_on(decided_on).round_up(raw),
        coefficient=rate.coefficient,
        base_salary=salary.amount,
        article=rate.article,
    )


def _rate(award: Award, subject: SubjectKind, authority: UnitKind | None) -> BonusRate:
    rates = [rate for rate in award.bonuses if subject in rate.subjects]
    if authority is not None:
        rates = [rate for rate in rates if not rate.kinds or authority in rate.kinds]
    if len(rates) != 1:
        raise NoBonus(
            f"Không xác định được mức tiền thưởng {award.name} cho {SUBJECT_NAMES[subject]}: "
            "cần biết cấp quyết định khen thưởng."
        )
    return rates[0]


def paid_claims(claims: Iterable[BonusClaim]) -> frozenset[str]:
    """Return the keys of the claims of one subject that are paid.

    Several titles of the same period pay only the highest; titles of different periods are paid
    each; a form of commendation is paid beside a title.
    """
    paid: set[str] = set()
    highest: dict[str, BonusClaim] = {}
    for claim in claims:
        if claim.kind == AwardKind.FORM:
            paid.add(claim.key)
            continue
        best = highest.get(claim.period)
        if best is None or claim.bonus.raw > best.bonus.raw:
            highest[claim.period] = claim
    return frozenset(paid | {claim.key for claim in highest.values()})
