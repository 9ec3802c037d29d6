"""The public honoured list; everything works without JavaScript."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from awards.decisions.forms import HonouredFilter
from awards.decisions.models import Decision, HonouredName
from awards.decisions.selectors import honoured_decisions, honoured_names
from emulation.ui.views import PUBLIC, ListPage


class HonouredList(ListPage):
    """Everybody who was honoured and may be named."""

    permission = PUBLIC
    template_name = "awards/decisions/honoured.html"
    filterset_class = HonouredFilter

    def rows(self) -> QuerySet[HonouredName]:
        """Return the published names."""
        return honoured_names()

    def page_context(self) -> dict[str, Any]:
        """Return the title and the latest decisions."""
        return {"title": _("Honoured"), "latest": honoured_decisions()[:5]}


class HonouredDecision(ListPage):
    """The public page of one decision."""

    permission = PUBLIC
    template_name = "awards/decisions/honoured_decision.html"

    @cached_property
    def decision(self) -> Decision:
        """The published decision of the address."""
        return self.found(honoured_decisions(), pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    def rows(self) -> QuerySet[HonouredName]:
        """Return its published names."""
        return honoured_names().filter(decision=self.decision)

    def page_context(self) -> dict[str, Any]:
        """Return the decision."""
        return {"title": self.decision.subject, "decision": self.decision}
