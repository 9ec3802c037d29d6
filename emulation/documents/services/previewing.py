"""Laying out a draft in a job: bytes and findings, kept while the text is still the same."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import override

from emulation.documents.enums import DocumentState
from emulation.documents.models import Document
from emulation.documents.selectors import kind_of, paper_of
from emulation.files.services import store_bytes
from emulation.typesetting.findings import findings
from emulation.typesetting.render import RenderError, render_paper
from emulation.typesetting.word import render_word
from emulation.ui.errors import Refused
from emulation.ui.vietnamese import fold
from emulation.workflow.services import lock

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render_preview(document_id: int, digest: str) -> None:
    """Render the draft with its watermark and keep PDF, DOCX and findings.

    Does nothing when the text has changed since, or was frozen. Repeatable.
    """
    document = Document.objects.get(pk=document_id)
    if document.paper_digest != digest or document.state in DocumentState.FROZEN:
        return
    paper = paper_of(document)
    # rendered without a lock, so the text may change meanwhile: it is asked again below
    rendered = render_paper(paper, draft=True)
    word = render_word(paper, draft=True)
    with override("vi"):
        of_kind = kind_of(document).findings_of
        further = of_kind(document) if of_kind else ()
        found = [asdict(finding) for finding in (*findings(rendered, paper), *further)]
    with transaction.atomic():
        fresh = lock(document)
        if fresh.paper_digest != digest or fresh.state in DocumentState.FROZEN:
            return
        fresh.preview_pdf = _kept(document, rendered.pdf, "pdf", rendered.pages)
        fresh.preview_docx = _kept(document, word, "docx", None)
        fresh.preview_digest, fresh.preview_findings = digest, found
        fresh.save(
            update_fields=["preview_pdf", "preview_docx", "preview_digest", "preview_findings"]
        )


def lay_out(document: Document) -> Document:
    """Lay the present text out now, where what follows in the same act rests on it.

    Raises ``Refused`` with the reason when it cannot be laid out.
    """
    if document.preview_digest == document.paper_digest:
        return document
    try:
        render_preview(document.pk, document.paper_digest)
    except RenderError as error:
        raise Refused(str(error)) from error
    document.refresh_from_db()
    return document


def _kept(document: Document, content: bytes, ending: str, pages: int | None) -> Any:
    name = f"du-thao-{document.pk}.{ending}"
    kind = PDF if ending == "pdf" else DOCX
    return store_bytes(by=None, content=content, name=name, media_type=kind, pages=pages)


def file_name(document: Document, ending: str) -> str:
    """Return the name of an issued file for people: "05-qd-ubnd-ve-viec-….pdf"."""
    words = fold(f"{document.code} {document.subject}").replace("/", " ").replace("-", " ").split()
    return "-".join("".join(c for c in word if c.isalnum()) for word in words)[:80] + f".{ending}"
