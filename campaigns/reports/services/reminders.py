"""Reminding units: by themselves around the due day, and by a text that staff send on."""

from __future__ import annotations

import datetime as dt

import rules
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.reports.enums import ReportState
from campaigns.reports.models import Period, Reminder, Report
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.clock.workdays import working_days
from emulation.notices.services import notify
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.selectors import entitled
from emulation.ui.errors import NotAllowed, Refused
from emulation.ui.vietnamese import short_date

DAYS_BEFORE = 3
ESCALATE_AFTER = 3
EDIT, SUBMIT = "campaigns.edit_report", "campaigns.submit_report"


@transaction.atomic
def send_reminders(day: dt.date | None = None) -> int:
    """Remind the units whose reports are due: three working days before, on the day, one day after;
    three working days after, the leader too. Repeatable: each reminder is written once.

    Returns how many notices were written.
    """
    day = day or today()
    open_reports = Report.objects.filter(
        state__in=[*ReportState.EDITABLE, ReportState.SUBMITTED],
        participant__left_on__isnull=True,
        participant__campaign__state=CampaignState.LAUNCHED,
        due_on__lte=day + dt.timedelta(days=10),
        due_on__gte=day - dt.timedelta(days=60),
    ).with_places()
    return sum(_remind(report, day) for report in open_reports)


def _remind(report: Report, day: dt.date) -> int:
    left = working_days(day, report.deadline)
    if report.deadline < day:
        overdue = max(-left, 1)
        if overdue >= ESCALATE_AFTER:
            subject = _("Late, please have it sent: %(report)s (due %(day)s)")
            return _write(report, "escalated", subject, EDIT)
        return _write(report, "late", _("Late since %(day)s: %(report)s"), SUBMIT)
    if report.deadline == day:
        return _write(report, "today", _("Due today: %(report)s"), SUBMIT)
    if left <= DAYS_BEFORE:
        return _write(report, "soon", _("Due on %(day)s: %(report)s"), SUBMIT)
    return 0


def _write(report: Report, stage: str, subject: str, permission: str) -> int:
    # The due day is part of the key: after an extension or a return the reminders start anew.
    return notify(
        event=f"reports.{stage}",
        recipients=entitled(report.participant.unit, today(), permission, Scope.UNIT),
        subject=subject % {"report": str(report), "day": short_date(report.deadline)},
        url=report.get_absolute_url(),
        once=f"report:{report.pk}:{stage}:{report.deadline:%Y%m%d}",
    )


@transaction.atomic
def remind_of_report(*, by: Mandate, report: Report) -> Report:
    """Remind a unit of a report that has not come; at most once a day for each report.

    Raises ``NotAllowed``, or ``Refused`` when it has come, is not due soon, or was reminded today.
    """
    if not rules.has_perm("campaigns.remind_units", by, report.participant.campaign):
        raise NotAllowed(_("Your present role may not remind these units."))
    if report.state in ReportState.RECEIVED:
        raise Refused(_("This report has come."))
    told = notify(
        event="reports.reminded",
        recipients=entitled(report.participant.unit, today(), EDIT, Scope.UNIT),
        subject=_("Please send: %(report)s (due %(day)s)")
        % {"report": str(report), "day": short_date(report.deadline)},
        url=report.get_absolute_url(),
        by=by,
        once=f"report:{report.pk}:reminded:{today():%Y%m%d}",
    )
    if not told:
        raise Refused(_("Nobody of the unit can be told, or it was reminded today already."))
    record(by=by, action="reports.remind", obj=report, changes={"day": today()})
    return report


@transaction.atomic
def record_reminder(
    *, by: Mandate, period: Period, channel: str, text: str, units: int
) -> Reminder:
    """Record that the late units of a period were reminded by ``text``; raises ``NotAllowed``."""
    if not rules.has_perm("campaigns.remind_units", by, period.campaign):
        raise NotAllowed(_("Your present role may not remind these units."))
    reminder = Reminder.objects.create(
        period=period, channel=channel, text=text, units=units, sent_at=now(), sent_by=by
    )
    record(by=by, action="reports.remind", obj=period, changes={"channel": channel, "units": units})
    return reminder
