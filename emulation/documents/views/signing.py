"""Forms and confirmations of the route: submit, step, sign, record, return, number."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from emulation.documents import forms, selectors, services
from emulation.documents.models import SigningStep
from emulation.documents.views.pages import OfDocument, is_internal
from emulation.files.services import store_upload
from emulation.ui.views import ServiceFormView


class _Act(OfDocument, ServiceFormView):
    """A form that moves the document and returns to its page."""

    form_class: Any = forms.EmptyForm
    template_name = "emulation/documents/act.html"
    irreversible = False

    def form_kwargs(self) -> dict[str, Any]:
        """Carry the version that was read."""
        return {"version": self.document.version}

    def effects(self) -> list[str]:
        """Return what will happen, sentence by sentence."""
        return []

    def page_context(self) -> dict[str, Any]:
        """Return the document, the effects and the way back."""
        return {
            "object": self.document,
            "effects": self.effects(),
            "cancel_url": self.page(),
            "irreversible": self.irreversible,
            "tone": "danger" if self.irreversible else "brand",
        }

    def perform(self, form: Any) -> str:
        """Act, then return to the document."""
        self.act(form.entered(), form.cleaned_data.get("version"))
        return self.page()

    def act(self, entered: dict[str, Any], version: int | None) -> None:
        """Call the service."""
        raise TypeError(f"{type(self).__name__} must act")


class Submit(_Act):
    """Sends the draft on its route."""

    permission = "emulation.submit_document"
    title = gettext_lazy("Submit for signature")
    submit_label = gettext_lazy("Submit for signature")

    def effects(self) -> list[str]:
        """Name the route."""
        route = selectors.route_today(self.document)
        steps = " → ".join([*route, _("signature")])
        return [_("The text can no longer be changed."), _("Route: %(steps)s.") % {"steps": steps}]

    def act(self, entered: dict[str, Any], version: int | None) -> None:
        """Submit."""
        services.submit_document(by=self.mandate, document=self.document, version=version)


class Withdraw(_Act):
    """Takes a submitted text back."""

    permission = "emulation.submit_document"
    form_class = forms.WithdrawForm
    title = gettext_lazy("Withdraw")
    submit_label = gettext_lazy("Withdraw")

    def act(self, entered: dict[str, Any], version: int | None) -> None:
        """Withdraw."""
        services.withdraw_document(by=self.mandate, document=self.document, **entered)


class Return(_Act):
    """Gives the text back for correction."""

    permission = "emulation.return_document"
    form_class = forms.ReturnForm
    title = gettext_lazy("Return for correction")
    submit_label = gettext_lazy("Return for correction")

    def act(self, entered: dict[str, Any], version: int | None) -> None:
        """Return."""
        services.return_document(by=self.mandate, document=self.document, **entered)


class Sign(_Act):
    """Signs here."""

    permission = "emulation.sign_document"
    title = gettext_lazy("Sign the document")
    submit_label = gettext_lazy("Sign")
    irreversible = True

    def effects(self) -> list[str]:
        """Say what is signed and what follows."""
        return [
            _("You sign as %(name)s: %(subject)s")
            % {"name": self.mandate.account.full_name, "subject": self.document.subject},
            _("The records clerk then numbers, dates, seals and issues it."),
        ]

    def act(self, entered: dict[str, Any], version: int | None) -> None:
        """Sign."""
        services.sign_document(by=self.mandate, document=self.document, version=version)


class RecordSignature(_Act):
    """Records a signature given outside, with its file."""

    permission = "emulation.record_signature"
    form_class = forms.OutsideSignatureForm
    title = gettext_lazy("Record the signature given outside")
    submit_label = gettext_lazy("Record it")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the name that the draft prints."""
        names = [block.name for block in selectors.paper_of(self.document).signatures if block.name]
        return {**super().form_kwargs(), "initial": {"signer_name": names[-1] if names else ""}}

    def act(self, entered: dict[str, Any], version: int | None) -> None:
        """Keep the file and record."""
        entered["signed_file"] = store_upload(
            by=self.mandate, upload=entered["signed_file"], kinds=forms.SCANS
        )
        services.record_outside_signature(by=self.mandate, document=self.document, **entered)


class Number(_Act):
    """Gives the number: the next one here, or the one that the register gave."""

    permission = "emulation.number_document"
    title = gettext_lazy("Number and issue")
    submit_label = gettext_lazy("Number and issue")
    irreversible = True

    @property
    def form_class(self) -> Any:  # type: ignore[override]
        """Ask for a number only where it comes from outside."""
        internal = is_internal(self.document)
        return forms.InternalNumberForm if internal else forms.ExternalNumberForm

    def form_kwargs(self) -> dict[str, Any]:
        """Say whether a signed file is there already."""
        if is_internal(self.document):
            return super().form_kwargs()
        has_file = self.document.signed_file_id is not None
        return {**super().form_kwargs(), "has_file": has_file}

    def effects(self) -> list[str]:
        """Say what is frozen and what follows."""
        first = (
            _("The next number of the book is taken when you confirm, with today's date.")
            if is_internal(self.document)
            else _("Number and date are recorded as the register gave them.")
        )
        return [first, _("The text is frozen; PDF and Word are made and the document is issued.")]

    def act(self, entered: dict[str, Any], version: int | None) -> None:
        """Number."""
        if is_internal(self.document):
            services.number_internal(
                by=self.mandate, document=self.document, version=version, **entered
            )
            return
        upload = entered.pop("signed_file", None)
        file = store_upload(by=self.mandate, upload=upload, kinds=forms.SCANS) if upload else None
        services.number_external(
            by=self.mandate, document=self.document, signed_file=file, version=version, **entered
        )


class _StepAct(_Act):
    permission = "emulation.take_signing_step"

    @cached_property
    def step(self) -> SigningStep:
        """The step of the address."""
        return self.found(self.document.steps.all(), pk=self.kwargs["step"])

    def effects(self) -> list[str]:
        """Name the step."""
        return [self.step.title]


class CompleteStep(_StepAct):
    """Takes a step of the route here."""

    form_class = forms.NoteForm
    title = gettext_lazy("Take the step of the route")
    submit_label = gettext_lazy("Approve and pass on")

    def act(self, entered: dict[str, Any], version: int | None) -> None:
        """Take it."""
        services.complete_step(by=self.mandate, step=self.step, **entered)


class RecordStep(_StepAct):
    """Records a step taken outside."""

    form_class = forms.OutsideStepForm
    title = gettext_lazy("Record the step as taken outside")
    submit_label = gettext_lazy("Record it")

    def act(self, entered: dict[str, Any], version: int | None) -> None:
        """Record it."""
        services.record_step_outside(by=self.mandate, step=self.step, **entered)
