"""What a monitoring agency supplies or confirms, in the period that is reported or asked for."""

from __future__ import annotations

from functools import cache
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from campaigns.plans.models import Campaign
from campaigns.reports.models import Period
from campaigns.reports.selectors import in_period, monitored, monitored_in_period, put_supplied
from campaigns.targets.enums import Aggregation
from campaigns.targets.models import Indicator
from emulation.ui.lists import Column, Empty, Kind, Listing, declared

SUPPLY, CONFIRM = "cung-cap", "xac-nhan"


def monitored_campaigns(request: Any) -> QuerySet[Campaign]:
    """Return the campaigns of which the mandate's unit monitors an indicator."""
    mandate = getattr(request, "mandate", None)
    rows = monitored(mandate) if mandate else Indicator.objects.none()
    return Campaign.objects.filter(pk__in=rows.order_by().values("campaign")).only("title")


def monitored_periods(request: Any) -> QuerySet[Period]:
    """Return the periods of those campaigns."""
    periods = Period.objects.filter(campaign__in=monitored_campaigns(request).values("pk"))
    named = periods.select_related("campaign").only("name", "due_on", "campaign__title")
    return named.order_by("-campaign__starts_on", "campaign", "order")


class _PeriodField(ModelChoiceField):
    def label_from_instance(self, obj: Period) -> str:
        return f"{obj} – {obj.campaign}"


class PeriodFilter(django_filters.ModelChoiceFilter):
    """Chooses a period, named with its campaign."""

    field_class = _PeriodField


class MonitoredFilter(django_filters.FilterSet):
    """By campaign, period, and whether the agency supplies the value or confirms those of units."""

    campaign = django_filters.ModelChoiceFilter(label=_("Campaign"), queryset=monitored_campaigns)
    period = PeriodFilter(label=_("Period"), queryset=monitored_periods, method="by_period")
    task = django_filters.ChoiceFilter(
        label=_("What is to be done"),
        choices=[(SUPPLY, _("Supply the figures")), (CONFIRM, _("Confirm the figures"))],
        method="by_task",
    )

    def by_period(self, rows: Any, name: str, period: Period) -> Any:
        """Leave the indicators of the period's campaign, shown in that period."""
        return in_period(rows, period)

    def by_task(self, rows: Any, name: str, task: str) -> Any:
        """Leave those whose value the agency supplies, or those that units report."""
        supplied = {"aggregation": Aggregation.NONE}
        return rows.filter(**supplied) if task == SUPPLY else rows.exclude(**supplied)


@cache
def _figures_pages() -> str:
    """Return the address of the figures with gaps: fifty rows need not look it up each."""
    gaps = (111111111, 222222222)
    address = reverse("reports:figures", args=gaps)
    return address.replace(str(gaps[0]), "{indicator}").replace(str(gaps[1]), "{period}")


def _figures_page(row: Any) -> str:
    if row.period is None:
        return ""
    return _figures_pages().format(indicator=row.pk, period=row.period.pk)


def _state(row: Any) -> tuple[str, str] | None:
    if row.period is None:
        return gettext("No reporting period"), "waiting"
    if row.is_reported_by_units:
        return gettext("Units report, the agency confirms"), "waiting"
    if row.given is None:
        return gettext("To be supplied"), "attention"
    return row.given.get_kind_display(), "done"


MONITORED: Listing[Indicator] = declared(
    Listing(
        name="reports.monitored",
        title=_("Figures to supply and confirm"),
        rows=monitored_in_period,
        order=["-campaign__starts_on", "campaign", "order"],
        filters=MonitoredFilter,
        fill=put_supplied,
        columns=[
            Column(
                "name", _("Indicator"), sort=("campaign", "order"), link=_figures_page, width=40
            ),
            Column("campaign", _("Campaign"), sort="campaign__title", width=40),
            Column("period", _("Period"), sort="period_due_on", width=24),
            Column(
                "agency", _("Monitoring agency"), "monitoring_agency.label",
                sort="monitoring_agency__sort_key", width=32,
            ),
            Column(
                "aggregation", _("Adds up as"), "get_aggregation_display", sort="aggregation"
            ),
            Column("value", _("Value"), "given.value", Kind.NUMBER),
            Column("measure", _("Unit of measure"), "unit_of_measure", width=12),
            Column("state", _("State"), _state, Kind.STATE, width=28),
        ],
        empty=Empty(
            title=_("No indicator is monitored by your unit"),
            text=_("The plan of a campaign names the monitoring agency of each indicator."),
        ),
    )
)  # fmt: skip
