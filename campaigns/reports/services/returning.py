"""A report goes back, or gets more time: with reason, items and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import rules
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.reports.models import Report
from campaigns.reports.services.running import check_running, is_running
from campaigns.reports.services.telling import tell_unit
from campaigns.reports.workflow import WORKFLOW
from emulation.audit.services import record
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import apply, lock, save_changes
from emulation.workflow.transitions import takes


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


@takes(WORKFLOW, "reopen", when=is_running)
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
    check_running(report)
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
    tell_unit(
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
    tell_unit(
        fresh,
        by,
        gettext_lazy("Deadline extended: %(report)s"),
        "campaigns.confirm_entry",
        body=reason,
    )
    return fresh
