"""The lists of reports: all that one may see, and those that wait for acceptance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
import rules
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.plans.models import Campaign
from campaigns.reports.board import Cell, Mark, filter_of, mark_of
from campaigns.reports.models import Report
from campaigns.reports.selectors import blank_counts, blank_lines, days_late, reports_for, to_accept
from campaigns.reports.services import accept_checked_report, remind_of_report
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.ui.counting import count_of
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, WordsFilter, declared
from emulation.units.enums import UnitKind


def running_campaigns(request: Any) -> QuerySet[Campaign]:
    """Return the campaigns among which a list may be narrowed."""
    visible = Campaign.objects.visible_to(getattr(request, "mandate", None))
    return visible.public().only("title")


_UNIT, _CAMPAIGN = "participant__unit", "participant__campaign"
SHOWN = (
    "version", "state", "period__name", "due_on", "answer_due_on", "arrived_on",
    "entered_for_unit", "unit_confirmed_at", f"{_UNIT}__name", f"{_UNIT}__short_name",
    f"{_UNIT}__code", f"{_UNIT}__kind", f"{_CAMPAIGN}__title", "participant__cluster__name",
)  # fmt: skip


class ReportFilter(django_filters.FilterSet):
    """Campaign, state as on the board, kind and words of the unit."""

    q = WordsFilter(label=_("Unit"), field_name="participant__unit")
    campaign = django_filters.ModelChoiceFilter(
        field_name="participant__campaign", label=_("Campaign"), queryset=running_campaigns
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=Mark.choices, method="by_mark")
    kind = django_filters.ChoiceFilter(
        field_name="participant__unit__kind", label=_("Kind of unit"), choices=UnitKind
    )

    def by_mark(self, rows: QuerySet[Report], name: str, value: str) -> QuerySet[Report]:
        """Return the reports that carry the mark today."""
        found = rows.filter(filter_of(value, today()))
        # a unit that left owes nothing more: as the desk and the board count
        owed = value in {Mark.LATE, Mark.RETURNED}
        return found.filter(participant__left_on__isnull=True) if owed else found


def shown_as(report: Report) -> Cell:
    """Return the report's mark in words as on the board."""
    day = today()
    return Cell(report, mark_of(report, day), days_late(report, day), getattr(report, "blanks", 0))


def _state(report: Report) -> tuple[str, str]:
    cell = shown_as(report)
    return cell.word, cell.tone


def _origin(report: Report) -> tuple[str, str] | None:
    return (gettext("Entered for the unit"), "attention") if report.waits_for_unit else None


def _light(rows: Callable[[Any], QuerySet[Report]]) -> Callable[..., QuerySet[Report]]:
    """Return the rows with what a list shows, without the texts of report and campaign."""

    def light(mandate: Mandate | None) -> QuerySet[Report]:
        return rows(mandate).only(*SHOWN)

    return light


def _with_blanks(rows: list[Any], mandate: Mandate | None) -> None:
    """Put on the reports of a page how many ``blanks`` they have, with one query."""
    counts = blank_counts(row.pk for row in rows)
    for row in rows:
        row.blanks = counts.get(row.pk, 0)


def _collects(mandate: Mandate) -> bool:
    return bool(rules.has_perm("campaigns.collect_reports", mandate))


def _accept(*, by: Mandate, record: Report) -> Report:
    return accept_checked_report(by=by, report=record)


def _remind(*, by: Mandate, record: Report) -> Report:
    return remind_of_report(by=by, report=record)


UNIT = Column[Report](
    "unit", _("Unit"), "participant.unit", sort="participant__unit__sort_key",
    link=lambda report: report.get_absolute_url(), width=40,
)  # fmt: skip
PERIOD = Column[Report]("period", _("Period"), sort=("period__due_on", "period"), width=16)
CAMPAIGN = Column[Report](
    "campaign", _("Campaign"), "participant.campaign", sort="participant__campaign__title",
    link=lambda report: reverse("reports:board", args=[report.participant.campaign_id]), width=48,
)  # fmt: skip
KIND = Column[Report](
    "kind", _("Kind of unit"), "participant.unit.get_kind_display",
    sort="participant__unit__kind", hidden_at_first=True,
)  # fmt: skip
CLUSTER = Column[Report](
    "cluster", _("Cluster"), "participant.cluster.name", sort="participant__cluster__name",
    hidden_at_first=True, width=28,
)  # fmt: skip
STATE = Column[Report]("state", _("State"), _state, Kind.STATE, sort=("state", "due_on"), width=28)
DUE = Column[Report](
    "due", _("Due on"), lambda report: (report.deadline, bool(report.arrived_on)), Kind.DUE,
    sort="due_on",
)  # fmt: skip
ARRIVED = Column[Report]("arrived", _("Arrived on"), "arrived_on", Kind.DATE, sort="arrived_on")
MISSING = Column[Report](
    "missing", _("Missing"), "blanks", Kind.NUMBER, sort=count_of(blank_lines(), "report")
)  # fmt: skip
ORIGIN = Column[Report]("origin", _("Entered by"), _origin, Kind.STATE)

ACCEPT = SelectionAction[Report](
    name="accept",
    label=_("Accept those whose checks all pass"),
    permission="campaigns.accept_report",
    offered=_collects,
    perform=_accept,
    done=_("Reports accepted: %(count)s."),
    tone="brand",
    icon="check-lg",
)
REMIND = SelectionAction[Report](
    name="remind",
    label=_("Remind the units"),
    offered=_collects,  # the service asks for the right on the report's campaign
    perform=_remind,
    done=_("Units reminded: %(count)s."),
    icon="bell",
)

REPORTS: Listing[Report] = declared(
    Listing(
        name="reports.reports",
        title=_("Reports"),
        rows=_light(reports_for),
        fill=_with_blanks,
        order=["-due_on", "pk"],  # within a period they were made unit by unit
        filters=ReportFilter,
        columns=[UNIT, PERIOD, CAMPAIGN, STATE, DUE, ARRIVED, MISSING, KIND, CLUSTER],
        actions=[ACCEPT, REMIND],
        empty=Empty(
            title=_("No report fits the filter"),
            text=_(
                "Reports are created when a campaign is launched. Clear the filter to see all of "
                "them."
            ),
        ),
    )
)
QUEUE: Listing[Report] = declared(
    Listing(
        name="reports.queue",
        title=_("Reports to accept"),
        rows=_light(to_accept),
        fill=_with_blanks,
        order=["arrived_on", "pk"],
        filters=ReportFilter,
        columns=[UNIT, PERIOD, CAMPAIGN, ARRIVED, STATE, ORIGIN, MISSING, KIND, CLUSTER],
        actions=[ACCEPT],
        empty=Empty(
            title=_("No report waits for acceptance"),
            text=_("Reports stand here as soon as a unit's leader approves them."),
        ),
    )
)
