"""Entries of the ledger from paper: recorded once, never edited, struck out when wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from awards.catalogue.enums import (
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
from awards.ledger.enums import RecordSource
from awards.ledger.models import (
    AwardRecord,
    DisciplineRecord,
    Initiative,
    LeaveSpell,
    YearRating,
)
from awards.ledger.services.checks import begun_year, require, require_past, year_of
from awards.ledger.subjects import Subject, kind_of, link_to
from emulation.audit.services import record
from emulation.clock import now
from emulation.files.services import CheckedUpload, store_upload
from emulation.people.models import Mandate
from emulation.ui.errors import WrongState
from emulation.units.models import Unit

E = TypeVar("E", AwardRecord, YearRating, Initiative, DisciplineRecord, LeaveSpell)


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
    require("awards.record_ledger", by, subject)
    require_past(decided_on, "decided_on")
    if period_end is not None:
        require_past(period_end, "period_end")
    known = _award_then(award_code, decided_on)
    if known is not None:
        require_subject(known, kind_of(subject))
    entry = AwardRecord(
        **link_to(subject),
        award_code=award_code,
        award_name=award_name or (known.name if known else ""),
        year=year_of(year, required=known is not None and known.yearly),
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
    require("awards.record_ledger", by, subject)
    if decided_on is not None:
        require_past(decided_on, "decided_on")
    entry = YearRating(
        **link_to(subject),
        year=begun_year(year),
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
    require("awards.record_ledger", by, subject)
    if recognised_on is not None:
        require_past(recognised_on, "recognised_on")
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
    require("awards.record_ledger", by, subject)
    require_past(decided_on, "decided_on")
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
    require("awards.record_ledger", by, subject)
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
    require("awards.record_ledger", by, entry.subject)
    if isinstance(entry, AwardRecord) and entry.source == RecordSource.PORTAL:
        raise WrongState(_("An award of the portal is revoked by a decision, not struck out."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this entry is wrong.")})
    # compare and set: who strikes out second is told, and the first reason stays
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


def _enter(entry: E, by: Mandate, upload: CheckedUpload | None, action: str) -> E:
    """Check, save and audit a new entry; the file is kept in the same transaction."""
    entry.recorded_by, entry.recorded_at = by, now()
    if upload is not None:
        entry.file = store_upload(by=by, upload=upload)  # type: ignore[attr-defined]
    entry.full_clean()
    entry.save()
    record(by=by, action=action, obj=entry)
    return entry


def _award_then(code: str, on: dt.date) -> Award | None:
    try:
        return award_of(code, on)
    except (NoLaw, UnknownAward):
        return None
