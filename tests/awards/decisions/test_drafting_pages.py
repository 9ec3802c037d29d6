"""The pages of a draft: list, wording, names, signature outside."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from awards.decisions.models import Decision
from tests.awards.decisions.pages import body, post
from tests.builders.clients import signed_in


@pytest.fixture
def pdf() -> SimpleUploadedFile:
    from emulation.typesetting.render import render_html

    content = render_html("<html lang=vi><title>.</title><body>Đã ký</body></html>", []).pdf
    return SimpleUploadedFile("da-ky.pdf", content, content_type="application/pdf")


def test_office_drafts_from_the_page(province, an, hoa):
    nominees = [province.passed(each) for each in (an, hoa)]
    page = signed_in(province.office).get(reverse("decisions:create", args=[province.round.pk]))
    assert "Nguyễn Văn An" in body(page)
    response = post(
        province.office, "create", province.round.pk,
        nominees=[each.pk for each in nominees], subject="Về việc tặng Bằng khen",
        reason="đã có thành tích", fund="Quỹ",
    )  # fmt: skip
    decision = Decision.objects.get()
    assert response.url == reverse("decisions:decision", args=[decision.pk])
    page = body(signed_in(province.office).get(response.url))
    assert "2.980.000" in page  # two individuals
    assert "Lê Thị Hoa" in page


def test_award_of_another_authority_is_shown_with_its_article_and_not_offered(province, an):
    nominee = province.passed(an, "ADVANCED_WORKER")
    address = reverse("decisions:create", args=[province.round.pk])
    page = signed_in(province.office).get(address)
    assert "Lao động tiên tiến" in body(page)
    assert "Luật" in body(page)
    assert f'value="{nominee.pk}"' not in body(page)
    response = post(
        province.office, "create", province.round.pk, nominees=[nominee.pk], subject="X"
    )
    assert response.status_code == 422
    assert not Decision.objects.exists()


def test_list_page_names_rounds_that_are_ready(province, an):
    province.passed(an)
    page = body(signed_in(province.office).get(reverse("decisions:list")))
    assert "Khen thưởng tổng kết năm 2021" in page


@pytest.mark.parametrize("name", ["wording", "names-add", "order"])
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
    response = post(
        province.office, "name-strike", mixed.pk, line.pk, reason="Chờ kết luận", outcome="kept"
    )
    assert response.status_code == 302
    line.refresh_from_db()
    assert line.struck


def test_order_and_redraft(province, mixed):
    places = {f"place_{line.pk}": line.order for line in mixed.lines.all()}
    assert post(province.office, "order", mixed.pk, **places).status_code == 302
    assert post(province.office, "redraft", mixed.pk).status_code == 302


def test_signature_outside_with_a_struck_name(province, mixed, pdf):
    province.submitted(mixed)
    line = mixed.lines.get(name="Trần Văn Tư")
    response = post(
        province.office, "record-signed", mixed.pk, signed_file=pdf,
        signer_name="Phạm Văn Thiều", signed_on="22/11/2021", struck=[line.pk], outcome="kept",
        differences="Chủ tịch gạch tên", confirmed="on",
    )  # fmt: skip
    assert response.status_code == 302, body(response)
    mixed.document.refresh_from_db()
    assert mixed.document.state == "signed"


def test_paper_decision_is_recorded_from_the_page(department, an, pdf):
    nominee = department.passed(an, "ADVANCED_WORKER")
    address = reverse("decisions:record-paper", args=[department.round.pk])
    assert signed_in(department.office).get(address).status_code == 200
    response = post(
        department.office, "record-paper", department.round.pk, nominees=[nominee.pk],
        subject="Về việc tặng danh hiệu", number=12, issued_on="10/11/2021",
        signer_name="Phạm Văn Thiều", signed_file=pdf,
    )  # fmt: skip
    assert response.status_code == 302, body(response)
    assert Decision.objects.get().document.code == "12/QĐ-SNV"
