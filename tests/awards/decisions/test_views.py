"""Pages of decisions: who sees what, forms, queries, the public list, verification."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from awards.decisions import services
from awards.decisions.enums import CertificateState, DecisionState
from awards.decisions.models import Certificate, Decision
from emulation.desk import registry
from emulation.people.enums import Role
from emulation.ui.forms import new_key
from tests.awards.decisions.conftest import Authority, person
from tests.house import make_mandate, signed_in

CODE = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"


def post(mandate: Any, name: str, *args: Any, **data: Any) -> Any:
    address = reverse(f"decisions:{name}", args=args)
    return signed_in(mandate).post(address, {"once": new_key(mandate.account_id), **data})


def body(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def published(province: Authority, mixed: Decision) -> Decision:
    decision = province.certified(mixed)
    services.publish_decision(by=province.office, decision=decision)
    return decision


def hold(province: Authority, decision: Decision, name: str) -> None:
    line = decision.lines.get(name=name)
    services.hold_back_names(
        by=province.office, decision=decision, names={line.pk: "Cán bộ công an"}
    )


# --- drafting ----------------------------------------------------------------------------------


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


# --- certificates ------------------------------------------------------------------------------


def test_register_of_certificates(province, mixed):
    decision = province.certified(mixed)
    register = reverse("decisions:certificates", args=[decision.pk])
    page = body(signed_in(province.office).get(register))
    assert "Nguyễn Văn An" in page
    batch = decision.batches.get()
    assert signed_in(province.clerk).get(batch.file.url).status_code == 200
    assert signed_in(province.signer).get(batch.file.url).status_code in {403, 404}
    assert post(province.clerk, "batch-printed", decision.pk, batch.pk).status_code == 302
    first, *others = Certificate.objects.order_by("serial")
    spoiled = post(province.office, "certificate-spoiled", first.pk, reason="Lem mực")
    assert spoiled.status_code == 302
    assert post(province.office, "certificate-printed", first.pk).status_code == 302
    response = post(
        province.office, "hand-over", decision.pk, certificates=[each.pk for each in others],
        received_by="Bà Hoa", handed_over_on="22/11/2021",
    )  # fmt: skip
    assert response.status_code == 302
    assert Certificate.objects.filter(state=CertificateState.HANDED_OVER).count() == 2


def test_single_certificate(province, mixed):
    province.certified(mixed)
    address = reverse("decisions:certificate", args=[Certificate.objects.first().pk])
    response = signed_in(province.office).get(address)
    assert response.content.startswith(b"%PDF")
    stranger = make_mandate(Role.OFFICER, person("X", province.unit).unit, "khac")
    stranger.unit = mixed.lines.get(name="Sở Nội vụ").nominee.collective
    stranger.save()
    assert signed_in(stranger).get(address).status_code == 404


# --- publication, the public list, codes -------------------------------------------------------


def test_publication_after_a_preview(province, mixed):
    decision = province.issued(mixed)
    hold(province, decision, "Trần Văn Tư")
    address = reverse("decisions:publish", args=[decision.pk])
    preview = signed_in(province.office).get(address)
    assert [line.name for line in preview.context["shown"]] == ["Sở Nội vụ", "Nguyễn Văn An"]
    assert Client().get(reverse("public_awards:honoured")).context["rows"].count() == 0
    assert post(province.office, "publish", decision.pk).status_code == 302
    page = body(Client().get(reverse("public_awards:honoured")))
    assert "Nguyễn Văn An" in page
    assert "Trần Văn Tư" not in page


@pytest.mark.parametrize("query", ["nguyen an", "Nguyễn Văn An", "NGUYEN"])
def test_public_search_with_and_without_marks(published, query):
    response = Client().get(reverse("public_awards:honoured"), {"q": query})
    assert [line.name for line in response.context["rows"]] == ["Nguyễn Văn An"]


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("year", "2021", 3),
        ("year", "2020", 0),
        ("award", "PROVINCIAL_DIPLOMA", 3),
        ("award", "X", 0),
        ("unit", "0", 0),
    ],
)
def test_public_filters(published, field, value, found):
    response = Client().get(reverse("public_awards:honoured"), {field: value})
    assert len(response.context["rows"]) == found


def test_held_back_names_are_absent_everywhere(province, published):
    hold(province, published, "Nguyễn Văn An")
    client = Client()
    pages = [
        reverse("public_awards:honoured"),
        reverse("public_awards:honoured") + "?q=nguyen",
        reverse("public_awards:decision", args=[published.pk]),
    ]
    certificate = Certificate.objects.get(line__name="Nguyễn Văn An")
    pages.append(reverse("verification:document", args=[certificate.code]))
    for address in pages:
        response = client.get(address)
        assert response.status_code == 200
        assert "Nguyễn Văn An" not in body(response)
    assert response.context["found"].standing == "valid"
    assert response.context["found"].facts == ()


def test_whole_decision_held_back_later_disappears(province, published):
    services.hold_back_names(
        by=province.office, decision=published, names={}, whole=True, whole_reason="Vụ án"
    )
    client = Client()
    assert client.get(reverse("public_awards:decision", args=[published.pk])).status_code == 404
    assert not client.get(reverse("public_awards:honoured")).context["rows"]


def test_code_of_a_certificate_shows_no_more_than_needed(published):
    certificate = Certificate.objects.get(line__name="Nguyễn Văn An")
    page = body(Client().get(reverse("verification:document", args=[certificate.code])))
    for word in ("Nguyễn Văn An", CODE, "2057/QĐ-UBND"):
        assert word in page
    assert "Chuyên viên" not in page


def test_code_of_a_revoked_certificate_says_so(province, published):
    line = published.lines.get(name="Nguyễn Văn An")
    revocation = services.draft_revocation(
        by=province.office, decision=published, lines=[line], reason="Khai man"
    )
    province.issued(revocation, 3000)
    code = line.certificate.code
    response = Client().get(reverse("verification:document", args=[code]))
    assert response.context["found"].standing == "revoked"
    public = body(Client().get(reverse("public_awards:honoured")))
    assert "Nguyễn Văn An" not in public


def test_unissued_decision_is_not_public(mixed):
    address = reverse("public_awards:decision", args=[mixed.pk])
    assert Client().get(address).status_code == 404


def test_hold_back_form(province, published):
    line = published.lines.get(name="Nguyễn Văn An")
    published.refresh_from_db()
    response = post(
        province.office, "hold-back", published.pk,
        **{f"reason_{line.pk}": "Nguyện vọng cá nhân", "version": published.version},
    )  # fmt: skip
    assert response.status_code == 302
    line.refresh_from_db()
    assert line.hold_back


def test_revocation_from_the_page(province, published):
    line = published.lines.get(name="Nguyễn Văn An")
    address = reverse("decisions:revoke", args=[published.pk])
    assert signed_in(province.office).get(address).status_code == 200
    response = post(
        province.office, "revoke", published.pk, lines=[line.pk], reason="Khai man", proposal=""
    )
    revocation = Decision.objects.get(kind="revocation")
    assert response.url == reverse("decisions:decision", args=[revocation.pk])
    page = body(signed_in(province.office).get(response.url))
    assert "1.490.000" in page


# --- who sees and does what --------------------------------------------------------------------

ACTIONS = [
    "wording", "names-add", "order", "record-signed", "publish", "hold-back", "revoke",
    "certificates", "hand-over",
]  # fmt: skip
ALLOWED = {
    "office": set(ACTIONS),
    "signer": {"certificates"},
    "clerk": {"certificates", "hand-over"},
    "outsider": {"certificates"},
}


@pytest.mark.parametrize("role", sorted(ALLOWED))
@pytest.mark.parametrize("state", [DecisionState.DRAFT, DecisionState.ISSUED])
def test_state_action_and_role(province, department, mixed, role, state):
    decision = province.issued(mixed) if state == DecisionState.ISSUED else mixed
    mandate = department.office if role == "outsider" else getattr(province, role)
    client = signed_in(mandate)
    for action in ACTIONS:
        status = client.get(reverse(f"decisions:{action}", args=[decision.pk])).status_code
        if role == "outsider" and state == DecisionState.DRAFT:
            assert status == 404, action
        elif action in ALLOWED[role]:
            assert status in {200, 302}, action
        else:
            assert status == 403, action


def test_names_held_back_are_hidden_from_other_units(province, department, published):
    hold(province, published, "Nguyễn Văn An")
    page = reverse("decisions:decision", args=[published.pk])
    assert "Nguyễn Văn An" in body(signed_in(province.office).get(page))
    assert "Nguyễn Văn An" not in body(signed_in(department.office).get(page))


def test_pages_take_a_fixed_number_of_queries(province, department, django_assert_max_num_queries):
    client = signed_in(province.office)
    numbers = []
    for size in (1, 3):
        people = [person(f"Người {size} {n}", department.unit) for n in range(size)]
        decision = province.issued(
            province.drafted(*[province.passed(each) for each in people]), 100 + size
        )
        services.publish_decision(by=province.office, decision=decision)
        counts = []
        for address in (
            reverse("decisions:decision", args=[decision.pk]),
            reverse("decisions:certificates", args=[decision.pk]),
            reverse("public_awards:decision", args=[decision.pk]),
        ):
            with django_assert_max_num_queries(40) as queries:
                client.get(address)
            counts.append(len(queries))
        numbers.append(counts)
    assert numbers[0] == numbers[1]


def test_public_list_is_read_with_few_queries(published, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        Client().get(reverse("public_awards:honoured"))


# --- desk --------------------------------------------------------------------------------------


def verbs(mandate: Any) -> list[str]:
    return [
        str(item.url)
        for source in registry.turn_sources
        for item in source(mandate)
        if "/quyet-dinh/" in item.url
    ]


def test_desk_follows_the_decision(province, an):
    nominee = province.passed(an)
    assert verbs(province.office) == [reverse("decisions:create", args=[province.round.pk])]
    decision = province.drafted(nominee)
    assert verbs(province.office) == [reverse("decisions:decision", args=[decision.pk])]
    decision = province.certified(decision)
    register = reverse("decisions:certificates", args=[decision.pk])
    assert verbs(province.office) == [reverse("decisions:publish", args=[decision.pk]), register]
    assert verbs(province.clerk) == [register]
    services.publish_decision(by=province.office, decision=decision)
    services.mark_printed(by=province.office, certificates=Certificate.objects.all())
    services.hand_over(
        by=province.office, certificates=Certificate.objects.all(), received_by="An",
        handed_over_on=dt.date(2021, 11, 22),
    )  # fmt: skip
    assert verbs(province.office) == []


def test_search_finds_decisions_by_number_and_subject(province, mixed):
    decision = province.issued(mixed)
    sources = dict((str(label), source) for label, source in registry.search_sources)
    found = [
        hit.url
        for source in sources.values()
        for words in ("2057", "bang khen")
        for hit in source(province.office, words)
        if "/quyet-dinh/" in hit.url
    ]
    assert found.count(reverse("decisions:decision", args=[decision.pk])) == 2


@pytest.fixture
def pdf() -> SimpleUploadedFile:
    from emulation.documents.render import render_html

    content = render_html("<html lang=vi><title>.</title><body>Đã ký</body></html>", []).pdf
    return SimpleUploadedFile("da-ky.pdf", content, content_type="application/pdf")
