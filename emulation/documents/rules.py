"""What the table of rights cannot say of documents, and who reads their files."""

from __future__ import annotations

from django.db.models import Q

from emulation.documents.enums import DocumentState
from emulation.documents.models import Document
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.people.rules import has_role_for, refine
from emulation.people.scoped import units_within

WORKING_PAPERS = "emulation.read_working_papers"
KEEPING_BOOKS = "emulation.manage_books"


def numbers_here(mandate: Mandate, document: Document) -> bool:
    """Who keeps the books numbers; where an authority has no clerk, its officer does it.

    That drafter, signer and clerk are different people is held by the database.
    """
    clerks = roles_with("emulation.number_document") & roles_with(KEEPING_BOOKS)
    if mandate.role in clerks:
        return True
    return not Mandate.objects.filter(unit=document.authority_id, role__in=clerks).exists()


def returns_here(mandate: Mandate, document: Document) -> bool:
    """Who signs or numbers gives back, and who takes a step of the signing route."""
    if has_role_for(mandate, "emulation.sign_document"):
        return True
    if has_role_for(mandate, "emulation.number_document") and numbers_here(mandate, document):
        return True
    return document.steps.filter(role=mandate.role).exists()


refine("emulation.number_document", record=numbers_here)
refine("emulation.return_document", record=returns_here)


def _reads(file: StoredFile, mandate: Mandate | None) -> bool:
    """What was issued is read by who sees the document; drafts and scans by who works on it.

    The file that was signed outside is the document itself once it is issued.
    """
    issued = Q(pdf=file) | Q(docx=file) | Q(signed_file=file, state=DocumentState.ISSUED)
    working = Q(preview_pdf=file) | Q(preview_docx=file) | Q(signed_file=file)
    worked_on = working & Q(authority__in=units_within(mandate, WORKING_PAPERS))
    return Document.objects.visible_to(mandate).filter(issued | worked_on).exists()


file_reader("emulation.Document", _reads)
