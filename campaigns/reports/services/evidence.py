"""Files that prove a report or one of its figures."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.reports.models import Evidence, Report, ReportLine
from campaigns.reports.services.entry import lock_editable
from emulation.audit.services import record
from emulation.clock import now
from emulation.files.services import CheckedUpload, store_upload
from emulation.people.models import Mandate
from emulation.ui.errors import Refused

MOST_EVIDENCE = 50
EVIDENCE_KINDS = ("pdf", "jpg", "png", "xlsx", "docx")


@transaction.atomic
def add_evidence(
    *,
    by: Mandate,
    report: Report,
    upload: CheckedUpload | Any,
    caption: str,
    line: ReportLine | None = None,
) -> Evidence:
    """Attach a file to the report or to one of its figures.

    Raises ``NotAllowed``, ``WrongState``, ``Refused`` for too many files or a foreign figure, and
    ``FileRefused`` for a file that is not what it says.
    """
    fresh = lock_editable(report, by)
    if line is not None and line.report_id != fresh.pk:
        raise Refused(_("This figure belongs to another report."))
    if fresh.evidence.count() >= MOST_EVIDENCE:
        raise Refused(_("A report carries at most 50 files; put several pages into one PDF."))
    file = store_upload(by=by, upload=upload, kinds=EVIDENCE_KINDS)
    proof = Evidence.objects.create(
        report=fresh, line=line, file=file, caption=caption.strip(), added_at=now(), added_by=by
    )
    record(
        by=by,
        action="reports.add_evidence",
        obj=fresh,
        changes={"file": file.name, "caption": caption},
    )
    return proof


@transaction.atomic
def remove_evidence(*, by: Mandate, evidence: Evidence) -> None:
    """Take a file off a report that may still change; the stored file stays in the trail."""
    fresh = lock_editable(evidence.report, by)
    record(by=by, action="reports.remove_evidence", obj=fresh, changes={"file": evidence.file.name})
    evidence.delete()
