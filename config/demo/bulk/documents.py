"""Signed and issued documents whose files stand in for the real ones: a scan that says so."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from config.demo.bulk.base import Whole
from config.demo.diary import hour
from config.demo.papers import keep_scan
from emulation.documents.enums import DocumentState
from emulation.documents.letterhead import place_of, signing_block
from emulation.documents.models import Document, NumberBook
from emulation.documents.selectors import series_of, signed_digest_of, verification_of
from emulation.typesetting.paper import Paper

STAND_IN = "Bản mẫu: văn bản đầy đủ xem trên Cổng"


def issue(whole: Whole, kind: str, paper: Paper, number: int, day: dt.date) -> Document:
    """Return the document of ``paper``, issued under ``number`` of the office's register."""
    assert paper.number is not None
    code = hashlib.sha256(f"{kind} {number}".encode()).hexdigest()[:32]
    text = paper.with_number(
        replace(paper.number, number=number),
        date=day,
        place=place_of(whole.root),
        verification=verification_of(code),
    )
    assert text.number is not None
    moment = hour(day)
    document = _signed(whole, kind, text, f"ban-mau-{number}", day)
    document.state = DocumentState.ISSUED
    document.book = NumberBook.objects.get(
        authority=whole.root, series=series_of(kind), year=day.year
    )
    document.number, document.code, document.issued_on = number, text.number.code, day
    document.numbered_by, document.numbered_account = whole.clerk, whole.clerk.account
    document.numbered_at = document.issued_at = moment
    document.sealed = True
    document.pdf = document.signed_file
    document.docx = Document.objects.filter(kind=kind, docx__isnull=False).earliest("pk").docx
    document.verification_code = code
    document.save()
    return document


def sign(whole: Whole, kind: str, paper: Paper, name: str, day: dt.date) -> Document:
    """Return the document of ``paper``, which was signed the day before and waits for a number."""
    document = _signed(whole, kind, paper, name, day)
    document.verification_code = hashlib.sha256(name.encode()).hexdigest()[:32]
    document.save()
    return document


def _signed(whole: Whole, kind: str, paper: Paper, name: str, day: dt.date) -> Document:
    moment = hour(day)
    block = signing_block(paper)
    document = Document(
        kind=kind,
        authority=whole.root,
        subject=paper.subject,
        paper=paper.to_json(),
        paper_digest=paper.digest(),
        state=DocumentState.SIGNED,
        drafted_by=whole.office,
        drafted_account=whole.office.account,
        drafted_at=moment - dt.timedelta(days=5),
        signed_by=whole.signer,
        signed_account=whole.signer.account,
        signed_at=moment - dt.timedelta(days=1),
        signer_name=whole.root.leader_name,
        signer_position=block.lines[-1] if block else "",
        signed_file=keep_scan(whole.office, paper.subject, [STAND_IN], name),
    )
    document.signed_digest = signed_digest_of(
        document, paper, signer=document.signer_name, position=document.signer_position
    )
    return document
