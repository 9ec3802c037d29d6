"""Charging appraisers: evenly, never with the own unit; by hand; recusal and conflicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import rules
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.appraisal.enums import AppraisalState, Turn
from awards.appraisal.models import Appraisal, Conflict
from awards.appraisal.rules import CALLED
from awards.appraisal.selectors import (
    TURNS,
    Fitness,
    live,
    open_load,
    reviewers_of,
    under_appraisal,
    way_of,
)
from awards.catalogue.enums import Route
from awards.nominations.enums import NomineeState
from awards.nominations.models import Nominee, Round
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.notices.services import notify
from emulation.people.models import Account, Mandate
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import lock, save_changes

COUNCIL_CHECK = "council"  # nobody is charged: the office checks completeness, the council votes
OBSTACLES = {
    "no_unit": gettext_lazy("It is not known where %(who)s works; ask the administrator."),
    "own_unit": gettext_lazy("Nobody appraises nominees of the own unit."),
    "conflict": gettext_lazy("%(who)s declared a conflict of interest."),
    "prepared": gettext_lazy("%(who)s prepared or submitted this dossier."),
    "again": gettext_lazy("%(who)s already has a turn with this nominee; a second person is due."),
}


@dataclass(frozen=True)
class Assigned:
    """What an even assignment brought: how many turns were given, for whom nobody was found."""

    given: int
    open: tuple[Nominee, ...]


@transaction.atomic
def assign_round(*, by: Mandate, round_: Round, due_on: dt.date | None = None) -> Assigned:
    """Set the way of every nominee that came in, and give each turn to the least laden reviewer.

    Nobody gets nominees of the own unit (the unit, those above and below it), a declared conflict
    or a dossier prepared by the same person. Where the authority has no reviewers, or the route is
    the council's own, nobody is charged and the office checks completeness instead.
    """
    if not rules.has_perm("awards.assign_appraisals", by, round_):
        raise NotAllowed(_("Only the office and the secretary assign appraisals."))
    _check_due(due_on)
    lock(round_)  # two assignments at once would give the same turns
    rows = [row for row in under_appraisal(round_) if row.state == NomineeState.APPRAISING]
    reviewers = reviewers_of(round_.authority)
    load = open_load(mandate.account_id for mandate in reviewers)
    fitness, given, without = Fitness(rows), 0, []
    told: dict[int, Mandate] = {}
    for nominee in rows:
        _set_way(nominee, reviewers, fitness)
        for turn in _missing_turns(nominee):
            chosen = _least_laden(nominee, reviewers, load, fitness)
            if chosen is None:
                without.append(nominee)
                continue
            _charge(nominee, turn, chosen, by, due_on)
            fitness.past[nominee.pk].add(chosen.account_id)
            load[chosen.account_id] = load.get(chosen.account_id, 0) + 1
            told[chosen.account_id] = chosen
            given += 1
    _tell(list(told.values()), round_, by)
    record(by=by, action="appraisal.assign", obj=round_, changes={"given": given})
    return Assigned(given, tuple(dict.fromkeys(without)))


def _check_due(due_on: dt.date | None) -> None:
    if due_on is not None and due_on < today():
        raise Refused(_("The due day may not lie in the past."))


def _set_way(nominee: Nominee, reviewers: list[Mandate], fitness: Fitness) -> None:
    """Keep the way in the nominee's row; a small authority without reviewers goes to its council.

    The province has reviewers: where all of them are barred, the office names somebody.
    """
    if nominee.route:
        return
    way = way_of(nominee)
    small = nominee.dossier.round.authority.parent_id is not None or not reviewers
    barred = all(fitness.obstacle(each.account, nominee) for each in reviewers)
    route = COUNCIL_CHECK if way.route in TURNS and small and barred else way.route
    save_changes(lock(nominee), route=route, needs_council=way.council)
    nominee.route, nominee.needs_council = route, way.council


def _missing_turns(nominee: Nominee) -> list[Turn]:
    """Return the turns without an appraiser; the re-check is due once the first has spoken."""
    turns = list(TURNS.get(nominee.route, ()))
    held = {
        row.turn: row for row in nominee.appraisals.all() if row.state != AppraisalState.RECUSED
    }
    first = held.get(Turn.FIRST)
    if nominee.route == Route.SINGLE_RECHECK and first and first.state == AppraisalState.SUBMITTED:
        turns.append(Turn.RECHECK)
    return [turn for turn in turns if turn not in held]


def _least_laden(
    nominee: Nominee, reviewers: list[Mandate], load: dict[int, int], fitness: Fitness
) -> Mandate | None:
    fit = [each for each in reviewers if not fitness.obstacle(each.account, nominee)]
    return min(fit, key=lambda each: (load.get(each.account_id, 0), each.pk), default=None)


def _charge(
    nominee: Nominee, turn: Turn, mandate: Mandate, by: Mandate, due_on: dt.date | None
) -> Appraisal:
    assert mandate.account.unit_id is not None
    return Appraisal.objects.create(
        nominee=nominee,
        turn=turn,
        appraiser=mandate.account,
        mandate=mandate,
        appraiser_unit_id=mandate.account.unit_id,
        nominee_unit_id=nominee.subject_home_id,
        assigned_at=now(),
        assigned_by=by,
        due_on=due_on,
    )


def _tell(mandates: list[Mandate], round_: Round, by: Mandate) -> None:
    if mandates:
        notify(
            event="appraisal.assigned",
            recipients=mandates,
            subject=_("Nominees to appraise: %(round)s") % {"round": round_.name},
            url=reverse("appraisal:queue"),
            by=by,
        )


def _told_today(made: Appraisal) -> bool:
    """Return whether the appraiser was charged with another one of the round today."""
    others = Appraisal.objects.filter(
        appraiser=made.appraiser_id,
        nominee__round=made.nominee.dossier.round_id,
        assigned_at__date=today(),
    )
    return others.exclude(pk=made.pk).exists()


def recheck_by_load(nominee: Nominee, by: Mandate) -> Appraisal | None:
    """Give the re-check to the least laden fit reviewer; None when the office has to name one."""
    reviewers = reviewers_of(nominee.dossier.round.authority)
    load = open_load(mandate.account_id for mandate in reviewers)
    chosen = _least_laden(nominee, reviewers, load, Fitness([nominee]))
    if chosen is None:
        return None
    made = _charge(nominee, Turn.RECHECK, chosen, by, None)
    _tell([chosen], nominee.dossier.round, by)
    return made


@transaction.atomic
def assign_appraiser(
    *, by: Mandate, nominee: Nominee, turn: str, mandate: Mandate, due_on: dt.date | None = None
) -> Appraisal:
    """Charge somebody by hand, in the place of who holds the turn and has not spoken.

    Raises ``Refused`` naming the conflict, ``WrongState`` when the turn is spoken or not of the
    nominee's route.
    """
    fresh = _lock_to_assign(nominee, by, due_on)
    _set_way_with_turns(fresh)
    _check_turn(fresh, turn)
    _check_person(fresh, mandate)
    holder = live(fresh).get(turn)
    if holder is not None:
        if holder.state == AppraisalState.SUBMITTED:
            raise WrongState(_("This turn has been appraised already."))
        _release(holder, _("Replaced by the office"))
    made = _charge(fresh, Turn(turn), mandate, by, due_on)
    if not _told_today(made):
        _tell([mandate], fresh.dossier.round, by)
    changes = {"turn": turn, "appraiser": mandate.account.username}
    record(by=by, action="appraisal.charge", obj=fresh, changes=changes)
    return made


def _lock_to_assign(nominee: Nominee, by: Mandate, due_on: dt.date | None) -> Nominee:
    """Lock a nominee that is being appraised, for who assigns appraisals of its round."""
    fresh = lock(nominee)
    if not rules.has_perm("awards.assign_appraisals", by, fresh.dossier.round):
        raise NotAllowed(_("Only the office and the secretary assign appraisals."))
    _check_due(due_on)
    if fresh.state != NomineeState.APPRAISING:
        raise WrongState(_("This nominee is not being appraised."))
    return fresh


def _set_way_with_turns(nominee: Nominee) -> None:
    """Keep the way in the nominee's row; ``Refused`` where nobody takes a turn on it."""
    if nominee.route and nominee.route != COUNCIL_CHECK:
        return
    way = way_of(nominee)
    if way.route not in TURNS:
        raise Refused(_("On this route nobody is charged; the council itself appraises."))
    save_changes(nominee, route=way.route, needs_council=way.council)


@transaction.atomic
def share_nominee(
    *, by: Mandate, nominee: Nominee, among: Sequence[Mandate], due_on: dt.date | None = None
) -> list[Appraisal]:
    """Give every open turn of a nominee to the least laden fit of those chosen: all or none.

    Called for nominee after nominee, it shares a selection evenly among them. Raises ``WrongState``
    where no turn is open, ``Refused`` with what stands against each where nobody of them is fit.
    """
    fresh = _lock_to_assign(nominee, by, due_on)
    for mandate in among:
        _check_called(fresh, mandate)
    _set_way_with_turns(fresh)
    turns = _missing_turns(fresh)
    if not turns:
        raise WrongState(_("Every turn of this nominee is given already."))
    load, fitness = open_load(each.account_id for each in among), Fitness([fresh])
    made = []
    for turn in turns:
        chosen = _least_laden(fresh, list(among), load, fitness)
        if chosen is None:
            raise Refused(_against(fresh, among, fitness))
        made.append(_charge(fresh, turn, chosen, by, due_on))
        fitness.past[fresh.pk].add(chosen.account_id)
    told = [row.mandate for row in made if not _told_today(row)]
    _tell(told, fresh.dossier.round, by)
    changes = {row.turn: row.appraiser.username for row in made}
    record(by=by, action="appraisal.charge", obj=fresh, changes=changes)
    return made


def _against(nominee: Nominee, among: Iterable[Mandate], fitness: Fitness) -> str:
    """Say of each of those chosen why a turn cannot be given to them."""
    found = []
    for each in among:
        words = OBSTACLES[fitness.obstacle(each.account, nominee)]
        name = each.account.full_name
        sentence = str(words) % {"who": name}
        found.append(sentence if name in sentence else f"{name}: {sentence}")
    return " ".join([_("Nobody of those chosen is free."), *dict.fromkeys(found)])


def _check_turn(nominee: Nominee, turn: str) -> None:
    allowed = [*TURNS[nominee.route]]
    if nominee.route == Route.SINGLE_RECHECK:
        first = live(nominee).get(Turn.FIRST)
        if first is not None and first.state == AppraisalState.SUBMITTED:
            allowed.append(Turn.RECHECK)
    if turn not in allowed:
        raise WrongState(_("This turn is not due on the nominee's route."))


def _check_called(nominee: Nominee, mandate: Mandate) -> None:
    authority = nominee.dossier.round.authority
    if mandate.role not in CALLED or mandate.unit_id != authority.pk:
        raise Refused(_("Only reviewers and the office of the authority are charged."))
    if not mandate.holds_on(today()):
        raise Refused(_("This mandate is no longer in force."))


def _check_person(nominee: Nominee, mandate: Mandate) -> None:
    _check_called(nominee, mandate)
    obstacle = Fitness([nominee]).obstacle(mandate.account, nominee)
    if obstacle:
        raise Refused(str(OBSTACLES[obstacle]) % {"who": mandate.account.full_name})


@transaction.atomic
def recuse(*, by: Mandate, appraisal: Appraisal, reason: str) -> None:
    """Give a turn back with a declared conflict; the least laden other reviewer gets it."""
    fresh = lock(appraisal)
    if not rules.has_perm("awards.appraise", by, fresh):
        raise NotAllowed(_("Only who was charged can recuse."))
    if fresh.state != AppraisalState.ASSIGNED:
        raise WrongState(_("A submitted appraisal is not given back."))
    declare_conflict(by=by, nominee=fresh.nominee, account=by.account, reason=reason)


@transaction.atomic
def declare_conflict(*, by: Mandate, nominee: Nominee, account: Account, reason: str) -> Conflict:
    """Record a conflict of interest; an appraisal in hand is released and given to another.

    Reviewers and members declare their own; office and secretary record anybody's.
    """
    if not rules.has_perm("awards.declare_conflict", by, nominee):
        raise NotAllowed(_("Your present role cannot declare a conflict here."))
    records_for_others = rules.has_perm("awards.assign_appraisals", by, nominee.dossier.round)
    if account.pk != by.account_id and not records_for_others:
        raise NotAllowed(_("You can declare only your own conflicts."))
    if not reason.strip():
        raise Refused(_("Give the reason."))
    conflict, made = Conflict.objects.get_or_create(
        nominee=nominee,
        account=account,
        defaults={"reason": reason.strip(), "declared_at": now(), "declared_by": by},
    )
    if made:
        changes = {"account": account.username}
        record(by=by, action="appraisal.conflict", obj=nominee, changes=changes)
        held = nominee.appraisals.filter(appraiser=account, state=AppraisalState.ASSIGNED).first()
        if held is not None:
            _release(lock(held), reason.strip())
            _pass_on(held, by)
    return conflict


def _release(appraisal: Appraisal, reason: str) -> None:
    save_changes(appraisal, state=AppraisalState.RECUSED, reason=reason)


def _pass_on(appraisal: Appraisal, by: Mandate) -> None:
    nominee = appraisal.nominee
    reviewers = reviewers_of(nominee.dossier.round.authority)
    load = open_load(mandate.account_id for mandate in reviewers)
    chosen = _least_laden(nominee, reviewers, load, Fitness([nominee]))
    if chosen is not None:
        _charge(nominee, Turn(appraisal.turn), chosen, by, appraisal.due_on)
        _tell([chosen], nominee.dossier.round, by)


def in_hand_of(account: Account) -> int:
    """Return how many appraisals wait for ``account``."""
    return Appraisal.objects.filter(appraiser=account, state=AppraisalState.ASSIGNED).count()


@transaction.atomic
def hand_over_appraisals(*, by: Mandate, leaving: Account, successor: Mandate) -> int:
    """Give what waits for ``leaving`` in the successor's role to the successor; return how many.

    Where the successor may not appraise (own unit, conflict, a turn already taken), the least laden
    fit reviewer gets it, or the office has to name one. What was submitted stays as it is.
    """
    waiting = Appraisal.objects.filter(
        appraiser=leaving,
        state=AppraisalState.ASSIGNED,
        mandate__role=successor.role,
        mandate__unit=successor.unit_id,
    )
    moved = 0
    for row in waiting.select_related("nominee__dossier__round__authority"):
        _release(lock(row), _("Handed over: %(name)s leaves") % {"name": leaving.full_name})
        if Fitness([row.nominee]).obstacle(successor.account, row.nominee):
            _pass_on(row, by)
            continue
        _charge(row.nominee, Turn(row.turn), successor, by, row.due_on)
        moved += 1
    changes = {"from": leaving.username, "to": successor.account.username, "moved": moved}
    record(by=by, action="appraisal.hand_over", obj=successor, changes=changes)
    return moved
