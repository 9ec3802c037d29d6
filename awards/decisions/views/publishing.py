"""Publication after a preview, and the names that are held back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.decisions import forms, services
from awards.decisions.selectors.honoured import number_in_preview, preview_of
from awards.decisions.views.pages import OfDecision
from emulation.ui.views import ServiceFormView

MOST_SHOWN = 100


class HoldBack(OfDecision, ServiceFormView):
    """Says whether the decision is published at all; names are held back in its list."""

    permission = "awards.publish_decision"
    template_name = "awards/decisions/form.html"
    form_class = forms.WholeForm
    title = gettext_lazy("Publication of the decision")

    def form_kwargs(self) -> dict[str, Any]:
        decision = self.decision
        return {
            "version": decision.version,
            "initial": {"whole": decision.hold_back, "whole_reason": decision.hold_back_reason},
        }

    def page_context(self) -> dict[str, Any]:
        lead = _("Single names are held back in the list of the decision.")
        return {"lead": lead, "cancel_url": self.page()}

    def perform(self, form: Any) -> str:
        services.hold_back_decision(
            by=self.mandate,
            decision=self.decision,
            version=form.cleaned_data.get("version"),
            **form.entered(),
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
        held = decision.lines.standing().filter(hold_back=True).order_by("part", "order")
        shown = preview_of(decision)
        named = list(held[:MOST_SHOWN])
        held_count = held.count() if len(named) == MOST_SHOWN else len(named)
        count = number_in_preview(decision, held_count)
        return {
            "object": decision,
            "shown": shown[:MOST_SHOWN],
            "shown_more": max(count - MOST_SHOWN, 0),
            "held": named,
            "held_more": max(held_count - MOST_SHOWN, 0),
            "cancel_url": self.page(),
            "effects": [
                _("%(count)s names become public, in your name: %(name)s.")
                % {"count": count, "name": self.mandate.name_for_whom},
                _("%(count)s names are held back; they stay absent everywhere.")
                % {"count": held_count},
            ],
        }

    def perform(self, form: Any) -> str:
        services.publish_decision(by=self.mandate, decision=self.decision)
        return self.page()
