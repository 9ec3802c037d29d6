"""Periods of a campaign, and the empty reports that wait from the launch on."""

from __future__ import annotations

from typing import Any

import rules
from django.db import connection, transaction
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign, Participant
from campaigns.reports.models import Period, Report
from campaigns.targets.enums import Aggregation
from campaigns.targets.models import Indicator
from emulation.audit.services import record
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, WrongState
from emulation.workflow.services import lock

# Lines for the units of the indicator's kinds; what is there stays.
_LINES = """
INSERT INTO campaigns_reportline
    (report_id, indicator_id, value, kind, cutoff_on, note, confirmed, confirmed_at,
     confirmed_by_id, version)
SELECT report.id, %s, NULL, 'estimated', NULL, '', NULL, NULL, NULL, 1
FROM campaigns_report report
JOIN campaigns_participant participant ON participant.id = report.participant_id
JOIN emulation_unit unit ON unit.id = participant.unit_id
WHERE participant.campaign_id = %s AND participant.left_on IS NULL
    AND report.state = 'waiting' AND (%s = 1 OR unit.kind IN (SELECT value FROM kinds))
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def save_period(
    *, by: Mandate, campaign: Campaign, period: Period | None = None, **facts: Any
) -> Period:
    """Add a reporting period or change one; after the launch only the due day may still move.

    Raises ``NotAllowed``, ``WrongState``, and ``ValidationError`` for dates out of order.
    """
    fresh = lock(campaign)
    if not rules.has_perm("campaigns.manage_periods", by, fresh):
        raise NotAllowed(_("Your present role may not set the reporting periods."))
    if fresh.state in CampaignState.RUNNING:
        raise WrongState(
            _(
                "The campaign is launched; its reporting periods stand. "
                "A due day is extended on the report."
            )
        )
    if period is None:
        last = fresh.periods.order_by("-order").values_list("order", flat=True).first()
        period = Period(campaign=fresh, order=(last or 0) + 1)
    for name, value in facts.items():
        setattr(period, name, value)
    period.full_clean()
    period.save()
    record(by=by, action="reports.save_period", obj=period, changes=facts)
    return period


@transaction.atomic
def remove_period(*, by: Mandate, period: Period) -> None:
    """Remove a period of a campaign that is not launched; raises ``NotAllowed``, ``WrongState``."""
    fresh = lock(period.campaign)
    if not rules.has_perm("campaigns.manage_periods", by, fresh):
        raise NotAllowed(_("Your present role may not set the reporting periods."))
    if fresh.state in CampaignState.RUNNING:
        raise WrongState(_("The campaign is launched; its reporting periods stand."))
    record(by=by, action="reports.remove_period", obj=period)
    period.delete()


@transaction.atomic
def open_reports(campaign: Campaign, by: Mandate) -> int:
    """Create the empty reports of every participant and period, with a line for each indicator.

    Set-wise and repeatable: what is there stays, newcomers get what they lack. An indicator that
    is not added up has no lines: its agency supplies one value. Returns how many reports were made.
    """
    periods = list(Period.objects.filter(campaign=campaign))
    participants = Participant.objects.current().filter(campaign=campaign)
    present = set(Report.objects.filter(period__in=periods).values_list("period", "participant"))
    rows = [
        Report(period=period, participant_id=participant, due_on=period.due_on)
        for period in periods
        for participant in participants.values_list("pk", flat=True)
        if (period.pk, participant) not in present
    ]
    Report.objects.bulk_create(rows, batch_size=2000)
    for indicator in Indicator.objects.filter(campaign=campaign).exclude(
        aggregation=Aggregation.NONE
    ):
        _open_lines(indicator)
    record(by=by, action="reports.open", obj=campaign, changes={"reports": len(rows)})
    return len(rows)


def _open_lines(indicator: Indicator) -> None:
    kinds = list(indicator.unit_kinds) or [""]
    listed = " UNION ALL ".join(["SELECT %s AS value"] * len(kinds))
    statement = _LINES.replace("SELECT value FROM kinds", listed)
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            [indicator.pk, indicator.campaign_id, 0 if indicator.unit_kinds else 1, *kinds],
        )
