"""Pages of the targets: indicators with their sum check, and the allocation grid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import rules
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign
from campaigns.plans.selectors import campaigns_named
from campaigns.targets import services
from campaigns.targets.enums import Aggregation
from campaigns.targets.figures import WAYS, SumCheck, shares_of
from campaigns.targets.forms import AllocationForm, AmendForm, IndicatorForm
from campaigns.targets.lists import INDICATORS
from campaigns.targets.models import Indicator
from campaigns.targets.selectors import (
    GridRow,
    allocation_rows,
    reporting_participants,
    sum_check,
)
from emulation.ui.grids import GRID_ROWS, keys_in
from emulation.ui.vietnamese import format_number
from emulation.ui.views import ListPage, PortalView, ServiceFormView


class IndicatorList(ListPage):
    """The indicators of a campaign with their sum checks."""

    permission = "campaigns.view_indicators"
    listing = INDICATORS
    template_name = "campaigns/targets/indicator_list.html"

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the address."""
        found: Campaign = self.found(campaigns_named(self.mandate), pk=self.kwargs["pk"])
        return found

    def scope(self) -> dict[str, Any]:
        """Return what the rows ask for; 404 where the campaign is hidden."""
        return {"pk": self.campaign.pk}

    def head_actions(self) -> list[dict[str, Any]]:
        campaign = self.campaign
        may = rules.has_perm("campaigns.change_indicators", self.mandate, campaign)
        if not may or campaign.state != CampaignState.DRAFT:
            return []
        url = reverse("targets:indicator-add", args=[campaign.pk])
        return [{"url": url, "label": _("Add an indicator"), "icon": "plus-lg", "tone": "brand"}]

    def page_context(self) -> dict[str, Any]:
        return {"lead": self.campaign.title, "campaign": self.campaign}


class _OfCampaign(PortalView):
    """A form or button about the indicators of one visible campaign."""

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the address."""
        found: Campaign = self.found(campaigns_named(self.mandate), pk=self.kwargs["pk"])
        return found

    def permission_object(self) -> Any:
        return self.campaign

    def address(self) -> str:
        return reverse("targets:indicator-list", args=[self.campaign.pk])


class _OfIndicator(_OfCampaign):
    """A form or button about one visible indicator."""

    @cached_property
    def indicator(self) -> Indicator:
        """The indicator of the address."""
        rows = Indicator.objects.visible_to(self.mandate).select_related("campaign__launcher")
        found: Indicator = self.found(rows, pk=self.kwargs["pk"])
        return found

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the indicator."""
        return self.indicator.campaign


class _Form(ServiceFormView):
    template_name = "campaigns/targets/form.html"
    campaign: Any

    def page_context(self) -> dict[str, Any]:
        return {
            "campaign": self.campaign,
            "title": self.title,
            "lead": self.campaign.title,
            "cancel_url": self.address(),  # type: ignore[attr-defined]
        }


class IndicatorAdd(_OfCampaign, _Form):
    """Adds an indicator."""

    permission = "campaigns.change_indicators"
    form_class = IndicatorForm
    title = gettext_lazy("New indicator")

    def form_kwargs(self) -> dict[str, Any]:
        """Validate the code within this campaign; put it at the end."""
        count = self.campaign.indicators.count()
        return {"instance": Indicator(campaign=self.campaign, order=count + 1)}

    def perform(self, form: Any) -> str:
        services.save_indicator(by=self.mandate, campaign=self.campaign, **form.entered())
        return self.address()


class IndicatorEdit(_OfIndicator, _Form):
    """Changes an indicator of a draft."""

    permission = "campaigns.change_indicators"
    form_class = IndicatorForm
    title = gettext_lazy("Indicator")

    def form_kwargs(self) -> dict[str, Any]:
        return {"instance": self.indicator}

    def perform(self, form: Any) -> str:
        services.save_indicator(
            by=self.mandate,
            campaign=self.campaign,
            indicator=Indicator(pk=self.indicator.pk),
            version=form.cleaned_data["version"],
            **form.entered(),
        )
        return self.address()


class IndicatorAmend(_OfIndicator, _Form):
    """Changes an indicator of a running campaign, by name and with the reason."""

    permission = "campaigns.amend_indicator"
    form_class = AmendForm
    title = gettext_lazy("Named change of an indicator")
    submit_label = gettext_lazy("Record the change")

    def form_kwargs(self) -> dict[str, Any]:
        return {"instance": self.indicator}

    def page_context(self) -> dict[str, Any]:
        return {**super().page_context(), "lead": self.indicator.name}

    def perform(self, form: Any) -> str:
        services.amend_indicator(
            by=self.mandate,
            indicator=Indicator(pk=self.indicator.pk),
            version=form.cleaned_data["version"],
            **form.entered(),
        )
        return self.address()


class Allocate(_OfIndicator, _Form):
    """The grid of one indicator; filling in shares changes the page only, saving writes."""

    permission = "campaigns.change_indicators"
    template_name = "campaigns/targets/allocation.html"
    form_class = AllocationForm
    title = gettext_lazy("Allocation to units")
    submit_label = gettext_lazy("Save the allocation")

    @cached_property
    def page(self) -> Page[Any]:
        """The units that the indicator concerns, a page at a time."""
        rows = reporting_participants(self.indicator)
        return Paginator(rows, GRID_ROWS).get_page(self.request.GET.get("page"))

    @cached_property
    def rows(self) -> list[GridRow]:
        """The lines of the units that were sent, or else of the page."""
        sent = keys_in(self.request.POST, "value_", "baseline_", "weight_")
        present = reporting_participants(self.indicator).filter(unit__in=sent)
        return allocation_rows(self.indicator, present if sent else self.page.object_list)

    def form_kwargs(self) -> dict[str, Any]:
        weighs = self.indicator.has_fixed_weights
        return {"rows": self.rows, "version": self.indicator.version, "weighs": weighs}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """With a fill button put the shares into the grid, unsaved."""
        fill = request.POST.get("fill", "")
        if fill not in WAYS:
            return super().post(request, *args, **kwargs)
        form = self.build_form(request.POST)
        form.is_valid()
        shares, _baselines = self.shared_out(fill, form)
        if not shares:
            messages.error(
                request, _("Give the province's value, and for this way last year's values.")
            )
            return self.form_page(form)
        data = request.POST.copy()
        data["shared"] = fill
        here = {row.unit.pk: shares.pop(row.unit.pk) for row in self.rows}
        data.update({f"value_{pk}": format_number(share) for pk, share in here.items()})
        self.elsewhere = {"sum": sum(shares.values(), Decimal(0)), "blank": 0}
        if shares:
            messages.info(
                request, _("Saving also writes the shares of the units on the other pages.")
            )
        return self.form_page(self.build_form(data))

    def shared_out(
        self, way: str, form: AllocationForm
    ) -> tuple[dict[int, Decimal], dict[int, Decimal | None]]:
        """Return unit → share and unit → last year's value of all units, as typed on the page."""
        everyone = allocation_rows(self.indicator, reporting_participants(self.indicator))
        baselines = {row.unit.pk: row.baseline for row in everyone}
        baselines |= {pk: value for pk, value in form.column("baseline").items() if pk in baselines}
        return shares_of(self.indicator, way, baselines), baselines

    def page_context(self) -> dict[str, Any]:
        return {
            **super().page_context(),
            "indicator": self.indicator,
            "lead": f"{self.indicator.name} ({self.indicator.unit_of_measure})",
            "check": self.check,
            "elsewhere": self.elsewhere,
            "page": self.page,
            "adds_up": self.indicator.aggregation == Aggregation.SUM,
        }

    @cached_property
    def check(self) -> SumCheck:
        """How what is stored stands to the province's value."""
        return sum_check(self.indicator)

    @cached_property
    def elsewhere(self) -> dict[str, Any]:
        """What stands on the other pages: their sum, and how many units have no value."""
        known = [row.value for row in self.rows if row.value is not None]
        together = (self.check.allocated or Decimal(0)) - sum(known, Decimal(0))
        blank = self.check.expected_units - self.check.units - len(self.rows) + len(known)
        return {"sum": together, "blank": blank}

    def perform(self, form: AllocationForm) -> str:
        values, baselines = form.column("value"), form.column("baseline")
        if way := form.cleaned_data["shared"]:
            shares, everyone = self.shared_out(way, form)
            values, baselines = {**shares, **values}, everyone | baselines
        check = services.set_allocations(
            by=self.mandate,
            indicator=Indicator(pk=self.indicator.pk, campaign=self.campaign),
            values=values,
            baselines=baselines,
            weights=form.column("weight") if form.weighs else None,
            version=form.cleaned_data["version"],
        )
        level = messages.SUCCESS if check.tone == "done" else messages.WARNING
        text = _("The allocation is saved. %(check)s.") % {"check": check.words}
        messages.add_message(self.request, level, text)
        if self.page.paginator.num_pages > 1:
            return self.request.get_full_path()
        return self.address()
