"""Legal bases, books of numbers, signing routes; and the way of a document through the offices."""

from __future__ import annotations

import datetime as dt

from config.demo.papers import keep_scan
from config.demo.province import Province
from config.demo.sources import read
from config.demo.units import FOUNDED_ON
from emulation.clock import at
from emulation.documents.enums import NumberingMode
from emulation.documents.models import Document
from emulation.documents.selectors import open_steps
from emulation.documents.services import (
    number_external,
    number_internal,
    record_outside_signature,
    record_step_outside,
    save_legal_basis,
    set_numbering_mode,
    set_signing_route,
    sign_document,
)
from emulation.files.models import StoredFile
from emulation.jobs.services import run_now
from emulation.people.enums import Role
from emulation.people.models import Mandate

SERIES = ("KH", "QĐ", "BC", "BB", "CV")
ROUTE = (
    ("Trưởng ban Thi đua - Khen thưởng thẩm tra nội dung", Role.OFFICE),
    ("Lãnh đạo Sở Nội vụ ký trình", ""),
    ("Văn phòng UBND tỉnh kiểm tra thể thức", ""),
)


def load_documents(province: Province) -> None:
    """Enter the legal bases, say where each book's numbers come from, set the signing route."""
    with at(FOUNDED_ON):
        office = province.by("chuyenvien")
        for order, row in enumerate(read("campaign")["provincial"]["legal_bases"], start=1):
            save_legal_basis(
                by=office,
                values={
                    "code": row["key"],
                    "citation": row["text"],
                    "order": order,
                    "valid_from": row["valid_from"],
                    "valid_to": row.get("valid_to"),
                },
            )
        for row in read("units")["units"]:
            if "numbering" in row:
                _open_books(province, row["code"], row["numbering"])
        set_signing_route(
            by=office, authority=province.root, kind="", steps=ROUTE, valid_from=FOUNDED_ON
        )


def _open_books(province: Province, code: str, mode: str) -> None:
    for series in SERIES:
        set_numbering_mode(
            by=province.clerk(code),
            authority=province.units[code],
            series=series,
            year=FOUNDED_ON.year,
            mode=NumberingMode(mode),
        )


def lay_out(document: Document) -> Document:
    """Let the preview of a submitted document be made now."""
    document.refresh_from_db()
    if document.preview_job is not None:
        run_now(document.preview_job)
        document.refresh_from_db()
    return document


def take_route(document: Document, by: Mandate, day: dt.date) -> None:
    """Record the steps of the signing route, which the offices took on paper."""
    for step in open_steps(document):
        record_step_outside(by=by, step=step, done_on=day, note="Đã xử lý trên phiếu trình giấy")


def sign_here(document: Document, by: Mandate) -> Document:
    """Lay the document out and sign it in the portal."""
    return sign_document(by=by, document=lay_out(document))


def sign_outside(document: Document, by: Mandate, day: dt.date) -> Document:
    """Record that the head signed on paper, with the scan of the signed sheets."""
    document = lay_out(document)
    name = document.paper["signatures"][-1]["name"]
    return record_outside_signature(
        by=by,
        document=document,
        signed_file=signed_scan(document, by, name),
        signer_name=name,
        signed_on=day,
    )


def signed_scan(document: Document, by: Mandate, signer: str) -> StoredFile:
    """Keep the scan of the signed sheets, with as many pages as the draft has."""
    pages = document.preview_pdf.blob.pages if document.preview_pdf else 1
    lines = [document.subject, "", f"(đã ký) {signer}"]
    return keep_scan(by, document.authority.name, lines, f"ban-ky-{document.pk}", pages or 1)


def number_outside(document: Document, by: Mandate, number: str | int, day: dt.date) -> Document:
    """Record the number of the agency's own register and let the issue be made now."""
    document.refresh_from_db()
    signed_file = None
    if document.signed_file is None:
        signed_file = signed_scan(document, by, document.signer_name)
    numbered = number_external(
        by=by, document=document, number=int(number), issued_on=day, signed_file=signed_file
    )
    return issued(numbered)


def number_here(document: Document, by: Mandate) -> Document:
    """Take the next number of the portal's book and let the issue be made now."""
    document.refresh_from_db()
    return issued(number_internal(by=by, document=document))


def issued(document: Document) -> Document:
    """Let the numbered document be issued now; raises ``RuntimeError`` when that failed."""
    assert document.issue_job is not None
    run_now(document.issue_job)
    document.refresh_from_db()
    if document.issued_at is None:
        raise RuntimeError(f"{document} was not issued: {document.issue_job.error}")
    return document
