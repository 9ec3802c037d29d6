"""Which way a dossier takes, and who meets it on another way."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, QuerySet

from awards.ledger.models import SUBJECTS
from awards.ledger.subjects import SubjectKey, among_keys
from awards.nominations.enums import NomineeState
from awards.nominations.models import Dossier, Nominee, Round, RoutingRule
from emulation.people.models import Mandate
from emulation.units.models import Unit

MET_BY = (*SUBJECTS, "dossier", "award_code", "period_from", "period_to")
MET_SHOWN = (
    "name",
    "state",
    "dossier__unit__name",
    "dossier__unit__short_name",
    "dossier__round__name",
)


def rule_for(
    rules: Iterable[RoutingRule], round_: Round, unit: Unit, award_code: str, subject: str
) -> RoutingRule | None:
    """Return the most specific rule that speaks of the case; the newest among equals."""
    wanted = (
        ("award_code", award_code),
        ("commendation_type", round_.commendation_type),
        ("subject_kind", subject),
        ("unit_kind", unit.kind),
    )
    fitting = [
        rule
        for rule in rules
        if all(getattr(rule, field) in {"", value} for field, value in wanted)
    ]
    return max(
        fitting,
        key=lambda rule: (sum(bool(getattr(rule, f)) for f, _v in wanted), rule.valid_from),
        default=None,
    )


def rules_on(round_: Round, day: dt.date) -> list[RoutingRule]:
    """Return the routing rules of the round's authority in force on ``day``."""
    rows = RoutingRule.objects.as_of(day).filter(authority=round_.authority_id)
    rows = rows.order_by("award_code", "-valid_from")
    return list(rows.select_related("via").prefetch_related("opinion_of"))


def collector_of(rule: RoutingRule | None, round_: Round, unit: Unit) -> Unit | None:
    """Return the unit through which ``unit`` submits, or None when it submits directly."""
    if rule is None:
        return None
    collector = rule.via
    if rule.via_standing_agency:
        collector = round_.campaign.standing_agency if round_.campaign else None
    elif rule.via_parent:
        collector = unit.parent
    if collector is None or collector.pk in {unit.pk, round_.authority_id}:
        return None
    return collector


def all_rules() -> QuerySet[RoutingRule]:
    """Return all routing rules with whom they name."""
    heard = Prefetch("opinion_of", to_attr="agencies")
    return RoutingRule.objects.select_related("authority", "via").prefetch_related(heard)


def ways_of(dossier: Dossier, nominees: Iterable[Nominee], day: dt.date) -> set[Unit | None]:
    """Return the units through which the nominees of a dossier go (None: directly)."""
    rules = rules_on(dossier.round, day)
    return {
        collector_of(
            rule_for(rules, dossier.round, dossier.unit, row.award_code, row.subject_kind),
            dossier.round,
            dossier.unit,
        )
        for row in nominees
    }


def expected_collector(round_: Round, unit: Unit, day: dt.date) -> Unit | None:
    """Return through whom ``unit`` will submit, before any nominee is named."""
    rules = rules_on(round_, day)
    ways = {
        collector_of(rule_for(rules, round_, unit, code, ""), round_, unit)
        for code in round_.award_codes
    }
    return ways.pop() if len(ways) == 1 else None


def agencies_to_hear(nominee: Nominee, day: dt.date) -> list[Unit]:
    """Return the agencies whose opinion the routing asks for."""
    dossier = nominee.dossier
    rule = rule_for(
        rules_on(dossier.round, day),
        dossier.round,
        dossier.unit,
        nominee.award_code,
        nominee.subject_kind,
    )
    return list(rule.opinion_of.all()) if rule else []


def met_elsewhere(nominees: Sequence[Nominee]) -> dict[int, list[Nominee]]:
    """Return for each nominee the others alive of the same subject in an overlapping period.

    Shown to both sides before acceptance: the same person often arrives by two routes. One query.
    """
    others = _alive_of_same(nominees).select_related("dossier__unit", "dossier__round")
    return _meeting(nominees, others.only(*MET_BY, *MET_SHOWN))


def named_twice(nominees: Sequence[Nominee]) -> set[int]:
    """Return which of the nominees meet another so; what the other is, a list does not show."""
    found = _meeting(nominees, _alive_of_same(nominees).only(*MET_BY))
    return {key for key, others in found.items() if others}


def _alive_of_same(nominees: Sequence[Nominee]) -> QuerySet[Nominee]:
    keys = {row.subject_key for row in nominees}
    return Nominee.objects.filter(among_keys(keys), state__in=NomineeState.ALIVE).order_by("pk")


def _meeting(mine: Sequence[Nominee], others: Iterable[Nominee]) -> dict[int, list[Nominee]]:
    by_subject: dict[SubjectKey, list[Nominee]] = defaultdict(list)
    for other in others:
        by_subject[other.subject_key].append(other)
    return {
        row.pk: [other for other in by_subject[row.subject_key] if _meets(row, other)]
        for row in mine
    }


def _meets(row: Nominee, other: Nominee) -> bool:
    overlaps = row.period_from <= other.period_to and other.period_from <= row.period_to
    return overlaps and other.pk != row.pk and not _is_twin_title(row, other)


def _is_twin_title(row: Nominee, other: Nominee) -> bool:
    """Another award within the very same dossier is no second route."""
    return row.dossier_id == other.dossier_id and row.award_code != other.award_code


def rounds_for(mandate: Mandate) -> QuerySet[Round]:
    """Return the visible rounds that concern the mandate's unit: its own, and those above it."""
    above = Unit.objects.above(mandate.unit).values("pk")
    return Round.objects.visible_to(mandate).filter(authority__in=above)
