"""The ballot: one nominee at a time, on the member's own device."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.council import services
from awards.council.forms import BallotForm
from awards.council.models import AgendaItem, CouncilSession, Voter
from awards.council.selectors import agenda_of, next_item, progress_of, voter_of
from awards.nominations.selectors import award_for
from emulation.ui.views import ServiceFormView


class BallotPage(ServiceFormView):
    """Shows the first nominee on whom the member has not voted, and takes the ballot."""

    permission = "awards.cast_ballot"
    template_name = "awards/council/ballot.html"
    form_class = BallotForm
    submit_label = gettext_lazy("Cast the ballot")
    secret = True

    @cached_property
    def session(self) -> CouncilSession:
        """The session, in which the acting account has a seat."""
        return self.found(CouncilSession.objects.visible_to(self.mandate), pk=self.kwargs["pk"])

    @cached_property
    def voter(self) -> Voter | None:
        """The seat of the acting account."""
        return voter_of(self.session, self.mandate)

    @cached_property
    def item(self) -> AgendaItem | None:
        """The item that a sent ballot names, or the next one to vote on."""
        agenda = agenda_of(self.session, self.voter)
        if self.request.method == "POST":  # without an item in the address there is no such form
            return self.found(agenda, pk=self.kwargs.get("item"))
        return next_item(self.session, self.voter) if self.voter else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the next ballot; without one, go back to the session."""
        if self.item is None:
            return redirect("council:session", self.session.pk)
        return super().get(request, *args, **kwargs)

    def page_context(self) -> dict[str, Any]:
        progress = progress_of(self.session, self.voter)
        return {
            "title": str(self.item.nominee) if self.item else "",
            "session": self.session,
            "item": self.item,
            "award_name": award_for(self.item.nominee).name if self.item else "",
            "position": progress.cast + 1,
            "total": progress.total,
        }

    def perform(self, form: BallotForm) -> str:
        """Cast the ballot; its code is shown once and travels in no address."""
        assert self.item is not None
        choice = form.cleaned_data["choice"]
        code = services.cast_ballot(by=self.mandate, item=self.item, choice=choice)
        messages.success(
            self.request,
            _("Your ballot on %(name)s is cast. Its code, shown only now: %(code)s")
            % {"name": self.item.nominee, "code": code},
        )
        return reverse("council:ballot", args=[self.session.pk])
