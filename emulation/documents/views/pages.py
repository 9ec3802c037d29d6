"""One document as on paper, with its route, its findings and what may be done now."""

from __future__ import annotations

from typing import Any

import rules
from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest
from django.http.response import FileResponse, HttpResponseBase
from django.urls import resolve, reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from emulation.clock import today
from emulation.documents import selectors, services
from emulation.documents.enums import DocumentState, NumberingMode, StepState
from emulation.documents.models import Document, SigningStep
from emulation.documents.registry import DocumentKind
from emulation.files.errors import StoreRefused
from emulation.jobs.enums import JobState
from emulation.ui.middleware import declared_permission
from emulation.ui.views import ActionView, PortalView, RecordPage
from emulation.workflow.selectors import available, history

PAGES_OF_STEPS = {
    "submit": "documents:submit",
    "return": "documents:return",
    "withdraw": "documents:withdraw",
    "sign": "documents:sign",
    "record_signature": "documents:record-signature",
    "number": "documents:number",
}

SIGNATURES = {"sign", "record_signature"}


class OfDocument(PortalView):
    """A page about one visible document."""

    permission = "emulation.view_document"

    @cached_property
    def document(self) -> Document:
        """The document of the address; hidden ones are not there."""
        return self.found(selectors.documents_for(self.mandate), pk=self.kwargs["pk"])

    def permission_object(self) -> Document:
        """Test the permission on the document."""
        return self.document

    def page(self) -> str:
        """Return the address of the document."""
        return reverse("documents:document", args=[self.document.pk])


class DocumentPage(OfDocument, RecordPage):
    """The paged preview, the route at the left, checks at the right, the next act on top."""

    template_name = "emulation/documents/document.html"

    def home_url(self, kind: DocumentKind) -> str:
        """Return the page of the record that the document belongs to, if the reader may open it."""
        url = kind.url_of(self.document) if kind.url_of else ""
        permission = declared_permission(resolve(url).func) if url else ""
        return url if permission and rules.has_perm(permission, self.mandate, None) else ""

    def page_context(self) -> dict[str, Any]:
        """Return the document and everything around it."""
        document = self.document
        kind = selectors.kind_of(document)
        steps = list(document.steps.select_related("done_by__account").order_by("order"))
        return {
            "object": document,
            "title": f"{kind.name} {document.code}".strip(),
            "kind": kind,
            "home_url": self.home_url(kind),
            "actions": self.actions(),
            "steps": _line_of_steps(document),
            "route": [(step, self.may_take(step, steps)) for step in steps],
            "findings": document.preview_findings,
            "preview_is_current": document.preview_digest == document.paper_digest,
            "shown_file": document.pdf or document.preview_pdf,
            "differing_pages": selectors.differing_pages(document),
            "activity": _activity(document),
            "may_preview": self.may_preview(),
            "issue_failed": _issue_failed(document),
            "corrections": document.corrections.all(),
            "frozen": document.state in DocumentState.FROZEN,
        }

    def actions(self) -> list[dict[str, Any]]:
        """Return the steps the mandate may take now, each with the page that takes it."""
        return [
            {
                "label": step.label,
                "url": reverse(PAGES_OF_STEPS[step.name], args=[self.document.pk]),
                "main": step.name in {"submit", "sign", "number"},
            }
            for step in available(self.document, self.mandate)
            if not (step.name in SIGNATURES and self.must_wait())
        ]

    def must_wait(self) -> bool:
        """Tell whether a step of the route comes before the signature."""
        return selectors.open_steps(self.document).exists()

    def may_preview(self) -> bool:
        """Tell whether the button that lays out the draft is shown."""
        open_text = self.document.state not in DocumentState.FROZEN
        return open_text and rules.has_perm(
            "emulation.preview_document", self.mandate, self.document
        )

    def may_take(self, step: SigningStep, steps: list[SigningStep]) -> bool:
        """Tell whether ``step`` is the next one and the mandate works on the document."""
        if self.document.state != DocumentState.SUBMITTED or step.state != StepState.WAITING:
            return False
        first = next(other for other in steps if other.state == StepState.WAITING)
        return first == step and rules.has_perm(
            "emulation.take_signing_step", self.mandate, self.document
        )


def _issue_failed(document: Document) -> bool:
    job = document.issue_job
    waits = document.state == DocumentState.NUMBERED
    return bool(waits and job and job.state == JobState.FAILED)


def _line_of_steps(document: Document) -> list[dict[str, Any]]:
    """Return the short line of states, done ones with their day and person."""
    reached = list(DocumentState).index(DocumentState(document.state))
    made = [
        (_("Drafted"), document.drafted_at, document.drafted_by),
        (_("Submitted"), None, None),
        (_("Signed"), document.signed_at, document.signer_name or document.signed_by),
        (_("Numbered"), document.numbered_at, document.numbered_by),
        (_("Issued"), document.issued_at, None),
    ]
    lines = []
    for place, (label, at, by) in enumerate(made):
        state = "done" if place < reached or reached == 4 else "todo"
        if place == reached and reached < 4:
            state = "current"
        name = getattr(getattr(by, "account", None), "full_name", by)
        lines.append({"label": label, "state": state, "at": at, "by": name or ""})
    return lines


def _activity(document: Document) -> list[dict[str, Any]]:
    """Return who did what, the latest first."""
    from_log = [
        {
            "at": entry.at,
            "by": entry.mandate.label if entry.mandate else _("The portal"),
            "text": _label(entry.name),
            "reason": "; ".join([*entry.items, entry.reason]) if entry.reason else "",
        }
        for entry in history(document)
    ]
    return from_log[::-1]


def _label(name: str) -> str:
    return str(selectors.step_labels().get(name, name))


@method_decorator(csp_replace({"frame-ancestors": [SELF]}), name="dispatch")
@method_decorator(xframe_options_sameorigin, name="dispatch")
class DocumentFile(OfDocument):
    """The frozen bytes of an issued document, or its latest draft, to look at or to keep.

    The hash is checked before anything is sent; altered bytes are refused.
    """

    template_name = "emulation/files/damaged.html"

    def get(self, request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
        """Send the file: ``pdf``, ``docx`` or ``ky`` (the signed file)."""
        document = self.document
        files = {
            "pdf": document.pdf or document.preview_pdf,
            "docx": document.docx or document.preview_docx,
            "ky": document.signed_file,
        }
        file = files.get(form)
        if file is None:
            raise Http404
        try:
            content = file.open()
        except StoreRefused as error:
            return self.shown({"file": file, "message": error.message}, status=error.status)
        inline = form == "pdf" and "tai" not in request.GET
        response = FileResponse(
            content, content_type=file.media_type, filename=file.name, as_attachment=not inline
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "no-store"
        return response


class PreviewRequest(OfDocument, ActionView):
    """Has the present text laid out."""

    permission = "emulation.preview_document"

    def perform(self) -> str:
        """Queue the preview."""
        services.request_preview(by=self.mandate, document=self.document)
        return self.page()

    def fallback(self) -> str:
        """Return to the document."""
        return self.page()


class IssueRetry(OfDocument, ActionView):
    """Issues again what failed."""

    permission = "emulation.number_document"

    def perform(self) -> str:
        """Queue the issue again."""
        services.retry_issue(by=self.mandate, document=self.document)
        return self.page()

    def fallback(self) -> str:
        """Return to the document."""
        return self.page()


def numbering_of(document: Document) -> str:
    """Return how the document will be numbered if it is numbered today."""
    return selectors.numbering_mode(document.authority, document.kind, today().year)


def is_internal(document: Document) -> bool:
    """Tell whether the number is taken here."""
    return numbering_of(document) == NumberingMode.INTERNAL
