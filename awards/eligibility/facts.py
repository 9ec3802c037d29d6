"""What is known of one subject and one award: frozen, with sources, and honest about gaps.

``None`` always means *unknown*: nobody has said. An empty tuple means *known to be none*. The
engine never takes the one for the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from awards.catalogue.enums import (
    CommendationType,
    CourseGrade,
    Criterion,
    DisciplineLevel,
    InfluenceScope,
    InitiativeScope,
    LeaveKind,
    MemberMeasure,
    Occupation,
    Rating,
    SubjectKind,
    YearKind,
)
from emulation.units.enums import UnitKind

T = TypeVar("T")
SCHOOL_YEAR_BEGINS = 9  # month; the school year carries the number of the year in which it begins


@dataclass(frozen=True)
class Source:
    """Where a fact can be seen: a label for people and an address in the portal."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Fact(Generic[T]):
    """One value with its source; in JSON a bare value may stand for ``{"value": …}``."""

    value: T
    source: Source | None = None

    @classmethod
    def expand(cls, value: Any) -> Any:
        """Return the long form of a bare value."""
        return value if isinstance(value, dict) else {"value": value}


@dataclass(frozen=True)
class Period:
    """The time in which the achievement was made, both days included."""

    start: dt.date
    end: dt.date
    year_kind: YearKind = YearKind.CALENDAR

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("the period ends before it begins")

    @classmethod
    def expand(cls, value: Any) -> Any:
        """Return the long form of ``{"year": 2021}`` with an optional ``year_kind``."""
        if not isinstance(value, dict) or "year" not in value:
            return value
        rest = {key: part for key, part in value.items() if key not in {"year", "year_kind"}}
        kind = value.get("year_kind", YearKind.CALENDAR)
        year = value["year"]
        if rest or kind not in YearKind.values or type(year) is not int or not 1 < year < 9999:
            return value  # the general reader names what is wrong
        made = cls.of_year(year, YearKind(kind))
        return {"start": made.start, "end": made.end, "year_kind": kind}

    @classmethod
    def of_year(cls, year: int, year_kind: YearKind = YearKind.CALENDAR) -> Period:
        """Return a whole calendar year, or the school year that begins in ``year``."""
        if year_kind == YearKind.SCHOOL:
            last = dt.date(year + 1, SCHOOL_YEAR_BEGINS, 1) - dt.timedelta(days=1)
            return cls(dt.date(year, SCHOOL_YEAR_BEGINS, 1), last, year_kind)
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31), year_kind)

    @property
    def year(self) -> int:
        """Return the number of the year in which the period ends, in its own kind of year."""
        if self.year_kind == YearKind.SCHOOL and self.end.month < SCHOOL_YEAR_BEGINS:
            return self.end.year - 1
        return self.end.year

    def last_years(self, count: int) -> tuple[int, ...]:
        """Return the numbers of the last ``count`` years, oldest first."""
        return tuple(range(self.year - count + 1, self.year + 1))

    def stretch(self, years: int) -> Period:
        """Return the ``years`` whole years that end with the period."""
        first = Period.of_year(self.year - years + 1, self.year_kind)
        return Period(min(first.start, self.start), self.end, self.year_kind)

    def overlaps(self, other: Period) -> bool:
        """Return whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def covers(self, day: dt.date) -> bool:
        """Return whether ``day`` lies in the period."""
        return self.start <= day <= self.end


def year_name(year: int, kind: YearKind) -> str:
    """Return ``năm 2021`` or ``năm học 2020–2021``."""
    return f"năm học {year}–{year + 1}" if kind == YearKind.SCHOOL else f"năm {year}"


@dataclass(frozen=True)
class YearRated:
    """The rating of one year, in its kind of year."""

    year: int
    level: Rating
    year_kind: YearKind = YearKind.CALENDAR
    source: Source | None = None


@dataclass(frozen=True)
class Held:
    """An award already given; without number and date of the decision its proof is missing."""

    award: str
    year: int | None = None
    year_kind: YearKind = YearKind.CALENDAR
    period: Period | None = None
    number: str = ""
    decided_on: dt.date | None = None
    authority: str = ""
    commendation_type: CommendationType | None = None
    achievement: str = ""
    revoked: bool = False
    source: Source | None = None

    @property
    def proven(self) -> bool:
        """Return whether number and date of the decision are known."""
        return bool(self.number) and self.decided_on is not None


@dataclass(frozen=True)
class InitiativeHeld:
    """An initiative, topic or solution; it counts once somebody competent has recognised it."""

    title: str
    scope: InitiativeScope
    number: str = ""
    recognised_on: dt.date | None = None
    authority: str = ""
    consumed_by: str = ""
    source: Source | None = None

    @property
    def proven(self) -> bool:
        """Return whether number and date of the recognition are known."""
        return bool(self.number) and self.recognised_on is not None


@dataclass(frozen=True)
class Disciplined:
    """A disciplinary measure."""

    level: DisciplineLevel
    decided_on: dt.date
    number: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class HeldBack:
    """Something that is being looked into: until it is lifted, nobody decides."""

    reason: str
    placed_on: dt.date
    lifted_on: dt.date | None = None
    source: Source | None = None

    def is_open(self, on: dt.date) -> bool:
        """Return whether it still stands on ``on``."""
        return self.placed_on <= on and (self.lifted_on is None or self.lifted_on > on)


@dataclass(frozen=True)
class Leave:
    """A spell away from work; ``end`` None means still away."""

    kind: LeaveKind
    start: dt.date
    end: dt.date | None = None
    grade: CourseGrade | None = None
    source: Source | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("the leave ends before it begins")


@dataclass(frozen=True)
class RegisteredFor:
    """A title that the subject registered for, in a year."""

    award: str
    year: int
    year_kind: YearKind = YearKind.CALENDAR
    source: Source | None = None


@dataclass(frozen=True)
class Members:
    """Counts of the members of a collective in the year; None is unknown."""

    total: int
    advanced_workers: int | None = None
    completed: int | None = None
    reprimanded_or_worse: int | None = None
    warned_or_worse: int | None = None
    title_holders: tuple[TitleHolders, ...] | None = None
    source: Source | None = None

    def __post_init__(self) -> None:
        if self.total < 0:
            raise ValueError("a collective can't have fewer than 0 members")
        for name in ("advanced_workers", "completed", "reprimanded_or_worse", "warned_or_worse"):
            count = getattr(self, name)
            if count is not None and not 0 <= count <= self.total:
                raise ValueError(f"{name} must lie between 0 and total ({self.total})")

    def count_of(self, measure: MemberMeasure) -> int | None:
        """Return how many members reach ``measure``."""
        if measure == MemberMeasure.ADVANCED_WORKERS:
            return self.advanced_workers
        return self.completed

    def disciplined(self, level: DisciplineLevel) -> int | None:
        """Return how many members were disciplined with ``level`` or worse."""
        if level == DisciplineLevel.REPRIMAND:
            return self.reprimanded_or_worse
        return self.warned_or_worse

    def holders_of(self, award: str) -> int | None:
        """Return how many members hold ``award``; an award not listed is held by nobody."""
        if self.title_holders is None:
            return None
        return sum(row.count for row in self.title_holders if row.award == award)


@dataclass(frozen=True)
class TitleHolders:
    """How many members hold a title of the year."""

    award: str
    count: int

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError("count can't be negative")


@dataclass(frozen=True)
class ClusterRank:
    """The place of a collective in its cluster or block at the year's end; None is unknown.

    ``rivals`` are other members of it that are proposed for the same award.
    """

    cluster: str
    rank: int | None = None
    of: int | None = None
    acclaimed: bool | None = None
    rivals: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True)
class CampaignResult:
    """What the subject achieved in a campaign; None is unknown."""

    name: str
    launched_by: UnitKind | None = None
    years: int | None = None
    at_review: bool | None = None
    leader: bool | None = None
    voted_outstanding: bool | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Achievement:
    """The achievement to be honoured and how far its influence reaches, with who confirmed it."""

    summary: str
    influence: InfluenceScope | None = None
    confirmed_by: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class Attestation:
    """The head of the unit confirms, or denies, a standard that no record can show."""

    criterion: Criterion
    holds: bool
    by: str = ""
    source: Source | None = None


# The facts that are read from records, each for the rules that ask for it.
RECORDED = frozenset(
    {
        "leaves",
        "ratings",
        "held",
        "initiatives",
        "disciplines",
        "holds",
        "registrations",
        "members",
        "cluster",
        "campaign",
    }
)


@dataclass(frozen=True)
class Facts:
    """All that is known of one subject who is to receive one award for one period."""

    subject: SubjectKind
    name: str
    period: Period
    authority: UnitKind | None = None
    commendation_type: CommendationType | None = None
    achievement_key: str = ""
    occupation: Fact[Occupation] | None = None
    recruited_on: Fact[dt.date] | None = None
    leaves: tuple[Leave, ...] | None = None
    ratings: tuple[YearRated, ...] | None = None
    held: tuple[Held, ...] | None = None
    initiatives: tuple[InitiativeHeld, ...] | None = None
    disciplines: tuple[Disciplined, ...] | None = None
    holds: tuple[HeldBack, ...] | None = None
    registrations: tuple[RegisteredFor, ...] | None = None
    members: Members | None = None
    cluster: ClusterRank | None = None
    campaign: CampaignResult | None = None
    achievement: Achievement | None = None
    attestations: tuple[Attestation, ...] | None = None

    def __post_init__(self) -> None:
        years = [(row.year, row.year_kind) for row in self.ratings or ()]
        for year, kind in _repeated(years):
            raise ValueError(f"two ratings for {year} ({kind.value})")


@dataclass(frozen=True)
class DossierFacts:
    """Counts of a whole dossier: how many would hold the award, and the base of the quota.

    ``holders`` are decided, ``proposed`` are nominated in the same dossier and hold it not yet.
    """

    nominated: int
    holders: tuple[TitleHolders, ...] | None = None
    proposed: tuple[TitleHolders, ...] | None = None
    source: Source | None = None

    def holders_of(self, award: str) -> int | None:
        """Return how many in the unit hold ``award`` of the year; None when nobody has said."""
        return _count(self.holders, award)

    def proposed_for(self, award: str) -> int:
        """Return how many are nominated for ``award`` in the same dossier and hold it not yet."""
        return _count(self.proposed, award) or 0

    def base_of(self, award: str) -> int | None:
        """Return those who hold ``award`` or are nominated for it; None when there is no figure."""
        known = [_count(rows, award) for rows in (self.holders, self.proposed)]
        return None if known == [None, None] else sum(count or 0 for count in known)


def _count(rows: tuple[TitleHolders, ...] | None, award: str) -> int | None:
    found = [row.count for row in rows or () if row.award == award]
    return sum(found) if found else None


def _repeated(items: Iterable[T]) -> list[T]:
    seen: set[T] = set()
    return [item for item in items if item in seen or seen.add(item)]  # type: ignore[func-returns-value]
