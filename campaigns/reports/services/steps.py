"""The steps of a report between the unit and the office."""

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
from campaigns.reports.workflow import WORKFLOW
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.files.models import StoredFile
from emulation.files.services import CheckedUpload, store_upload
from emulation.notices.services import notify
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.selectors import entitled
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import apply, lock, save_changes
from emulation.workflow.transitions import takes

NAMED = 3


def _is_running(report: Report) -> bool:
    return report.participant.campaign.is_running


def _is_entered_here(report: Report) -> bool:
    return _is_running(report) and report.entered_for_unit and report.received_at is not None


@takes(WORKFLOW, "submit", when=_is_running)
@transaction.atomic
def submit_report(*, by: Mandate, report: Report, version: int | None = None) -> Report:
    """Hand the report to the unit's leader.

    Raises ``Refused`` when figures are missing without a word why, or the results are not
    described; ``NotAllowed``, ``WrongState``, ``StaleVersion``.
    """
    _check_running(report)
    check_complete(report)
    fresh = apply(report, "submit", by=by, version=version, submitted_at=now(), submitted_by=by)
    _tell(fresh, by, gettext_lazy("Approve the report %(report)s"), "campaigns.approve_report")
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


def _check_running(report: Report) -> None:
    if not _is_running(report):
        raise WrongState(_("The campaign does not run any more; its reports stand."))


@takes(WORKFLOW, "approve", when=_is_running)
@transaction.atomic
def approve_report(*, by: Mandate, report: Report, version: int | None = None) -> Report:
    """Approve as the unit's leader and send to the office; never by who submitted it."""
    _check_running(report)
    fresh = apply(report, "approve", by=by, version=version, **_arrival(report, by))
    _tell_office(fresh, by)
    return fresh


def _arrival(report: Report, by: Mandate) -> dict[str, Any]:
    """Return what is written when a report reaches the office; the first arrival counts."""
    return {
        "approved_at": now(),
        "approved_by": by,
        "arrived_on": report.arrived_on or today(),
        "answer_due_on": None,
    }


@takes(WORKFLOW, "record_approval", when=_is_running)
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
    _check_running(report)
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
    _tell_office(fresh, by)
    return fresh


@takes(WORKFLOW, "receive", when=_is_entered_here)
@transaction.atomic
def receive_report(*, by: Mandate, report: Report, version: int | None = None) -> Report:
    """Finish the entry that the office made for a unit; the unit confirms or corrects it later.

    It counts as arrived on the day on which the figures came. Raises ``Refused`` when incomplete.
    """
    _check_running(report)
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
    _tell(
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


@takes(WORKFLOW, "correct", when=_is_running)
@transaction.atomic
def correct_entry(
    *, by: Mandate, report: Report, reason: str, version: int | None = None
) -> Report:
    """Take back as the unit what the office entered for it, to correct the figures oneself."""
    _check_running(report)
    fresh = apply(
        report,
        "correct",
        by=by,
        reason=reason,
        version=version,
        unit_confirmed_at=now(),
        unit_confirmed_by=by,
    )
    _tell_office(fresh, by)
    return fresh


@takes(WORKFLOW, "accept")
@transaction.atomic
def accept_report(*, by: Mandate, report: Report, version: int | None = None) -> Report:
    """Accept a report that has arrived: reviews count it from now on."""
    fresh = apply(report, "accept", by=by, version=version, accepted_at=now(), accepted_by=by)
    _tell(fresh, by, gettext_lazy("Accepted: %(report)s"), "campaigns.submit_report")
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


@takes(WORKFLOW, "return")
@transaction.atomic
def return_report(
    *,
    by: Mandate,
    report: Report,
    reason: str,
    due_on: dt.date | None,
    items: Sequence[str] = (),
    version: int | None = None,
) -> Report:
    """Give an arrived report back, naming the items, the reason and the day of the answer."""
    return _give_back("return", by, report, reason, due_on, items, version)


@takes(WORKFLOW, "send_back")
@transaction.atomic
def send_back_report(
    *,
    by: Mandate,
    report: Report,
    reason: str,
    due_on: dt.date | None,
    items: Sequence[str] = (),
    version: int | None = None,
) -> Report:
    """Give a submitted report back as the unit's leader."""
    return _give_back("send_back", by, report, reason, due_on, items, version)


@takes(WORKFLOW, "reopen", when=_is_running)
@transaction.atomic
def reopen_report(
    *,
    by: Mandate,
    report: Report,
    reason: str,
    due_on: dt.date | None,
    items: Sequence[str] = (),
    version: int | None = None,
) -> Report:
    """Open an accepted report again, as when official figures replace estimates.

    Issued reviews keep what they froze.
    """
    _check_running(report)
    return _give_back("reopen", by, report, reason, due_on, items, version)


def _give_back(
    step: str,
    by: Mandate,
    report: Report,
    reason: str,
    due_on: dt.date | None,
    items: Sequence[str],
    version: int | None,
) -> Report:
    fresh = apply(
        report,
        step,
        by=by,
        reason=reason,
        due_on=due_on,
        items=items,
        version=version,
        answer_due_on=due_on,
    )
    _tell(
        fresh,
        by,
        gettext_lazy("Returned for completion: %(report)s"),
        "campaigns.confirm_entry",
        body=reason,
    )
    return fresh


@transaction.atomic
def extend_deadline(*, by: Mandate, report: Report, due_on: dt.date, reason: str) -> Report:
    """Move the due day of one report, with a reason that stays in the trail.

    Raises ``Refused`` for a day that is not later, or once the report has arrived.
    """
    fresh = lock(report)
    if not rules.has_perm("campaigns.extend_report", by, fresh):
        raise NotAllowed(_("Your present role may not extend this deadline."))
    if fresh.arrived_on is not None:
        raise WrongState(_("This report has already arrived."))
    if due_on <= fresh.due_on or due_on < today():
        raise Refused(_("The new day must lie after the old one and not in the past."))
    if not reason.strip():
        raise Refused(_("Give the reason."))
    record(
        by=by,
        action="reports.extend",
        obj=fresh,
        changes={"due_on": [fresh.due_on, due_on], "reason": reason},
    )
    save_changes(fresh, due_on=due_on)
    _tell(
        fresh,
        by,
        gettext_lazy("Deadline extended: %(report)s"),
        "campaigns.confirm_entry",
        body=reason,
    )
    return fresh


def _tell(report: Report, by: Mandate, subject: Any, permission: str, body: str = "") -> None:
    notify(
        event="reports.step",
        recipients=entitled(report.participant.unit, today(), permission, Scope.UNIT),
        subject=str(subject) % {"report": str(report)},
        body=body,
        url=report.get_absolute_url(),
        by=by,
    )


def _tell_office(report: Report, by: Mandate) -> None:
    campaign = report.participant.campaign
    subject = _("Arrived: %(report)s") % {"report": str(report)}
    for unit in filter(None, (campaign.launcher, campaign.standing_agency)):
        if unit.pk != report.participant.unit_id:
            notify(
                event="reports.arrived",
                recipients=entitled(unit, today(), "campaigns.accept_report"),
                subject=subject,
                url=report.get_absolute_url(),
                by=by,
            )
