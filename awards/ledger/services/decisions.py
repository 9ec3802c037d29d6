"""What decisions do to the ledger: they give, revoke and use up initiatives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from awards.catalogue.enums import (
    CommendationType,
    YearKind,
)
from awards.catalogue.law import Award
from awards.ledger.enums import RecordSource
from awards.ledger.models import (
    AwardRecord,
    Initiative,
)
from awards.ledger.services.checks import require
from awards.ledger.subjects import Subject, kind_of, link_to
from emulation.audit.services import record
from emulation.clock import now
from emulation.documents.models import Document
from emulation.people.models import Mandate
from emulation.ui.errors import WrongState
from emulation.units.models import Unit


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
    # the job that issues may be killed after this and start again
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
        require("awards.record_ledger", by, entry.subject)
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
def consume_initiatives(
    *, by: Mandate | None, initiatives: Iterable[Initiative], award: AwardRecord
) -> None:
    """Note that ``initiatives`` were used for ``award``; one used before stays as it was."""
    ids = [each.pk for each in initiatives]
    used = Initiative.objects.filter(pk__in=ids, consumed_by__isnull=True).update(consumed_by=award)
    record(by=by, action="ledger.consume_initiatives", obj=award, changes={"initiatives": used})
