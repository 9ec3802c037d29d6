"""Reminding units: by themselves around the due day, and by a text that staff send on."""

from __future__ import annotations

import datetime as dt

import rules
from django.db import transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign
from campaigns.reports.enums import ReportState
from campaigns.reports.models import Period, Reminder, Report
from campaigns.reports.services.running import is_running
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
LOOKS_BACK = dt.timedelta(days=60)
LOOKS_AHEAD = dt.timedelta(days=10)
ACCEPT_AFTER = 3
EDIT, SUBMIT = "campaigns.edit_report", "campaigns.submit_report"
APPROVE, ACCEPT = "campaigns.approve_report", "campaigns.accept_report"


@transaction.atomic
def send_reminders(day: dt.date | None = None) -> int:
    """Remind whose turn it is of reports that are due, counted by the day that counts now.

    Three working days before, on the day and one day after: the officer, or the leader where the
    report waits for approval; three working days after, both. Where the unit has nobody who could
    take the step, as after a merger, the office is told, which can enter the report for it. The
    office itself is reminded weekly of what has waited for acceptance for three working days.
    Repeatable: each reminder is written once. Returns how many notices were written.
    """
    day = day or today()
    owed = Report.objects.annotate(counts=Coalesce("answer_due_on", "due_on")).filter(
        state__in=sorted(ReportState.OWED),
        participant__left_on__isnull=True,
        participant__campaign__state__in=sorted(CampaignState.RUNNING),
        counts__lte=day + LOOKS_AHEAD,
        counts__gte=day - LOOKS_BACK,
    )
    told = sum(_remind(report, day) for report in owed.with_places() if _has_a_step(report))
    return told + _remind_office(day)


def _has_a_step(report: Report) -> bool:
    """What was not handed in to a closed campaign ends by itself."""
    return is_running(report) or report.state == ReportState.SUBMITTED


def _remind_office(day: dt.date) -> int:
    """Remind who runs a campaign of the reports that have waited for acceptance for days."""
    waiting = Report.objects.filter(state=ReportState.APPROVED).with_places().order_by("arrived_on")
    campaigns: dict[Campaign, int] = {}
    for report in waiting.select_related("participant__campaign__launcher"):
        if report.arrived_on and working_days(report.arrived_on, day) >= ACCEPT_AFTER:
            campaign = report.participant.campaign
            campaigns[campaign] = campaigns.get(campaign, 0) + 1
    return sum(_tell_of_queue(campaign, count, day) for campaign, count in campaigns.items())


def _tell_of_queue(campaign: Campaign, count: int, day: dt.date) -> int:
    year, week, _weekday = day.isocalendar()
    subject = _("Reports waiting for your acceptance: %(count)s (%(campaign)s)")
    return sum(
        notify(
            event="reports.unaccepted",
            recipients=entitled(unit, day, ACCEPT),
            subject=subject % {"count": count, "campaign": str(campaign)},
            url=reverse("reports:queue"),
            once=f"reports:queue:{campaign.pk}:{unit.pk}:{year}-{week}",
        )
        for unit in filter(None, (campaign.launcher, campaign.standing_agency))
    )


def _remind(report: Report, day: dt.date) -> int:
    whose = APPROVE if report.state == ReportState.SUBMITTED else SUBMIT
    left = working_days(day, report.deadline)
    if report.deadline < day:
        overdue = max(-left, 1)
        if overdue >= ESCALATE_AFTER:
            subject = _("Late, please have it sent: %(report)s (due %(day)s)")
            return _write(report, "escalated", subject, EDIT)
        return _write(report, "late", _("Late since %(day)s: %(report)s"), whose)
    if report.deadline == day:
        return _write(report, "today", _("Due today: %(report)s"), whose)
    if left <= DAYS_BEFORE:
        return _write(report, "soon", _("Due on %(day)s: %(report)s"), whose)
    return 0


def _write(report: Report, stage: str, subject: str, permission: str) -> int:
    # The due day is part of the key: after an extension or a return the reminders start anew; so is
    # whose turn it is, for a report that was handed up on the last day.
    recipients = entitled(report.participant.unit, today(), permission, Scope.UNIT)
    if not recipients.exists():
        campaign = report.participant.campaign
        recipients = entitled(campaign.standing_agency or campaign.launcher, today(), ACCEPT)
        subject = _("Nobody of the unit can be told. %(subject)s") % {"subject": subject}
    turn = ":leader" if permission == APPROVE else ""
    return notify(
        event=f"reports.{stage}",
        recipients=recipients,
        subject=subject % {"report": str(report), "day": short_date(report.deadline)},
        url=report.get_absolute_url(),
        once=f"report:{report.pk}:{stage}:{report.deadline:%Y%m%d}{turn}",
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
    if report.state not in ReportState.OWED:
        raise Refused(_("This report is no longer asked for."))
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
