"""What is counted over the members of collectives, and the tree it is counted on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from awards.catalogue.enums import DisciplineLevel, Rating, YearKind
from awards.eligibility.facts import Members, Period, Source, TitleHolders
from awards.ledger.models import AwardRecord, DisciplineRecord, YearRating
from emulation.people.models import Person
from emulation.units.models import Unit

ADVANCED = ("ADVANCED_WORKER", "ADVANCED_SOLDIER", "GRASSROOTS_FIGHTER")
LEDGER = Source("Sổ theo dõi khen thưởng của các thành viên")


class UnitTree:
    """Which units stand below which; read with one query, and only when somebody asks."""

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The units directly below each unit."""
        found: dict[int, list[int]] = defaultdict(list)
        rows = Unit.objects.order_by().filter(parent__isnull=False)
        for unit, parent in rows.values_list("pk", "parent_id"):
            found[parent].append(unit)
        return found

    def below(self, unit: int) -> set[int]:
        """Return ``unit`` and all below it."""
        found, waiting = {unit}, [unit]
        while waiting:
            for child in self.children.get(waiting.pop(), ()):
                found.add(child)
                waiting.append(child)
        return found


def members_of(
    wanted: Iterable[tuple[int, Period]],
) -> dict[tuple[int, Period], Members]:
    """Return the counts of each collective in its period; five queries.

    A collective of whose persons none is entered has no counts. A count whose facts are not
    complete (a member without rating, no title decided yet) is unknown, not zero.
    """
    cases, tree = list(dict.fromkeys(wanted)), UnitTree()
    units = set().union(*(tree.below(unit) for unit, _period in cases)) if cases else set()
    if not units:
        return {}
    homes = dict(
        Person.objects.filter(unit__in=units, left_on__isnull=True).values_list("pk", "unit_id")
    )
    years = {period.year for _unit, period in cases}
    facts = _MemberFacts(homes, years, [period for _unit, period in cases])
    return {
        (unit, period): counted
        for unit, period in cases
        if (counted := facts.count(tree.below(unit), period)) is not None
    }


class _MemberFacts:
    """Ratings, titles and discipline of many persons in some years."""

    def __init__(self, homes: dict[int, int], years: set[int], periods: list[Period]) -> None:
        self.people_of: dict[int, set[int]] = defaultdict(set)
        for person, unit in homes.items():
            self.people_of[unit].add(person)
        self.ratings: dict[tuple[int, str], dict[int, Rating]] = defaultdict(dict)
        rated = YearRating.objects.standing().filter(person__in=homes, year__in=years)
        for person, year, kind, level in rated.values_list(
            "person_id", "year", "year_kind", "rating"
        ):
            self.ratings[year, kind][person] = Rating(level)
        self.titles: dict[tuple[int, str], dict[str, set[int]]] = defaultdict(
            lambda: defaultdict(set)
        )
        held = AwardRecord.objects.standing().filter(
            person__in=homes, year__in=years, revoked_on__isnull=True
        )
        for person, year, kind, code in held.values_list(
            "person_id", "year", "year_kind", "award_code"
        ):
            self.titles[year, kind][code].add(person)
        first, last = min(each.start for each in periods), max(each.end for each in periods)
        self.disciplines = list(
            DisciplineRecord.objects.standing()
            .filter(person__in=homes, decided_on__range=(first, last))
            .values_list("person_id", "decided_on", "level")
        )

    def count(self, units: set[int], period: Period) -> Members | None:
        """Return the counts over the persons of ``units``, or None when there is no person."""
        people = set().union(*(self.people_of[unit] for unit in units))
        if not people:
            return None
        slot = (period.year, str(YearKind(period.year_kind).value))
        ratings = self.ratings[slot]
        titles = {code: people & who for code, who in self.titles[slot].items()}
        advanced = set().union(*(titles.get(code, set()) for code in ADVANCED))
        decided = any(titles.values())
        completed = sum(
            ratings[person].reaches(Rating.COMPLETED) for person in people & ratings.keys()
        )
        worst = self._disciplined(people, period)
        return Members(
            total=len(people),
            advanced_workers=len(advanced) if decided else None,
            completed=completed if people <= ratings.keys() else None,
            reprimanded_or_worse=len(worst),
            warned_or_worse=sum(level.reaches(DisciplineLevel.WARNING) for level in worst.values()),
            title_holders=tuple(
                TitleHolders(code, len(who)) for code, who in sorted(titles.items())
            )
            if decided
            else None,
            source=LEDGER,
        )

    def _disciplined(self, people: set[int], period: Period) -> dict[int, DisciplineLevel]:
        """Return the most severe measure of each person within the period."""
        worst: dict[int, DisciplineLevel] = {}
        for person, day, level in self.disciplines:
            measure = DisciplineLevel(level)
            if person in people and period.covers(day):
                known = worst.get(person)
                worst[person] = measure if known is None or measure.reaches(known) else known
        return worst


def holders_in(unit: Unit, period: Period) -> dict[str, set[int]]:
    """Return the persons in ``unit`` and below it who hold each title of the year."""
    rows = AwardRecord.objects.standing().filter(
        person__unit__in=Unit.objects.below(unit).values("pk"),
        year=period.year,
        year_kind=period.year_kind,
        revoked_on__isnull=True,
    )
    found: dict[str, set[int]] = defaultdict(set)
    for code, person in rows.values_list("award_code", "person_id"):
        found[code].add(person)
    return dict(found)
