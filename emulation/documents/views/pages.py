"""One document as on paper, with its route, its findings and what may be done now."""

from __future__ import annotations

import datetime as dt
from typing import Any

import rules
from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest
from django.http.response import FileResponse, HttpResponseBase
from django.urls import resolve
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.clickjacking import xframe_options_sameorigin

from emulation.documents import selectors, services
from emulation.documents.enums import DocumentState, StepState
from emulation.documents.models import Document, SigningStep
from emulation.documents.registry import DocumentKind
from emulation.documents.services.previewing import PDF
from emulation.documents.workflow import WORKFLOW
from emulation.files.errors import StoreRefused
from emulation.files.models import StoredFile
from emulation.jobs.enums import JobState
from emulation.ui.middleware import declared_permission
from emulation.ui.views import ActionView, PortalView
from emulation.workflow.selectors import prepared_by
from emulation.workflow.views import StepsPage

CONFIRMED_BY = ("confirmed_by__account", "confirmed_by__delegated_from__account")
DELEGATED = ("done_by__delegated_from__account",)


class OfDocument(PortalView):
    """A page about one visible document."""

    permission = "emulation.view_document"

    @cached_property
    def document(self) -> Document:
        """The document of the address; hidden ones are not there."""
        documents = selectors.documents_for(self.mandate).select_related(*selectors.ACTORS)
        return self.found(documents, pk=self.kwargs["pk"])

    @property
    def record(self) -> Document:
        """The record that takes steps."""
        return self.document

    def permission_object(self) -> Document:
        return self.document

    def page(self) -> str:
        """Return the address of the document."""
        return self.document.get_absolute_url()


class DocumentPage(OfDocument, StepsPage):
    """The paged preview, the route at the left, checks at the right, the next act on top."""

    template_name = "emulation/documents/document.html"

    def home_url(self, kind: DocumentKind) -> str:
        """Return the page of the record that the document belongs to, if the reader may open it."""
        url = kind.url_of(self.document) if kind.url_of else ""
        permission = declared_permission(resolve(url).func) if url else ""
        return url if permission and rules.has_perm(permission, self.mandate, None) else ""

    def begun(self) -> tuple[dt.datetime | None, int | None]:
        return self.document.drafted_at, self.document.drafted_by_id

    def page_context(self) -> dict[str, Any]:
        """Return the document and everything around it."""
        document = self.document
        kind = selectors.kind_of(document)
        related = document.steps.select_related("done_by__account", *DELEGATED)
        steps = list(related.order_by("order"))
        issued = document.state == DocumentState.ISSUED
        return {
            **super().page_context(),
            "title": f"{kind.name} {document.code}".strip(),
            "kind": kind,
            "home_url": self.home_url(kind),
            "route": [(step, self.is_open(step, steps), self.may_take()) for step in steps],
            "findings": document.preview_findings,
            "preview_is_current": document.preview_digest == document.paper_digest,
            "shown_file": document.pdf or document.preview_pdf,
            "ours_beside": issued and document.signed_file_id,
            "standing": selectors.standing_of(document) if issued else None,
            "checks": document.signed_file_checks.select_related(*CONFIRMED_BY),
            "differing_pages": selectors.differing_pages(document),
            "may_preview": self.may_preview(),
            "issue_failed": _issue_failed(document),
            "corrections": document.corrections.all(),
            "frozen": document.state in DocumentState.FROZEN,
        }

    def may_preview(self) -> bool:
        """Tell whether the button that lays out the draft is shown."""
        open_text = self.document.state not in DocumentState.FROZEN
        return open_text and rules.has_perm(
            "emulation.preview_document", self.mandate, self.document
        )

    def is_open(self, step: SigningStep, steps: list[SigningStep]) -> bool:
        """Tell whether ``step`` is the next one and the mandate works on the document."""
        if self.document.state != DocumentState.SUBMITTED or step.state != StepState.WAITING:
            return False
        first = next(other for other in steps if other.state == StepState.WAITING)
        return first == step and rules.has_perm(
            "emulation.take_signing_step", self.mandate, self.document
        )

    def may_take(self) -> bool:
        """Tell whether the steps are offered here: who drafted only records what others did."""
        return not prepared_by(self.document, WORKFLOW["sign"], self.mandate)


def _issue_failed(document: Document) -> bool:
    job = document.issue_job
    waits = document.state == DocumentState.NUMBERED
    return bool(waits and job and job.state == JobState.FAILED)


@method_decorator(csp_replace({"frame-ancestors": [SELF]}), name="dispatch")
@method_decorator(xframe_options_sameorigin, name="dispatch")
class DocumentFile(OfDocument):
    """The frozen bytes of an issued document, or its latest draft, to look at or to keep.

    The hash is checked before anything is sent; altered bytes are refused.
    """

    template_name = "emulation/files/damaged.html"

    def get(self, request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
        """Send the file: ``pdf`` (the document itself), ``the-hien`` (as laid out here), …"""
        file = self.files().get(form)
        if file is None:
            raise Http404
        try:
            content = file.open()
        except StoreRefused as error:
            return self.shown({"file": file, "message": error.message}, status=error.status)
        inline = file.media_type == PDF and "tai" not in request.GET
        response = FileResponse(
            content, content_type=file.media_type, filename=file.name, as_attachment=not inline
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "no-store"
        return response

    def files(self) -> dict[str, StoredFile | None]:
        """Return the files of the document by the word of their address.

        What was signed outside is the document as soon as it is issued; until then drafts and
        signed scans are read by those who work on it.
        """
        document = self.document
        ours = document.pdf or document.preview_pdf
        issued = document.state == DocumentState.ISSUED
        works = rules.has_perm("emulation.read_working_papers", self.mandate, document)
        return {
            "pdf": document.authentic_file if issued else ours,
            "the-hien": ours,
            "docx": document.docx or document.preview_docx,
            "ky": document.signed_file if issued or works else None,
            "du-thao": document.preview_pdf if works else None,
        }


class PreviewRequest(OfDocument, ActionView):
    """Has the present text laid out."""

    permission = "emulation.preview_document"

    def perform(self) -> str:
        services.request_preview(by=self.mandate, document=self.document)
        return self.page()

    def fallback(self) -> str:
        """Return to the document."""
        return self.page()


class IssueRetry(OfDocument, ActionView):
    """Issues again what failed."""

    permission = "emulation.number_document"

    def perform(self) -> str:
        services.retry_issue(by=self.mandate, document=self.document)
        return self.page()

    def fallback(self) -> str:
        """Return to the document."""
        return self.page()
