"""The pages of a dossier: names, papers, signature, return."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from awards.nominations import services
from awards.nominations.enums import DossierState
from awards.nominations.models import Dossier, Nominee
from emulation.files.models import StoredFile
from emulation.files.registry import is_readable
from emulation.ui.forms import new_key
from tests.awards.nominations.pages import DAY, page, send
from tests.builders.clients import signed_in
from tests.builders.rounds import make_dossier, only_nominee, received
from tests.emulation.files import corpus
from tests.emulation.files.corpus import pdf as pdf_of


def test_dossier_goes_from_names_to_receipt_through_the_pages(world, round_):
    assert send(world.officer, "dossier-begin", round_.pk).status_code == 302
    dossier = Dossier.objects.get()
    found = page(world.officer, "nominee-add", dossier.pk, q="nguyen van", kind="individual")
    assert "Nguyễn Văn An" in found.content.decode()
    added = send(
        world.officer,
        "nominee-add",
        dossier.pk,
        kind="individual",
        subject=world.person.pk,
        award_code="PROVINCIAL_FIGHTER",
    )
    nominee = Nominee.objects.get()
    assert added.url == reverse("nominations:nominee", args=[nominee.pk])
    described = send(
        world.officer,
        "nominee-change",
        nominee.pk,
        version=nominee.version,
        position="Chuyên viên",
        period_from="01/01/2021",
        period_to="31/12/2021",
        achievement="Số hóa toàn bộ hồ sơ.",
    )
    assert described.status_code == 302
    assert send(world.officer, "hand-up", dossier.pk).status_code == 302
    assert send(world.leader, "sign", dossier.pk).status_code == 302
    form = page(world.office, "receive", dossier.pk).content.decode()
    assert "Biên bản họp" in form
    taken = send(
        world.office,
        "receive",
        dossier.pk,
        channel="one_stop",
        one_stop_code="H03-1",
        incoming_number="77",
        incoming_on=DAY,
    )
    assert taken.status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == DossierState.RECEIVED
    receipt = page(world.office, "receipt", dossier.pk).content.decode()
    assert "H03-1" in receipt
    assert "77" in receipt
    assert "Nguyễn Văn An" in receipt


def test_somebody_of_another_unit_cannot_be_slipped_in(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    response = send(
        world.officer,
        "nominee-add",
        dossier.pk,
        kind="individual",
        subject=world.stranger.pk,
        award_code="PROVINCIAL_FIGHTER",
    )
    assert response.status_code == 422
    assert not Nominee.objects.exists()


def test_pasted_list_shows_the_lines_at_fault_and_keeps_the_text(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    response = send(
        world.officer,
        "nominee-listed",
        dossier.pk,
        award_code="PROVINCIAL_FIGHTER",
        kind="individual",
        text="Nguyễn Văn An\nAi Đó",
        previewed="1",
    )
    shown = response.content.decode()
    assert response.status_code == 422
    assert "Ai Đó" in shown
    assert not Nominee.objects.exists()


def test_signed_letter_is_recorded_with_its_scan(world, round_):
    dossier = make_dossier(world, round_)
    scan = SimpleUploadedFile("to-trinh.pdf", pdf_of(1), "application/pdf")
    response = send(
        world.officer,
        "record-letter",
        dossier.pk,
        letter_number="45/TTr-SNV",
        letter_on="20/11/2021",
        letter=scan,
    )
    assert response.status_code == 302
    dossier.refresh_from_db()
    assert (dossier.state, dossier.letter_number) == (DossierState.SUBMITTED, "45/TTr-SNV")
    assert is_readable(dossier.letter, world.office)
    assert is_readable(dossier.letter, world.reviewer)
    assert not is_readable(dossier.letter, world.other_officer)
    assert not is_readable(dossier.letter, None)


@pytest.mark.parametrize("content", [b"", b"not a pdf"])
def test_empty_or_fake_scan_is_refused_and_nothing_lost(world, round_, content):
    dossier = make_dossier(world, round_)
    scan = SimpleUploadedFile("to-trinh.pdf", content, "application/pdf")
    response = send(
        world.officer,
        "record-letter",
        dossier.pk,
        letter_number="45/TTr-SNV",
        letter_on="20/11/2021",
        letter=scan,
    )
    assert response.status_code == 422
    assert "45/TTr-SNV" in response.content.decode()
    assert not StoredFile.objects.exists()
    dossier.refresh_from_db()
    assert dossier.state == DossierState.DRAFT


def test_return_names_nominees_items_and_day(world, round_):
    dossier = received(world, round_=round_)
    nominee = only_nominee(dossier)
    response = send(
        world.office,
        "return",
        dossier.pk,
        reason="Thiếu minh chứng",
        items="Báo cáo\nGiấy chứng nhận",
        nominees=[nominee.pk],
        due_on="30/11/2021",
    )
    assert response.status_code == 302
    shown = page(world.officer, "dossier", dossier.pk).content.decode()
    for words in ("Thiếu minh chứng", "Giấy chứng nhận", "ngày làm việc"):
        assert words in shown
    printed = page(world.office, "request", dossier.pk).content.decode()
    assert "30/11/2021" in printed


def test_stale_form_keeps_what_was_typed(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    response = send(
        world.officer,
        "nominee-change",
        nominee.pk,
        version=1,
        period_from="01/01/2021",
        period_to="31/12/2021",
        achievement="Bản của tôi",
    )
    assert response.status_code == 409
    assert "Bản của tôi" in response.content.decode()


def test_expired_session_keeps_the_form(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    url = reverse("nominations:nominee-listed", args=[dossier.pk])
    client = signed_in(world.officer)
    key = new_key(world.officer.account_id)
    client.logout()
    response = client.post(
        url,
        {
            "once": key,
            "award_code": "PROVINCIAL_FIGHTER",
            "kind": "individual",
            "text": "Nguyễn Văn An",
        },
    )
    assert response.status_code == 302
    assert not Nominee.objects.exists()


def listed_page(world, dossier, **data):
    url = reverse("nominations:nominee-listed", args=[dossier.pk])
    key = new_key(world.officer.account_id)
    sent = {"once": key, "award_code": "PROVINCIAL_FIGHTER", "kind": "individual", **data}
    return signed_in(world.officer).post(url, sent)


def test_a_list_is_previewed_and_the_doubtful_chosen(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    text = "1. Ông Nguyễn Văn An\n2. Nguyen Van An\n3. Không Có Ai"
    preview = listed_page(world, dossier, text=text)
    shown = preview.content.decode()
    assert preview.status_code == 200
    assert not Nominee.objects.exists()
    assert "Có phải Nguyễn Văn An" in shown
    assert "New person" not in shown
    assert reverse("people:person-create") in shown
    open_ = listed_page(world, dossier, text=text, previewed="1")
    assert open_.status_code == 422
    assert not Nominee.objects.exists()
    choices = {"choice-1": str(world.person.pk), "choice-2": "-", "choice-3": "-"}
    done = listed_page(world, dossier, text=text, previewed="1", **choices)
    assert done.status_code == 302
    assert [row.person for row in dossier.nominees.all()] == [world.person]
    again = listed_page(world, dossier, text="Nguyễn Văn An").content.decode()
    assert "Đã có tên cho hình thức khen này" in again


def test_a_list_comes_from_excel_too(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    content = corpus.workbook(
        ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"],
        [],
        ["Stt", "Ông (bà)", "Họ và tên", "Chức vụ, đơn vị"],
        [1, "Ông", "Nguyễn Văn An", "Chuyên viên"],
        fill=lambda book: book.create_sheet("Ghi chú").append(["x"]),
    )
    upload = SimpleUploadedFile("danh-sach.xlsx", content)
    shown = listed_page(world, dossier, workbook=upload).content.decode()
    assert f'value="{world.person.pk}" selected' in shown
    assert "Trang “Ghi chú” không được đọc" in shown


def test_a_foreign_person_cannot_be_chosen(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    choices = {"choice-1": str(world.stranger.pk)}
    answer = listed_page(world, dossier, text="Trần Thị Bé", previewed="1", **choices)
    assert answer.status_code == 422
    assert not Nominee.objects.exists()


def test_who_is_not_found_may_be_entered_on_the_way(world, round_):
    dossier = services.begin_dossier(by=world.officer, round_=round_)
    url = reverse("nominations:nominee-add", args=[dossier.pk])
    shown = signed_in(world.officer).get(url, {"q": "Không Có Ai"}).content.decode()
    assert reverse("people:person-create") in shown
