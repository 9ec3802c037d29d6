"""The kinds of rule that the law data may use, each with its typed parameters.

The eligibility engine holds one pure function per kind; a test proves that none is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from awards.catalogue.enums import (
    CourseGrade,
    Criterion,
    DisciplineLevel,
    InfluenceScope,
    InitiativeScope,
    LeaveKind,
    MemberMeasure,
    Occupation,
    Rating,
)
from emulation.units.enums import UnitKind


class Params:
    """Base of the parameters of all rule types."""


@dataclass(frozen=True)
class Registered(Params):
    """The subject registered for the title; registering one of ``covered_by`` covers it too."""

    covered_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConsecutiveRatings(Params):
    """Rated at least ``level`` in each of the last ``years`` years, the current one included."""

    level: Rating
    years: int = 1


@dataclass(frozen=True)
class MonthsSinceRecruitment(Params):
    """At least ``months`` months from recruitment to the end of the achievement period."""

    months: int
    not_counted: tuple[LeaveKind, ...] = ()


@dataclass(frozen=True)
class LongCourse(Params):
    """A course of at least ``min_months`` months must have been completed with ``grade``."""

    min_months: int
    grade: CourseGrade


@dataclass(frozen=True)
class NoDiscipline(Params):
    """No disciplinary measure of ``at_least`` this level within the achievement period."""

    at_least: DisciplineLevel


@dataclass(frozen=True)
class NoHold(Params):
    """Nothing is under investigation and no complaint is being verified."""


@dataclass(frozen=True)
class Initiatives(Params):
    """``count`` initiatives with ``scope``, recognised within the last ``years`` years."""

    scope: InitiativeScope
    count: int = 1
    years: int = 1
    unconsumed: bool = False


@dataclass(frozen=True)
class ConsecutiveTitles(Params):
    """The title ``award`` in each of the last ``count`` years, the achievement year included."""

    award: str
    count: int


@dataclass(frozen=True)
class MemberShare(Params):
    """The share of members, in percent, is ``at_least`` or ``more_than`` a bound."""

    measure: MemberMeasure
    at_least: Decimal | None = None
    more_than: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.at_least is None) == (self.more_than is None):
            raise ValueError("give either at_least or more_than")


@dataclass(frozen=True)
class MembersUndisciplined(Params):
    """No member was disciplined with ``at_least`` this measure."""

    at_least: DisciplineLevel


@dataclass(frozen=True)
class MemberTitles(Params):
    """At least ``count`` members hold the title ``award`` of the year."""

    award: str
    count: int = 1


@dataclass(frozen=True)
class ClusterLeader(Params):
    """First of its cluster or block, and acclaimed by it."""


@dataclass(frozen=True)
class CampaignLeader(Params):
    """Leader of a thematic campaign that ran ``min_years`` years, at its review."""

    min_years: int


@dataclass(frozen=True)
class CampaignOutstanding(Params):
    """Excellent in a campaign and voted for; launched by one of ``launched_by`` when given."""

    launched_by: tuple[UnitKind, ...] = ()


@dataclass(frozen=True)
class Influence(Params):
    """An achievement whose influence reaches ``scope``, confirmed by somebody."""

    scope: InfluenceScope


@dataclass(frozen=True)
class OccupationIs(Params):
    """The person's occupation is one of ``any_of``."""

    any_of: tuple[Occupation, ...]


@dataclass(frozen=True)
class DistinctAchievement(Params):
    """No award of the same kind was given for the same achievement."""


@dataclass(frozen=True)
class NotCountedBefore(Params):
    """The last ``years`` years were not already counted for one of ``awards``."""

    awards: tuple[str, ...]
    years: int = 1


@dataclass(frozen=True)
class Attested(Params):
    """The head of the unit confirms a standard that no record can show."""

    criterion: Criterion


@dataclass(frozen=True)
class Quota(Params):
    """At most ``percent`` of the holders of ``of`` in the unit may be nominated (dossier level)."""

    percent: Decimal
    of: str


@dataclass(frozen=True)
class AllOf(Params):
    """Every part holds."""


@dataclass(frozen=True)
class AnyOf(Params):
    """At least one part holds."""


RULE_TYPES: dict[str, type[Params]] = {
    "registered": Registered,
    "consecutive_ratings": ConsecutiveRatings,
    "months_since_recruitment": MonthsSinceRecruitment,
    "long_course": LongCourse,
    "no_discipline": NoDiscipline,
    "no_hold": NoHold,
    "initiatives": Initiatives,
    "consecutive_titles": ConsecutiveTitles,
    "member_share": MemberShare,
    "members_undisciplined": MembersUndisciplined,
    "member_titles": MemberTitles,
    "cluster_leader": ClusterLeader,
    "campaign_leader": CampaignLeader,
    "campaign_outstanding": CampaignOutstanding,
    "influence": Influence,
    "occupation": OccupationIs,
    "distinct_achievement": DistinctAchievement,
    "not_counted_before": NotCountedBefore,
    "attested": Attested,
    "quota": Quota,
    "all_of": AllOf,
    "any_of": AnyOf,
}
