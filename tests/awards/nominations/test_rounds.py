"""Rounds: who opens one for which awards, its steps."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from awards.nominations import services
from awards.nominations.enums import RoundState
from emulation.notices.models import Notice
from emulation.ui.errors import NotAllowed, Refused, WrongState
from tests.builders.rounds import YEAR, make_dossier, make_round, received


def test_province_cannot_open_a_round_for_a_title_of_units(world):
    with pytest.raises(Refused, match="Điều 80"):
        make_round(world.office, "ADVANCED_WORKER")


def test_unit_cannot_open_a_round_for_a_provincial_title(world):
    with pytest.raises(Refused, match="Chủ tịch Ủy ban nhân dân tỉnh"):
        make_round(world.officer, "PROVINCIAL_FIGHTER")


def test_unit_opens_its_own_round(world):
    round_ = make_round(world.officer, "ADVANCED_WORKER", "GRASSROOTS_FIGHTER")
    assert round_.authority == world.department
    assert round_.state == RoundState.OPEN


def test_units_are_told_of_an_open_round(world):
    make_round(world.office)
    told = set(Notice.objects.values_list("account__username", flat=True))
    assert {world.officer.account.username, world.leader.account.username} <= told


def test_only_offices_open_rounds(world):
    for who in (world.leader, world.reviewer, world.admin, world.signer):
        with pytest.raises(NotAllowed):
            make_round(who)


def test_round_without_award_or_with_wrong_type_is_refused(world):
    with pytest.raises(ValidationError) as error:
        services.create_round(
            by=world.office,
            name="x",
            origin="year_end",
            commendation_type="merit",
            award_codes=[],
            **YEAR,
        )
    assert "award_codes" in error.value.message_dict
    with pytest.raises(Refused):
        make_round(world.office, "PROVINCIAL_FIGHTER", commendation_type="campaign")


def test_review_round_needs_its_review(world):
    with pytest.raises(ValidationError) as error:
        make_round(world.office, origin="review")
    assert "review" in error.value.message_dict


def test_open_round_changes_only_name_and_last_day(world, round_):
    changed = services.change_round(
        by=world.office,
        round_=round_,
        name="Tên mới",
        closes_on=dt.date(2021, 12, 20),
        award_codes=["PROVINCIAL_FLAG"],
    )
    assert changed.name == "Tên mới"
    assert changed.award_codes == round_.award_codes


def test_round_steps(world, round_):
    closed = services.close_round(by=world.office, round_=round_)
    with pytest.raises(ValidationError):
        services.reopen_round(
            by=world.office, round_=closed, reason="x", closes_on=dt.date(2021, 1, 1)
        )
    again = services.reopen_round(
        by=world.office, round_=closed, reason="Theo đề nghị", closes_on=dt.date(2021, 12, 30)
    )
    assert again.state == RoundState.OPEN
    closed = services.close_round(by=world.office, round_=again)
    assert services.end_round(by=world.office, round_=closed).state == RoundState.ENDED


def test_round_with_waiting_nominees_does_not_end(world, round_):
    received(world, round_=round_)
    services.close_round(by=world.office, round_=round_)
    round_.refresh_from_db()
    with pytest.raises(Refused):
        services.end_round(by=world.office, round_=round_)


def test_late_dossier_of_a_closed_round_waits_for_nothing(world, round_):
    dossier = make_dossier(world, round_)
    services.close_round(by=world.office, round_=round_)
    dossier.refresh_from_db()
    with pytest.raises(WrongState):
        services.hand_up(by=world.officer, dossier=dossier)
