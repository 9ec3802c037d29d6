"""The pages: who may open them, the forms of the route, files, the clerk's desk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from emulation.documents.enums import NumberingMode
from emulation.documents.models import Document, LegalBasis, NumberBook
from emulation.documents.selectors import verification_of
from emulation.files import store
from emulation.files.services import store_bytes
from emulation.jobs.services import run_now
from emulation.registries.places import turn_sources
from emulation.typesetting.render import render_paper
from tests.builders.clients import signed_in
from tests.builders.documents import DAY, House
from tests.builders.jobs import waiting_jobs


def page(document: Document, name: str = "document", *more: Any) -> str:
    return reverse(f"documents:{name}", args=[document.pk, *more])


def send(client: Client, url: str, **data: Any) -> Any:
    """Open the form and send it with its one-time key and version."""
    shown = client.get(url).content.decode()
    hidden = dict(re.findall(r'name="(once|version)"[^>]*? value="([^"]*)"', shown))
    return client.post(url, {**hidden, **data})


@pytest.fixture
def pdf() -> bytes:
    from tests.emulation.typesetting import samples

    return render_paper(samples.letter()).pdf


def test_the_whole_way_through_the_pages(house: House):
    house.book()
    document = house.previewed(house.draft())
    office, signer, clerk = signed_in(house.office), signed_in(house.signer), signed_in(house.clerk)
    assert (
        reverse("documents:submit", args=[document.pk])
        in office.get(page(document)).content.decode()
    )
    assert send(office, page(document, "submit")).status_code == 302
    assert page(document, "sign") in signer.get(page(document)).content.decode()
    assert send(signer, page(document, "sign")).status_code == 302
    desk = clerk.get(reverse("documents:clerk-desk")).content.decode()
    assert page(document, "number") in desk
    assert send(clerk, page(document, "number"), sealed="on").status_code == 302
    document.refresh_from_db()
    assert (document.code, document.sealed) == ("01/KH-UBND", True)
    run_now(document.issue_job)
    listed = signed_in(house.stranger).get(reverse("documents:document-list"), {"q": "phat dong"})
    assert "01/KH-UBND" in listed.content.decode()
    shown = signed_in(house.stranger).get(page(document)).content.decode()
    assert "paper-frame" in shown
    assert reverse("verification:document", args=[document.verification_code]) in shown


def test_a_number_sent_twice_is_taken_once(house: House):
    book = house.book()
    document = house.signed()
    clerk = signed_in(house.clerk)
    shown = clerk.get(page(document, "number")).content.decode()
    hidden = dict(re.findall(r'name="(once|version)"[^>]*? value="([^"]*)"', shown))
    answers = [clerk.post(page(document, "number"), hidden) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {302}
    book.refresh_from_db()
    assert book.last == 1


def test_hidden_documents_are_not_there_and_forbidden_acts_are_refused(house: House):
    document = house.draft()
    assert signed_in(house.stranger).get(page(document)).status_code == 404
    for name in ("document", "submit", "sign", "number", "return"):
        answer = Client().get(page(document, name))
        assert answer.status_code == 302
        assert "dang-nhap" in answer["Location"] or "next=" in answer["Location"]
    assert signed_in(house.signer).get(page(document, "submit")).status_code == 403
    assert signed_in(house.office).get(page(document, "sign")).status_code == 403
    assert signed_in(house.office).get(page(document, "number")).status_code == 403
    assert signed_in(house.clerk).get(page(document, "sign")).status_code == 403


def test_a_return_needs_reason_and_day_and_keeps_what_was_typed(house: House):
    document = house.submitted()
    signer = signed_in(house.signer)
    refused = send(signer, page(document, "return"), items="Điều 1", reason="", due_on="05/13/2021")
    assert refused.status_code == 422
    assert "Điều 1" in refused.content.decode()
    past = send(signer, page(document, "return"), reason="Sai", due_on="01/01/2021")
    assert past.status_code == 422
    done = send(
        signer, page(document, "return"), items="Điều 1\n\nTên", reason="Sai", due_on="10/03/2021"
    )
    assert done.status_code == 302
    document.refresh_from_db()
    assert document.state == "draft"
    shown = signer.get(page(document)).content.decode()
    assert all(f"<li>{item}</li>" in shown for item in ("Điều 1", "Tên"))


def test_a_signature_given_outside_and_its_number_are_recorded(house: House, pdf: bytes):
    document = house.submitted()
    clerk = signed_in(house.clerk)
    wrong = send(
        clerk, page(document, "record-signature"), signer_name="A", signed_on="05/03/2021",
        confirmed="on", signed_file=SimpleUploadedFile("x.pdf", b"no pdf"),
    )  # fmt: skip
    assert wrong.status_code == 422
    fields = {"signer_name": "Phạm Văn Thiều", "signed_on": "05/03/2021", "confirmed": "on"}
    shown = send(
        clerk, page(document, "record-signature"), differences="Bản quét thêm một trang",
        signed_file=SimpleUploadedFile("Bản ký.pdf", pdf), **fields,
    )  # fmt: skip
    assert shown.status_code == 422
    kept = re.search(r'name="kept_file" value="([^"]+)"', shown.content.decode())
    assert kept
    done = send(
        clerk, page(document, "record-signature"), differences="Bản quét thêm một trang",
        kept_file=kept[1], **fields,
    )  # fmt: skip
    assert done.status_code == 302, done.content.decode()
    numbered = send(
        clerk, page(document, "number"), number="18", suffix="a", issued_on="05/03/2021",
    )  # fmt: skip
    assert numbered.status_code == 302, numbered.content.decode()
    document.refresh_from_db()
    assert document.code == "18a/KH-UBND"
    signed = clerk.get(page(document, "document-file", "ky"))
    assert b"".join(signed.streaming_content) == pdf


def test_an_external_number_needs_the_signed_file(house: House):
    document = house.signed()
    refused = send(
        signed_in(house.clerk), page(document, "number"), number="18", issued_on="05/03/2021"
    )
    assert refused.status_code == 422
    document.refresh_from_db()
    assert document.state == "signed"


def test_the_preview_runs_as_a_job(house: House):
    document = house.draft()
    office = signed_in(house.office)
    assert "iframe" not in office.get(page(document)).content.decode()
    assert office.post(page(document, "preview")).status_code == 302
    (job,) = waiting_jobs("documents.preview")
    assert f'id="job-{job.pk}"' in office.get(page(document)).content.decode()
    run_now(job)
    assert "iframe" in office.get(page(document)).content.decode()
    inline = office.get(page(document, "document-file", "pdf"))
    assert inline["Content-Type"] == "application/pdf"
    assert inline["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in inline["Content-Security-Policy"]
    assert inline["Content-Disposition"].startswith("inline")
    assert signed_in(house.signer).post(page(document, "preview")).status_code == 302


def test_altered_bytes_are_refused(house: House, media: Path):
    document = house.issued()
    path = media / store.key_of(document.pdf.sha256)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    for url in (page(document, "document-file", "pdf"), document.pdf.url):
        answer = signed_in(house.office).get(url)
        assert answer.status_code >= 400
        assert b"%PDF" not in answer.content


def test_files_of_a_draft_are_read_by_those_who_see_it(house: House):
    document = house.previewed(house.draft())
    assert signed_in(house.signer).get(document.preview_pdf.url).status_code == 200
    assert signed_in(house.stranger).get(document.preview_pdf.url).status_code == 404
    assert Client().get(document.preview_pdf.url).status_code == 404
    issued = house.issued()
    assert signed_in(house.stranger).get(issued.pdf.url).status_code == 200
    assert signed_in(house.office).get(page(document, "document-file", "exe")).status_code == 404


def test_books_and_legal_bases(house: House):
    book = house.book(NumberingMode.EXTERNAL)
    clerk, office = signed_in(house.clerk), signed_in(house.office)
    assert "KH" in clerk.get(reverse("documents:books")).content.decode()
    mode = reverse("documents:book-mode", args=[book.pk])
    assert send(clerk, mode, mode="internal").status_code == 302
    assert NumberBook.objects.get().mode == "internal"
    add = reverse("documents:legal-basis-add")
    fields = {"code": "luat", "citation": "Luật A", "valid_from": "01/07/2004", "order": "1"}
    early = send(office, add, **fields, valid_to="01/01/2004")
    assert early.status_code == 422
    assert send(office, add, **fields).status_code == 302
    basis = LegalBasis.objects.get()
    edit = reverse("documents:legal-basis-edit", args=[basis.pk])
    assert send(office, edit, **fields | {"citation": "Luật B"}).status_code == 302
    assert (
        "Luật B" in signed_in(house.stranger).get(reverse("documents:legal-bases")).content.decode()
    )
    assert signed_in(house.stranger).get(add).status_code == 403


def test_lists_ask_a_fixed_number_of_questions(house: House, django_assert_max_num_queries):
    house.book()
    counts = []
    office = signed_in(house.office)
    for number in range(1, 4):
        house.issued() if number == 1 else _one_more(house, number)
        with django_assert_max_num_queries(30) as seen:
            office.get(reverse("documents:document-list"))
        counts.append(len(seen))
    assert counts[1] == counts[2]


def _one_more(house: House, number: int) -> None:
    from emulation.documents import services

    document = services.number_internal(
        by=house.clerk, document=house.signed(house.submitted(house.draft(f"Số {number}")))
    )
    run_now(document.issue_job)


def test_the_desk_says_whose_turn_it_is(house: House):
    from emulation.documents.desk import documents_found, documents_in_turn

    assert documents_in_turn in turn_sources
    document = house.submitted()
    assert [item.lane for item in documents_in_turn(house.office)] == ["waiting"]
    assert [item.lane for item in documents_in_turn(house.signer)] == ["mine"]
    assert list(documents_in_turn(house.clerk)) == []
    house.signed(document)
    assert [item.lane for item in documents_in_turn(house.clerk)] == ["mine"]
    assert list(documents_in_turn(house.signer)) == []
    assert list(documents_in_turn(house.stranger)) == []
    assert [hit.title for hit in documents_found(house.office, "thi dua")] == [document.subject]


def test_the_public_verifies_a_code(house: House, monkeypatch):
    document = house.issued()
    client = Client()
    url = reverse("verification:document", args=[document.verification_code.upper()])
    shown = client.get(url)
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "01/KH-UBND" in text
    assert document.pdf.sha256 in text
    assert house.office.account.full_name not in text
    assert len(document.verification_code) == 32
    unknown = client.get(reverse("verification:document", args=["0" * 32]))
    assert unknown.status_code == 404
    found = client.get(reverse("verification:search"), {"ma": document.verification_code})
    assert found["Location"] == reverse("verification:document", args=[document.verification_code])
    assert client.get(reverse("verification:search")).status_code == 200


def test_a_code_is_found_however_it_is_typed(house: House):
    code = house.issued().verification_code
    printed = verification_of(code).code
    ways = (
        printed, printed.replace("-", " "), printed.lower(), printed.replace("-", "–"), code.upper()
    )  # fmt: skip
    client = Client()
    for typed in ways:
        answer = client.get(reverse("verification:search"), {"ma": f" {typed} "})
        assert answer["Location"] == reverse("verification:document", args=[code])
        assert client.get(reverse("verification:document", args=[typed])).status_code == 200


def test_a_draft_is_not_verified_and_guessing_is_slowed_down(house: House):
    document = house.numbered()
    client = Client(REMOTE_ADDR="10.9.8.7")
    url = reverse("verification:document", args=[document.verification_code])
    assert client.get(url).status_code == 404
    answers = [client.get(url).status_code for _turn in range(40)]
    assert answers[-1] == 429


def test_an_unreadable_name_of_a_file_stays_in_its_place(house: House):
    file = store_bytes(
        by=None, content=b"%PDF x", name="../../x\r\n.pdf", media_type="application/pdf"
    )
    assert "/" not in file.name
    assert DAY.year == 2021
