"""Pages of the ways of submission."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.nominations import services
from awards.nominations.forms.routing import RoutingForm
from awards.nominations.models import RoutingRule
from awards.nominations.selectors.routing import rules_in_order
from awards.nominations.views.rounds import award_names
from emulation.clock import today
from emulation.ui.views import ListPage, ServiceFormView


class RoutingList(ListPage):
    """By which way dossiers come to each authority, the earlier ways too."""

    permission = "awards.view_rounds"
    template_name = "awards/nominations/routing_list.html"

    def rows(self) -> QuerySet[RoutingRule]:
        """Return the rules."""
        return rules_in_order()

    def page_context(self) -> dict[str, Any]:
        """Name the page and the awards."""
        return {"title": _("Ways of submission"), "names": award_names()}


class SetRouting(ServiceFormView):
    """Sets a way of submission to the own authority."""

    permission = "awards.set_routing"
    form_class = RoutingForm
    template_name = "awards/nominations/form.html"
    title = _("Set a way of submission")
    success_message = _("The way of submission is set.")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the awards of today's law, and begin today."""
        return {"awards": award_names(), "initial": {"valid_from": today(), "way": "direct"}}

    def perform(self, form: Any) -> str:
        """Set it, and return to the list."""
        services.set_routing(by=self.mandate, **form.entered())
        return reverse("nominations:routing-list")

    def page_context(self) -> dict[str, Any]:
        """Return the way back."""
        return {"cancel_url": reverse("nominations:routing-list")}
