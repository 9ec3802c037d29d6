"""Pages of nominations: the way of a dossier through the forms, wrong input, what is shown."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.nominations import services
from awards.nominations.enums import DossierState, RoundState
from awards.nominations.models import Dossier, Nominee, NomineeEvidence, Round
from campaigns.reports.models import ReportLine
from emulation.desk.registry import search_sources, turn_sources
from emulation.files.models import StoredFile
from emulation.files.registry import is_readable
from emulation.ui.forms import new_key
from tests.awards.nominations.world import (
    make_dossier,
    make_round,
    only_nominee,
    person_of,
    received,
    stored,
    submit,
)
from tests.emulation.files.corpus import pdf as pdf_of
from tests.house import signed_in

DAY = "22/11/2021"


def page(mandate, name, /, *args, **query):
    return signed_in(mandate).get(reverse(f"nominations:{name}", args=args), query)


def send(mandate, name, /, *args, key=True, **data):
    once = {"once": new_key(mandate.account_id)} if key else {}
    url = reverse(f"nominations:{name}", args=args)
    return signed_in(mandate).post(url, {**once, **data})


ROUND = {
    "name": "Khen thưởng năm 2021",
    "origin": "year_end",
    "commendation_type": "merit",
    "award_codes": ["PROVINCIAL_FIGHTER"],
    "year_kind": "calendar",
    "period_from": "01/01/2021",
    "period_to": "31/12/2021",
    "opens_on": DAY,
    "closes_on": "15/12/2021",
}


def test_office_prepares_and_opens_a_round(world):
    response = send(world.office, "round-add", **ROUND)
    round_ = Round.objects.get()
    assert response.status_code == 302
    assert send(world.office, "round-open", round_.pk).status_code == 302
    round_.refresh_from_db()
    assert round_.state == RoundState.OPEN
    shown = page(world.officer, "round", round_.pk).content.decode()
    assert "Chiến sĩ thi đua cấp tỉnh" in shown
    assert reverse("nominations:dossier-begin", args=[round_.pk]) in shown


def test_only_the_authoritys_awards_are_offered(world):
    shown = page(world.office, "round-add").content.decode()
    assert "Chiến sĩ thi đua cấp tỉnh" in shown
    assert "Lao động tiên tiến" not in shown
    assert "Lao động tiên tiến" in page(world.officer, "round-add").content.decode()


def test_foreign_award_in_the_form_is_refused_with_its_article(world):
    response = send(world.office, "round-add", **ROUND | {"award_codes": ["ADVANCED_WORKER"]})
    assert response.status_code == 422
    assert "Điều 80" in response.content.decode()
    assert ROUND["name"] in response.content.decode()
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("closes_on", "01/11/2021"),
        ("closes_on", "31/02/2021"),
        ("period_to", "01/01/2020"),
        ("award_codes", []),
        ("award_codes", ["NOTHING"]),
        ("origin", "review"),
        ("name", ""),
        ("name", "x" * 201),
        ("campaign", "99999"),
    ],
)
def test_wrong_round_loses_nothing(world, field, value):
    response = send(world.office, "round-add", **ROUND | {field: value})
    assert response.status_code == 422
    assert not Round.objects.exists()


def test_double_click_makes_one_round(world):
    client, key = signed_in(world.office), new_key(world.office.account_id)
    url = reverse("nominations:round-add")
    first = client.post(url, {**ROUND, "once": key})
    second = client.post(url, {**ROUND, "once": key})
    assert first.url == second.url
    assert Round.objects.count() == 1


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


def test_evidence_with_pages_is_added_and_read_by_the_right_people(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    scan = SimpleUploadedFile("minh-chung.pdf", pdf_of(3), "application/pdf")
    response = send(
        world.officer,
        "evidence-add",
        nominee.pk,
        kind="initiative_recognition",
        upload=scan,
        page_from=2,
        page_to=3,
    )
    assert response.status_code == 302
    row = NomineeEvidence.objects.get()
    shown = page(world.officer, "nominee", nominee.pk).content.decode()
    assert "minh-chung.pdf" in shown
    assert is_readable(row.file, world.leader)
    assert not is_readable(row.file, world.office)  # the dossier is not submitted yet
    scan = SimpleUploadedFile("khac.pdf", pdf_of(1), "application/pdf")
    beyond = send(
        world.officer, "evidence-add", nominee.pk, kind="other", upload=scan, page_from=1, page_to=9
    )
    assert beyond.status_code == 422


def test_findings_are_shown_with_article_and_missing_proof(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    shown = page(world.officer, "nominee", nominee.pk).content.decode()
    assert "Điều 22" in shown
    assert "Có ba lần liên tục đạt danh hiệu Chiến sĩ thi đua cơ sở" in shown
    assert "finding-not_met" in shown
    assert "missing-proof" in shown


@pytest.mark.parametrize(("answer", "told"), [("yes", True), ("no", False), ("", None)])
def test_unit_tells_whether_its_cluster_acclaimed_it(world, answer, told):
    dossier = services.begin_dossier(
        by=world.officer, round_=make_round(world.office, "PROVINCIAL_FLAG")
    )
    nominee = services.add_nominee(
        by=world.officer, dossier=dossier, award_code="PROVINCIAL_FLAG", subject=world.department
    )
    shown = page(world.officer, "nominee-change", nominee.pk)
    assert "suy tôn" in shown.text
    facts = {"period_from": "01/01/2021", "period_to": "31/12/2021", "acclaimed": answer}
    sent = send(world.officer, "nominee-change", nominee.pk, version=nominee.version, **facts)
    assert sent.status_code == 302
    nominee = only_nominee(dossier)
    assert nominee.facts["acclaimed"] is told


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


def test_two_routes_are_marked_in_both_dossiers(world, round_):
    make_dossier(world, round_)
    second = make_round(world.office, name="Đợt hai")
    dossier = make_dossier(world, second)
    shown = page(world.officer, "dossier", dossier.pk).content.decode()
    assert "trùng đề nghị" in shown


def test_draft_is_hidden_from_the_office_and_from_others(world, round_):
    dossier = make_dossier(world, round_)
    for who in (world.office, world.reviewer, world.other_officer, world.auditor):
        assert page(who, "dossier", dossier.pk).status_code == 404
        assert page(who, "nominee", only_nominee(dossier).pk).status_code == 404
    assert page(world.leader, "dossier", dossier.pk).status_code == 200


def test_round_in_preparation_is_hidden(world):
    services.create_round(
        by=world.office,
        name="x",
        origin="year_end",
        commendation_type="merit",
        award_codes=["PROVINCIAL_FIGHTER"],
        period_from=dt.date(2021, 1, 1),
        period_to=dt.date(2021, 12, 31),
        opens_on=dt.date(2021, 11, 22),
        closes_on=dt.date(2021, 12, 1),
    )
    round_ = Round.objects.get()
    assert page(world.officer, "round", round_.pk).status_code == 404
    assert page(world.office, "round", round_.pk).status_code == 200


def test_register_filters_by_state_and_unit(world, round_):
    submit(world, make_dossier(world, round_))
    shown = page(world.office, "dossier-list", q="noi vu", state="submitted").content.decode()
    assert "Sở Nội vụ" in shown
    assert "Sở Nội vụ" not in page(world.office, "dossier-list", q="y te").content.decode()


def _turns(mandate):
    return [item for source in turn_sources for item in source(mandate) if "/de-nghi/" in item.url]


def test_desk_says_whose_turn_it_is(world, round_):
    assert [item.verb for item in _turns(world.officer)]
    dossier = make_dossier(world, round_)
    services.hand_up(by=world.officer, dossier=dossier)
    assert [item.lane for item in _turns(world.leader)] == ["mine"]
    assert [item.lane for item in _turns(world.officer)] == ["waiting"]
    services.sign_dossier(by=world.leader, dossier=Dossier.objects.get())
    assert [item.count for item in _turns(world.office)] == [1]
    assert [item.with_whom for item in _turns(world.leader)] == [world.province.label]


def test_search_finds_without_marks_what_may_be_seen(world, round_):
    submit(world, make_dossier(world, round_))
    source = next(each for _label, each in search_sources if each.__name__ == "find_nominees")
    assert [hit.title for hit in source(world.office, "nguyen an")] == ["Nguyễn Văn An"]
    assert not list(source(world.other_officer, "nguyen an"))
    assert not list(source(world.admin, "nguyen an"))


def _queries(mandate, name, *args):
    client, url = signed_in(mandate), reverse(f"nominations:{name}", args=args)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["round-list", "round", "dossier-list", "dossier"])
def test_queries_do_not_grow_with_rows(world, round_, name):
    dossier = make_dossier(world, round_)
    args = {"round": [round_.pk], "dossier": [dossier.pk]}.get(name, [])
    before = _queries(world.officer, name, *args)
    people = [person_of(world.division, f"Người {n}") for n in range(2)]
    make_dossier(world, round_, *people)
    for number in range(2):
        make_dossier(world, make_round(world.office, name=f"Đợt {number}"))
    assert _queries(world.officer, name, *args) <= before


def test_figures_offered_are_the_units_own(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    assert page(world.officer, "nominee-sources", nominee.pk).status_code == 200
    response = send(world.officer, "nominee-sources", nominee.pk, figures=["12345"])
    assert response.status_code == 422
    assert not ReportLine.objects.exists()


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


def test_withdrawn_through_the_page(world, round_):
    nominee = only_nominee(submit(world, make_dossier(world, round_)))
    assert send(world.officer, "nominee-withdraw", nominee.pk, reason="").status_code == 422
    assert (
        send(world.officer, "nominee-withdraw", nominee.pk, reason="Nghỉ việc").status_code == 302
    )
    again = send(world.officer, "nominee-withdraw", nominee.pk, reason="Nghỉ việc")
    assert again.status_code == 409


def test_taking_a_paper_out(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    NomineeEvidence.objects.create(
        nominee=nominee,
        kind="other",
        file=stored(world.officer),
        added_at=nominee.dossier.created_at,
        added_by=world.officer,
    )
    row = NomineeEvidence.objects.get()
    assert send(world.other_officer, "evidence-remove", row.pk).status_code == 404
    assert send(world.officer, "evidence-remove", row.pk).status_code == 302
    assert not NomineeEvidence.objects.exists()
