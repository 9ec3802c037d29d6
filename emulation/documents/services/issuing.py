"""The last step: bytes of the numbered text are made, kept, and the document is issued."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from emulation.audit.services import record
from emulation.clock import now
from emulation.documents.enums import DocumentState
from emulation.documents.models import Document
from emulation.documents.selectors import is_what_was_signed, kind_of, paper_of
from emulation.documents.services.previewing import DOCX, PDF, file_name
from emulation.files.services import store_bytes
from emulation.jobs.enums import JobState
from emulation.jobs.services import retry_job
from emulation.people.models import Mandate
from emulation.typesetting.render import render_paper
from emulation.typesetting.word import render_word
from emulation.ui.errors import Refused, WrongState
from emulation.workflow.services import apply, lock


def issue_document(document_id: int) -> None:
    """Render the frozen text, keep the bytes with their hashes and move it to *issued*.

    Repeatable: an issued document is left alone, equal bytes are kept once. The kind's
    ``on_issued`` runs in the same transaction. Raises ``Refused`` when the frozen text was altered.
    """
    document = Document.objects.select_related("authority").get(pk=document_id)
    if document.state == DocumentState.ISSUED:
        return
    paper = paper_of(document)
    if paper.digest() != document.paper_digest or not is_what_was_signed(document, paper):
        raise Refused(_("The frozen text is not what was signed and numbered; it is not issued."))
    # Seconds of rendering hold no lock; whoever was quicker meanwhile has issued it.
    rendered, word = render_paper(paper), render_word(paper)
    with transaction.atomic():
        fresh = lock(document)
        if fresh.state == DocumentState.ISSUED:
            return
        pdf = store_bytes(
            by=None,
            content=rendered.pdf,
            name=file_name(fresh, "pdf"),
            media_type=PDF,
            pages=rendered.pages,
        )
        docx = store_bytes(by=None, content=word, name=file_name(fresh, "docx"), media_type=DOCX)
        issued = apply(fresh, "issue", by=None, pdf=pdf, docx=docx, issued_at=now())
        hook = kind_of(issued).on_issued
        if hook:
            hook(issued)


@transaction.atomic
def retry_issue(*, by: Mandate, document: Document) -> None:
    """Queue the issue again after its job failed; raises ``WrongState`` otherwise."""
    fresh = lock(document)
    job = fresh.issue_job
    if fresh.state != DocumentState.NUMBERED or job is None or job.state != JobState.FAILED:
        raise WrongState(_("The issue of this document did not fail."))
    retry_job(by=by, job=job)
    record(by=by, action="documents.retry_issue", obj=fresh)
