"""``manage.py render_document ID --format pdf|docx --output FILE``: a document's bytes."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from emulation.documents.enums import DocumentState
from emulation.documents.models import Document
from emulation.documents.selectors import is_what_was_signed, paper_of
from emulation.files.errors import StoreRefused
from emulation.typesetting.render import RenderError, render_paper
from emulation.typesetting.word import render_word


class Command(BaseCommand):
    """Writes the kept bytes of an issued document, or the marked layout of a draft."""

    help = "Write the PDF or Word file of an official document."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int)
        parser.add_argument("--format", choices=["pdf", "docx"], default="pdf")
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        document = Document.objects.filter(pk=options["id"]).first()
        if document is None:
            raise CommandError(f"There is no document {options['id']}.")
        try:
            content = _content(document, options["format"])
            options["output"].write_bytes(content)
        except (StoreRefused, RenderError, OSError) as error:
            raise CommandError(str(error)) from error
        state = document.get_state_display()
        self.stdout.write(f"{options['output']}: {len(content)} bytes ({state})")


def _content(document: Document, form: str) -> bytes:
    """Return the kept bytes of an issued document; any other is laid out now, drafts marked."""
    if document.state == DocumentState.ISSUED:
        file = document.pdf if form == "pdf" else document.docx
        assert file is not None  # noqa: S101 -- a constraint of issued rows
        return file.read()
    draft = document.state != DocumentState.NUMBERED
    paper = paper_of(document)
    if document.signed_at is not None and not is_what_was_signed(document, paper):
        raise CommandError("The text or its signer is no longer what was signed.")
    if form == "pdf":
        return render_paper(paper, draft=draft).pdf
    return render_word(paper, draft=draft)
