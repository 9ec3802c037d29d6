"""Issued documents whose files stand in for the real ones: a scan that says so."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from config.demo.bulk.base import Whole
from config.demo.diary import hour
from config.demo.papers import keep_scan
from emulation.documents.enums import DocumentState
from emulation.documents.letterhead import place_of
from emulation.documents.models import Document, NumberBook
from emulation.documents.selectors import series_of
from emulation.typesetting.paper import Paper, Verification

STAND_IN = "Bản mẫu: văn bản đầy đủ xem trên Cổng"


def issue(whole: Whole, kind: str, paper: Paper, number: int, day: dt.date) -> Document:
    """Return the document of ``paper``, issued under ``number`` of the office's register."""
    assert paper.number is not None
    code = hashlib.sha256(f"{kind} {number}".encode()).hexdigest()[:32]
    address = settings.SITE_ORIGIN + reverse("verification:document", args=[code])
    text = paper.with_number(
        replace(paper.number, number=number),
        date=day,
        place=place_of(whole.root),
        verification=Verification(address, code.upper()),
    )
    assert text.number is not None
    moment = hour(day)
    pdf = keep_scan(whole.office, paper.subject, [STAND_IN], f"ban-mau-{number}")
    document = Document(
        kind=kind,
        authority=whole.root,
        subject=paper.subject,
        paper=text.to_json(),
        paper_digest=text.digest(),
        state=DocumentState.ISSUED,
        drafted_by=whole.office,
        drafted_account=whole.office.account,
        drafted_at=moment - dt.timedelta(days=5),
        signed_by=whole.signer,
        signed_account=whole.signer.account,
        signed_at=moment - dt.timedelta(days=1),
        signer_name=whole.root.leader_name,
        signed_file=pdf,
        book=_book(whole, kind, day.year),
        number=number,
        code=text.number.code,
        issued_on=day,
        numbered_by=whole.clerk,
        numbered_account=whole.clerk.account,
        numbered_at=moment,
        sealed=True,
        issued_at=moment,
        pdf=pdf,
        docx=Document.objects.filter(kind=kind, docx__isnull=False).earliest("pk").docx,
        verification_code=code,
    )
    document.save()
    return document


def _book(whole: Whole, kind: str, year: int) -> NumberBook:
    return NumberBook.objects.get(authority=whole.root, series=series_of(kind), year=year)
