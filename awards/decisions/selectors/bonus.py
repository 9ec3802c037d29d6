"""Bonus money of the lines of a decision, in đồng."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from awards.catalogue.enums import SubjectKind
from awards.catalogue.selectors import Bonus, BonusClaim, paid_claims
from awards.catalogue.selectors import award as award_of
from awards.catalogue.selectors import bonus as bonus_of
from awards.decisions.models import DecisionLine
from emulation.units.enums import UnitKind
from emulation.units.models import Unit


@dataclass(frozen=True)
class Amount:
    """The bonus of one line; ``paid`` is 0 where only a higher title of the period is paid."""

    coefficient: Decimal
    base_salary: int
    raw: int
    paid: int
    article: str


def amounts_of(authority: Unit, lines: Sequence[DecisionLine], day: dt.date) -> dict[int, Amount]:
    """Return the amount of every line, by its id, for a decision of ``authority`` of ``day``.

    Several titles of one subject for the same period pay the highest only; a form of commendation
    is paid beside a title. Raises ``NoLaw``, ``UnknownAward``, ``WrongSubject`` or ``NoBonus``.
    """
    found = {line.pk: _bonus(authority, line, day) for line in lines}
    by_subject: dict[tuple[SubjectKind, int], list[DecisionLine]] = defaultdict(list)
    for line in lines:
        by_subject[line.nominee.subject_key].append(line)
    paid: set[str] = set()
    for group in by_subject.values():
        paid |= paid_claims(_claim(line, found[line.pk], day) for line in group)
    return {line.pk: _amount(found[line.pk], is_paid=str(line.pk) in paid) for line in lines}


def _bonus(authority: Unit, line: DecisionLine, day: dt.date) -> Bonus:
    return bonus_of(
        award_of(line.award_code, day),
        line.nominee.subject_kind,
        day,
        authority=UnitKind(authority.kind),
    )


def _claim(line: DecisionLine, bonus: Bonus, day: dt.date) -> BonusClaim:
    nominee = line.nominee
    return BonusClaim(
        key=str(line.pk),
        kind=award_of(line.award_code, day).kind,
        period=f"{nominee.period_from}/{nominee.period_to}",
        bonus=bonus,
    )


def _amount(bonus: Bonus, *, is_paid: bool) -> Amount:
    return Amount(
        coefficient=bonus.coefficient,
        base_salary=bonus.base_salary,
        raw=int(bonus.raw),
        paid=bonus.paid if is_paid else 0,
        article=bonus.article,
    )
