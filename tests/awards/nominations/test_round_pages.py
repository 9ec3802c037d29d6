"""The pages of a round: preparing, foreign awards, wrong input."""

from __future__ import annotations

import pytest
from django.urls import reverse

from awards.nominations.enums import RoundState
from awards.nominations.models import Round
from emulation.ui.forms import new_key
from tests.awards.nominations.pages import DAY, page, send
from tests.builders.clients import signed_in

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
