"""What the table of rights cannot say of reports, and who reads their files."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from campaigns.reports.models import Evidence, Report
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.roles import scopes_of
from emulation.people.rules import refine


def not_of_own_unit(mandate: Mandate, report: Report) -> bool:
    """Who runs the campaign collects its reports, but never the own unit's."""
    return not of_own_unit(mandate, report)


def of_own_unit(mandate: Mandate, report: Report) -> bool:
    """The report is the mandate's own unit's, or of one that the unit succeeded."""
    participant = report.participant
    return mandate.unit_id in {participant.unit_id, participant.carried_on_by_id}


def edits(mandate: Mandate, report: Report) -> bool:
    """The unit edits its report; the office edits one that it has begun to enter for the unit."""
    if of_own_unit(mandate, report):
        return Scope.UNIT in scopes_of(mandate.role, EDIT)
    return report.entered_for_unit


def was_submitted_by_another(mandate: Mandate, report: Report) -> bool:
    """Who approves is never the person who submitted."""
    submitter = report.submitted_by.account_id if report.submitted_by else None
    return mandate.account_id != submitter


def records_approval(mandate: Mandate, report: Report) -> bool:
    """The unit's officer or the collecting office: the signed paper is the proof."""
    own = Scope.UNIT in scopes_of(mandate.role, RECORD_APPROVAL)
    return own or not_of_own_unit(mandate, report)


def waits_for_unit(mandate: Mandate, report: Report) -> bool:
    """The office entered it for the unit, which has not confirmed it yet."""
    return report.waits_for_unit


EDIT, RECORD_APPROVAL = "campaigns.edit_report", "campaigns.record_approval"
refine(EDIT, record=edits)
refine(RECORD_APPROVAL, record=records_approval)
refine("campaigns.approve_report", record=was_submitted_by_another)
refine("campaigns.confirm_entry", record=waits_for_unit)
refine(
    "campaigns.enter_for_unit",
    "campaigns.accept_report",
    "campaigns.extend_report",
    record=not_of_own_unit,
)


def _reads_evidence(file: StoredFile, mandate: Mandate | None) -> bool:
    return Evidence.objects.visible_to(mandate).filter(file=file).exists()


def _reads_scan(file: StoredFile, mandate: Mandate | None) -> bool:
    visible: Any = Report.objects.visible_to(mandate)
    return visible.filter(Q(scan=file) | Q(approval_file=file)).exists()


file_reader("campaigns.Evidence", _reads_evidence)
file_reader("campaigns.Report", _reads_scan)
