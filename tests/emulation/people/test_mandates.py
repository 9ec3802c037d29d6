"""Mandates: none twice, delegations that end, the last administrator, hand-over of open work."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from emulation.audit.models import AuditEntry
from emulation.people import registry
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.people.selectors import mandates_of
from emulation.people.services import (
    delegate,
    end_mandate,
    grant_mandate,
    revoke_delegation,
    set_active,
)
from emulation.people.services.handover import hand_over
from emulation.ui.errors import NotAllowed, Refused, WrongState
from tests.builders.clients import signed_in
from tests.builders.people import make_account
from tests.builders.units import make_cluster

pytestmark = pytest.mark.usefixtures("november")

DAY = dt.date(2021, 11, 22)
LATER = DAY + dt.timedelta(days=30)


@pytest.fixture
def newcomer(house):
    return make_account("moi", house.department, full_name="Lê Thị Mới")


def grant(house, account, start, end=None, role=Role.OFFICER):
    return grant_mandate(
        by=house.admin,
        account=account,
        role=role,
        unit=house.province if role == Role.ADMIN else house.department,
        valid_from=start,
        valid_to=end,
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (dt.date(2021, 6, 1), dt.date(2021, 6, 30)),
        (dt.date(2021, 1, 1), dt.date(2021, 3, 1)),
        (dt.date(2021, 12, 31), None),
        (dt.date(2020, 1, 1), None),
    ],
)
def test_the_same_role_is_not_held_twice_on_any_day(house, newcomer, start, end):
    grant(house, newcomer, dt.date(2021, 3, 1), dt.date(2021, 12, 31))
    with pytest.raises(Refused):
        grant(house, newcomer, start, end)


def test_the_same_role_may_follow_on_and_another_may_overlap(house, newcomer):
    grant(house, newcomer, dt.date(2021, 3, 1), dt.date(2021, 12, 31))
    grant(house, newcomer, dt.date(2022, 1, 1))
    grant(house, newcomer, dt.date(2021, 5, 1), role=Role.LEADER)
    assert newcomer.mandates.count() == 3


def test_dates_out_of_order_are_refused_in_words_and_in_the_database(house, newcomer):
    with pytest.raises(ValidationError):
        grant(house, newcomer, LATER, DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(
            account=newcomer,
            role=Role.OFFICER,
            unit=house.department,
            valid_from=LATER,
            valid_to=DAY,
        )


def test_a_cluster_role_names_its_cluster_and_only_such_a_role(house, newcomer):
    with pytest.raises(ValidationError):
        grant(house, newcomer, DAY, role=Role.CLUSTER_HEAD)
    cluster = make_cluster(house.province, code="k1", name="Khối 1")
    with pytest.raises(ValidationError):
        grant_mandate(
            by=house.admin,
            account=newcomer,
            role=Role.OFFICER,
            unit=house.department,
            cluster=cluster,
            valid_from=DAY,
        )


def test_a_mandate_is_in_force_on_its_first_and_last_day_only(house, newcomer):
    grant(house, newcomer, DAY, LATER)
    one = dt.timedelta(days=1)
    held = [bool(mandates_of(newcomer, day)) for day in (DAY - one, DAY, LATER, LATER + one)]
    assert held == [False, True, True, False]


def test_a_delegation_is_dated_shown_as_on_behalf_and_comes_after_own_mandates(house, newcomer):
    grant(house, newcomer, DAY)
    given = delegate(by=house.leader, account=newcomer, valid_from=DAY, valid_to=LATER)
    own, behalf = mandates_of(newcomer, DAY)
    assert (own.role, behalf.pk) == (Role.OFFICER, given.pk)
    assert (behalf.role, behalf.unit) == (Role.LEADER, house.department)
    assert f"thay mặt {house.leader.account.full_name}" in behalf.label
    assert mandates_of(newcomer, LATER + dt.timedelta(days=1)) == [own]


def test_what_was_delegated_is_not_delegated_further(house, newcomer):
    given = delegate(by=house.leader, account=newcomer, valid_from=DAY, valid_to=LATER)
    with pytest.raises(NotAllowed):
        delegate(by=given, account=house.officer.account, valid_from=DAY, valid_to=LATER)


def test_a_delegation_to_oneself_or_for_past_days_is_refused(house, newcomer):
    with pytest.raises(Refused):
        delegate(by=house.leader, account=house.leader.account, valid_from=DAY, valid_to=LATER)
    yesterday = DAY - dt.timedelta(days=1)
    with pytest.raises(Refused):
        delegate(by=house.leader, account=newcomer, valid_from=yesterday, valid_to=yesterday)


def test_a_role_is_delegated_inside_its_unit_only(house):
    other = house.other_officer.account
    with pytest.raises(Refused):
        delegate(by=house.leader, account=other, valid_from=DAY, valid_to=LATER)
    assert not mandates_of(other, DAY)[0].delegated_from_id


def test_a_delegation_ends_with_the_mandate_it_came_from(house, newcomer):
    given = delegate(by=house.leader, account=newcomer, valid_from=DAY, valid_to=LATER)
    end_mandate(by=house.admin, mandate=house.leader, last_day=DAY)
    given.refresh_from_db()
    assert given.valid_to == DAY
    assert mandates_of(newcomer, DAY + dt.timedelta(days=1)) == []


def test_a_delegation_without_a_last_day_cannot_be_stored(house, newcomer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(
            account=newcomer,
            role=Role.LEADER,
            unit=house.department,
            valid_from=DAY,
            delegated_from=house.leader,
        )


def test_the_last_administrator_stays_until_another_is_named(house, newcomer):
    with pytest.raises(Refused):
        end_mandate(by=house.admin, mandate=house.admin, last_day=DAY)
    grant(house, newcomer, DAY, role=Role.ADMIN)
    end_mandate(by=house.admin, mandate=house.admin, last_day=DAY)
    assert house.admin.valid_to == DAY


def test_an_administrator_whose_account_is_closed_does_not_count(house, newcomer):
    other = grant(house, newcomer, DAY, role=Role.ADMIN)
    set_active(by=house.admin, account=newcomer, active=False)
    with pytest.raises(Refused):
        end_mandate(by=other, mandate=house.admin, last_day=DAY)


def test_nobody_closes_the_own_account(house):
    with pytest.raises(Refused):
        set_active(by=house.admin, account=house.admin.account, active=False)


@pytest.fixture
def desk_work(house):
    """Three pieces of work that lie with the officer by name."""
    holder = {"with": house.officer.account_id, "moves": 0}

    def move(by, leaving, successor):
        if holder["with"] != leaving.pk:
            return 0
        holder["with"] = successor.account_id
        return 3

    registry.open_work("Thẩm định", count=lambda a: 3 * (a.pk == holder["with"]), move=move)
    yield holder
    registry.sources.pop()


def test_hand_over_moves_mandates_and_open_work(house, newcomer, desk_work):
    second = grant(house, house.officer.account, DAY, LATER, role=Role.CLERK)
    moved = hand_over(
        by=house.admin,
        leaving=house.officer.account,
        successor=newcomer,
        last_day=DAY,
        close=True,
    )
    house.officer.refresh_from_db()
    second.refresh_from_db()
    assert (moved, desk_work["with"]) == (3, newcomer.pk)
    assert (house.officer.valid_to, second.valid_to) == (DAY, DAY)
    tomorrow = DAY + dt.timedelta(days=1)
    given = {m.role: (m.unit, m.valid_from, m.valid_to) for m in mandates_of(newcomer, tomorrow)}
    assert given == {
        Role.OFFICER: (house.department, tomorrow, None),
        Role.CLERK: (house.department, tomorrow, LATER),
    }
    assert not Account.objects.get(pk=house.officer.account_id).is_active
    entry = AuditEntry.objects.get(action="people.hand_over")
    assert entry.changes["moved"] == 3


def test_hand_over_does_not_double_a_role_that_the_successor_holds(house, newcomer):
    held = grant(house, newcomer, DAY)
    hand_over(
        by=house.admin, leaving=house.officer.account, successor=newcomer, last_day=DAY, close=False
    )
    assert list(newcomer.mandates.all()) == [held]
    assert Account.objects.get(pk=house.officer.account_id).is_active


def test_the_last_administrator_can_hand_over(house, newcomer):
    hand_over(
        by=house.admin, leaving=house.admin.account, successor=newcomer, last_day=DAY, close=False
    )
    assert [m.role for m in mandates_of(newcomer, DAY + dt.timedelta(days=1))] == [Role.ADMIN]


def test_hand_over_to_oneself_or_of_nothing_is_refused(house, newcomer):
    officer = house.officer.account
    with pytest.raises(Refused):
        hand_over(by=house.admin, leaving=officer, successor=officer, last_day=DAY, close=False)
    with pytest.raises(Refused):
        hand_over(by=house.admin, leaving=newcomer, successor=officer, last_day=DAY, close=False)


@pytest.mark.parametrize("begins_in_days", [-3, 0, 3])
def test_a_delegation_that_is_taken_back_is_gone_at_once(house, newcomer, begins_in_days):
    start = DAY + dt.timedelta(days=begins_in_days)
    given = delegate(by=house.leader, account=newcomer, valid_from=start, valid_to=LATER)
    revoke_delegation(by=house.leader, delegation=given)
    assert given not in mandates_of(newcomer, DAY)
    assert not Mandate.objects.as_of(max(start, DAY)).filter(pk=given.pk).exists()
    with pytest.raises(WrongState):
        revoke_delegation(by=house.leader, delegation=given)


def test_only_who_delegated_takes_it_back(house, newcomer):
    given = delegate(by=house.leader, account=newcomer, valid_from=DAY, valid_to=LATER)
    for other in (house.office, given):
        with pytest.raises(NotAllowed):
            revoke_delegation(by=other, delegation=given)
    with pytest.raises(NotAllowed):
        revoke_delegation(by=house.leader, delegation=house.leader)


def test_the_own_page_shows_who_acts_on_ones_behalf_and_takes_it_back(house, newcomer):
    given = delegate(by=house.leader, account=newcomer, valid_from=DAY, valid_to=LATER)
    client = signed_in(house.leader)
    page = client.get("/tai-khoan/cua-toi/").content.decode()
    assert "Thu hồi ủy quyền" in page
    address = f"/tai-khoan/cua-toi/uy-quyen/{given.pk}/thu-hoi/"
    assert signed_in(house.office).post(address).status_code == 404
    assert signed_in(house.officer).post(address).status_code == 403
    assert client.post(address).status_code == 302
    assert "Thu hồi ủy quyền" not in client.get("/tai-khoan/cua-toi/").content.decode()
