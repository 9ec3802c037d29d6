"""Reads of appraisal: routes, who may be charged, queues, what waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from awards.appraisal.enums import AppraisalState, Turn
from awards.appraisal.models import Appraisal, Conflict
from awards.appraisal.rules import CALLED
from awards.catalogue.enums import CommendationType, Route
from awards.catalogue.routes import route_for
from awards.nominations.enums import NomineeState
from awards.nominations.models import Nominee, Round
from awards.nominations.selectors import award_for, law_day, nominees_of
from awards.nominations.selectors.lists import nominees_of_round
from emulation.clock import today
from emulation.people.models import Account, Mandate
from emulation.people.roles import roles_with
from emulation.ui.counting import count_of
from emulation.units.models import Unit

APART = Decimal(15)  # points between two independent scores from which they count as disagreeing
TURNS: dict[str, tuple[Turn, ...]] = {
    Route.SINGLE_RECHECK: (Turn.FIRST,),
    Route.TWO_INDEPENDENT: (Turn.FIRST, Turn.SECOND),
}
RELATED = (
    "dossier__unit",
    "dossier__round__authority",
    "dossier__round__campaign__launcher",
    "subject_home",
    "person__unit",
    "collective",
    "household__unit",
)
QUEUE_SHOWN = (
    "turn",
    "state",
    "due_on",
    "remark",
    "nominee__name",
    "nominee__award_code",
    "nominee__dossier__unit__name",
    "nominee__dossier__unit__short_name",
    "nominee__round__name",
)


@dataclass(frozen=True)
class Way:
    """The route of one nominee: how it is appraised, and whether the council votes."""

    route: Route
    council: bool
    article: str


def way_of(nominee: Nominee) -> Way:
    """Return the way by the authority's route of the law's day, else by the law's default.

    A route that is the council's own leads to its vote even where the law does not ask for one.
    """
    round_, award = nominee.dossier.round, award_for(nominee)
    kind = CommendationType(round_.commendation_type)
    route = route_for(award, kind, round_.authority, law_day(nominee.dossier))
    voted = award.council is not None and award.council.needed_for(kind)
    article = award.council.article if award.council else award.article
    return Way(route, voted or route not in TURNS, article)


def reviewers_of(authority: Unit) -> list[Mandate]:
    """Return the reviewers of an authority in office today, each person once."""
    called = roles_with("awards.appraise") - roles_with("awards.assign_appraisals")
    rows = Mandate.objects.active(today()).of(*called).filter(unit=authority)
    by_account: dict[int, Mandate] = {}
    for row in rows.select_related("account__unit", "unit").order_by("pk"):
        by_account.setdefault(row.account_id, row)
    return list(by_account.values())


def callable_mandates(authority: Unit) -> QuerySet[Mandate]:
    """Return whom the office may charge by hand: reviewers and, for a re-check, the office."""
    return (
        Mandate.objects.active(today())
        .of(*CALLED)
        .filter(unit=authority)
        .select_related("account__unit", "unit")
    )


class Fitness:
    """Why an account may not appraise a nominee; reads units and conflicts once for many."""

    def __init__(self, nominees: Sequence[Nominee]) -> None:
        self.parents: dict[int, int | None] = dict(
            Unit.objects.order_by().values_list("pk", "parent_id")
        )
        rows = Conflict.objects.filter(nominee__in=[row.pk for row in nominees])
        self.declared = set(rows.values_list("nominee_id", "account_id"))
        self.prepared: dict[int, set[int]] = defaultdict(set)
        for row in nominees:
            dossier = row.dossier
            for mandate in (dossier.created_by, dossier.submitted_by):
                if mandate is not None:
                    self.prepared[row.pk].add(mandate.account_id)
        self.past: dict[int, set[int]] = defaultdict(set)
        done = Appraisal.objects.filter(nominee__in=[row.pk for row in nominees])
        for nominee_id, account_id in done.values_list("nominee_id", "appraiser_id"):
            self.past[nominee_id].add(account_id)

    def obstacle(self, account: Account, nominee: Nominee) -> str:
        """Return the name of what stands against it, or nothing: see ``OBSTACLES``."""
        if account.unit_id is None:
            return "no_unit"
        if self._is_own(account.unit_id, nominee):
            return "own_unit"
        if (nominee.pk, account.pk) in self.declared:
            return "conflict"
        if account.pk in self.prepared[nominee.pk]:
            return "prepared"
        return "again" if account.pk in self.past[nominee.pk] else ""

    def _is_own(self, unit_id: int, nominee: Nominee) -> bool:
        """Return whether the unit is the nominee's, above it or below it.

        The authority itself stands above everybody; it counts only for its own nominees.
        """
        homes = {nominee.subject_home_id, nominee.dossier.unit_id}
        if unit_id in homes:
            return True
        above = self._above(unit_id)
        if homes & (above - {nominee.dossier.round.authority_id}):
            return True
        if unit_id == nominee.dossier.round.authority_id:
            return False
        return any(unit_id in self._above(home) for home in homes)

    def _above(self, unit_id: int) -> set[int]:
        found: set[int] = set()
        place = self.parents.get(unit_id)
        while place is not None and place not in found:
            found.add(place)
            place = self.parents.get(place)
        return found


def open_load(accounts: Iterable[int]) -> dict[int, int]:
    """Return how many appraisals each account has in hand."""
    rows = (
        Appraisal.objects.filter(appraiser__in=list(accounts), state=AppraisalState.ASSIGNED)
        .order_by()
        .values_list("appraiser_id")
        .annotate(count=Count("pk"))
    )
    return dict(rows)


def live(nominee: Nominee) -> dict[str, Appraisal]:
    """Return the appraisals of a nominee that count, by turn."""
    rows = nominee.appraisals.exclude(state=AppraisalState.RECUSED)
    return {row.turn: row for row in rows.select_related("appraiser", "appraiser_unit")}


def disagree(first: Appraisal, second: Appraisal) -> bool:
    """Return whether two independent appraisals disagree: verdicts differ, or scores by 15 points.

    Raises ``AssertionError`` for one without a score: the service takes none.
    """
    assert first.score is not None
    assert second.score is not None
    return first.verdict != second.verdict or abs(first.score - second.score) >= APART


def my_queue(mandate: Mandate) -> QuerySet[Appraisal]:
    """Return what the appraiser has to do now, in the order in which it was given.

    A nominee that is being supplemented comes back to the queue when it has come back.
    """
    return (
        Appraisal.objects.filter(
            appraiser=mandate.account_id,
            state=AppraisalState.ASSIGNED,
            nominee__state=NomineeState.APPRAISING,
            nominee__round__authority=mandate.unit_id,
        )
        .select_related("nominee__dossier__unit", "nominee__round")
        .only(*QUEUE_SHOWN)
        .order_by("pk")
    )


@dataclass(frozen=True)
class Place:
    """Where an appraisal stands in its appraiser's queue; what comes before and after it.

    Behind the last one the queue begins anew; ``position`` counts from 1.
    """

    position: int
    total: int
    previous: int | None
    following: int | None


def place_in_queue(mandate: Mandate, pk: int) -> Place | None:
    """Return the place of appraisal ``pk`` in the queue, ``None`` where it is not in it."""
    found = (
        my_queue(mandate)
        .order_by()
        .aggregate(
            total=Count("pk"),
            here=Count("pk", filter=Q(pk=pk)),
            position=Count("pk", filter=Q(pk__lte=pk)),
            previous=Max("pk", filter=Q(pk__lt=pk)),
            later=Min("pk", filter=Q(pk__gt=pk)),
            first=Min("pk", filter=Q(pk__lt=pk)),
        )
    )
    if not found["here"]:
        return None
    following = found["later"] or found["first"]
    return Place(found["position"], found["total"], found["previous"], following)


CAME = (
    NomineeState.APPRAISING,
    NomineeState.SUPPLEMENT,
    NomineeState.PASSED,
    NomineeState.REFUSED,
)


def appraised_in(mandate: Mandate | None, pk: int) -> QuerySet[Nominee]:
    """Return the visible nominees of round ``pk`` that came to appraisal, as lists show them."""
    return nominees_of_round(mandate, pk).filter(state__in=CAME, dossier__received_at__isnull=False)


def under_appraisal(round_: Round) -> QuerySet[Nominee]:
    """Return the nominees of a round that came to appraisal, with their live appraisals."""
    return (
        nominees_of(round_)
        .filter(state__in=CAME, dossier__received_at__isnull=False)
        .select_related(*RELATED, "dossier__created_by", "dossier__submitted_by")
        .prefetch_related("appraisals__appraiser")
    )


def said_in_lists() -> QuerySet[Appraisal]:
    """Return appraisals with what a list says of each: who, which turn, what came of it."""
    shown = ("nominee", "turn", "state", "verdict", "score", "appraiser__full_name")
    return Appraisal.objects.select_related("appraiser").only(*shown).order_by("pk")


@dataclass(frozen=True)
class Standing:
    """Where the appraisal of a nominee stands, in a word that the office can act on."""

    key: str
    appraisals: tuple[Appraisal, ...]


def standing_of(nominee: Nominee) -> Standing:
    """Return what a nominee under appraisal waits for; uses prefetched appraisals."""
    rows = tuple(row for row in nominee.appraisals.all() if row.state != AppraisalState.RECUSED)
    if nominee.state != NomineeState.APPRAISING:
        return Standing(nominee.state, rows)
    turns = {row.turn: row for row in rows}
    done = {turn for turn, row in turns.items() if row.state == AppraisalState.SUBMITTED}
    if not nominee.route:
        return Standing("unassigned", rows)
    if nominee.route not in TURNS:
        return Standing("check", rows)
    if any(turn not in turns for turn in TURNS[nominee.route]):
        return Standing("unassigned", rows)
    if nominee.route == Route.TWO_INDEPENDENT and done >= {Turn.FIRST, Turn.SECOND}:
        return Standing("disagree", rows)
    if nominee.route == Route.SINGLE_RECHECK and Turn.FIRST in done and Turn.RECHECK not in turns:
        return Standing("no_recheck", rows)
    return Standing("underway", rows)


def rounds_in_hand(mandate: Mandate) -> QuerySet[Round]:
    """Return the rounds of the mandate's authority in which nominees wait for appraisal."""
    waiting = Nominee.objects.filter(state=NomineeState.APPRAISING)
    passed = Nominee.objects.filter(state=NomineeState.PASSED)
    return (
        Round.objects.visible_to(mandate)
        .filter(Exists(waiting.filter(round=OuterRef("pk"))), authority=mandate.unit_id)
        .annotate(waiting=count_of(waiting, "round"), passed=count_of(passed, "round"))
        .order_by("closes_on", "pk")
    )


_SINGLE, _DOUBLE = Q(route=Route.SINGLE_RECHECK), Q(route=Route.TWO_INDEPENDENT)
OFFICE_HAS_TO_ACT = {
    "unassigned": Q(route="")
    | (_SINGLE | _DOUBLE) & Q(has_first=False)
    | _DOUBLE & Q(has_second=False),
    "check": ~Q(route="") & ~_SINGLE & ~_DOUBLE,
    "disagree": _DOUBLE & Q(spoke_first=True, spoke_second=True),
    "no_recheck": _SINGLE & Q(spoke_first=True, has_recheck=False),
}


def with_turns(nominees: QuerySet[Nominee]) -> QuerySet[Nominee]:
    """Return those under appraisal with what ``OFFICE_HAS_TO_ACT`` asks of their turns."""

    def held(turn: Turn, *states: str) -> Exists:
        rows = Appraisal.objects.filter(nominee=OuterRef("pk"), turn=turn, state__in=states)
        return Exists(rows)

    live_states = (AppraisalState.ASSIGNED, AppraisalState.SUBMITTED)
    spoken = AppraisalState.SUBMITTED
    return nominees.filter(state=NomineeState.APPRAISING).annotate(
        has_first=held(Turn.FIRST, *live_states),
        has_second=held(Turn.SECOND, *live_states),
        has_recheck=held(Turn.RECHECK, *live_states),
        spoke_first=held(Turn.FIRST, spoken),
        spoke_second=held(Turn.SECOND, spoken),
    )


def unready(rounds: Iterable[Round]) -> dict[int, dict[str, int]]:
    """Return for each round how many nominees wait for what the office has to do; one query."""
    found: dict[int, dict[str, int]] = {round_.pk: {} for round_ in rounds}
    nominees = with_turns(Nominee.objects.filter(round__in=list(found))).order_by()
    cases = {key: Count("pk", filter=case) for key, case in OFFICE_HAS_TO_ACT.items()}
    for round_id, *counts in nominees.values_list("round").annotate(**cases):
        told = zip(OFFICE_HAS_TO_ACT, counts, strict=True)
        found[round_id] = {key: count for key, count in told if count}
    return found
