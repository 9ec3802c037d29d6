"""The home page "whose turn is it?", the search, and the demo's date."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.desk.forms import ClockForm
from emulation.desk.selectors import desk_of, records_of, search
from emulation.desk.services import move_clock
from emulation.ui.views import SIGNED_IN, PortalView, RecordPage, ServiceFormView


class Home(RecordPage):
    """My turn, late, waiting on others; with a lane in the address only that list."""

    permission = SIGNED_IN
    template_name = "emulation/desk/home.html"

    def page_context(self) -> dict[str, Any]:
        """Return the lists and the counts that filter them."""
        if self.mandate is None:
            return {"lists": []}
        desk = desk_of(self.mandate)
        lists: list[dict[str, Any]] = [
            {"lane": "mine", "title": _("My turn"), "items": desk.mine},
            {"lane": "late", "title": _("Late"), "items": desk.late},
            {"lane": "waiting", "title": _("Waiting on others"), "items": desk.waiting},
        ]
        for each in lists:
            each["count"] = records_of(each["items"])
        wanted = self.request.GET.get("lane", "")
        shown = [each for each in lists if wanted in {"", each["lane"]}]
        return {"lists": lists, "shown": shown or lists, "lane": wanted}


class Search(PortalView):
    """The search over everything that the acting mandate may see."""

    permission = "emulation.search"
    template_name = "emulation/desk/search.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what was found for ``q``."""
        words = request.GET.get("q", "").strip()[:100]
        found = search(self.mandate, words) if self.mandate else []
        return self.shown({"words": words, "found": found})


class ClockMove(ServiceFormView):
    """Moves the demo province to a later day."""

    permission = "emulation.move_clock"
    form_class = ClockForm
    title = _("Move the province's date")
    submit_label = _("Move")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Exist only in the demo: elsewhere the clock is real."""
        if not settings.DEMO:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        """Start from the present day."""
        return {"initial": {"day": today()}}

    def perform(self, form: ClockForm) -> str:
        move_clock(by=self.mandate, day=form.entered()["day"])
        return reverse("desk:home")
