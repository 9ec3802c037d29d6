"""The register: receipt, entry for a unit, return for completion."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from awards.nominations import services
from awards.nominations.enums import DossierState, IntakeChannel, NomineeState
from awards.nominations.models import Dossier
from emulation.ui.errors import NotAllowed, Refused, WrongState
from tests.awards.nominations.conftest import DAY
from tests.awards.nominations.world import make_dossier, only_nominee, person_of, received, submit


def test_receipt_keeps_the_law_of_the_day(world, round_):
    dossier = received(world, round_=round_)
    assert dossier.regime == "R1"
    assert dossier.incoming_number == "12"
    assert only_nominee(dossier).state == NomineeState.APPRAISING


def test_receipt_date_is_checked(world, round_):
    dossier = submit(world, make_dossier(world, round_))
    with pytest.raises(ValidationError):
        services.receive_dossier(
            by=world.office, dossier=dossier, incoming_on=dt.date(2021, 11, 23)
        )


def test_office_enters_a_paper_dossier(world, round_):
    dossier = services.enter_dossier(
        by=world.office, round_=round_, unit=world.other, channel=IntakeChannel.ONE_STOP
    )
    assert dossier.entered_for_unit
    made = services.add_nominee(
        by=world.office, dossier=dossier, award_code="PROVINCIAL_FIGHTER", subject=world.stranger
    )
    assert made.dossier.channel == IntakeChannel.ONE_STOP
    assert list(Dossier.objects.visible_to(world.office)) == [dossier]
    with pytest.raises(ValidationError):
        services.enter_dossier(
            by=world.office, round_=round_, unit=world.other, channel=IntakeChannel.POST
        )


def test_return_opens_only_the_named_nominee(world, round_):
    second = person_of(world.division, "Phạm Thị Mai")
    dossier = received(world, world.person, second, round_=round_)
    first = dossier.nominees.get(person=world.person)
    other = dossier.nominees.get(person=second)
    with pytest.raises(Refused):
        services.return_dossier(
            by=world.office, dossier=dossier, reason="Thiếu", due_on=DAY, items=[" "]
        )
    returned = services.return_dossier(
        by=world.office,
        dossier=dossier,
        reason="Thiếu minh chứng",
        due_on=dt.date(2021, 11, 30),
        items=["Giấy chứng nhận sáng kiến"],
        nominees=[first.pk],
    )
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.state, other.state) == (NomineeState.SUPPLEMENT, NomineeState.APPRAISING)
    assert first.supplement == "Giấy chứng nhận sáng kiến"
    assert returned.return_due_on == dt.date(2021, 11, 30)
    services.change_nominee(by=world.officer, nominee=first, achievement="Bổ sung")
    with pytest.raises(NotAllowed):
        services.change_nominee(by=world.officer, nominee=other, achievement="Không được")
    with pytest.raises(WrongState):
        services.add_nominee(
            by=world.officer,
            dossier=returned,
            award_code="PROVINCIAL_DIPLOMA",
            subject=world.person,
        )
    back = services.receive_dossier(
        by=world.office, dossier=submit(world, returned), incoming_on=DAY
    )
    first.refresh_from_db()
    assert (back.state, first.state) == (DossierState.RECEIVED, NomineeState.APPRAISING)
    assert first.supplement == ""
