"""Publication after a preview, and the names that are held back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.decisions import forms, services
from awards.decisions.selectors import lines_of
from awards.decisions.selectors.honoured import preview_of
from awards.decisions.views.pages import OfDecision
from emulation.ui.views import ServiceFormView


class HoldBack(OfDecision, ServiceFormView):
    """Says which names are not published, each with its reason."""

    permission = "awards.publish_decision"
    template_name = "awards/decisions/form.html"
    form_class = forms.HoldBackForm
    title = gettext_lazy("Names that are not published")

    def form_kwargs(self) -> dict[str, Any]:
        """Show every standing name with its reason, if it has one."""
        decision = self.decision
        return {
            "lines": lines_of(decision).standing(),
            "version": decision.version,
            "initial": {"whole": decision.hold_back, "whole_reason": decision.hold_back_reason},
        }

    def page_context(self) -> dict[str, Any]:
        lead = _("A reason typed beside a name keeps it out of the list, the search and the codes.")
        return {"lead": lead, "cancel_url": self.page()}

    def perform(self, form: Any) -> str:
        services.hold_back_names(
            by=self.mandate,
            decision=self.decision,
            names=form.names(),
            whole=form.cleaned_data["whole"],
            whole_reason=form.cleaned_data["whole_reason"],
            version=form.cleaned_data.get("version"),
        )
        return self.page()


class Publish(OfDecision, ServiceFormView):
    """Shows what the public will read, then publishes it."""

    permission = "awards.publish_decision"
    template_name = "awards/decisions/publish.html"
    form_class = forms.EmptyForm
    title = gettext_lazy("Publish the honoured list")
    submit_label = gettext_lazy("Publish")

    def page_context(self) -> dict[str, Any]:
        """Return the names as the public will read them, and who is held back."""
        decision = self.decision
        held = lines_of(decision).standing().filter(hold_back=True)
        shown = list(preview_of(decision))
        return {
            "object": decision,
            "shown": shown,
            "held": held,
            "cancel_url": self.page(),
            "effects": [
                _("%(count)s names become public, in your name: %(name)s.")
                % {"count": len(shown), "name": self.mandate.name_for_whom},
                _("%(count)s names are held back; they stay absent everywhere.")
                % {"count": len(held)},
            ],
        }

    def perform(self, form: Any) -> str:
        services.publish_decision(by=self.mandate, decision=self.decision)
        return self.page()
