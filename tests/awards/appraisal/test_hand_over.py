"""Who leaves hands appraisals over: to the successor, or past a successor who may not appraise."""

import datetime as dt

from awards.appraisal import services
from awards.appraisal.enums import AppraisalState
from awards.appraisal.models import Appraisal
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.services.handover import hand_over
from tests.builders.people import make_account
from tests.builders.rounds import received
from tests.builders.units import make_unit

DAY = dt.date(2021, 11, 22)


def charged(world):
    """Return an appraisal that waits for the reviewer."""
    dossier = received(world, code="PROVINCIAL_DIPLOMA")
    services.assign_round(by=world.office, round_=dossier.round)
    return Appraisal.objects.get(state=AppraisalState.ASSIGNED)


def newcomer(unit):
    return make_account("nguoi.moi", unit, full_name="Lê Thị Mới")


def leave(world, leaving, successor):
    return hand_over(
        by=world.admin, leaving=leaving, successor=successor, last_day=DAY, close=False
    )


def test_what_waits_goes_to_the_successor_and_the_mandate_too(world):
    row = charged(world)
    successor = newcomer(make_unit("so-tu-phap", "department", "province", name="Sở Tư pháp"))
    assert services.in_hand_of(row.appraiser) == 1
    assert leave(world, row.appraiser, successor) == 1
    waiting = Appraisal.objects.get(state=AppraisalState.ASSIGNED)
    assert (waiting.appraiser, waiting.turn, waiting.due_on) == (successor, row.turn, row.due_on)
    assert waiting.mandate.valid_from == DAY + dt.timedelta(days=1)
    assert Mandate.objects.get(account=successor).role == Role.REVIEWER
    row.refresh_from_db()
    assert row.state == AppraisalState.RECUSED
    assert services.in_hand_of(row.appraiser) == 0


def test_a_successor_of_the_nominees_own_unit_gets_none_of_it(world):
    row = charged(world)
    assert leave(world, row.appraiser, newcomer(row.nominee_unit)) == 0
    assert not Appraisal.objects.filter(appraiser__username="nguoi.moi").exists()
    row.refresh_from_db()
    assert row.state == AppraisalState.RECUSED
