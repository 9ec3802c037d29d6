"""Periods of a campaign, and the empty reports that wait from the launch on."""

from __future__ import annotations

from typing import Any

import rules
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign, Participant
from campaigns.reports.enums import Channel, ReportState
from campaigns.reports.models import Period, Report, ReportLine
from campaigns.targets.enums import Aggregation, ValueKind
from campaigns.targets.models import Indicator
from emulation.audit.services import record
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, WrongState
from emulation.ui.inserts import insert_rows
from emulation.workflow.services import lock

TEXTS = (
    "results", "difficulties", "solutions", "proposals", "incoming_number", "approval_number",
)  # fmt: skip


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
def open_reports(campaign: Campaign, by: Mandate, period: Period | None = None) -> int:
    """Create the empty reports of every participant with a line for each indicator.

    Of all periods, or of one. Set-wise and repeatable: what is there stays, newcomers get what they
    lack. An indicator that is not added up has no lines: its agency supplies one value. Returns
    how many reports were made.
    """
    periods = Period.objects.filter(campaign=campaign).order_by("order")
    made = 0
    for each in periods if period is None else [period]:
        opened = _open_reports(each)
        if opened:
            _open_lines(each)
            changes = {"period": str(each), "reports": opened}
            record(by=by, action="reports.open", obj=campaign, changes=changes)
        made += opened
    return made


def _open_reports(period: Period) -> int:
    return insert_rows(
        Report,
        Participant.objects.current().filter(campaign=period.campaign_id).order_by(),
        keep=True,
        period=Value(period.pk),
        participant="pk",
        due_on=Value(period.due_on),
        version=Value(1),
        state=Value(ReportState.WAITING.value),
        channel=Value(Channel.PORTAL.value),
        entered_for_unit=Value(False),
        **dict.fromkeys(TEXTS, Value("")),
    )


def _open_lines(period: Period) -> None:
    """Give the reports that have none their lines: every indicator that is for the unit's kind."""
    reports = Report.objects.filter(
        ~Exists(ReportLine.objects.filter(report=OuterRef("pk"))),
        period=period,
        participant__left_on__isnull=True,
    ).order_by()
    insert_rows(
        ReportLine,
        reports.annotate(asked=F("participant__campaign__indicators")).filter(_asked(period)),
        keep=True,
        report="pk",
        indicator="asked",
        kind=Value(ValueKind.ESTIMATED.value),
        note=Value(""),
        version=Value(1),
    )


def _asked(period: Period) -> Q:
    """Return which of the campaign's indicators are ``asked`` of a participant."""
    by_kinds: dict[tuple[str, ...], list[int]] = {}
    reported = Indicator.objects.filter(campaign=period.campaign_id).exclude(
        aggregation__in=sorted(Aggregation.WITHOUT_LINES)
    )
    for pk, kinds in reported.values_list("pk", "unit_kinds"):
        by_kinds.setdefault(tuple(sorted(kinds)), []).append(pk)
    asked = Q(pk__in=[])
    for kinds, indicators in by_kinds.items():
        concerned = Q(participant__unit__kind__in=kinds) if kinds else Q()
        asked |= Q(asked__in=indicators) & concerned
    return asked
