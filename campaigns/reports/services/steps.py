"""The steps of a report from the unit to the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import rules
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.reports.enums import ReportState
from campaigns.reports.models import Report
from campaigns.reports.selectors import EntryLine, entry_lines, missing_of
from campaigns.reports.services.running import check_running, is_running
from campaigns.reports.services.telling import tell_office, tell_unit
from campaigns.reports.workflow import WORKFLOW
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.files.models import StoredFile
from emulation.files.services import CheckedUpload, store_upload
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import apply, lock, save_changes
from emulation.workflow.transitions import takes

NAMED = 3


def _is_entered_here(report: Report) -> bool:
    return is_running(report) and report.entered_for_unit and report.received_at is not None


@takes(WORKFLOW, "submit", when=is_running)
@transaction.atomic
def submit_report(*, by: Mandate, report: Report, version: int | None = None) -> Report:
    """Hand the report to the unit's leader.

    Raises ``Refused`` when figures are missing without a word why, or the results are not
    described; ``NotAllowed``, ``WrongState``, ``StaleVersion``.
    """
    check_running(report)
    check_complete(report)
    fresh = apply(report, "submit", by=by, version=version, submitted_at=now(), submitted_by=by)
    tell_unit(fresh, by, gettext_lazy("Approve the report %(report)s"), "campaigns.approve_report")
    return fresh


def check_complete(report: Report) -> None:
    """Raise ``Refused`` naming what is missing: blank is not zero."""
    missing = missing_of(entry_lines(report))
    if missing:
        raise Refused(
            _(
                "Without a figure and without an explanation: %(names)s. "
                "A blank is not zero: enter the figure, or say why there is none."
            )
            % {"names": _named(missing)}
        )
    if not report.results.strip():
        raise Refused(_("Describe the results in a few sentences before you submit."))


def _named(lines: Sequence[EntryLine]) -> str:
    """Return the first indicators by name, and how many more there are."""
    names = ", ".join(f"“{line.indicator.name}”" for line in lines[:NAMED])
    more = len(lines) - NAMED
    return names + _(" and %(count)s more") % {"count": more} if more > 0 else names


@takes(WORKFLOW, "approve")
@transaction.atomic
def approve_report(*, by: Mandate, report: Report, version: int | None = None) -> Report:
    """Approve as the unit's leader and send to the office; never by who submitted it.

    Also after the campaign was closed: what was handed in before is not lost.
    """
    fresh = apply(report, "approve", by=by, version=version, **_arrival(report, by))
    tell_office(fresh, by)
    return fresh


def _arrival(report: Report, by: Mandate) -> dict[str, Any]:
    """Return what is written when a report reaches the office; the first arrival counts."""
    return {
        "approved_at": now(),
        "approved_by": by,
        "arrived_on": report.arrived_on or today(),
        "answer_due_on": None,
    }


@takes(WORKFLOW, "record_approval")
@transaction.atomic
def record_approval(
    *,
    by: Mandate,
    report: Report,
    number: str,
    signed_on: dt.date,
    file: StoredFile | CheckedUpload,
    version: int | None = None,
) -> Report:
    """Let the signed document stand for the leader's approval: number, date and file.

    Raises ``Refused`` for a day in the future or before the period, or without a number.
    """
    if signed_on > today():
        raise Refused(_("The day of signature may not lie in the future."))
    if signed_on < report.period.starts_on:
        raise Refused(_("The report cannot be signed before its period begins."))
    if not number.strip():
        raise Refused(_("Give the number of the signed report."))
    if isinstance(file, CheckedUpload):
        file = store_upload(by=by, upload=file, kinds=("pdf", "jpg", "png"))
    fresh = apply(
        report,
        "record_approval",
        by=by,
        version=version,
        approval_number=number.strip(),
        approval_signed_on=signed_on,
        approval_file=file,
        **_arrival(report, by),
    )
    tell_office(fresh, by)
    return fresh


@takes(WORKFLOW, "receive", when=_is_entered_here)
@transaction.atomic
def receive_report(*, by: Mandate, report: Report, version: int | None = None) -> Report:
    """Finish the entry that the office made for a unit; the unit confirms or corrects it later.

    It counts as arrived on the day on which the figures came. Raises ``Refused`` when incomplete.
    """
    check_running(report)
    if not _is_entered_here(report) or report.received_at is None:
        raise Refused(_("Say first by what way and when the figures came."))
    check_complete(report)
    moment = now()
    fresh = apply(
        report,
        "receive",
        by=by,
        version=version,
        submitted_at=moment,
        submitted_by=by,
        approved_at=moment,
        approved_by=by,
        arrived_on=report.arrived_on or report.received_at.astimezone(moment.tzinfo).date(),
        answer_due_on=None,
    )
    tell_unit(
        fresh,
        by,
        gettext_lazy("Check what was entered for you: %(report)s"),
        "campaigns.confirm_entry",
    )
    return fresh


@transaction.atomic
def confirm_entry(*, by: Mandate, report: Report) -> Report:
    """Confirm as the unit what the office entered for it."""
    fresh = lock(report)
    if not rules.has_perm("campaigns.confirm_entry", by, fresh):
        raise NotAllowed(_("There is nothing to confirm here, or not by your present role."))
    if fresh.state not in ReportState.RECEIVED:
        raise WrongState(_("The office is still entering this report."))
    save_changes(fresh, unit_confirmed_at=now(), unit_confirmed_by=by)
    record(by=by, action="reports.confirm_entry", obj=fresh)
    return fresh


@takes(WORKFLOW, "correct", when=is_running)
@transaction.atomic
def correct_entry(
    *, by: Mandate, report: Report, reason: str, version: int | None = None
) -> Report:
    """Take back as the unit what the office entered for it, to correct the figures oneself."""
    check_running(report)
    fresh = apply(
        report,
        "correct",
        by=by,
        reason=reason,
        version=version,
        unit_confirmed_at=now(),
        unit_confirmed_by=by,
    )
    tell_office(fresh, by)
    return fresh


@takes(WORKFLOW, "accept")
@transaction.atomic
def accept_report(*, by: Mandate, report: Report, version: int | None = None) -> Report:
    """Accept a report that has arrived: reviews count it from now on."""
    fresh = apply(report, "accept", by=by, version=version, accepted_at=now(), accepted_by=by)
    tell_unit(fresh, by, gettext_lazy("Accepted: %(report)s"), "campaigns.submit_report")
    return fresh


@transaction.atomic
def accept_checked_report(*, by: Mandate, report: Report) -> Report:
    """Accept a report whose checks all pass, as one of many that nobody opens.

    Raises ``Refused`` with the first check that does not: an entry that the unit has not confirmed,
    a figure that is missing, a figure far from what was expected.
    """
    if report.waits_for_unit:
        raise Refused(_("Entered for the unit, which has not confirmed it yet."))
    lines = entry_lines(report)
    blank = [each for each in lines if each.line.value is None and each.line.confirmed is None]
    if blank:
        raise Refused(_("Missing: %(names)s.") % {"names": _named(blank)})
    if far := [line for line in lines if line.is_far_off]:
        raise Refused(_("Far from what was expected: %(names)s.") % {"names": _named(far)})
    return accept_report(by=by, report=report)
