"""Files as an upload, a form or the store has them."""

from __future__ import annotations

import io

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from emulation.files.formats import FORMATS
from emulation.files.models import StoredFile
from emulation.files.services import CheckedUpload, store_bytes
from emulation.people.models import Mandate

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def store_pdf(
    by: Mandate, name: str = "bao-cao.pdf", *, content: bytes = PDF, pages: int | None = None
) -> StoredFile:
    """Store a PDF that passed its checks."""
    return store_bytes(by=by, content=content, name=name, media_type="application/pdf", pages=pages)


def upload(name: str = "ke-hoach", content: bytes = PDF) -> CheckedUpload:
    """Return an upload that passed its checks, as a form hands it to a service."""
    return CheckedUpload(content, f"{name}.pdf", FORMATS["pdf"], 1)


def posted_pdf(name: str = "ke-hoach.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """Return a PDF as the browser sends it."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def store_titled_pdf(by: Mandate, name: str) -> StoredFile:
    """Store a PDF of its own: files of the same content are one blob."""
    content = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = name
        pdf.save(content)
    return store_pdf(by, name, content=content.getvalue(), pages=1)
