"""The pages of a draft: list, wording, names, signature outside."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from awards.decisions.models import Decision
from emulation.jobs.models import Job
from emulation.typesetting.paper import Paper
from emulation.typesetting.render import render_paper
from tests.awards.decisions.pages import act, body, post
from tests.builders.clients import signed_in
from tests.builders.decisions import officer_of
from tests.builders.files import posted_pdf
from tests.builders.jobs import work_off


@pytest.fixture
def pdf() -> SimpleUploadedFile:
    from emulation.typesetting.render import render_html

    content = render_html("<html lang=vi><title>.</title><body>Đã ký</body></html>", []).pdf
    return SimpleUploadedFile("da-ky.pdf", content, content_type="application/pdf")


def test_office_drafts_from_the_page(province, an, hoa):
    third = officer_of(province.unit, "Trần Văn Tư")
    nominees = [province.passed(each) for each in (an, hoa, third)]
    page = signed_in(province.office).get(reverse("decisions:waiting", args=[province.round.pk]))
    assert "Nguyễn Văn An" in body(page)
    assert "3 người, tập thể" in body(page)
    asked = post(province.office, "waiting", province.round.pk, action="draft", all="1")
    assert "Về việc tặng Bằng khen" in body(asked)
    response = act(
        province.office, "waiting", province.round.pk, action="draft", selected=nominees[:2],
        subject="Về việc tặng Bằng khen", reason="đã có thành tích", fund="Quỹ",
    )  # fmt: skip
    decision = Decision.objects.get()
    assert response.url == reverse("decisions:decision", args=[decision.pk])
    page = body(signed_in(province.office).get(response.url))
    assert "2.980.000" in page  # two individuals
    assert "Lê Thị Hoa" in page


def test_what_was_typed_stands_again_when_it_is_refused(province, an):
    province.passed(an)
    response = act(
        province.office, "waiting", province.round.pk, action="draft", selected="all",
        subject="", reason="vì có công",
    )  # fmt: skip
    assert response.status_code == 422
    assert "vì có công" in body(response)


def test_award_of_another_authority_is_shown_with_its_article_and_left_out(province, an, hoa):
    nominee = province.passed(an, "ADVANCED_WORKER")
    address = reverse("decisions:waiting", args=[province.round.pk])
    page = signed_in(province.office).get(address)
    assert "Lao động tiên tiến" in body(page)
    assert "Luật" in body(page)
    chosen = {"action": "draft", "selected": "all", "subject": "X"}
    response = act(province.office, "waiting", province.round.pk, **chosen)
    assert response.status_code == 422
    assert not Decision.objects.exists()
    province.passed(hoa)
    response = act(province.office, "waiting", province.round.pk, **chosen)
    lines = Decision.objects.get().lines
    assert [line.name for line in lines.all()] == ["Lê Thị Hoa"]
    said = body(signed_in(province.office).get(response.url))
    assert nominee.name not in said  # told once, on the page that followed


def test_a_decision_on_a_whole_round_is_drafted_by_a_job(province):
    for n in range(51):
        province.passed(officer_of(province.unit, f"Trần Thị {n:02}"))
    response = act(
        province.office, "waiting", province.round.pk, action="draft", selected="all",
        subject="Về việc khen thưởng", reason="", fund="",
    )  # fmt: skip
    assert not Decision.objects.exists()
    job = Job.objects.get(kind="lists.act")
    assert response.url == reverse("jobs:job", args=[job.pk])
    work_off("lists.act")
    decision = Decision.objects.get()
    assert decision.lines.count() == 51
    job.refresh_from_db()
    page = body(signed_in(province.office).get(response.url))
    assert f'href="{decision.get_absolute_url()}"' in page
    assert "Mở kết quả" in page


def test_names_are_added_from_the_list_of_the_round(province, mixed, hoa, an):
    late = province.passed(officer_of(province.unit, "Bùi Thị Muộn"))
    page = body(signed_in(province.office).get(reverse("decisions:names-add", args=[mixed.pk])))
    assert "Bùi Thị Muộn" in page
    response = act(province.office, "names-add", mixed.pk, action="add", selected=[late])
    assert response.url == mixed.get_absolute_url()
    assert mixed.lines.filter(name="Bùi Thị Muộn").exists()


def test_list_page_names_rounds_that_are_ready(province, an):
    province.passed(an)
    page = body(signed_in(province.office).get(reverse("decisions:list")))
    assert "Khen thưởng tổng kết năm 2021" in page


@pytest.mark.parametrize("name", ["wording", "names-add"])
def test_forms_of_a_draft_open_for_the_office_only(province, department, mixed, name):
    address = reverse(f"decisions:{name}", args=[mixed.pk])
    assert signed_in(province.office).get(address).status_code == 200
    assert signed_in(province.signer).get(address).status_code == 403
    assert signed_in(department.office).get(address).status_code == 404


def test_wording_is_saved_and_written_into_the_text(province, mixed):
    response = post(
        province.office, "wording", mixed.pk, version=mixed.version, subject="Về việc khen",
        reason="vì thành tích chống dịch", proposal="Giám đốc Sở Y tế", executors="Chánh Văn phòng",
        fund="Quỹ", deputy_title="Phó Chủ tịch", signer_name="Vương Phương Nam",
    )  # fmt: skip
    assert response.status_code == 302
    mixed.document.refresh_from_db()
    paper = str(mixed.document.paper)
    assert "vì thành tích chống dịch" in paper
    assert "KT. CHỦ TỊCH" in paper
    assert "Vương Phương Nam" in paper


def test_name_is_struck_from_the_page(province, mixed):
    line = mixed.lines.get(name="Nguyễn Văn An")
    asked = post(province.office, "decision", mixed.pk, press=f"strike:{line.pk}")
    assert "Nguyễn Văn An" in body(asked)
    response = act(
        province.office, "decision", mixed.pk, action="strike", selected=[line],
        reason="Chờ kết luận", outcome="kept",
    )  # fmt: skip
    assert response.status_code == 302
    line.refresh_from_db()
    assert line.struck


def test_move_and_redraft(province, mixed):
    line = mixed.lines.order_by("order").last()
    response = act(province.office, "decision", mixed.pk, action="move", selected=[line], place="1")
    assert response.status_code == 302
    line.refresh_from_db()
    assert line.order == 1
    assert post(province.office, "redraft", mixed.pk).status_code == 302


def test_acts_on_names_are_offered_only_in_their_state(province, mixed):
    page = body(signed_in(province.office).get(mixed.get_absolute_url()))
    assert 'value="strike"' in page
    assert 'value="revoke"' not in page
    assert 'value="strike"' not in body(signed_in(province.signer).get(mixed.get_absolute_url()))
    decision = province.issued(mixed)
    page = body(signed_in(province.office).get(decision.get_absolute_url()))
    assert 'value="strike"' not in page
    assert 'value="revoke"' in page
    line = decision.lines.first()
    chosen = {"action": "strike", "selected": [line], "reason": "x", "outcome": "kept"}
    act(province.office, "decision", decision.pk, **chosen)
    line.refresh_from_db()
    assert not line.struck


def test_signature_outside_with_a_struck_name(province, mixed):
    province.submitted(mixed)
    line = mixed.lines.get(name="Trần Văn Tư")
    typed = {
        "signer_name": "Phạm Văn Thiều", "signed_on": "22/11/2021", "struck": [line.pk],
        "outcome": "kept", "differences": "Chủ tịch gạch tên", "confirmed": "on",
    }  # fmt: skip
    text = json.dumps(mixed.document.paper, ensure_ascii=False)
    signed = Paper.from_json(json.loads(text.replace("Nguyễn Văn An", "Nguyễn Văn Ân")))
    file = posted_pdf("ky.pdf", render_paper(signed).pdf)
    shown = post(province.office, "record-signed", mixed.pk, signed_file=file, **typed)
    assert shown.status_code == 422
    assert "không thấy trong tệp đã ký: Nguyễn Văn An" in body(shown)
    assert "Trần Văn Tư" not in str(shown.context["form"].comparison.findings)
    kept = re.search(r'name="kept_file" value="([^"]+)"', body(shown))
    assert kept
    response = post(province.office, "record-signed", mixed.pk, kept_file=kept[1], **typed)
    assert response.status_code == 302, body(response)
    mixed.document.refresh_from_db()
    assert mixed.document.state == "signed"


def test_paper_decision_is_recorded_from_the_page(department, an, pdf):
    nominee = department.passed(an, "ADVANCED_WORKER")
    chosen = {"action": "paper", "selected": [nominee], "subject": "Về việc tặng danh hiệu"}
    issued = {"number": 12, "issued_on": "10/11/2021", "signer_name": "Phạm Văn Thiều"}
    refused = act(department.office, "waiting", department.round.pk, **chosen, **issued)
    assert refused.status_code == 422
    assert "multipart/form-data" in body(refused)
    response = act(
        department.office, "waiting", department.round.pk, **chosen, **issued, signed_file=pdf
    )
    assert response.status_code == 302, body(response)
    assert Decision.objects.get().document.code == "12/QĐ-SNV"
