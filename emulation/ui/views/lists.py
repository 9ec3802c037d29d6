"""The page of a declared list."""

from __future__ import annotations

import secrets
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from emulation.ui.errors import DomainError, Refused
from emulation.ui.lists.address import EXPORT, OUTCOME, Asked
from emulation.ui.lists.choices import choose_columns
from emulation.ui.lists.context import SESSION_KEY, list_context
from emulation.ui.lists.declaration import Listing, SelectionAction
from emulation.ui.lists.exporting import FORMATS, export
from emulation.ui.lists.pressed import MOST_NAMED, Pressed
from emulation.ui.lists.selection import MOST_AT_ONCE, Outcome, act_on, act_together, queue
from emulation.ui.views.forms import add_errors
from emulation.ui.views.once import carried_out_once
from emulation.ui.views.pages import PortalView, wants_part

LONGEST_LOCATION: Final = 450
MOST_ANSWERED: Final = 200


class ListPage(PortalView):
    """A list as its room declares it: sorted, filtered, paginated, exported, acted on.

    ``listing`` is the declaration; ``scope`` the arguments its rows need, those of the address.
    """

    template_name = "emulation/ui/list.html"
    listing: Listing[Any]

    def scope(self) -> dict[str, Any]:
        """Return what the list's rows need to know besides the mandate."""
        return self.kwargs

    def title(self) -> str:
        """Return the name of the list; files of an export are called by it."""
        return str(self.declaration.title)

    def head_actions(self) -> list[dict[str, Any]]:
        """Return the buttons beside the title: address, label, icon, tone."""
        return []

    @property
    def declaration(self) -> Listing[Any]:
        """The list as this page shows it; a page may leave out or add what its record decides."""
        return self.listing

    @cached_property
    def asked(self) -> Asked[Any]:
        """The list as this address asks for it."""
        return Asked(self.declaration, self.request, self.mandate, self.scope())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = request.GET.get(EXPORT, "")
        if form in FORMATS:
            return export(self.asked, form, title=self.title())
        return self.shown()

    def shown(self, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
        """Render the page, or the list alone for htmx; a room's own template adds to the page."""
        given = {
            "title": self.title(),
            "head_actions": self.head_actions(),
            **list_context(self.asked),
            **self.page_context(),
            **(context or {}),
        }
        alone = wants_part(self.request)
        template = f"{ListPage.template_name}#list" if alone else self.template_name
        return render(self.request, template, {**given, "alone": alone}, status=status)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Remember the columns, or act on what was selected."""
        if self.mandate is None:
            return self.http_method_not_allowed(request)
        if request.POST.get("columns"):
            choose_columns(
                account_id=self.mandate.account_id,
                listing=self.listing.name,
                offered=self.asked.allowed[1:],
                shown=request.POST.getlist("column"),
            )
            return redirect(self.address())
        return self.acted()

    def address(self, outcome: str = "") -> str:
        """Return this list's address with its filters; a very long one without."""
        query = self.request.GET.copy()
        query.pop(OUTCOME, None)
        if outcome:
            query[OUTCOME] = outcome
        full = f"{self.request.path}?{query.urlencode()}" if query else self.request.path
        return full if len(full) <= LONGEST_LOCATION else self.request.path

    def acted(self) -> HttpResponseBase:
        """Carry out the act that was pressed, on one row, on those selected or on all."""
        pressed = Pressed(self.asked, self.request)
        if pressed.action is None or not pressed.pks:
            sentence = _("Select the rows first, then choose what to do with them.")
            messages.warning(self.request, sentence)
            return redirect(self.address())
        if pressed.must_ask:
            return self.asking(pressed, pressed.form(bound=False), 200)
        form = pressed.form()
        if form is not None and not form.is_valid():
            return self.asking(pressed, form, 422)
        return self.carried_out(pressed, form)

    def asking(self, pressed: Pressed, form: Any, status: int) -> HttpResponse:
        """Show the page that asks for confirmation or further input."""
        context = {**pressed.asking(), "form": form, "cancel_url": self.address()}
        return render(self.request, "emulation/ui/selection.html", context, status=status)

    def carried_out(self, pressed: Pressed, form: Any) -> HttpResponseBase:
        """Act once on the rows; beyond what a request bears, a job does it."""
        entered = form.entered() if form is not None else {}
        made: list[HttpResponseBase] = []
        try:
            location = carried_out_once(
                self.request,
                lambda: self._act(pressed, form, entered, made),
                among=pressed.signature(),
            )
        except DomainError as error:
            if form is not None:
                form.add_error(None, error.message)
                return self.asking(pressed, form, error.status)
            messages.error(self.request, error.message)
            location = self.address()
        except ValidationError as error:
            if form is None:
                raise
            add_errors(form, error)
            return self.asking(pressed, form, 422)
        return made[0] if made else HttpResponseRedirect(location)

    def _act(
        self, pressed: Pressed, form: Any, entered: dict[str, Any], made: list[HttpResponseBase]
    ) -> str:
        action, listing, pks = pressed.action, self.declaration, pressed.pks
        assert action is not None
        work = {"by": self.mandate, "scope": self.scope()}
        has_file = form is not None and form.is_multipart()
        if len(pks) > MOST_AT_ONCE and action.answer is None and not has_file:
            data = self.request.POST.urlencode() if action.form else ""
            return queue(
                **work, listing=listing, action=action, pks=pks, data=data, back=self.address()
            )
        if action.together:
            return self._told(action, act_together(listing, action, pks, entered=entered, **work))
        if len(pks) > MOST_ANSWERED:
            most = {"most": MOST_ANSWERED}
            raise Refused(_("Select at most %(most)s rows for this.") % most)
        outcome = act_on(listing, action, pks, entered=entered, **work)
        if action.answer and outcome.answers:
            made.append(action.answer(self.request, outcome))
        if pressed.single and action.goes_to and outcome.answers:
            return action.goes_to(outcome.answers[0][0])
        return self._kept(action, outcome)

    def _told(self, action: SelectionAction[Any], outcome: Outcome) -> str:
        """Return where an act on all at once leads; whoever was left out is named there."""
        if action.goes_to is None:
            return self._kept(action, outcome)
        messages.success(self.request, str(action.done) % {"count": outcome.done})
        for name, why in outcome.refused[:MOST_NAMED]:
            messages.warning(self.request, f"{name}: {why}")
        return action.goes_to(outcome.answers[0][1])

    def _kept(self, action: SelectionAction[Any], outcome: Outcome) -> str:
        kept = {"id": secrets.token_hex(4), **outcome.told(action)}
        self.request.session[SESSION_KEY] = kept
        return self.address(kept["id"])
