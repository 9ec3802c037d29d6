"""Pages of the ways of submission."""

from __future__ import annotations

from typing import Any

import rules
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards.catalogue.selectors import award_names
from awards.nominations import services
from awards.nominations.forms.routing import RoutingForm
from awards.nominations.lists import ROUTING
from emulation.clock import today
from emulation.ui.views import ListPage, ServiceFormView


class RoutingList(ListPage):
    """By which way dossiers come to each authority, the earlier ways too."""

    permission = "awards.view_rounds"
    template_name = "awards/nominations/routing_list.html"
    listing = ROUTING

    def head_actions(self) -> list[dict[str, Any]]:
        if not rules.has_perm("awards.set_routing", self.mandate, None):
            return []
        url, label = reverse("nominations:routing-set"), _("Set a way of submission")
        return [{"url": url, "label": label, "icon": "plus-lg", "tone": "brand"}]

    def page_context(self) -> dict[str, Any]:
        lead = _(
            "Where nothing is set, a unit submits its dossier directly to the authority. The rule "
            "that says most about a case decides it."
        )
        return {"lead": lead}


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
        services.set_routing(by=self.mandate, **form.entered())
        return reverse("nominations:routing-list")

    def page_context(self) -> dict[str, Any]:
        return {"cancel_url": reverse("nominations:routing-list")}
