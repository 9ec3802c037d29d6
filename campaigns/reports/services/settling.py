"""What becomes of reports when their campaign is closed, and how one that arrived late ends."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.enums import CampaignState
from campaigns.reports.enums import ReportState
from campaigns.reports.models import Report, ReportQuerySet
from campaigns.reports.services.running import is_running
from campaigns.reports.services.telling import tell_unit
from campaigns.reports.workflow import WORKFLOW
from emulation.people.models import Mandate
from emulation.ui.errors import WrongState
from emulation.workflow.services import apply
from emulation.workflow.transitions import takes

AT_ONCE = 100


def left_open() -> ReportQuerySet:
    """Return the reports of closed campaigns that a unit could still have to write."""
    return Report.objects.filter(
        participant__campaign__state=CampaignState.CLOSED, state__in=sorted(ReportState.EDITABLE)
    )


@transaction.atomic
def settle_reports(most: int = AT_ONCE) -> int:
    """End the next reports of closed campaigns that were never handed in; return how many.

    What waits for the leader or for the office goes on. Units that had begun are told.
    """
    reports = list(left_open().with_places().order_by("pk")[:most])
    for report in reports:
        apply(report, "lapse", by=None)
        if report.state != ReportState.WAITING:
            subject = gettext_lazy("The campaign is closed; no longer asked for: %(report)s")
            tell_unit(report, None, subject, "campaigns.submit_report")
    return len(reports)


def _is_closed(report: Report) -> bool:
    return not is_running(report)


@takes(WORKFLOW, "set_aside", when=_is_closed)
@transaction.atomic
def set_aside_report(
    *, by: Mandate, report: Report, reason: str, version: int | None = None
) -> Report:
    """End a report of a closed campaign without accepting it, with the reason.

    Raises ``WrongState`` while the campaign runs: then it is returned for completion.
    """
    if is_running(report):
        raise WrongState(_("The campaign still runs: return the report for completion."))
    fresh = apply(report, "set_aside", by=by, reason=reason, version=version, answer_due_on=None)
    subject = gettext_lazy("Ended without being accepted: %(report)s")
    tell_unit(fresh, by, subject, "campaigns.confirm_entry", body=reason)
    return fresh
