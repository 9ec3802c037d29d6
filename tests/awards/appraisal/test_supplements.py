"""Supplements: only who was asked is seen again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from awards.appraisal.enums import AppraisalState, Turn, Verdict
from awards.appraisal.selectors import my_queue
from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Dossier
from awards.nominations.services import hand_up as hand_up_dossier
from awards.nominations.services import receive_dossier, return_dossier, sign_dossier
from emulation.ui.errors import WrongState
from tests.awards.appraisal.turns import DAY, assign, double, holder, say, single, turn_of
from tests.builders.people import make_person
from tests.builders.rounds import only_nominee


def test_supplement_returns_the_dossier_and_only_this_one_is_seen_again(world):
    other = make_person(world.division, "Phạm Thị Mai")
    dossier = single(world, world.person, other)
    assign(world, dossier)
    one, two = dossier.nominees.order_by("pk")
    say(world, two, Turn.FIRST)
    asked = say(
        world,
        one,
        Turn.FIRST,
        Verdict.SUPPLEMENT,
        items=["Quyết định công nhận sáng kiến"],
        due_on=dt.date(2021, 11, 30),
    )
    dossier.refresh_from_db()
    assert (asked.state, dossier.state) == (NomineeState.SUPPLEMENT, DossierState.RETURNED)
    two = say(world, two, Turn.RECHECK)
    assert two.state == NomineeState.PASSED
    with pytest.raises(WrongState):
        say(world, one, Turn.FIRST)
    hand_up_dossier(by=world.officer, dossier=dossier)
    dossier = sign_dossier(by=world.leader, dossier=dossier)
    receive_dossier(by=world.office, dossier=dossier, incoming_on=DAY)
    two.refresh_from_db()
    assert two.state == NomineeState.PASSED
    one.refresh_from_db()
    assert [row.nominee for row in my_queue(holder(world, turn_of(one, Turn.FIRST)))] == [one]
    say(world, one, Turn.FIRST)
    assert say(world, one, Turn.RECHECK).state == NomineeState.PASSED


def test_office_returns_somebody_who_had_passed_and_all_look_again(world):
    nominee = only_nominee(double(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST, score=Decimal(90))
    say(world, nominee, Turn.SECOND, score=Decimal(90))
    dossier = Dossier.objects.get(pk=nominee.dossier_id)
    return_dossier(
        by=world.office,
        dossier=dossier,
        reason="Có đơn",
        due_on=dt.date(2021, 12, 1),
        items=["Giải trình"],
        nominees=[nominee.pk],
    )
    states = set(nominee.appraisals.values_list("state", flat=True))
    assert states == {AppraisalState.ASSIGNED}
