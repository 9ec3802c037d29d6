"""Pages of the law."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from awards.catalogue.models import AwardRoute
from emulation import clock
from emulation.ui.forms import new_key
from tests.builders.clients import page_of, signed_in


def test_everybody_signed_in_reads_the_awards_of_the_day(house):
    page = signed_in(house.other_officer).get(reverse("catalogue:list")).content.decode()
    assert "Chiến sĩ thi đua cấp tỉnh" in page
    assert "91/2017/NĐ-CP" in page


def test_award_page_shows_rules_articles_vote_and_money(house):
    address = reverse("catalogue:award", args=["PROVINCIAL_FIGHTER"])
    page = signed_in(house.officer).get(address).content.decode()
    assert "Có ba lần liên tục đạt danh hiệu Chiến sĩ thi đua cơ sở" in page
    assert "Điều 22" in page
    assert "4.470.000" in page
    assert "90" in page
    # that the office has still to compare it is nothing an officer can use
    assert "chưa đối chiếu văn bản" not in page
    assert "chưa đối chiếu văn bản" in page_of(house.office, address)


@pytest.mark.parametrize("code", ["BEST_WORKER", "advanced_worker"])
def test_unknown_award_is_not_there(house, code):
    address = reverse("catalogue:award", args=[code])
    assert signed_in(house.officer).get(address).status_code == 404


def test_every_award_has_its_page(house):
    client = signed_in(house.officer)
    groups = client.get(reverse("catalogue:list")).context["groups"]
    codes = [row["award"].code for _label, rows in groups for row in rows]
    assert len(codes) == 9
    for code in codes:
        assert client.get(reverse("catalogue:award", args=[code])).status_code == 200


def test_day_without_law_is_said(house):
    with clock.at(dt.date(2024, 1, 1)):
        client = signed_in(house.admin)
        for name in ("list", "unverified", "routes", "set-route"):
            response = client.get(reverse(f"catalogue:{name}"))
            assert response.status_code == 200
        page = client.get(reverse("catalogue:list")).content.decode()
        assert "Chưa có dữ liệu pháp luật" in page
        assert client.get(reverse("catalogue:award", args=["ADVANCED_WORKER"])).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("admin", 200), ("office", 200), ("officer", 403)])
def test_unverified_statements_are_for_those_who_answer_for_the_law(house, who, status):
    response = signed_in(getattr(house, who)).get(reverse("catalogue:unverified"))
    assert response.status_code == status
    if status == 200:
        assert "Sáng kiến, đề tài có phạm vi ảnh hưởng" in response.content.decode()


def test_administrator_sets_a_route_through_the_page(house):
    client = signed_in(house.admin)
    data = {
        "once": new_key(house.admin.account_id),
        "authority": house.province.code,
        "award_code": "PROVINCIAL_DIPLOMA",
        "commendation_type": "irregular",
        "route": "two_independent",
        "valid_from": "01/11/2021",
        "legal_basis": "Quy chế của tỉnh",
    }
    assert client.post(reverse("catalogue:set-route"), data).status_code == 302
    assert AwardRoute.objects.count() == 1
    assert "Quy chế của tỉnh" in client.get(reverse("catalogue:routes")).content.decode()
    award = client.get(reverse("catalogue:award", args=["PROVINCIAL_DIPLOMA"])).content.decode()
    assert "Hai người thẩm định độc lập" in award


def test_others_may_not_set_routes(house):
    assert signed_in(house.office).get(reverse("catalogue:set-route")).status_code == 403


def test_public_is_sent_to_the_sign_in(client, db):
    assert client.get(reverse("catalogue:list")).status_code in {302, 403}
