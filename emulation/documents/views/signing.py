"""The steps of a document, and those of its signing route."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from emulation.documents import forms, selectors, services
from emulation.documents.models import SigningStep
from emulation.documents.views.pages import OfDocument
from emulation.documents.workflow import WORKFLOW
from emulation.ui.views import ServiceFormView
from emulation.workflow.views import TakeStep


def crumbs_of(document: Any) -> list[tuple[str, str]]:
    """Return the way from the book of documents to one of them."""
    name = Truncator(document.subject).chars(64)
    return [
        (_("Documents"), reverse("documents:document-list")),
        (name, document.get_absolute_url()),
    ]


class DocumentStep(OfDocument, TakeStep):
    """Takes a step of a document."""

    permission = ""
    workflow = WORKFLOW
    template_name = "emulation/documents/step.html"

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """From the book of documents to this one."""
        return crumbs_of(self.document)

    @property
    def forms(self) -> dict[str, Any]:  # type: ignore[override]
        """Ask for a number only where it comes from outside."""
        here = selectors.is_numbered_here(self.document)
        return {
            "sign": forms.SignForm,
            "record_signature": forms.OutsideSignatureForm,
            "number": forms.InternalNumberForm if here else forms.ExternalNumberForm,
        }

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the name that the draft prints; say whether a signed file is there already."""
        kwargs = super().form_kwargs()
        if self.step == "sign":
            mandate = self.mandate
            kwargs["named"] = selectors.names_as_signer(self.document, mandate.account.full_name)
            position = mandate.position or mandate.account.position
            kwargs["initial"] = {"signer_position": position}
        if self.step == "record_signature":
            blocks = selectors.signatures_of(self.document)
            names = [block.name for block in blocks if block.name]
            kwargs["initial"] = {"signer_name": names[-1] if names else ""}
        if issubclass(self.forms.get(self.step, object), forms.SignedFileForm):
            kwargs["document"] = self.document
        return kwargs

    def form_page(self, form: Any, status: int = 200) -> HttpResponse:
        """Keep a signed file whose differences have to be read first."""
        if isinstance(form, forms.SignedFileForm) and form.is_bound:
            form.keep(self.mandate)
        return super().form_page(form, status)

    def effects(self) -> list[str]:
        first = {"submit": self._route, "sign": self._who_signs, "number": self._which_number}
        before = [first[self.step]()] if self.step in first else []
        return [*before, *super().effects()]

    def _route(self) -> str:
        steps = " → ".join([*selectors.route_today(self.document), _("signature")])
        return _("Route: %(steps)s.") % {"steps": steps}

    def _who_signs(self) -> str:
        words = {"name": self.mandate.name_for_whom, "subject": self.document.subject}
        return _("You sign as %(name)s: %(subject)s") % words

    def _which_number(self) -> str:
        if selectors.is_numbered_here(self.document):
            return _("The next number of the book is taken when you confirm, with today's date.")
        return _("Number and date are recorded as the register gave them.")


class _RouteStep(OfDocument, ServiceFormView):
    permission = "emulation.take_signing_step"
    template_name = "emulation/workflow/step.html"

    @cached_property
    def step(self) -> SigningStep:
        """The step of the address."""
        return self.found(self.document.steps.all(), pk=self.kwargs["step"])

    def form_kwargs(self) -> dict[str, Any]:
        """Carry the version that was read."""
        return {"version": self.document.version}

    def page_context(self) -> dict[str, Any]:
        return {
            "crumbs": crumbs_of(self.document),
            "effects": [self.step.title],
            "cancel_url": self.page(),
        }


class CompleteStep(_RouteStep):
    """Takes a step of the route here."""

    form_class = forms.NoteForm
    title = gettext_lazy("Take the step of the route")
    submit_label = gettext_lazy("Approve and pass on")

    def perform(self, form: Any) -> str:
        services.complete_step(by=self.mandate, step=self.step, **form.entered())
        return self.page()


class RecordStep(_RouteStep):
    """Records a step taken outside."""

    form_class = forms.OutsideStepForm
    title = gettext_lazy("Record the step as taken outside")
    submit_label = gettext_lazy("Record it")

    def perform(self, form: Any) -> str:
        services.record_step_outside(by=self.mandate, step=self.step, **form.entered())
        return self.page()
