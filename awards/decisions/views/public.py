"""The public honoured list; everything works without JavaScript."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property

from awards.decisions.lists import HONOURED, OF_DECISION
from awards.decisions.models import Decision
from awards.decisions.selectors.honoured import honoured_decisions, latest_honoured
from emulation.documents.registry import Standing
from emulation.documents.selectors import standing_of
from emulation.ui.views import PUBLIC, ListPage


class HonouredList(ListPage):
    """Everybody who was honoured and may be named."""

    permission = PUBLIC
    template_name = "awards/decisions/honoured.html"
    listing = HONOURED

    def page_context(self) -> dict[str, Any]:
        return {"latest": latest_honoured()}


class HonouredDecision(ListPage):
    """The public page of one decision."""

    permission = PUBLIC
    template_name = "awards/decisions/honoured_decision.html"
    listing = OF_DECISION

    @cached_property
    def decision(self) -> Decision:
        """The published decision of the address."""
        return self.found(honoured_decisions(), pk=self.kwargs["pk"])

    def scope(self) -> dict[str, Any]:
        """Look for the decision first, also before an export."""
        return {"pk": self.decision.pk}

    def standing(self) -> Standing:
        """Return whether the decision still holds, and by what it does not."""
        document = self.decision.document
        return standing_of(document) if document else Standing()

    def page_context(self) -> dict[str, Any]:
        return {
            "title": self.decision.subject,
            "decision": self.decision,
            "standing": self.standing(),
        }
