"""The one door: states, permissions, reasons, versions, the log and the demo's clock."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from awards.council.models import CouncilSession
from emulation import clock
from emulation.audit.models import AuditEntry
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from emulation.workflow import selectors, services
from emulation.workflow.models import TransitionLog
from emulation.workflow.transitions import Form, Transition, registry
from tests.builders.councils import make_council
from tests.builders.people import make_mandate
from tests.builders.province import build_house
from tests.builders.races import at_once
from tests.builders.rounds import make_round

DAY = dt.date(2021, 11, 22)
SESSION = CouncilSession._meta.label


@pytest.fixture(autouse=True)
def day():
    with clock.at(DAY):
        yield


@pytest.fixture
def house(db):
    house = build_house()
    house.secretary = make_mandate(Role.SECRETARY, house.province)
    return house


@pytest.fixture
def session(house):
    council = make_council(house.secretary, house.province)
    award_round = make_round(house.office)
    return CouncilSession.objects.create(
        council=council,
        round=award_round,
        held_on=DAY,
        starts_at=dt.time(8),
        place="Hội trường",
        created_by=house.secretary,
    )


def test_apply_moves_the_record_and_logs_who_and_when(house, session):
    opened = services.apply(session, "open", by=house.secretary, opened_at=clock.now())
    assert (opened.state, opened.version) == ("open", 2)
    log = TransitionLog.objects.get(object_type=SESSION)
    assert (log.source, log.target, log.mandate) == ("planned", "open", house.secretary)
    assert AuditEntry.objects.get(action="councilsession.open").changes["to"] == "open"
    assert [str(each.text) for each in selectors.history(opened)] == [
        "đã khai mạc phiên họp hội đồng"
    ]


def test_apply_refuses_a_state_that_is_no_source(house, session):
    with pytest.raises(WrongState, match="Đã triệu tập"):
        services.apply(session, "close", by=house.secretary)
    assert not TransitionLog.objects.filter(object_type=SESSION).exists()


def test_apply_refuses_a_mandate_without_the_right(house, session):
    with pytest.raises(NotAllowed):
        services.apply(session, "open", by=house.officer)


def test_apply_refuses_nobody_for_a_step_that_somebody_takes(session):
    with pytest.raises(NotAllowed):
        services.apply(session, "open", by=None)


def test_apply_refuses_a_stale_version(house, session):
    services.apply(session, "open", by=house.secretary)
    with pytest.raises(StaleVersion):
        services.apply(session, "open", by=house.secretary, version=1)


@pytest.mark.parametrize(
    ("reason", "due_on", "message"),
    [
        ("", DAY, "lý do"),
        ("  ", DAY, "lý do"),
        ("Thiếu số liệu", None, "hạn"),
        ("Thiếu số liệu", DAY - dt.timedelta(days=1), "quá khứ"),
    ],
)
def test_returning_needs_a_reason_and_a_day(house, session, reason, due_on, message):
    workflow = registry["awards.CouncilSession"]
    back = Transition(
        "back", ("planned",), "planned", "awards.run_council", "Trả lại", "đã trả lại",
        form=Form.RETURN,
    )  # fmt: skip
    workflow.transitions["back"] = back
    try:
        with pytest.raises(Refused, match=message):
            services.apply(session, "back", by=house.secretary, reason=reason, due_on=due_on)
    finally:
        del workflow.transitions["back"]


def test_available_offers_only_what_state_and_role_allow(house, session):
    names = [step.name for step in selectors.available(session, house.secretary)]
    assert names == ["record_paper", "cancel"], "a session opens when somebody takes part"
    assert selectors.available(session, house.officer) == []
    assert selectors.available(session, None) == []


def test_the_log_cannot_be_altered(house, session):
    services.apply(session, "open", by=house.secretary)
    with pytest.raises(IntegrityError, match="protected row"), transaction.atomic():
        TransitionLog.objects.update(reason="anders")
    with pytest.raises(IntegrityError, match="protected row"), transaction.atomic():
        TransitionLog.objects.all().delete()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_wins_and_the_other_is_told(house, session):
    answers = at_once(*[lambda: services.apply(session, "open", by=house.secretary)] * 2)
    assert {type(answer) for answer in answers} == {CouncilSession, WrongState}
    assert TransitionLog.objects.filter(object_type=SESSION).count() == 1
