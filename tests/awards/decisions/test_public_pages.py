"""Publication, the public list, the codes, revocation."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from awards.decisions import services
from awards.decisions.invariants import public_list_follows_the_decisions
from awards.decisions.models import Certificate, Decision, DecisionLine, HonouredName
from tests.awards.decisions.pages import act, body, hold, post
from tests.builders.clients import signed_in

CODE = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"


def test_publication_after_a_preview(province, mixed):
    decision = province.issued(mixed)
    hold(province, decision, "Trần Văn Tư")
    address = reverse("decisions:publish", args=[decision.pk])
    preview = signed_in(province.office).get(address)
    assert [line.name for line in preview.context["shown"]] == ["Sở Nội vụ", "Nguyễn Văn An"]
    assert Client().get(reverse("public_awards:honoured")).context["rows"] == []
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
        ("award", "PROVINCIAL_DIPLOMA", 3),
        ("unit", "so noi vu", 2),
        ("unit", "không có đơn vị này", 0),
    ],
)
def test_public_filters(published, field, value, found):
    response = Client().get(reverse("public_awards:honoured"), {field: value})
    assert len(response.context["rows"]) == found


@pytest.mark.parametrize("query", [{"year": "2020"}, {"award": "X"}])
def test_a_choice_that_is_not_offered_is_said_beside_its_field(published, query):
    response = Client().get(reverse("public_awards:honoured"), query)
    assert len(response.context["rows"]) == 3
    assert "field-error" in body(response)


def test_the_public_list_costs_the_same_however_many_names(published, django_assert_num_queries):
    client, address = Client(), reverse("public_awards:honoured")
    client.get(address)  # the choices of the filter are kept
    with django_assert_num_queries(4):
        client.get(address)
    HonouredName.objects.exclude(name="Nguyễn Văn An").delete()
    with django_assert_num_queries(4):
        client.get(address)


def test_a_list_that_does_not_follow_the_decisions_is_found_out(published):
    assert not list(public_list_follows_the_decisions())
    gone = HonouredName.objects.get(name="Nguyễn Văn An")
    HonouredName.objects.filter(pk=gone.pk).delete()
    assert list(public_list_follows_the_decisions()) == [f"line {gone.line_id} is not listed"]
    DecisionLine.objects.exclude(pk=gone.line_id).update(hold_back=True, hold_back_reason="x")
    assert len(list(public_list_follows_the_decisions())) == 3


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
    address = reverse("decisions:hold-back", args=[published.pk])
    assert signed_in(province.office).get(address).status_code == 200
    response = post(province.office, "hold-back", published.pk, whole="on", whole_reason="Vụ án")
    assert response.status_code == 302
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
    code = line.certificates.get().code
    response = Client().get(reverse("verification:document", args=[code]))
    assert response.context["found"].standing == "revoked"
    public = body(Client().get(reverse("public_awards:honoured")))
    assert "Nguyễn Văn An" not in public


def test_unissued_decision_is_not_public(mixed):
    address = reverse("public_awards:decision", args=[mixed.pk])
    assert Client().get(address).status_code == 404


def test_names_are_held_back_and_let_in_again_from_the_list(province, published):
    line = published.lines.get(name="Nguyễn Văn An")
    names = body(Client().get(reverse("public_awards:decision", args=[published.pk])))
    assert "Nguyễn Văn An" in names
    asked = post(province.office, "decision", published.pk, action="hold-back", selected=[line.pk])
    assert "Nguyễn Văn An" in body(asked)
    refused = act(
        province.office, "decision", published.pk, action="hold-back", selected=[line], reason=" "
    )
    assert refused.status_code == 422
    response = act(
        province.office, "decision", published.pk, action="hold-back", selected=[line],
        reason="Nguyện vọng cá nhân",
    )  # fmt: skip
    assert response.url == published.get_absolute_url()
    line.refresh_from_db()
    assert line.hold_back_reason == "Nguyện vọng cá nhân"
    address = f"{published.get_absolute_url()}?held=True"
    assert "Nguyễn Văn An" in body(signed_in(province.office).get(address))
    act(province.office, "decision", published.pk, action="let-in", selected=[line])
    line.refresh_from_db()
    assert not line.hold_back


def test_revocation_from_the_page(province, published):
    line = published.lines.get(name="Nguyễn Văn An")
    asked = post(province.office, "decision", published.pk, action="revoke", selected=[line.pk])
    assert asked.status_code == 200
    chosen = {"action": "revoke", "selected": [line], "proposal": ""}
    assert act(province.office, "decision", published.pk, **chosen).status_code == 422
    response = act(province.office, "decision", published.pk, **chosen, reason="Khai man")
    again = act(province.office, "decision", published.pk, **chosen, reason="Lần nữa")
    assert again.status_code == 422
    assert "Lần nữa" in body(again)
    revocation = Decision.objects.get(kind="revocation")
    assert response.url == revocation.get_absolute_url()
    page = body(signed_in(province.office).get(response.url))
    assert "1.490.000" in page
