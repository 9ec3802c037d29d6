"""The ballots: a whole agenda on one page, on the member's own device."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.council import services
from awards.council.enums import SessionState
from awards.council.forms import BallotsForm
from awards.council.lists import threshold_of
from awards.council.models import CouncilSession, Voter
from awards.council.selectors import agenda_of, may_correct, progress_of, voter_of
from awards.nominations.selectors import award_for
from emulation.ui.views import ServiceFormView


class BallotPage(ServiceFormView):
    """Shows the agenda and takes the ballots of the acting member, all that were chosen at once."""

    permission = "awards.cast_ballot"
    template_name = "awards/council/ballot.html"
    form_class = BallotsForm
    title = gettext_lazy("Secret ballot")
    submit_label = gettext_lazy("Cast the ballots")
    secret = True

    @cached_property
    def session(self) -> CouncilSession:
        """The session, in which the acting account has a seat."""
        sessions = CouncilSession.objects.visible_to(self.mandate).select_related("council")
        return self.found(sessions, pk=self.kwargs["pk"])

    @cached_property
    def voter(self) -> Voter | None:
        """The seat of the acting account."""
        return voter_of(self.session, self.mandate)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the ballots; to who has none, and outside the session, show the session."""
        if self.voter is None or self.session.state != SessionState.OPEN:
            return redirect(self.session)
        return super().get(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        correct = may_correct(self.session)
        items = list(agenda_of(self.session, self.voter))
        own_unit = self.voter.member.account.unit_id if self.voter else None
        for item in items:
            _tell(item, correct=correct, unit=own_unit)
        return {"items": items, "correct": correct}

    def page_context(self) -> dict[str, Any]:
        return {
            "session": self.session,
            "progress": progress_of(self.session, self.voter),
            "correct": may_correct(self.session),
            "cancel_url": self.session.get_absolute_url(),
        }

    def perform(self, form: BallotsForm) -> str:
        """Cast the ballots; their code is shown once and travels in no address."""
        choices = form.entries()
        code = services.cast_ballots(by=self.mandate, session=self.session, choices=choices)
        told = _(
            "Ballots cast: %(count)s. Your code, shown only now: %(code)s – after the session is "
            "closed it shows under “Check a ballot” how your votes were counted."
        )
        messages.success(self.request, told % {"count": len(choices), "code": code})
        return self.session.get_absolute_url()


def _tell(item: Any, *, correct: bool, unit: int | None) -> None:
    """Note on an item what its row says."""
    item.award_name = award_for(item.nominee).name
    item.threshold_shown = threshold_of(item)
    item.own_unit = unit is not None and item.nominee.subject_home_id == unit
    item.why_not = _why_not(item, correct=correct)
    item.votable = not item.why_not


def _why_not(item: Any, *, correct: bool) -> str:
    if item.gone:
        return _("Withdrawn, or no longer before the council")
    if item.own:
        return _("You do not vote: this is your own award")
    if item.excused:
        return _("You do not vote: you declared a conflict of interest")
    if item.done and not correct:
        return _("You have voted")
    return ""
