"""Decisions, their lines, and who can still be put into one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from awards.catalogue.selectors import SUBJECT_NAMES, authority_for
from awards.catalogue.selectors import award as award_of
from awards.decisions.enums import DecisionKind, DecisionState
from awards.decisions.models import Decision, DecisionLine, DecisionLineQuerySet
from awards.ledger.models import HoldRecord
from awards.nominations.models import Nominee, NomineeQuerySet, Round
from awards.nominations.selectors import ready_for_decision
from campaigns.plans.models import Campaign
from emulation.documents.selectors import TEXTS as DOCUMENT_TEXTS
from emulation.people.models import Mandate
from emulation.ui.errors import DomainError
from emulation.units.enums import UnitKind
from emulation.units.models import Unit

SUBJECTS = ("nominee__person", "nominee__collective", "nominee__household")
# The text of a decision is as long as its list; no list shows it.
TEXTS = tuple(f"document__{name}" for name in DOCUMENT_TEXTS)

LISTED = (
    "kind",
    "subject",
    "state",
    "fund",
    "honoured",
    "bonus",
    "authority__name",
    "authority__short_name",
    "document__code",
    "document__state",
    "document__issued_on",
    "round__name",
)


def decisions_for(mandate: Mandate | None) -> QuerySet[Decision]:
    """Return the visible decisions with what their list shows."""
    rows = Decision.objects.visible_to(mandate).select_related("authority", "document", "round")
    return rows.only(*LISTED)


def lines_of(decision: Decision, mandate: Mandate | None = None) -> DecisionLineQuerySet:
    """Return the lines in the order of the annex; with a mandate only those that it may see."""
    lines = decision.lines.all() if mandate is None else DecisionLine.objects.visible_to(mandate)
    return (
        lines.filter(decision=decision)
        .select_related("nominee__dossier__unit", "nominee__subject_home", "record", *SUBJECTS)
        .order_by("part", "order")
    )


def ready_nominees(round_: Round) -> NomineeQuerySet:
    """Return those of a round who passed and stand in no decision yet."""
    return ready_for_decision(round_).exclude(pk__in=_on_open_lists())


def _on_open_lists() -> QuerySet[DecisionLine, Any]:
    """Return the nominees on lists that are not issued, a few; once issued they wait no longer."""
    return DecisionLine.objects.standing().filter(record__isnull=True).values("nominee")


@dataclass(frozen=True)
class ReadyRound:
    """A round of the authority and how many of it wait for a decision."""

    round: Round
    waiting: int


def rounds_ready(authority: Unit) -> list[ReadyRound]:
    """Return the rounds of ``authority`` with nominees who wait for a decision."""
    counts = dict(
        Nominee.objects.past_appraisal()
        .filter(round__authority=authority)
        .exclude(pk__in=_on_open_lists())
        .values_list("round")
        .annotate(Count("pk"))
        .order_by()
    )
    rounds = Round.objects.filter(pk__in=counts).only("name")
    return [ReadyRound(each, counts[each.pk]) for each in rounds]


def refusals(authority: Unit, nominees: Sequence[Nominee], day: dt.date) -> dict[int, str]:
    """Return why ``authority`` may not decide on a nominee on ``day``, by the nominee's id.

    Two reasons: the law of the date gives the award to another authority (with its article), or
    the subject is held while something is being looked into.
    """
    found: dict[int, str] = {}
    keys = [each.subject_key for each in nominees]
    held = {hold.subject_key for hold in HoldRecord.objects.open().of_keys(keys)}
    for nominee in nominees:
        if sentence := _not_competent(authority, nominee, day):
            found[nominee.pk] = sentence
        elif nominee.subject_key in held:
            sentence = _(
                "%(name)s: a hold stands in the ledger; nobody decides until it is lifted."
            )
            found[nominee.pk] = sentence % {"name": nominee.name}
    return found


def _not_competent(authority: Unit, nominee: Nominee, day: dt.date) -> str:
    kind = nominee.subject_kind
    try:
        award = award_of(nominee.award_code, day)
        competent = authority_for(award, kind)
    except DomainError as error:
        return error.message
    if UnitKind(authority.kind) in competent.kinds:
        return ""
    sentence = _(
        "%(award)s for %(subject)s is decided by %(who)s (%(article)s), not by %(authority)s."
    )
    return sentence % {
        "award": award.name,
        "subject": SUBJECT_NAMES[kind],
        "who": competent.title,
        "article": competent.article,
        "authority": authority.name,
    }


def no_longer_ready(lines: Iterable[DecisionLine]) -> list[DecisionLine]:
    """Return the lines whose nominee was withdrawn or refused since it was put on the list."""
    ready = {"passed", "voted"}
    return [line for line in lines if line.nominee.state not in ready]


def issued_revocations(decision: Decision) -> QuerySet[Decision]:
    """Return the issued decisions that took names of this one back, the earliest first."""
    rows = decision.revocations.filter(state__in=DecisionState.FINAL).select_related("document")
    return rows.defer(*TEXTS).order_by("document__issued_on", "pk")


@dataclass(frozen=True)
class Tally:
    """How many decisions, and how many collectives, individuals and households they honour."""

    decisions: int
    collectives: int
    individuals: int
    households: int


def tally_of_campaign(campaign: Campaign, as_of: dt.date) -> Tally:
    """Return what the rounds of ``campaign`` led to in decisions dated ``as_of`` or before."""
    lines = DecisionLine.objects.standing().filter(
        decision__round__campaign=campaign,
        decision__kind=DecisionKind.AWARD,
        decision__state__in=DecisionState.FINAL,
        decision__document__issued_on__lte=as_of,
        record__revoked_on__isnull=True,
    )
    return Tally(
        **lines.order_by().aggregate(
            decisions=Count("decision", distinct=True),
            collectives=Count("nominee__collective"),
            individuals=Count("nominee__person"),
            households=Count("nominee__household"),
        )
    )
