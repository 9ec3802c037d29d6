"""A report goes back, or gets more time: with reason, items and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import rules
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.reports.enums import ReportState
from campaigns.reports.models import Report
from campaigns.reports.services.running import check_running, is_running
from campaigns.reports.services.telling import tell_office, tell_unit
from campaigns.reports.workflow import WORKFLOW
from emulation.audit.services import record
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.selectors import history
from emulation.workflow.services import apply, lock, save_changes
from emulation.workflow.transitions import takes


@takes(WORKFLOW, "return", when=is_running)
@transaction.atomic
def return_report(
    *,
    by: Mandate,
    report: Report,
    reason: str,
    due_on: dt.date | None,
    items: Sequence[str | dict[str, str]] = (),
    version: int | None = None,
) -> Report:
    """Give an arrived report back, naming the items, the reason and the day of the answer.

    Raises ``WrongState`` once the campaign is closed: the unit could not answer.
    """
    check_running(report)
    return _give_back("return", by, report, reason, due_on, items, version)


@takes(WORKFLOW, "send_back", when=is_running)
@transaction.atomic
def send_back_report(
    *,
    by: Mandate,
    report: Report,
    reason: str,
    due_on: dt.date | None,
    items: Sequence[str | dict[str, str]] = (),
    version: int | None = None,
) -> Report:
    """Give a submitted report back as the unit's leader; ``WrongState`` as ``return_report``."""
    check_running(report)
    return _give_back("send_back", by, report, reason, due_on, items, version)


@takes(WORKFLOW, "reopen", when=is_running)
@transaction.atomic
def reopen_report(
    *,
    by: Mandate,
    report: Report,
    reason: str,
    due_on: dt.date | None,
    items: Sequence[str | dict[str, str]] = (),
    version: int | None = None,
) -> Report:
    """Open an accepted report again, as when official figures replace estimates.

    Issued reviews keep what they froze.
    """
    check_running(report)
    return _give_back("reopen", by, report, reason, due_on, items, version)


def _give_back(
    step: str,
    by: Mandate,
    report: Report,
    reason: str,
    due_on: dt.date | None,
    items: Sequence[str | dict[str, str]],
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
    tell_unit(
        fresh,
        by,
        gettext_lazy("Returned for completion: %(report)s"),
        "campaigns.confirm_entry",
        body=reason,
    )
    return fresh


@takes(WORKFLOW, "withdraw", when=is_running)
@transaction.atomic
def withdraw_report(*, by: Mandate, report: Report, version: int | None = None) -> Report:
    """Take a submitted report back as the unit's officer, while the leader has not decided."""
    check_running(report)
    fresh = apply(report, "withdraw", by=by, version=version, submitted_at=None, submitted_by=None)
    subject = gettext_lazy("Withdrawn by the officer: %(report)s")
    tell_unit(fresh, by, subject, "campaigns.approve_report")
    return fresh


def _sent_by_leader(report: Report) -> bool:
    return is_running(report) and not report.entered_for_unit


@takes(WORKFLOW, "recall", when=_sent_by_leader)
@transaction.atomic
def recall_report(*, by: Mandate, report: Report, version: int | None = None) -> Report:
    """Take a report back from the office as the unit's leader, while it has not been accepted.

    A first arrival is undone with it, one before a return stays. Raises ``WrongState`` once the
    campaign is closed, or for a report that the office entered: that is taken back to correct.
    """
    check_running(report)
    if report.entered_for_unit:
        raise WrongState(_("The office entered this report; take it back to correct it."))
    came_before = history(report).filter(name__in=["return", "reopen", "correct"]).exists()
    fresh = apply(
        report,
        "recall",
        by=by,
        version=version,
        arrived_on=report.arrived_on if came_before else None,
        approved_at=None,
        approved_by=None,
        approval_number="",
        approval_signed_on=None,
        approval_file=None,
    )
    tell_office(fresh, by, gettext_lazy("Recalled by the unit: %(report)s"))
    return fresh


@transaction.atomic
def extend_deadline(*, by: Mandate, report: Report, due_on: dt.date, reason: str) -> Report:
    """Move the due day of one report, with a reason that stays in the trail.

    Raises ``Refused`` for a day that is not later, or once the report has arrived.
    """
    fresh = lock(report)
    if not rules.has_perm("campaigns.extend_report", by, fresh):
        raise NotAllowed(_("Your present role may not extend this deadline."))
    if fresh.arrived_on is not None or fresh.state not in ReportState.OWED:
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
    tell_unit(
        fresh,
        by,
        gettext_lazy("Deadline extended: %(report)s"),
        "campaigns.confirm_entry",
        body=reason,
    )
    return fresh
