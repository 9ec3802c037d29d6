"""The one door: states, permissions, reasons, versions, the log and the demo's clock."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from awards.council.models import Council, CouncilSession
from awards.nominations.models import Round
from emulation import clock
from emulation.audit.models import AuditEntry
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from emulation.workflow import selectors, services
from emulation.workflow.models import TransitionLog
from emulation.workflow.transitions import Form, Transition, registry
from tests.house import build_house, make_mandate

DAY = dt.date(2021, 11, 22)


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
    council = Council.objects.create(
        authority=house.province,
        name="Hội đồng TĐ-KT tỉnh",
        decision_number="12/QĐ-UBND",
        decided_on=DAY,
        valid_from=DAY,
    )
    award_round = Round.objects.create(
        authority=house.province,
        name="Đợt cuối năm",
        origin="year_end",
        commendation_type="merit",
        period_from=dt.date(2021, 1, 1),
        period_to=dt.date(2021, 12, 31),
        opens_on=DAY,
        closes_on=DAY,
        created_by=house.office,
        created_at=clock.now(),
    )
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
    log = TransitionLog.objects.get()
    assert (log.source, log.target, log.mandate) == ("planned", "open", house.secretary)
    assert AuditEntry.objects.get(action="councilsession.open").changes["to"] == "open"
    assert [str(each.text) for each in selectors.history(opened)] == [
        "đã khai mạc phiên họp hội đồng"
    ]


def test_apply_refuses_a_state_that_is_no_source(house, session):
    with pytest.raises(WrongState, match="Đã triệu tập"):
        services.apply(session, "close", by=house.secretary)
    assert not TransitionLog.objects.exists()


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
    assert names == ["record_paper"], "a session opens when somebody takes part"
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
    barrier, answers = threading.Barrier(2), []

    def take() -> None:
        with clock.at(DAY):
            barrier.wait()
            try:
                services.apply(session, "open", by=house.secretary)
                answers.append("won")
            except WrongState:
                answers.append("told")
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["told", "won"]
    assert TransitionLog.objects.count() == 1
