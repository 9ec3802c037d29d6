"""Reads of the ledger: lists of subjects, and all that one subject holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from awards.catalogue.enums import SubjectKind
from awards.ledger.models import (
    AwardRecord,
    DisciplineRecord,
    HoldRecord,
    Initiative,
    LeaveSpell,
    YearRating,
)
from awards.ledger.subjects import FIELDS, Subject, visible_subjects
from emulation.people.models import Mandate

ENTRY_MODELS: dict[str, Any] = {
    "khen-thuong": AwardRecord,
    "xep-loai": YearRating,
    "sang-kien": Initiative,
    "ky-luat": DisciplineRecord,
    "thoi-gian-nghi": LeaveSpell,
}


@dataclass(frozen=True)
class Ledger:
    """All that one subject holds, newest first; struck entries included, marked by their fields."""

    awards: list[AwardRecord]
    ratings: list[YearRating]
    initiatives: list[Initiative]
    disciplines: list[DisciplineRecord]
    leaves: list[LeaveSpell]
    holds: list[HoldRecord]

    @property
    def open_holds(self) -> list[HoldRecord]:
        """Return what is being looked into now."""
        return [hold for hold in self.holds if hold.lifted_on is None]


def subjects_with_counts(kind: SubjectKind, mandate: Mandate | None) -> QuerySet[Any]:
    """Return the visible subjects of ``kind`` with ``awards_held`` and ``last_rating``."""
    field = FIELDS[kind]
    this = {field: OuterRef("pk")}
    last = YearRating.objects.standing().filter(**this).order_by("-year", "-pk")
    held = AwardRecord.objects.standing().filter(**this, revoked_on__isnull=True)
    # Subqueries, not joins: they run for the rows of one page only.
    counted = held.order_by().values(field).annotate(count=Count("pk")).values("count")
    return visible_subjects(kind, mandate).annotate(
        awards_held=Coalesce(Subquery(counted), 0),
        last_rating=Subquery(last.values("rating")[:1]),
        last_rated=Subquery(last.values("year")[:1]),
    )


def ledger_of(subject: Subject, mandate: Mandate | None) -> Ledger:
    """Return what the subject holds, as far as ``mandate`` may see it; six queries."""

    def rows(model: Any, *related: str) -> list[Any]:
        found = model.objects.visible_to(mandate).of(subject)
        return list(found.select_related(*related) if related else found)

    return Ledger(
        awards=rows(AwardRecord, "file", "document"),
        ratings=rows(YearRating, "file"),
        initiatives=rows(Initiative, "file", "consumed_by"),
        disciplines=rows(DisciplineRecord, "file"),
        leaves=rows(LeaveSpell),
        holds=rows(HoldRecord, "placed_by__account", "lifted_by__account"),
    )
