"""Pages of the targets: indicators with their sum check, and the allocation grid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign
from campaigns.plans.selectors import campaigns_for
from campaigns.targets import services
from campaigns.targets.figures import equal_shares, weighted_shares
from campaigns.targets.forms import AllocationForm, AmendForm, IndicatorForm
from campaigns.targets.lists import INDICATORS
from campaigns.targets.models import Indicator
from campaigns.targets.selectors import allocation_rows, sum_check
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
        found: Campaign = self.found(campaigns_for(self.mandate), pk=self.kwargs["pk"])
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
        found: Campaign = self.found(campaigns_for(self.mandate), pk=self.kwargs["pk"])
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
    def rows(self) -> Any:
        """The units that the indicator concerns."""
        return allocation_rows(self.indicator)

    def form_kwargs(self) -> dict[str, Any]:
        """Offer a line for each unit."""
        return {"rows": self.rows, "version": self.indicator.version}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """With a fill button put the shares into the grid, unsaved."""
        fill = request.POST.get("fill", "")
        if fill not in {"equal", "last_year"}:
            return super().post(request, *args, **kwargs)
        form = self.build_form(request.POST)
        form.is_valid()
        shares = self._shares(fill, form.column("baseline"))
        if not shares:
            messages.error(
                request, _("Give the province's value, and for this way last year's values.")
            )
            return self.form_page(form)
        data = request.POST.copy()
        for row, share in zip(self.rows, shares, strict=True):
            data[f"value_{row.unit.pk}"] = format_number(share)
        return self.form_page(self.build_form(data))

    def _shares(self, fill: str, baselines: dict[int, Decimal | None]) -> list[Decimal]:
        if fill == "equal":
            return equal_shares(self.indicator, len(self.rows))
        weights = [baselines.get(row.unit.pk) or Decimal(0) for row in self.rows]
        if self.indicator.floor is None or sum(weights) == 0:
            return []
        return weighted_shares(self.indicator.floor, weights)

    def page_context(self) -> dict[str, Any]:
        return {
            **super().page_context(),
            "indicator": self.indicator,
            "lead": f"{self.indicator.name} ({self.indicator.unit_of_measure})",
            "check": sum_check(self.indicator),
            "adds_up": self.indicator.aggregation == "sum",
        }

    def perform(self, form: Any) -> str:
        check = services.set_allocations(
            by=self.mandate,
            indicator=Indicator(pk=self.indicator.pk, campaign=self.campaign),
            values=form.column("value"),
            baselines=form.column("baseline"),
            version=form.cleaned_data["version"],
        )
        level = messages.SUCCESS if check.tone == "done" else messages.WARNING
        text = _("The allocation is saved. %(check)s.") % {"check": check.words}
        messages.add_message(self.request, level, text)
        return self.address()
