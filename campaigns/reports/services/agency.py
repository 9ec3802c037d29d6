"""Figures of monitoring agencies: confirming what units report, supplying what is not added up."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import rules
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.reports.enums import ReportState
from campaigns.reports.models import Period, Report, ReportLine, SuppliedFigure
from campaigns.targets.enums import Aggregation, ValueKind
from campaigns.targets.models import Indicator
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState


@transaction.atomic
def confirm_figures(
    *,
    by: Mandate,
    indicator: Indicator,
    period: Period,
    values: dict[int, tuple[Decimal | None, int]],
) -> int:
    """Confirm figures of units that have reported: {line: (confirmed value or ``None``, version)}.

    ``None`` takes a confirmation back. Returns how many changed. Raises ``NotAllowed``,
    ``WrongState`` when a report was given back meanwhile, ``StaleVersion`` when its figure changed.
    """
    if not rules.has_perm("campaigns.supply_figure", by, indicator):
        raise NotAllowed(_("Only the monitoring agency confirms this indicator."))
    _check_open(indicator)
    lines = {
        line.pk: line
        # of the line only: the unit's report is read, not written
        for line in ReportLine.objects.select_for_update(of=("self",))
        .filter(pk__in=values, indicator=indicator, report__period=period)
        .select_related("report__participant__unit")
    }
    changed = []
    for pk, (value, version) in values.items():
        line = _as_it_was_seen(lines.get(pk), version)
        if line.confirmed != value:
            given = value is not None
            line.confirmed = value
            line.confirmed_at, line.confirmed_by = (now(), by) if given else (None, None)
            changed.append(line)
    ReportLine.objects.bulk_update(
        changed, ["confirmed", "confirmed_at", "confirmed_by"], batch_size=200
    )
    if changed:
        # Reviews compare what was saved since with what they froze.
        reports = {line.report_id for line in changed}
        Report.objects.filter(pk__in=reports).update(saved_at=now())
        changes = {line.report.participant.unit.code: line.confirmed for line in changed}
        record(
            by=by,
            action="reports.confirm_figures",
            obj=indicator,
            changes={"period": str(period), **changes},
        )
    return len(changed)


def _as_it_was_seen(line: ReportLine | None, version: int) -> ReportLine:
    """Return the line that was on the page; raises when its report or figure changed since."""
    if line is None or line.report.state not in ReportState.RECEIVED:
        raise WrongState(_("One of the reports was given back in the meantime. Look again."))
    if line.version != version:
        raise StaleVersion(
            _("%(unit)s has changed its figure in the meantime. Look again.")
            % {"unit": line.report.participant.unit}
        )
    return line


@transaction.atomic
def supply_figure(
    *,
    by: Mandate,
    indicator: Indicator,
    period: Period,
    value: Decimal,
    cutoff_on: dt.date,
    kind: str = ValueKind.OFFICIAL,
    note: str = "",
) -> SuppliedFigure:
    """Supply the province's value of an indicator that is not added up; a later one replaces it.

    Raises ``NotAllowed``, ``WrongState``, ``Refused`` for an indicator that units report, and
    ``ValidationError`` for a day that cannot be.
    """
    if not rules.has_perm("campaigns.supply_figure", by, indicator):
        raise NotAllowed(_("Only the monitoring agency supplies this indicator."))
    _check_open(indicator)
    if indicator.aggregation != Aggregation.NONE or period.campaign_id != indicator.campaign_id:
        raise Refused(_("This indicator is reported by the units; confirm their figures instead."))
    if cutoff_on > today():
        raise ValidationError({"cutoff_on": _("The day of the figures may not lie in the future.")})
    figure = SuppliedFigure.objects.create(
        indicator=indicator,
        period=period,
        value=value,
        kind=kind,
        cutoff_on=cutoff_on,
        note=note.strip(),
        supplied_at=now(),
        supplied_by=by,
    )
    record(
        by=by,
        action="reports.supply_figure",
        obj=figure,
        changes={"value": value, "kind": kind, "cutoff_on": cutoff_on},
    )
    return figure


def _check_open(indicator: Indicator) -> None:
    if not indicator.campaign.is_running:
        raise WrongState(_("The campaign does not run any more; its figures stand."))
