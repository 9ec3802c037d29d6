"""What the ledger holds of many subjects, read with a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from awards.catalogue.enums import (
    CommendationType,
    CourseGrade,
    DisciplineLevel,
    InitiativeScope,
    LeaveKind,
    Rating,
    SubjectKind,
    YearKind,
)
from awards.eligibility.facts import (
    Disciplined,
    Held,
    HeldBack,
    InitiativeHeld,
    Leave,
    Period,
    Source,
    YearRated,
)
from awards.ledger.enums import HoldReason
from awards.ledger.models import (
    AwardRecord,
    DisciplineRecord,
    HoldRecord,
    Initiative,
    LeaveSpell,
    SubjectLink,
    YearRating,
)
from awards.ledger.subjects import EntryKind, Subject, entry_url, kind_of, ledger_url

Key = tuple[SubjectKind, int]
HOLD_WORDS = {
    HoldReason.DISCIPLINE: "đang xem xét kỷ luật",
    HoldReason.INVESTIGATION: "đang điều tra, thanh tra, kiểm tra có dấu hiệu vi phạm",
    HoldReason.COMPLAINT: "đang xác minh đơn thư khiếu nại, tố cáo",
}


def key_of(subject: Subject) -> Key:
    """Return kind and id of a subject, by which rows are grouped."""
    return kind_of(subject), subject.pk


@dataclass(frozen=True)
class Records:
    """Rows of the ledger by kind and subject.

    A subject without rows holds nothing: the ledger is kept. A kind that was not read is unknown.
    """

    found: dict[str, dict[Key, tuple[Any, ...]]]

    def of(self, key: Key) -> dict[str, tuple[Any, ...]]:
        """Return by name the facts that were read of one subject."""
        return {kind: rows.get(key, ()) for kind, rows in self.found.items()}


def read_records(subjects: list[Subject], asked: Collection[str]) -> Records:
    """Return what counts of ``subjects``: what was struck out is left; one query for each kind."""
    places = {key_of(subject): ledger_url(subject) for subject in subjects}

    def read(model: Any, turn: Any, *related: str, standing: bool = True) -> dict[Key, Any]:
        rows = model.objects.of_all(subjects)
        rows = rows.standing() if standing else rows
        return _grouped(rows.select_related(*related) if related else rows, turn, places)

    kinds = {
        "held": partial(read, AwardRecord, _held),
        "ratings": partial(read, YearRating, _rated),
        "initiatives": partial(read, Initiative, _initiative, "consumed_by"),
        "disciplines": partial(read, DisciplineRecord, _disciplined),
        "leaves": partial(read, LeaveSpell, _leave),
        "holds": partial(read, HoldRecord, _held_back, standing=False),
    }
    return Records({kind: rows() for kind, rows in kinds.items() if kind in asked})


def _grouped(rows: Iterable[SubjectLink], turn: Any, places: dict[Key, str]) -> dict[Key, Any]:
    found: dict[Key, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.subject_key].append(turn(row, places[row.subject_key]))
    return {key: tuple(values) for key, values in found.items()}


def _held(row: AwardRecord, place: str) -> Held:
    period = None
    if row.period_start is not None and row.period_end is not None:
        period = Period(row.period_start, row.period_end, YearKind(row.year_kind))
    return Held(
        award=row.award_code,
        year=row.year,
        year_kind=YearKind(row.year_kind),
        period=period,
        number=row.decision_number,
        decided_on=row.decided_on,
        authority=row.authority_name,
        commendation_type=_type(row.commendation_type),
        achievement=row.achievement_key,
        revoked=row.revoked_on is not None,
        source=Source(
            f"Quyết định số {row.decision_number}", entry_url(place, EntryKind.AWARD, row.pk)
        ),
    )


def _type(code: str) -> CommendationType | None:
    return CommendationType(code) if code else None


def _rated(row: YearRating, place: str) -> YearRated:
    label = f"Văn bản số {row.number}" if row.number else "Sổ theo dõi khen thưởng"
    return YearRated(
        row.year,
        Rating(row.rating),
        YearKind(row.year_kind),
        Source(label, entry_url(place, EntryKind.RATING, row.pk)),
    )


def _initiative(row: Initiative, place: str) -> InitiativeHeld:
    used = row.consumed_by
    return InitiativeHeld(
        title=row.title,
        scope=InitiativeScope(row.scope),
        number=row.number,
        recognised_on=row.recognised_on,
        authority=row.authority_name,
        consumed_by=f"{used.award_name} {used.year or ''}".strip() if used else "",
        source=Source(
            f"Văn bản số {row.number}" if row.number else "Sổ theo dõi khen thưởng",
            entry_url(place, EntryKind.INITIATIVE, row.pk),
        ),
    )


def _disciplined(row: DisciplineRecord, place: str) -> Disciplined:
    source = Source(f"Quyết định số {row.number}", entry_url(place, EntryKind.DISCIPLINE, row.pk))
    return Disciplined(DisciplineLevel(row.level), row.decided_on, row.number, source)


def _leave(row: LeaveSpell, place: str) -> Leave:
    grade = CourseGrade(row.grade) if row.grade else None
    source = Source("Sổ theo dõi khen thưởng", entry_url(place, EntryKind.LEAVE, row.pk))
    return Leave(LeaveKind(row.kind), row.start, row.end, grade, source)


def _held_back(row: HoldRecord, place: str) -> HeldBack:
    """Return the hold without its note: who complained stays with the office."""
    source = Source("Sổ theo dõi khen thưởng", entry_url(place, EntryKind.HOLD, row.pk))
    return HeldBack(HOLD_WORDS[HoldReason(row.reason)], row.placed_on, row.lifted_on, source)
