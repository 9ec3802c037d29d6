"""Who is told of a step of a report."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.reports.models import Report
from emulation.clock import today
from emulation.notices.services import notify
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.selectors import entitled

ARRIVED = _("Arrived: %(report)s")


def tell_unit(
    report: Report, by: Mandate | None, subject: Any, permission: str, body: str = ""
) -> None:
    """Tell those of the unit who have ``permission``; ``subject`` is given the report's name."""
    notify(
        event="reports.step",
        recipients=entitled(report.participant.unit, today(), permission, Scope.UNIT),
        subject=str(subject) % {"report": str(report)},
        body=body,
        url=report.get_absolute_url(),
        by=by,
    )


def tell_office(report: Report, by: Mandate, subject: Any = ARRIVED) -> None:
    """Tell who accepts reports for the launcher and the standing agency."""
    campaign = report.participant.campaign
    said = str(subject) % {"report": str(report)}
    for unit in filter(None, (campaign.launcher, campaign.standing_agency)):
        if unit.pk != report.participant.unit_id:
            notify(
                event="reports.arrived",
                recipients=entitled(unit, today(), "campaigns.accept_report"),
                subject=said,
                url=report.get_absolute_url(),
                by=by,
            )
