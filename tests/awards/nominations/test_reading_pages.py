"""What is hidden, filtered, found; the desk; queries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.nominations import services
from awards.nominations.lists import NOMINEES
from awards.nominations.models import Dossier, Round
from emulation.registries.places import search_sources, turn_sources
from tests.awards.nominations.pages import page
from tests.builders.clients import signed_in
from tests.builders.people import make_person
from tests.builders.rounds import make_dossier, make_round, only_nominee, submit


def _turns(mandate):
    return [item for source in turn_sources for item in source(mandate) if "/de-nghi/" in item.url]


def _queries(mandate, name, *args):
    client, url = signed_in(mandate), reverse(f"nominations:{name}", args=args)
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


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


@pytest.mark.parametrize("name", ["round-list", "round", "dossier-list", "dossier"])
def test_queries_do_not_grow_with_rows(world, round_, name):
    dossier = make_dossier(world, round_)
    args = {"round": [round_.pk], "dossier": [dossier.pk]}.get(name, [])
    before = _queries(world.officer, name, *args)
    people = [make_person(world.division, f"Người {n}") for n in range(2)]
    make_dossier(world, round_, *people)
    for number in range(2):
        make_dossier(world, make_round(world.office, name=f"Đợt {number}"))
    assert _queries(world.officer, name, *args) <= before


def test_a_round_is_counted_as_it_is_read(world, round_):
    make_dossier(world, round_)
    make_dossier(world, make_round(world.office, name="Đợt khác"))
    rows = NOMINEES.rows(world.officer, pk=round_.pk)
    assert rows.count() == NOMINEES.counted(rows, pk=round_.pk).count() == 1
