"""Reads of the ledger: subjects with what they hold in numbers."""

from __future__ import annotations

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
from awards.ledger.subjects import FIELDS, EntryKind, visible_subjects
from emulation.people.models import Mandate
from emulation.ui.counting import count_of

MODELS: dict[EntryKind, Any] = {
    EntryKind.AWARD: AwardRecord,
    EntryKind.RATING: YearRating,
    EntryKind.INITIATIVE: Initiative,
    EntryKind.DISCIPLINE: DisciplineRecord,
    EntryKind.LEAVE: LeaveSpell,
}


def subjects_with_entries(kind: SubjectKind, mandate: Mandate | None) -> QuerySet[Any]:
    """Return the visible subjects of ``kind`` with how much each holds: ``count_<kind of entry>``.

    What was struck out does not count; of holds only the open ones do.
    """
    standing = {kind: model.objects.standing() for kind, model in MODELS.items()}
    counted = standing | {EntryKind.HOLD: HoldRecord.objects.open()}
    return visible_subjects(kind, mandate).annotate(
        **{f"count_{each.name}": count_of(rows, FIELDS[kind]) for each, rows in counted.items()}
    )


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
