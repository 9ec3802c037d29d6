"""Reads of official documents, legal bases and books."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from emulation.clock import today
from emulation.documents.enums import DocumentState, NumberingMode, StepState
from emulation.documents.models import (
    Document,
    LegalBasis,
    NumberBook,
    SigningRouteStep,
    SigningStep,
)
from emulation.documents.registry import DocumentKind, Standing, Verified, kinds
from emulation.people.models import Mandate
from emulation.people.scoped import units_within
from emulation.typesetting.codec import decode, digest
from emulation.typesetting.paper import Paper, SignatureBlock, Verification
from emulation.ui.counting import count_of
from emulation.ui.vietnamese import short_date, spelled
from emulation.units.models import Unit

ACTORS = ("drafted_by__account", "signed_by__account", "numbered_by__account")
TEXTS = ("paper", "preview_findings", "search_text")  # as long as the document; no list shows them


def kind_of(document: Document) -> DocumentKind:
    """Return the registered kind of a document."""
    return kinds[document.kind]


def paper_of(document: Document) -> Paper:
    """Return the text of a document."""
    return Paper.from_json(document.paper)


def signed_digest_of(document: Document, paper: Paper, *, signer: str, position: str) -> str:
    """Return the digest of what a signature stands under: wording, signer and authority."""
    return digest(
        {
            "authority": document.authority_id,
            "kind": document.kind,
            "wording": paper.wording_digest(),
            "signer": signer,
            "position": position,
        }
    )


def is_what_was_signed(document: Document, paper: Paper | None = None) -> bool:
    """Tell whether its text (or ``paper``) and signer are those that were signed."""
    present = signed_digest_of(
        document,
        paper or paper_of(document),
        signer=document.signer_name,
        position=document.signer_position,
    )
    return document.signed_digest == present


def names_as_signer(document: Document, name: str) -> bool:
    """Tell whether the text names this person as who signs it, or nobody yet."""
    printed = [block.name for block in signatures_of(document) if block.side == "right"][:1]
    return not any(printed) or spelled(printed[0]) == spelled(name)


def blocking_findings(document: Document) -> list[str]:
    """Return what must be mended before a signature, as the preview found it."""
    found = document.preview_findings
    return [str(each["sentence"]) for each in found if each.get("blocking")]


def is_laid_out(document: Document) -> bool:
    """Tell whether there is something to read and sign: the present text, without a finding."""
    shown = document.preview_digest == document.paper_digest
    return shown and not blocking_findings(document)


def signatures_of(document: Document) -> tuple[SignatureBlock, ...]:
    """Return who signs, without reading the rest of the text, which is as long as its list."""
    held = Document.objects.filter(pk=document.pk).values_list("paper__signatures", flat=True)
    signatures: tuple[SignatureBlock, ...] = decode(held.get() or [])
    return signatures


def legal_bases(kind: str, day: dt.date) -> list[str]:
    """Return the citations for a kind of document issued on ``day``, each with "Căn cứ"."""
    rows = LegalBasis.objects.as_of(day).order_by("order", "valid_from")
    return [f"Căn cứ {row.citation}" for row in rows if not row.kinds or kind in row.kinds]


def route_for(authority: Unit, kind: str, day: dt.date) -> list[SigningRouteStep]:
    """Return the signing route in force: the kind's own, else the authority's general one."""
    steps = list(
        SigningRouteStep.objects.as_of(day).filter(authority=authority, kind__in=["", kind])
    )
    own = [step for step in steps if step.kind]
    return sorted(own or steps, key=lambda step: step.order)


def open_steps(document: Document) -> QuerySet[SigningStep]:
    """Return the steps of the route that nobody has taken yet."""
    return document.steps.filter(state=StepState.WAITING).order_by("order")


def numbering_mode(authority: Unit, kind: str, year: int) -> str:
    """Return how documents of a kind are numbered in a year: as its book, or the last one, says."""
    books = NumberBook.objects.filter(authority=authority, series=series_of(kind), year__lte=year)
    book = books.order_by("-year").first()
    return book.mode if book else kinds[kind].numbering


def is_numbered_here(document: Document) -> bool:
    """Return whether the portal's own book gives the number if it is given today."""
    mode = numbering_mode(document.authority, document.kind, today().year)
    return mode == NumberingMode.INTERNAL


def series_of(kind: str) -> str:
    """Return the series of the book: the type's abbreviation; letters have one of their own."""
    return kinds[kind].symbol or "CV"


def documents_for(mandate: Mandate | None) -> QuerySet[Document]:
    """Return the documents that a mandate may see, with what lists show."""
    return Document.objects.visible_to(mandate).select_related("authority").defer(*TEXTS)


def book_of_issued(mandate: Mandate | None) -> QuerySet[Document]:
    """Return the visible issued documents, the latest first."""
    issued = documents_for(mandate).filter(state=DocumentState.ISSUED)
    return issued.order_by("-issued_on", "-number", "-pk")


def waiting_for_clerk(mandate: Mandate | None) -> QuerySet[Document]:
    """Return the visible documents that wait for their number or for their files."""
    states = [DocumentState.SIGNED, DocumentState.NUMBERED]
    return documents_for(mandate).filter(state__in=states).order_by("signed_at", "pk")


def books(mandate: Mandate | None) -> QuerySet[NumberBook]:
    """Return the books of numbers with how many documents they hold."""
    rows = NumberBook.objects.select_related("authority").annotate(
        held=count_of(Document.objects.all(), "book")
    )
    rows = rows.order_by("-year", "authority__order", "series", "pk")
    return rows.filter(authority__in=units_within(mandate, "emulation.view_books"))


def signing_routes(mandate: Mandate | None) -> QuerySet[SigningRouteStep]:
    """Return the steps of the routes that the mandate may know, the route in force first."""
    steps = SigningRouteStep.objects.select_related("authority").order_by(
        "authority__order", "authority", "kind", "-valid_from", "order"
    )
    return steps.filter(authority__in=units_within(mandate, "emulation.view_books"))


def route_keepers(mandate: Mandate) -> QuerySet[Unit]:
    """Return the authorities whose signing route the mandate sets."""
    units = units_within(mandate, "emulation.set_signing_route").as_of(today())  # type: ignore[attr-defined]
    return units.filter(Q(decides_awards=True) | Q(pk=mandate.unit_id))


def holes(book: NumberBook) -> list[int]:
    """Return the numbers of an internal book that no document has."""
    if book.mode != NumberingMode.INTERNAL:
        return []
    taken = set(book.documents.filter(suffix="").values_list("number", flat=True))
    return sorted(set(range(1, book.last + 1)) - taken)


def differing_pages(document: Document) -> tuple[int, int] | None:
    """Return (pages of the signed file, pages of the draft) when they differ."""
    signed, draft = document.signed_file, document.preview_pdf
    if signed is None or draft is None or signed.pages is None or signed.pages == draft.pages:
        return None
    return signed.pages, draft.pages or 0


def verified_document(code: str) -> Verified | None:
    """Return what the public may learn of an issued document from its code."""
    document = (
        Document.objects.filter(verification_code=code, state=DocumentState.ISSUED)
        .select_related("authority", "pdf__blob", "signed_file__blob")
        .first()
    )
    if document is None:
        return None
    standing = standing_of(document)
    facts: list[tuple[Any, str]] = [
        (_("Number and symbol"), document.code),
        (_("Dated"), short_date(document.issued_on) if document.issued_on else ""),
        (_("Issued by"), document.authority.name),
        (_("Signed by"), document.signer_name),
        *_files_told(document),
    ]
    return Verified(
        title=document.subject,
        facts=tuple(facts),
        standing=standing.word,
        note=standing.note,
    )


def standing_of(document: Document) -> Standing:
    """Return whether an issued document still holds: what revoked it counts before corrections."""
    asked = kind_of(document).standing_of
    standing = asked(document) if asked else Standing()
    if standing.word == "revoked":
        return standing
    issued = document.corrections.filter(state=DocumentState.ISSUED).order_by("pk")
    corrections = issued.defer("paper", "search_text")  # named, not read
    if not corrections:
        return standing
    named = "; ".join(cited(each) for each in corrections)
    note = " ".join([standing.note, _("Corrected by %(documents)s.") % {"documents": named}])
    return Standing(standing.word if standing.note else "corrected", note.strip())


def cited(document: Document) -> str:
    """Return number and day of an issued document, as pages name it."""
    day = short_date(document.issued_on) if document.issued_on else ""
    return _("no. %(code)s of %(day)s") % {"code": document.code, "day": day}


def verification_of(code: str) -> Verification:
    """Return address and code as they are printed: the code in groups of four, easy to type."""
    address = reverse("verification:document", args=[code])
    groups = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
    return Verification(f"{settings.SITE_ORIGIN}{address}", groups.upper())


def typed_code(typed: str) -> str:
    """Return a code as it is stored, however it was typed: grouped, spaced, in capitals."""
    wanted = typed.strip().lower()
    bare = re.sub(r"[\W_]", "", wanted)
    return bare if re.fullmatch(r"[0-9a-f]{32}", bare) else wanted


def _files_told(document: Document) -> list[tuple[Any, str]]:
    """Return the hash of the document; of one signed outside that of the signed file first."""
    ours = document.pdf.sha256 if document.pdf else ""
    if document.signed_file is None:
        day = short_date(document.signed_at.date()) if document.signed_at else ""
        how = _("in the portal, on %(day)s") % {"day": day}
        return [(_("How it was signed"), how), (_("SHA-256 of the file"), ours)]
    return [
        (_("SHA-256 of the signed file"), document.signed_file.sha256),
        (_("SHA-256 of the rendering by the portal"), ours),
    ]


@dataclass(frozen=True)
class Waiting:
    """How many documents wait at each place for a mandate."""

    unsigned: int
    unnumbered: int
    unissued: int


def waiting_counts(mandate: Mandate | None) -> Waiting:
    """Return the counts of the clerk's desk in one query."""
    counts = Document.objects.visible_to(mandate).aggregate(
        unsigned=Count("pk", filter=Q(state=DocumentState.SUBMITTED)),
        unnumbered=Count("pk", filter=Q(state=DocumentState.SIGNED)),
        unissued=Count("pk", filter=Q(state=DocumentState.NUMBERED)),
    )
    return Waiting(**counts)


def route_today(document: Document) -> list[str]:
    """Return the titles of the steps that a draft would take if it were submitted today."""
    return [step.title for step in route_for(document.authority, document.kind, today())]
