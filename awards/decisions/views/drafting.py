"""Forms of the drafter: new decisions, wording, the list, signatures given outside."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.decisions import forms, services
from awards.decisions.documents import usual_wording
from awards.decisions.models import DecisionLine, RevokedLine
from awards.decisions.selectors import lines_of, ready_nominees, refusals
from awards.decisions.views.pages import OfDecision
from awards.nominations.models import Nominee, Round
from emulation.clock import today
from emulation.documents.selectors import paper_of
from emulation.files.services import store_upload
from emulation.ui.errors import Refused
from emulation.ui.views import ActionView, ServiceFormView


class DecisionCreate(ServiceFormView):
    """Drafts a decision on those of a round who passed."""

    permission = "awards.draft_decision"
    template_name = "awards/decisions/form.html"
    form_class: Any = forms.CreateForm
    title = gettext_lazy("Draft a decision")
    submit_label = gettext_lazy("Draft the decision")

    @cached_property
    def round(self) -> Round:
        """The round of the address, of the acting authority."""
        rounds = Round.objects.visible_to(self.mandate).select_related("authority", "campaign")
        return self.found(rounds, pk=self.kwargs["round"])

    @cached_property
    def ready(self) -> list[Nominee]:
        """Who waits for a decision of this round."""
        return list(ready_nominees(self.round))

    @cached_property
    def reasons(self) -> dict[int, str]:
        """Why the authority may not decide on some of them today."""
        return refusals(self.round.authority, self.ready, today())

    def permission_object(self) -> Any:
        return self.round.authority

    def form_kwargs(self) -> dict[str, Any]:
        """Offer those on whom the authority decides, with the usual wording."""
        offered = [each.pk for each in self.ready if each.pk not in self.reasons]
        codes = [each.award_code for each in self.ready if each.pk not in self.reasons]
        usual = usual_wording(self.round, codes, today())
        return {
            "nominees": ready_nominees(self.round).filter(pk__in=offered),
            "chosen": offered,
            "initial": {"subject": usual.subject, "reason": usual.reason, "fund": usual.fund},
        }

    def page_context(self) -> dict[str, Any]:
        return {
            "lead": self.round.name,
            "refusals": list(dict.fromkeys(self.reasons.values())),
            "nobody": len(self.reasons) == len(self.ready),
            "cancel_url": reverse("decisions:list"),
        }

    def perform(self, form: Any) -> str:
        data = form.entered()
        decision = services.create_decision(
            by=self.mandate, round_=self.round, nominees=list(data.pop("nominees")), **data
        )
        return reverse("decisions:decision", args=[decision.pk])


class PaperDecision(DecisionCreate):
    """Records a decision that was issued on paper."""

    form_class = forms.PaperDecisionForm
    title = gettext_lazy("Record a decision issued on paper")
    submit_label = gettext_lazy("Record it")

    def perform(self, form: Any) -> str:
        data = form.entered()
        data["signed_file"] = store_upload(
            by=self.mandate, upload=data["signed_file"], kinds=("pdf",)
        )
        decision = services.record_paper_decision(
            by=self.mandate, round_=self.round, nominees=list(data.pop("nominees")), **data
        )
        return reverse("decisions:decision", args=[decision.pk])


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


class NamesAdd(_DraftForm):
    """Puts further nominees on the list."""

    form_class = forms.NomineesForm
    title = gettext_lazy("Add names")
    submit_label = gettext_lazy("Add names")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer who is ready in the round."""
        return {"nominees": _ready_of(self.decision.round)}

    def perform(self, form: Any) -> str:
        services.add_nominees(
            by=self.mandate,
            decision=self.decision,
            nominees=list(form.cleaned_data["nominees"]),
        )
        return self.page()


class NameStrike(_DraftForm):
    """Strikes a name with its reason."""

    form_class = forms.StrikeForm
    title = gettext_lazy("Strike a name")
    submit_label = gettext_lazy("Strike the name")

    @cached_property
    def line(self) -> DecisionLine:
        """The line of the address."""
        lines = self.decision.lines.standing()
        return self.found(lines, pk=self.kwargs["line"])

    def page_context(self) -> dict[str, Any]:
        """Name who is struck."""
        return {"lead": f"{self.line.name} – {self.line.position}", "cancel_url": self.page()}

    def perform(self, form: Any) -> str:
        services.strike_line(by=self.mandate, line=self.line, **form.entered())
        return self.page()


class LinesOrder(_DraftForm):
    """Puts the list in order."""

    form_class = forms.OrderForm
    title = gettext_lazy("Order of the list")

    def form_kwargs(self) -> dict[str, Any]:
        return {"lines": lines_of(self.decision).standing()}

    def perform(self, form: Any) -> str:
        services.order_lines(by=self.mandate, decision=self.decision, places=form.places())
        return self.page()


class SignedRecord(_DraftForm):
    """Records the signature given outside, with names struck and added."""

    form_class = forms.SignedForm
    title = gettext_lazy("Record the signature given outside")
    submit_label = gettext_lazy("Record it")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the names on the list and those who could be added."""
        document = self.decision.document
        named = paper_of(document).signatures[-1].name if document else ""
        return {
            "lines": lines_of(self.decision).standing(),
            "nominees": _ready_of(self.decision.round),
            "initial": {"signer_name": named, "signed_on": today()},
        }

    def perform(self, form: Any) -> str:
        data = form.entered()
        data["signed_file"] = store_upload(
            by=self.mandate, upload=data["signed_file"], kinds=("pdf",)
        )
        services.record_signed(
            by=self.mandate,
            decision=self.decision,
            **data | {"struck": list(data["struck"]), "added": list(data["added"])},
        )
        return self.page()


def _ready_of(round_: Round | None) -> Any:
    return Nominee.objects.none() if round_ is None else ready_nominees(round_)


class Revoke(_DraftForm):
    """Drafts the decision that revokes names of this one."""

    permission = "awards.revoke_decision"
    form_class = forms.RevokeForm
    title = gettext_lazy("Draft a revocation")
    submit_label = gettext_lazy("Draft the revocation")

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or go to the decision when nothing can be revoked."""
        if not self.open_lines().exists():
            return HttpResponseRedirect(self.page())
        return super().get(request, *args, **kwargs)

    def open_lines(self) -> Any:
        """Return the lines that still stand and that no revocation names."""
        return lines_of(self.decision).filter(record__isnull=False, revoked_by__isnull=True)

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the names that can be revoked."""
        return {"lines": self.open_lines(), "initial": {"proposal": self.decision.proposal}}

    def perform(self, form: Any) -> str:
        data = form.entered()
        revocation = services.draft_revocation(
            by=self.mandate, decision=self.decision, lines=list(data.pop("lines")), **data
        )
        return reverse("decisions:decision", args=[revocation.pk])


class NameSpare(OfDecision, ActionView):
    """Takes a name off an open revocation."""

    permission = "awards.draft_decision"

    def perform(self) -> str:
        rows = self.decision.revoked_lines.all()
        revoked: RevokedLine = self.found(rows, pk=self.kwargs["line"])
        if self.decision.revoked_lines.count() == 1:
            raise Refused(_("A revocation names at least one. Leave this draft as it is."))
        services.spare_line(by=self.mandate, revoked=revoked)
        return self.page()
