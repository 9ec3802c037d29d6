"""Who may draft, sign, number and read official documents."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q

from emulation.documents.models import Document
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.rules import acts_for, has_role, is_clerk_of, is_signed_in, is_signer_of
from emulation.units.models import Unit

_DRAFTERS = {Role.OFFICE, Role.OFFICER, Role.SECRETARY} | Role.OF_CLUSTER


def is_drafter_of(mandate: Mandate | None, document: Document | None) -> bool:
    """Return whether the mandate writes documents for the document's authority."""
    if document is None or not acts_for(mandate, document.authority):
        return False
    return mandate is not None and mandate.role in _DRAFTERS


def signs(mandate: Mandate | None, document: Document | None) -> bool:
    """Return whether the mandate signs for the document's authority."""
    return document is not None and is_signer_of(mandate, document.authority)


def numbers(mandate: Mandate | None, document: Document | None) -> bool:
    """Return whether the mandate keeps the books of the document's authority.

    A unit below the province that has no records clerk lets its officer do it; that drafter,
    signer and clerk are different people is held by the database.
    """
    if document is None:
        return False
    if is_clerk_of(mandate, document.authority):
        return True
    small = acts_for(mandate, document.authority) and mandate.role == Role.OFFICER  # type: ignore[union-attr]
    has_clerk = Mandate.objects.filter(unit=document.authority_id, role=Role.CLERK).exists()
    return small and not has_clerk


def takes_part(mandate: Mandate | None, document: Document | None) -> bool:
    """Return whether the mandate works on the document in some step."""
    return (
        is_drafter_of(mandate, document) or signs(mandate, document) or numbers(mandate, document)
    )


def _keeps_route(mandate: Mandate | None, authority: Unit | None = None) -> bool:
    """Return whether the mandate sets signing routes: the administrator all, others their own."""
    if mandate is None or mandate.role not in _MANAGERS:
        return False
    return authority is None or mandate.role == Role.ADMIN or acts_for(mandate, authority)


def _perm(name: str, check: Any) -> None:
    rules.add_perm(f"emulation.{name}", rules.predicate(check, name=name))


_perm("submit_document", is_drafter_of)
_perm("preview_document", takes_part)
_perm("return_document", lambda m, d=None: signs(m, d) or numbers(m, d) or _has_step(m, d))
_perm("sign_document", signs)
_perm("record_signature", lambda m, d=None: is_drafter_of(m, d) or numbers(m, d))
_perm("number_document", numbers)
_perm("take_signing_step", takes_part)
rules.add_perm("emulation.view_document", is_signed_in)
rules.add_perm("emulation.view_documents", is_signed_in)
_KEEPERS = (Role.CLERK, Role.OFFICER, Role.OFFICE, Role.AUDITOR, Role.SIGNER, Role.LEADER)
_MANAGERS = (Role.ADMIN, Role.CLERK, Role.OFFICE)
rules.add_perm("emulation.keep_records", has_role(*_KEEPERS))
rules.add_perm("emulation.view_books", has_role(*_KEEPERS, Role.ADMIN))
rules.add_perm("emulation.manage_books", has_role(*_MANAGERS))
rules.add_perm("emulation.set_signing_route", rules.predicate(_keeps_route, name="keeps_route"))
rules.add_perm("emulation.manage_legal_bases", has_role(Role.ADMIN, Role.OFFICE))
rules.add_perm("emulation.view_legal_bases", is_signed_in)


def _has_step(mandate: Mandate | None, document: Document | None) -> bool:
    if document is None or mandate is None or not acts_for(mandate, document.authority):
        return False
    return document.steps.filter(role=mandate.role).exists()


def _reads(file: StoredFile, mandate: Mandate | None) -> bool:
    """Files of a document are read by who sees it; those of issued ones by everybody signed in."""
    links = ("preview_pdf", "preview_docx", "signed_file", "pdf", "docx")
    found = Q()
    for link in links:
        found |= Q(**{link: file})
    return Document.objects.visible_to(mandate).filter(found).exists()


file_reader("emulation.Document", _reads)
