"""Writes to the ledger. Entries are never edited: a mistake is struck out and entered anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from awards.catalogue.enums import (
    CommendationType,
    CourseGrade,
    DisciplineLevel,
    InitiativeScope,
    LeaveKind,
    Rating,
    YearKind,
)
from awards.catalogue.errors import NoLaw, UnknownAward
from awards.catalogue.law import Award
from awards.catalogue.selectors import award as award_of
from awards.catalogue.selectors import require_subject
from awards.ledger.enums import HoldReason, RecordSource
from awards.ledger.models import (
    AwardRecord,
    DisciplineRecord,
    HoldRecord,
    Initiative,
    LeaveSpell,
    YearRating,
)
from awards.ledger.subjects import Subject, kind_of, link_to
from emulation.audit.services import record
from emulation.documents.models import Document
from emulation.files.services import CheckedUpload, store_upload
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, WrongState
from emulation.units.models import Unit
from emulation.workflow.clock import now, today

FIRST_YEAR = 1945
E = TypeVar("E", AwardRecord, YearRating, Initiative, DisciplineRecord, LeaveSpell)


@dataclass(frozen=True)
class DecidedAward:
    """One line of a decision of the portal that enters the ledger."""

    subject: Subject
    award: Award
    year: int | None = None
    year_kind: YearKind = YearKind.CALENDAR
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    commendation_type: CommendationType | None = None
    achievement: str = ""
    achievement_key: str = ""


@transaction.atomic
def record_award(
    *,
    by: Mandate,
    subject: Subject,
    award_code: str,
    decision_number: str,
    decided_on: dt.date,
    authority_name: str,
    authority: Unit | None = None,
    year: int | None = None,
    year_kind: str = YearKind.CALENDAR,
    period_start: dt.date | None = None,
    period_end: dt.date | None = None,
    commendation_type: str = "",
    achievement: str = "",
    achievement_key: str = "",
    award_name: str = "",
    upload: CheckedUpload | None = None,
) -> AwardRecord:
    """Record an award that was given on paper.

    An award that the law of the date does not know (of another level or another time) needs its
    ``award_name``. Raises ValidationError by field, WrongSubject, or NotAllowed.
    """
    _require("awards.record_ledger", by, subject)
    _require_past(decided_on, "decided_on")
    if period_end is not None:
        _require_past(period_end, "period_end")
    known = _award_then(award_code, decided_on)
    if known is not None:
        require_subject(known, kind_of(subject))
    entry = AwardRecord(
        **link_to(subject),
        award_code=award_code,
        award_name=award_name or (known.name if known else ""),
        year=_year(year, required=known is not None and known.yearly),
        year_kind=year_kind,
        period_start=period_start,
        period_end=period_end,
        commendation_type=commendation_type,
        achievement=achievement,
        achievement_key=achievement_key,
        decision_number=decision_number.strip(),
        decided_on=decided_on,
        authority=authority,
        authority_name=authority_name.strip() or (authority.name if authority else ""),
        source=RecordSource.PAPER,
    )
    return _enter(entry, by, upload, "ledger.record_award")


@transaction.atomic
def enter_decision(
    *,
    by: Mandate | None,
    document: Document,
    authority: Unit,
    recorded_by: Mandate,
    number: str,
    decided_on: dt.date,
    rows: Iterable[DecidedAward],
) -> list[AwardRecord]:
    """Enter what an issued decision of the portal gives; repeating it enters nothing twice.

    ``recorded_by`` is the mandate under which the document was issued; ``by`` is empty for a job.
    """
    present = {
        (row.subject_key, row.award_code)
        for row in AwardRecord.objects.standing().filter(document=document)
    }
    moment = now()
    made = [
        AwardRecord(
            **link_to(row.subject),
            award_code=row.award.code,
            award_name=row.award.name,
            year=row.year,
            year_kind=row.year_kind,
            period_start=row.period_start,
            period_end=row.period_end,
            commendation_type=row.commendation_type or "",
            achievement=row.achievement[:300],
            achievement_key=row.achievement_key,
            decision_number=number,
            decided_on=decided_on,
            authority=authority,
            authority_name=authority.name,
            source=RecordSource.PORTAL,
            document=document,
            recorded_by=recorded_by,
            recorded_at=moment,
        )
        for row in rows
        if ((kind_of(row.subject), row.subject.pk), row.award.code) not in present
    ]
    AwardRecord.objects.bulk_create(made, batch_size=500)
    record(by=by, action="ledger.enter_decision", obj=document, changes={"awards": len(made)})
    return made


@transaction.atomic
def revoke_award(
    *, by: Mandate | None, entry: AwardRecord, number: str, revoked_on: dt.date
) -> AwardRecord:
    """Mark an award as revoked by a decision; WrongState when it is revoked or struck already.

    For the office (an award recorded from paper) and for the room of decisions (``by`` of a job may
    be empty).
    """
    if by is not None:
        _require("awards.record_ledger", by, entry.subject)
    if revoked_on < entry.decided_on:
        raise ValidationError({"revoked_on": _("The award was given later than this day.")})
    changed = AwardRecord.objects.filter(
        pk=entry.pk, revoked_on__isnull=True, struck_at__isnull=True
    ).update(revoked_on=revoked_on, revocation_number=number)
    if not changed:
        raise WrongState(_("This award is revoked or struck out already."))
    entry.refresh_from_db()
    record(by=by, action="ledger.revoke_award", obj=entry, changes={"number": number})
    return entry


@transaction.atomic
def record_rating(
    *,
    by: Mandate,
    subject: Subject,
    year: int,
    rating: str,
    year_kind: str = YearKind.CALENDAR,
    number: str = "",
    decided_on: dt.date | None = None,
    upload: CheckedUpload | None = None,
) -> YearRating:
    """Record the rating of a year; ValidationError when the year has one already."""
    _require("awards.record_ledger", by, subject)
    if decided_on is not None:
        _require_past(decided_on, "decided_on")
    entry = YearRating(
        **link_to(subject),
        year=_begun(year),
        year_kind=year_kind,
        rating=Rating(rating),
        number=number,
        decided_on=decided_on,
    )
    return _enter(entry, by, upload, "ledger.record_rating")


@transaction.atomic
def record_initiative(
    *,
    by: Mandate,
    subject: Subject,
    title: str,
    scope: str,
    effect: str = "",
    number: str = "",
    recognised_on: dt.date | None = None,
    authority_name: str = "",
    upload: CheckedUpload | None = None,
) -> Initiative:
    """Record an initiative; without number and date of its recognition it does not count yet."""
    _require("awards.record_ledger", by, subject)
    if recognised_on is not None:
        _require_past(recognised_on, "recognised_on")
    entry = Initiative(
        **link_to(subject),
        title=title.strip(),
        scope=InitiativeScope(scope),
        effect=effect,
        number=number,
        recognised_on=recognised_on,
        authority_name=authority_name,
    )
    return _enter(entry, by, upload, "ledger.record_initiative")


@transaction.atomic
def consume_initiatives(
    *, by: Mandate | None, initiatives: Iterable[Initiative], award: AwardRecord
) -> None:
    """Note that ``initiatives`` were used for ``award``; one used before stays as it was."""
    ids = [each.pk for each in initiatives]
    used = Initiative.objects.filter(pk__in=ids, consumed_by__isnull=True).update(consumed_by=award)
    record(by=by, action="ledger.consume_initiatives", obj=award, changes={"initiatives": used})


@transaction.atomic
def record_discipline(
    *,
    by: Mandate,
    subject: Subject,
    level: str,
    number: str,
    decided_on: dt.date,
    authority_name: str = "",
    upload: CheckedUpload | None = None,
) -> DisciplineRecord:
    """Record a disciplinary measure."""
    _require("awards.record_ledger", by, subject)
    _require_past(decided_on, "decided_on")
    entry = DisciplineRecord(
        **link_to(subject),
        level=DisciplineLevel(level),
        number=number.strip(),
        decided_on=decided_on,
        authority_name=authority_name,
    )
    return _enter(entry, by, upload, "ledger.record_discipline")


@transaction.atomic
def record_leave(
    *,
    by: Mandate,
    subject: Subject,
    kind: str,
    start: dt.date,
    end: dt.date | None = None,
    grade: str = "",
) -> LeaveSpell:
    """Record a spell away from work: maternity, a course, an injury from a rescue."""
    _require("awards.record_ledger", by, subject)
    entry = LeaveSpell(
        **link_to(subject),
        kind=LeaveKind(kind),
        start=start,
        end=end,
        grade=CourseGrade(grade) if grade else "",
    )
    return _enter(entry, by, None, "ledger.record_leave")


@transaction.atomic
def strike_entry(*, by: Mandate, entry: Any, reason: str) -> Any:
    """Strike out an entry made by mistake; it stays readable and no longer counts.

    What a decision of the portal gave is never struck out: it is revoked by a decision.
    """
    _require("awards.record_ledger", by, entry.subject)
    if isinstance(entry, AwardRecord) and entry.source == RecordSource.PORTAL:
        raise WrongState(_("An award of the portal is revoked by a decision, not struck out."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this entry is wrong.")})
    changed = (
        type(entry)
        .objects.standing()
        .filter(pk=entry.pk)
        .update(struck_at=now(), struck_by=by, strike_reason=reason.strip())
    )
    if not changed:
        raise WrongState(_("This entry is struck out already."))
    entry.refresh_from_db()
    record(by=by, action="ledger.strike_entry", obj=entry, changes={"reason": reason})
    return entry


@transaction.atomic
def place_hold(
    *, by: Mandate, subject: Subject, reason: str, note: str = "", placed_on: dt.date | None = None
) -> HoldRecord:
    """Hold every decision on the subject until the matter is cleared up."""
    _require("awards.place_hold", by, subject)
    day = placed_on or today()
    _require_past(day, "placed_on")
    hold = HoldRecord(
        **link_to(subject), reason=HoldReason(reason), note=note, placed_on=day, placed_by=by
    )
    hold.full_clean()
    hold.save()
    record(by=by, action="ledger.place_hold", obj=hold, changes={"reason": reason})
    return hold


@transaction.atomic
def lift_hold(
    *, by: Mandate, hold: HoldRecord, outcome: str, lifted_on: dt.date | None = None
) -> HoldRecord:
    """Lift a hold with its outcome, which is kept; WrongState when it is lifted already."""
    _require("awards.place_hold", by, hold.subject)
    day = lifted_on or today()
    _require_past(day, "lifted_on")
    if day < hold.placed_on:
        raise ValidationError({"lifted_on": _("The hold was placed later than this day.")})
    if not outcome.strip():
        raise ValidationError({"outcome": _("Say what came out.")})
    changed = (
        HoldRecord.objects.open()
        .filter(pk=hold.pk)
        .update(lifted_on=day, lifted_by=by, outcome=outcome.strip())
    )
    if not changed:
        raise WrongState(_("This hold is lifted already."))
    hold.refresh_from_db()
    record(by=by, action="ledger.lift_hold", obj=hold)
    return hold


def _enter(entry: E, by: Mandate, upload: CheckedUpload | None, action: str) -> E:
    """Check, save and audit a new entry; the file is kept in the same transaction."""
    entry.recorded_by, entry.recorded_at = by, now()
    if upload is not None:
        entry.file = store_upload(by=by, upload=upload)  # type: ignore[union-attr,attr-defined]
    entry.full_clean()
    entry.save()
    record(by=by, action=action, obj=entry)
    return entry


def _require(permission: str, by: Mandate, subject: Subject) -> None:
    if not rules.has_perm(permission, by, subject):
        raise NotAllowed(_("Your acting role may not write this in the ledger."))


def _require_past(day: dt.date, field: str) -> None:
    if day > today():
        raise ValidationError({field: _("This day lies in the future.")})


def _year(year: int | None, *, required: bool) -> int | None:
    if year is None:
        if required:
            raise ValidationError({"year": _("Name the year of this title.")})
        return None
    return _begun(year)


def _begun(year: int) -> int:
    if not FIRST_YEAR <= year <= today().year:
        raise ValidationError({"year": _("Give a year that has begun.")})
    return year


def _award_then(code: str, on: dt.date) -> Award | None:
    try:
        return award_of(code, on)
    except (NoLaw, UnknownAward):
        return None
