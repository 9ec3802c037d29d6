"""Forms of the drafter: new decisions, wording, the list, signatures given outside."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from awards.decisions import forms, services
from awards.decisions.lists import ADDABLE, WAITING
from awards.decisions.selectors import lines_of, ready_nominees
from awards.decisions.views.pages import OfDecision
from awards.nominations.models import Nominee, Round
from emulation.clock import today
from emulation.documents.enums import SCANS
from emulation.documents.selectors import signatures_of
from emulation.files.services import stored
from emulation.ui.lists.address import Asked
from emulation.ui.views import ActionView, ListPage, ServiceFormView


def _number_of(asked: Asked[Any]) -> int:
    """Return how many there are before any filter; without one the pages have counted them."""
    pages: Any = asked.page.paginator
    return asked.every_row.count() if asked.is_narrowed or pages.has_more else pages.count


class WaitingNames(ListPage):
    """Who of a round waits for a decision; one is drafted on all of them, or on those chosen."""

    permission = "awards.draft_decision"
    template_name = "awards/decisions/waiting.html"
    listing = WAITING

    @cached_property
    def round(self) -> Round:
        """The round of the address, of the acting authority."""
        rounds = Round.objects.visible_to(self.mandate).select_related("authority", "campaign")
        return self.found(rounds, pk=self.kwargs["round"])

    def permission_object(self) -> Any:
        return self.round.authority

    def page_context(self) -> dict[str, Any]:
        return {"lead": self.round.name, "everybody": _number_of(self.asked)}


class NamesAdd(OfDecision, ListPage):
    """Puts further names of the round on the list of an open decision."""

    permission = "awards.draft_decision"
    template_name = "awards/decisions/waiting.html"
    listing = ADDABLE

    def page_context(self) -> dict[str, Any]:
        return {
            "lead": self.decision.subject,
            "decision": self.decision,
            "everybody": _number_of(self.asked) if self.decision.is_open else 0,
        }


class _DraftForm(OfDecision, ServiceFormView):
    """A form about an open decision that returns to its page."""

    permission = "awards.draft_decision"
    template_name = "awards/decisions/form.html"

    def page_context(self) -> dict[str, Any]:
        return {"lead": self.decision.subject, "cancel_url": self.page()}


class WordingEdit(_DraftForm):
    """Edits the wording."""

    form_class = forms.WordingForm
    title = gettext_lazy("Wording of the decision")

    def form_kwargs(self) -> dict[str, Any]:
        return {"instance": self.decision}

    def perform(self, form: Any) -> str:
        services.change_wording(
            by=self.mandate,
            decision=self.decision,
            version=form.cleaned_data.get("version"),
            **form.entered(),
        )
        return self.page()


class Redraft(OfDecision, ActionView):
    """Computes the bonus for today and writes the text anew."""

    permission = "awards.draft_decision"
    success_message = gettext_lazy("The bonus was computed and the text written anew.")

    def perform(self) -> str:
        services.redraft(by=self.mandate, decision=self.decision)
        return self.page()


class SignedRecord(_DraftForm):
    """Records the signature given outside, with names struck and added."""

    form_class = forms.SignedForm
    template_name = "awards/decisions/signed.html"
    title = gettext_lazy("Record the signature given outside")
    submit_label = gettext_lazy("Record it")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the names on the list and those who could be added."""
        document = self.decision.document
        named = signatures_of(document)[-1].name if document else ""
        return {
            "document": document,
            "lines": lines_of(self.decision).standing(),
            "nominees": _ready_of(self.decision.round),
            "initial": {"signer_name": named, "signed_on": today()},
        }

    def perform(self, form: Any) -> str:
        data = form.entered()
        data["signed_file"] = stored(by=self.mandate, file=data["signed_file"], kinds=SCANS)
        services.record_signed(
            by=self.mandate,
            decision=self.decision,
            **data | {"struck": list(data["struck"]), "added": list(data["added"])},
        )
        return self.page()

    def form_page(self, form: Any, status: int = 200) -> HttpResponse:
        """Keep a signed file whose differences have to be read first."""
        if form.is_bound:
            form.keep(self.mandate)
        return super().form_page(form, status)

    def page_context(self) -> dict[str, Any]:
        return {**super().page_context(), "object": self.decision.document}


def _ready_of(round_: Round | None) -> Any:
    return Nominee.objects.none() if round_ is None else ready_nominees(round_)
