"""The register: receipt, entry for a unit, return for completion."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from awards.nominations import services
from awards.nominations.enums import DossierState, IntakeChannel, NomineeState
from awards.nominations.models import Dossier
from emulation.ui.errors import NotAllowed, Refused, WrongState
from tests.awards.nominations.pages import page, send
from tests.builders.councils import DAY
from tests.builders.files import store_pdf
from tests.builders.people import make_person
from tests.builders.rounds import make_dossier, only_nominee, received, submit


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
    second = make_person(world.division, "Phạm Thị Mai")
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


def receive_from_the_list(world, *dossiers):
    chosen = {"action": "receive", "confirmed": "1", "incoming_on": "22/11/2021"}
    selected = [dossier.pk for dossier in dossiers]
    return send(world.office, "dossier-list", selected=selected, **chosen)


def test_dossiers_are_received_by_the_dozen_where_their_checks_pass(world, round_):
    dossier = submit(world, make_dossier(world, round_))
    receive_from_the_list(world, dossier)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.SUBMITTED  # the minutes of the review are missing
    dossier.minutes = store_pdf(world.officer)
    dossier.save(update_fields=["minutes"])
    dossier.nominees.update(verdict="not_eligible")
    with pytest.raises(Refused, match="Nguyễn Văn An"):
        services.receive_complete(by=world.office, dossier=dossier, incoming_on=DAY)
    dossier.nominees.update(verdict="cannot_tell")
    receive_from_the_list(world, dossier)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.incoming_on) == (DossierState.RECEIVED, DAY)
    assert only_nominee(dossier).state == NomineeState.APPRAISING


def test_only_the_office_receives_from_the_list(world, round_):
    dossier = submit(world, make_dossier(world, round_))
    assert 'value="receive"' in page(world.office, "dossier-list").content.decode()
    assert 'value="receive"' not in page(world.leader, "dossier-list").content.decode()
    with pytest.raises(NotAllowed):
        services.receive_complete(by=world.leader, dossier=dossier, incoming_on=DAY)
