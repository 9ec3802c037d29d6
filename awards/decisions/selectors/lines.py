"""The lines of a decision as its page shows them: many, so nothing is read that is not shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import rules
from django.db.models import Count, F, QuerySet, Sum

from awards.catalogue.enums import SubjectKind
from awards.catalogue.selectors import award as award_of
from awards.decisions.enums import PARTS
from awards.decisions.models import Decision, DecisionLine, RevokedLine
from awards.nominations.models import Nominee
from emulation.clock import today
from emulation.people.models import Mandate

SHOWN = (
    "decision",
    "part",
    "order",
    "nominee",
    "award_code",
    "name",
    "position",
    "coefficient",
    "base_salary",
    "raw_amount",
    "paid_amount",
    "bonus_article",
    "struck",
    "strike_reason",
    "hold_back",
    "hold_back_reason",
    "record__revoked_on",
)
REVOKED_SHOWN = (
    "revocation",
    "amount",
    "line__name",
    "line__position",
    "line__award_code",
    "line__decision",
)


def lines_listed(mandate: Mandate | None, pk: int, **_also: int) -> QuerySet[DecisionLine]:
    """Return the visible lines of decision ``pk``, also struck ones, with their part of the annex.

    The list keeps to those that stand unless the struck ones are asked for.
    """
    lines = DecisionLine.objects.visible_to(mandate).filter(decision=pk)
    dated = F("decision__document__issued_on")
    return lines.select_related("record").only(*SHOWN).annotate(dated=dated)


def revoked_listed(mandate: Mandate | None, pk: int, **_also: int) -> QuerySet[RevokedLine]:
    """Return the names that the revocation ``pk`` takes back, if the mandate may see it."""
    visible = Decision.objects.visible_to(mandate).filter(pk=pk)
    rows = RevokedLine.objects.filter(revocation__in=visible.values("pk"))
    dated = F("line__decision__document__issued_on")
    code = F("line__decision__document__code")
    return rows.select_related("line").only(*REVOKED_SHOWN).annotate(dated=dated, code=code)


@dataclass(frozen=True)
class Totals:
    """How many are honoured, what it costs in đồng, and how many were struck from the list."""

    collectives: int
    individuals: int
    households: int
    raw: int
    paid: int
    struck: int

    @property
    def subjects(self) -> int:
        """All together."""
        return self.collectives + self.individuals + self.households


def totals_of(decision: Decision, mandate: Mandate | None) -> Totals:
    """Return the totals of the lines that ``mandate`` may see; one query."""
    rows = DecisionLine.objects.visible_to(mandate).filter(decision=decision)
    held = (
        rows.order_by()
        .values_list("struck", "part")
        .annotate(names=Count("*"), raw=Sum("raw_amount"), paid=Sum("paid_amount"))
    )
    standing = {part: sums for struck, part, *sums in held if not struck}

    def names(kind: SubjectKind) -> int:
        return standing.get(PARTS[kind], [0])[0]

    return Totals(
        collectives=names(SubjectKind.COLLECTIVE),
        individuals=names(SubjectKind.INDIVIDUAL),
        households=names(SubjectKind.HOUSEHOLD),
        raw=sum(raw for _count, raw, _paid in standing.values()),
        paid=sum(paid for _count, _raw, paid in standing.values()),
        struck=sum(count for struck, _part, count, *_sums in held if struck),
    )


def names_by_code(dated: dt.date | None, codes: Iterable[str]) -> dict[str, str]:
    """Return the names of awards by the law of the day of a decision, before that of today."""
    day = dated or today()
    return {code: award_of(code, day).name for code in codes}


def readable_nominees(mandate: Mandate | None, nominees: Iterable[int]) -> set[int]:
    """Return those of ``nominees`` whose case the mandate may open."""
    if not rules.has_perm("awards.view_dossier", mandate, None):
        return set()
    visible = Nominee.objects.visible_to(mandate).filter(pk__in=list(nominees))
    return set(visible.values_list("pk", flat=True))
