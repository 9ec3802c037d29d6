"""Pages about the reports of one campaign: periods, board, reminder, figures of agencies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import rules
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign
from campaigns.plans.selectors import campaigns_named
from campaigns.plans.views.base import CampaignListPage, OfCampaign
from campaigns.reports import services
from campaigns.reports.board import Mark, reminder_text, tallies
from campaigns.reports.forms import SENT, ConfirmForm, PeriodForm, RemindedForm, SupplyForm
from campaigns.reports.lists import BOARD, MONITORED, PERIODS, with_periods
from campaigns.reports.models import Period, Report, ReportLine
from campaigns.reports.selectors import (
    late_reports,
    lines_in,
    lines_of,
    reports_to_confirm,
    supplied,
)
from campaigns.targets.enums import Aggregation
from campaigns.targets.models import Indicator
from emulation.clock import today
from emulation.ui.grids import GRID_ROWS, keys_in
from emulation.ui.lists import Listing
from emulation.ui.views import ListPage, PortalView, ServiceFormView


class Board(CampaignListPage):
    """Units × periods."""

    permission = "campaigns.view_board"
    template_name = "campaigns/reports/board.html"
    listing = BOARD

    def campaign_rows(self) -> QuerySet[Campaign]:
        return campaigns_named(self.mandate)

    @cached_property
    def periods(self) -> list[Period]:
        """The periods of the campaign, which are the columns."""
        return list(self.campaign.periods.all())

    @cached_property
    def declaration(self) -> Listing[Any]:
        """The units, with a column for each period."""
        return with_periods(super().declaration, self.periods)

    def page_context(self) -> dict[str, Any]:
        return {
            **super().page_context(),
            "periods": self.periods,
            "tallies": tallies(self.periods, self.mandate, today(), pk=self.campaign.pk),
            "marks": [(mark.value, mark.label) for mark in Mark],
            "legend": [(mark.label, Mark.tones[mark.value]) for mark in Mark],
            "may_remind": rules.has_perm("campaigns.remind_units", self.mandate, self.campaign),
        }


class Periods(CampaignListPage):
    """The reporting periods of a campaign; they are set before its launch."""

    permission = "campaigns.manage_periods"
    listing = PERIODS

    @property
    def is_open(self) -> bool:
        """Whether periods may still be set."""
        return self.campaign.state not in CampaignState.RUNNING

    @property
    def declaration(self) -> Listing[Any]:
        """The periods, which are removed only while they are being set."""
        listing = super().declaration
        return listing if self.is_open else replace(listing, actions=())

    def head_actions(self) -> list[dict[str, Any]]:
        pk = self.campaign.pk
        if self.is_open:
            url, label = reverse("reports:add-period", args=[pk]), _("Add a reporting period")
            return [{"url": url, "label": label, "icon": "plus-lg", "tone": "brand"}]
        return [{"url": reverse("reports:board", args=[pk]), "label": _("Board of reports")}]


class AddPeriod(OfCampaign, ServiceFormView):
    """Adds a period."""

    permission = "campaigns.manage_periods"
    form_class = PeriodForm
    title = gettext_lazy("Add a reporting period")
    success_message = gettext_lazy("The period is saved.")

    def page_context(self) -> dict[str, Any]:
        back = reverse("reports:periods", args=[self.campaign.pk])
        return {"lead": str(self.campaign), "cancel_url": back}

    def form_kwargs(self) -> dict[str, Any]:
        """Give the new period its campaign, which its constraints ask for."""
        return {"instance": Period(campaign=self.campaign, order=0)}

    def perform(self, form: PeriodForm) -> str:
        services.save_period(by=self.mandate, campaign=self.campaign, **form.entered())
        return reverse("reports:periods", args=[self.campaign.pk])


class OfPeriod(PortalView):
    """Finds the period of the address, of a visible campaign."""

    @cached_property
    def period(self) -> Period:
        """The period of the address."""
        visible = Campaign.objects.visible_to(self.mandate).values("pk")
        rows = Period.objects.filter(campaign__in=visible).select_related(
            "campaign__launcher", "campaign__standing_agency"
        )
        return self.found(rows, pk=self.kwargs["pk"])

    def permission_object(self) -> Any:
        return self.period.campaign

    def back(self) -> str:
        """Return the address of the campaign's periods."""
        return reverse("reports:periods", args=[self.period.campaign_id])


class ChangePeriod(OfPeriod, ServiceFormView):
    """Changes a period."""

    permission = "campaigns.manage_periods"
    form_class = PeriodForm
    title = gettext_lazy("Change the reporting period")
    success_message = gettext_lazy("The period is saved.")

    def page_context(self) -> dict[str, Any]:
        return {"lead": str(self.period.campaign), "cancel_url": self.back()}

    def form_kwargs(self) -> dict[str, Any]:
        return {"instance": self.period}

    def perform(self, form: PeriodForm) -> str:
        services.save_period(
            by=self.mandate, campaign=self.period.campaign, period=self.period, **form.entered()
        )
        return self.back()


class Remind(OfPeriod, ServiceFormView):
    """The ready text that names the late units, and the record that it was sent on."""

    permission = "campaigns.remind_units"
    template_name = "campaigns/reports/remind.html"
    form_class = RemindedForm
    title = gettext_lazy("Reminder to the late units")
    submit_label = gettext_lazy("Record as sent")
    success_message = gettext_lazy("The reminder is recorded.")

    @cached_property
    def late(self) -> list[Report]:
        """The reports that are late."""
        return list(late_reports(self.period, today()))

    @cached_property
    def text(self) -> str:
        """The ready text."""
        link = f"{settings.SITE_ORIGIN}{reverse('desk:home')}"
        return reminder_text(self.period, self.late, today(), link)

    def page_context(self) -> dict[str, Any]:
        board = reverse("reports:board", args=[self.period.campaign_id])
        return {
            "lead": f"{self.period} – {self.period.campaign}",
            "late": self.late,
            "text": self.text,
            "cancel_url": board,
            "board_url": board,
            "reminders": self.period.reminders.select_related("sent_by__account"),
        }

    def perform(self, form: RemindedForm) -> str:
        services.record_reminder(
            by=self.mandate,
            period=self.period,
            channel=form.entered()["channel"],
            text=self.text,
            units=len(self.late),
        )
        return self.request.path


# --- monitoring agencies ---------------------------------------------------------------------


class Monitoring(ListPage):
    """The indicators that this agency supplies or confirms, in the period that is reported."""

    permission = "campaigns.monitor_indicators"
    template_name = "campaigns/reports/monitoring.html"
    listing = MONITORED


class Figures(ServiceFormView):
    """One indicator in one period: the value supplied, or the units' figures to confirm."""

    permission = "campaigns.supply_figure"
    template_name = "campaigns/reports/figures.html"

    @cached_property
    def indicator(self) -> Indicator:
        """The indicator of the address."""
        rows = Indicator.objects.visible_to(self.mandate).select_related(
            "campaign__launcher", "campaign__standing_agency", "monitoring_agency"
        )
        return self.found(rows, pk=self.kwargs["indicator"])

    @cached_property
    def period(self) -> Period:
        """The period of the address, of the indicator's campaign."""
        rows = Period.objects.filter(campaign=self.indicator.campaign_id)
        return self.found(rows, pk=self.kwargs["period"])

    @property
    def is_supplied(self) -> bool:
        """Whether one agency supplies the value."""
        return self.indicator.aggregation == Aggregation.NONE

    def permission_object(self) -> Any:
        return self.indicator

    @cached_property
    def page(self) -> Page[Any]:
        """The reports with the units' figures, a page at a time."""
        rows = reports_to_confirm(self.indicator, self.period)
        return Paginator(rows, GRID_ROWS).get_page(self.request.GET.get("page"))

    @cached_property
    def lines(self) -> list[ReportLine]:
        """The lines that were sent, though what arrived meanwhile moved the pages; else a page."""
        sent = keys_in(self.request.POST, SENT)
        if sent:
            return list(lines_in(self.indicator, self.period).filter(pk__in=sent))
        return lines_of(self.indicator, list(self.page.object_list))

    @property
    def form_class(self) -> Any:
        """One value, or one beside each unit's."""
        return SupplyForm if self.is_supplied else ConfirmForm

    def form_kwargs(self) -> dict[str, Any]:
        """Start from the cut-off of the period, or from the units' figures."""
        if self.is_supplied:
            cutoff = min(self.period.cutoff_on, today())
            return {"initial": {"cutoff_on": cutoff, "kind": "official"}}
        return {"lines": self.lines}

    def page_context(self) -> dict[str, Any]:
        """Return the indicator and what was supplied before."""
        return {
            "title": self.indicator.name,
            "lead": f"{self.period} – {self.indicator.campaign}",
            "indicator": self.indicator,
            "period": self.period,
            "is_supplied": self.is_supplied,
            "page": None if self.is_supplied else self.page,
            "history": supplied(self.indicator, self.period) if self.is_supplied else [],
            "cancel_url": f"{reverse('reports:monitoring')}?period={self.period.pk}",
            "submit_label": _("Supply") if self.is_supplied else _("Confirm the figures"),
        }

    def perform(self, form: Any) -> str:
        """Supply or confirm."""
        terms = {"by": self.mandate, "indicator": self.indicator, "period": self.period}
        if self.is_supplied:
            services.supply_figure(**terms, **form.entered())
        else:
            services.confirm_figures(**terms, values=form.values())
        return self.request.get_full_path()
