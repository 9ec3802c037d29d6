"""The lists of one campaign: the board of units × periods, and the reporting periods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import django_filters
import rules
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Participant
from campaigns.reports.board import (
    Cell,
    Mark,
    marked_so,
    participants_on_board,
    put_cells,
)
from campaigns.reports.models import Period, Report
from campaigns.reports.selectors import periods_of
from campaigns.reports.services import remove_period
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.ui import tags
from emulation.ui.escaping import filled
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, WordsFilter, declared
from emulation.ui.lists.rendering import linker
from emulation.ui.vietnamese import short_date
from emulation.units.enums import UnitKind
from emulation.units.lists import OfClusterFilter


def _campaign_of(request: Any) -> Any:
    """Return the key of the campaign that the page's address names."""
    match = getattr(request, "resolver_match", None)
    return match.kwargs["pk"] if match else None


def periods_of_page(request: Any) -> QuerySet[Period]:
    """Return the reporting periods of the page's campaign."""
    return Period.objects.filter(campaign=_campaign_of(request))


class BoardFilter(django_filters.FilterSet):
    """Words, cluster and kind of the unit, and the state of its report in one period or in any."""

    q = WordsFilter(label=_("Unit"), field_name="unit")
    cluster = OfClusterFilter()
    kind = django_filters.ChoiceFilter(
        label=_("Kind of unit"), field_name="unit__kind", choices=UnitKind
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=Mark.choices, method="by_mark")
    period = django_filters.ModelChoiceFilter(
        label=_("Period"), queryset=periods_of_page, method="as_it_is"
    )

    def by_mark(self, rows: QuerySet[Participant], name: str, mark: str) -> QuerySet[Participant]:
        """Leave the units of which a report carries the mark today, in the chosen period if any."""
        return marked_so(rows, mark, self.form.cleaned_data.get("period"), today())

    def as_it_is(self, rows: Any, name: str, period: Any) -> Any:
        return rows


def _remove(*, by: Mandate, record: Period) -> None:
    remove_period(by=by, period=record)


def _change_page(period: Period) -> str:
    if period.campaign.state in CampaignState.RUNNING:
        return ""
    return reverse("reports:change-period", args=[period.pk])


BOARD: Listing[Participant] = declared(
    Listing(
        name="reports.board",
        title=_("Board of reports"),
        rows=participants_on_board,
        order=["cluster__order", "cluster__name", "unit__order", "unit__name"],
        filters=BoardFilter,
        fill=put_cells,
        matrix=True,
        columns=[
            Column("unit", _("Unit"), "unit.label", sort="unit__sort_key", width=40),
            Column(
                "kind", _("Kind of unit"), "unit.get_kind_display", sort="unit__kind",
                hidden_at_first=True,
            ),
            Column(
                "cluster", _("Cluster"), "cluster.name", sort=("cluster__order", "cluster__name"),
                hidden_at_first=True, width=28,
            ),
        ],
        name_of=lambda participant: participant.unit.label,
        empty=Empty(
            title=_("No unit reports here yet"),
            text=_("Reports are created for the participants when the campaign is launched."),
        ),
    )
)  # fmt: skip

PERIODS: Listing[Period] = declared(
    Listing(
        name="reports.periods",
        title=_("Reporting periods"),
        rows=periods_of,
        order=["order"],
        columns=[
            Column("name", _("Period"), sort="order", link=_change_page, width=32),
            Column("starts", _("From"), "starts_on", Kind.DATE, sort="starts_on"),
            Column("ends", _("To"), "ends_on", Kind.DATE, sort="ends_on"),
            Column(
                "cutoff", _("Figures cut off on"), "cutoff_on", Kind.DATE, sort="cutoff_on"
            ),
            Column("due", _("Due on"), "due_on", Kind.DATE, sort="due_on"),
            Column(
                "expected", _("Expected by then (%)"), "expected_percent", Kind.PERCENT,
                sort="expected_percent",
                note=lambda period: (
                    gettext("by the days passed") if period.expected_percent is None else ""
                ),
            ),
        ],
        actions=[
            SelectionAction(
                name="remove",
                label=_("Remove"),
                offered=lambda mandate: bool(
                    rules.has_perm("campaigns.manage_periods", mandate, None)
                ),
                perform=_remove,
                done=_("Periods removed: %(count)s."),
                confirm=_("Nothing is reported in them yet; a period can be set anew."),
            )
        ],
        empty=Empty(
            title=_("No reporting period is set yet"),
            text=_(
                "Set span, cut-off of the figures and due day; the reports are created at the "
                "launch."
            ),
        ),
    )
)  # fmt: skip


# --- the columns of the board: one for each period of its campaign ----------------------------


def with_periods(listing: Listing[Participant], periods: Sequence[Period]) -> Listing[Participant]:
    """Return the board with a column for each period, which sorts by the day of arrival."""
    page = linker("reports:report")
    columns = [_column(period, page) for period in periods]
    return replace(listing, columns=[*listing.columns, *columns])


def _column(period: Period, page: Callable[[Any], str]) -> Column[Participant]:
    due = {"period": period.name, "day": short_date(period.due_on)}
    arrived = Report.objects.filter(participant=OuterRef("pk"), period=period).values("arrived_on")
    return Column(
        f"ky-{period.pk}",
        gettext("%(period)s, due on %(day)s") % due,
        partial(_said, period.pk),
        sort=Subquery(arrived[:1]),
        cell=partial(_drawn, period.name, period.pk, page),
        width=24,
    )


def _said(period: int, row: Any) -> str:
    cell: Cell | None = row.cells.get(period)
    if cell is None:
        return gettext("not asked or not accepted yet")
    return f"{cell.word}; {cell.note}" if cell.note else cell.word


_CELL = '<a href="{url}" aria-label="{unit}, {period}: {said}">{mark}{note}</a>'


def _drawn(name: str, period: int, page: Callable[[Any], str], row: Any) -> SafeString:
    """Draw the mark as the link to the report, which is also named where it stands alone."""
    cell: Cell | None = row.cells.get(period)
    said = _said(period, row)
    if cell is None:
        return format_html('<span class="muted">{}</span>', said)
    return filled(
        _CELL,
        url=page(cell.report),
        unit=row.unit.label,
        period=name,
        said=said,
        mark=tags.state_mark(cell.word, cell.tone),
        note=format_html("<br><small>{}</small>", cell.note) if cell.note else "",
    )
