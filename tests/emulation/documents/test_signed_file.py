"""The signed file is the document: held against the draft, confirmed, read by everybody."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from config.demo.papers import scan
from emulation.documents import services
from emulation.documents.models import Document, SignedFileCheck
from emulation.documents.services.comparing import compare_signed_file
from emulation.files.models import StoredFile
from emulation.files.services import store_bytes
from emulation.typesetting.paper import Paragraph
from emulation.typesetting.render import render_paper
from emulation.ui.errors import Refused
from tests.builders.clients import signed_in
from tests.builders.documents import DAY, House, issued
from tests.emulation.files import corpus

SIGNED = {"signer_name": "Phạm Văn Thiều", "signed_on": DAY}
TYPED = {"signer_name": "Phạm Văn Thiều", "signed_on": "05/03/2021", "confirmed": "on"}


def signed_pdf(house: House, was: str = "", now: str = "") -> bytes:
    """Lay out the text as the office signed it, without the portal's watermark."""
    paper = house.paper()
    body = tuple(
        replace(block, text=block.text.replace(was, now))
        if was and isinstance(block, Paragraph)
        else block
        for block in paper.body
    )
    number = replace(paper.number, number=18)
    return render_paper(replace(paper, body=body, number=number, date=DAY)).pdf


def kept(house: House, content: bytes, pages: int | None = None) -> StoredFile:
    return store_bytes(
        by=house.clerk, content=content, name="ky.pdf", media_type="application/pdf", pages=pages
    )


def recorded(house: House, content: bytes, **more: Any) -> Document:
    return services.record_outside_signature(
        by=house.clerk, document=house.submitted(), signed_file=kept(house, content),
        **SIGNED | {"confirmed": True} | more,
    )  # fmt: skip


def numbered(house: House, document: Document) -> Document:
    return issued(services.number_external(
        by=house.clerk, document=document, number=18, issued_on=DAY
    ))  # fmt: skip


def send(client: Client, url: str, **data: Any) -> Any:
    page = client.get(url).content.decode()
    hidden = dict(re.findall(r'name="(once|version)"[^>]*? value="([^"]*)"', page))
    return client.post(url, {**hidden, **data})


def test_the_same_text_with_number_and_day_differs_in_nothing(house: House):
    document = recorded(house, signed_pdf(house))
    check = SignedFileCheck.objects.get(document=document)
    assert (check.has_text, check.findings, check.passages) == (True, [], [])
    assert check.confirmed_by == house.clerk


def test_another_word_is_shown_and_needs_a_reason(house: House):
    content = signed_pdf(house, "tỉnh ban hành", "tỉnh quyết định ban hành")
    with pytest.raises(Refused, match="dự thảo"):
        recorded(house, content)
    document = services.record_outside_signature(
        by=house.clerk, document=Document.objects.get(), signed_file=kept(house, content),
        differences="Văn phòng sửa câu mở đầu", confirmed=True, **SIGNED,
    )  # fmt: skip
    (passage,) = document.signed_file_checks.get().passages
    assert (passage["kind"], passage["signed"]) == ("added", "quyết định")
    shown = signed_in(house.clerk).get(document.get_absolute_url()).content.decode()
    assert "<ins>quyết định</ins>" in shown
    assert "Văn phòng sửa câu mở đầu" in shown


def test_the_page_shows_the_differences_before_it_takes_the_reason(house: House):
    document = house.submitted()
    url = reverse("documents:record-signature", args=[document.pk])
    clerk = signed_in(house.clerk)
    content = signed_pdf(house, "tỉnh ban hành", "tỉnh quyết định ban hành")
    file = SimpleUploadedFile("Bản ký.pdf", content)
    first = send(clerk, url, signed_file=file, differences="gõ sẵn", **TYPED)
    assert first.status_code == 422
    body = first.content.decode()
    assert "<ins>quyết định</ins>" in body
    assert "gõ sẵn" in body
    token = re.search(r'name="kept_file" value="([^"]+)"', body)
    assert token
    without = send(clerk, url, kept_file=token[1], **TYPED)
    assert without.status_code == 422
    done = send(clerk, url, kept_file=token[1], differences="Văn phòng sửa", **TYPED)
    assert done.status_code == 302, done.content.decode()
    document.refresh_from_db()
    assert document.signed_file.read() == content
    assert document.signed_file_checks.get().reason == "Văn phòng sửa"


def test_a_page_that_sends_the_file_once_more_is_the_second_press(house: House):
    """The browser keeps the chosen file in a form that was refused."""
    document = house.submitted()
    url = reverse("documents:record-signature", args=[document.pk])
    clerk, content = signed_in(house.clerk), signed_pdf(house, "tỉnh ban hành", "tỉnh công bố")

    def press(sent: bytes, token: str) -> Any:
        file = SimpleUploadedFile("a.pdf", sent)
        return send(clerk, url, signed_file=file, kept_file=token, differences="Sửa", **TYPED)

    body = press(content, "").content.decode()
    assert "Đã giữ tệp " in body
    token = re.search(r'name="kept_file" value="([^"]+)"', body)
    assert token
    # another file than the one whose differences were read is looked at first
    assert press(signed_pdf(house, "tỉnh ban hành", "tỉnh đính chính"), token[1]).status_code == 422
    assert press(content, token[1]).status_code == 302
    document.refresh_from_db()
    assert document.signed_file.read() == content


def test_the_kept_file_of_somebody_else_is_no_file(house: House):
    document = house.submitted()
    url = reverse("documents:record-signature", args=[document.pk])
    file = SimpleUploadedFile("a.pdf", signed_pdf(house, "tỉnh ban hành", "tỉnh công bố"))
    body = send(signed_in(house.clerk), url, signed_file=file, **TYPED).content.decode()
    token = re.search(r'name="kept_file" value="([^"]+)"', body)
    assert token
    other = send(signed_in(house.office), url, kept_file=token[1], differences="x", **TYPED)
    assert other.status_code == 422
    assert "signed_file" in other.context["form"].errors


def test_a_blank_sheet_is_named(house: House):
    document = house.submitted()
    found = compare_signed_file(document, kept(house, corpus.pdf(1), pages=1), "Phạm Văn Thiều")
    assert not found.has_text
    assert any("Trang 1" in sentence and "trắng" in sentence for sentence in found.findings)
    with pytest.raises(Refused):
        services.record_outside_signature(
            by=house.clerk, document=document, signed_file=kept(house, corpus.pdf(1), pages=1),
            confirmed=True, **SIGNED,
        )  # fmt: skip


def test_a_scan_says_that_it_has_no_text_and_is_confirmed_by_eye(house: House):
    document = house.submitted()
    url = reverse("documents:record-signature", args=[document.pk])
    clerk = signed_in(house.clerk)
    pages = document.preview_pdf.pages
    content = scan("Kế hoạch", ["Phát động phong trào"], "ky", pages).content
    first = send(clerk, url, signed_file=SimpleUploadedFile("ky.pdf", content), **TYPED)
    assert first.status_code == 422
    body = first.content.decode()
    assert "bản quét không có lớp chữ" in body
    token = re.search(r'name="kept_file" value="([^"]+)"', body)
    assert token
    assert send(clerk, url, kept_file=token[1], **TYPED).status_code == 302
    check = document.signed_file_checks.get()
    assert (check.has_text, check.findings) == (False, [])


def test_readers_get_the_signed_file_and_the_rendering_beside_it(house: House):
    content = signed_pdf(house)
    document = numbered(house, recorded(house, content))
    reader = signed_in(house.stranger)

    def file(name: str) -> bytes:
        url = reverse("documents:document-file", args=[document.pk, name])
        return b"".join(reader.get(url).streaming_content)

    assert file("pdf") == content
    assert file("the-hien") == document.pdf.read() != content
    shown = reader.get(document.get_absolute_url()).content.decode()
    assert "Bản thể hiện" in shown
    assert document.signed_file.sha256 in shown
    assert reader.get(document.signed_file.url).status_code == 200
    check = Client().get(reverse("verification:document", args=[document.verification_code]))
    assert document.signed_file.sha256 in check.content.decode()


def test_drafts_and_signed_scans_are_read_by_who_works_on_the_document(house: House):
    document = recorded(house, signed_pdf(house))
    stranger, clerk = signed_in(house.stranger), signed_in(house.clerk)
    assert stranger.get(document.signed_file.url).status_code in {403, 404}
    assert clerk.get(document.signed_file.url).status_code == 200
    document = numbered(house, document)
    for url in (
        reverse("documents:document-file", args=[document.pk, "du-thao"]), document.preview_pdf.url
    ):  # fmt: skip
        assert stranger.get(url).status_code in {403, 404}
        assert clerk.get(url).status_code == 200


def test_of_a_document_signed_here_the_page_says_how(house: House):
    document = house.issued()
    answer = Client().get(reverse("verification:document", args=[document.verification_code]))
    assert "ký trên Cổng, ngày 05/03/2021" in answer.content.decode()
    assert document.pdf.sha256 in answer.content.decode()


def test_a_file_that_comes_with_the_number_is_compared_too(house: House):
    document = house.signed()
    content = signed_pdf(house, "tỉnh ban hành", "tỉnh công bố")
    with pytest.raises(Refused, match="dự thảo"):
        services.number_external(
            by=house.clerk, document=document, number=18, issued_on=DAY,
            signed_file=kept(house, content),
        )  # fmt: skip


def test_what_was_confirmed_is_never_changed(house: House):
    recorded(house, signed_pdf(house))
    with pytest.raises(DatabaseError), transaction.atomic():
        SignedFileCheck.objects.update(reason="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        SignedFileCheck.objects.all().delete()
