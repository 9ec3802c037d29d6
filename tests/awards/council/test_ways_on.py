"""Whatever happens to a session, somebody has a way on: states × events, read as a table."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from awards.appraisal.services import declare_conflict
from awards.council import sealing, services
from awards.council.models import Ballot, CountedBallot, Envelope, Participation
from awards.council.rules import CORRECTION, QUORUM, needed_for_quorum
from awards.council.selectors import check_ballots, quorum_of, waiting_for_council
from awards.nominations.services import withdraw_nominee
from emulation.people.services import update_account
from emulation.registries.proof import violations
from emulation.regulations.services import set_regulation
from emulation.ui.errors import DomainError, NotAllowed, Refused
from tests.builders.councils import attend, build_council, vote
from tests.builders.people import make_mandate

DAY = dt.date(2021, 11, 22)


def cast(house, member, item, choice="for"):
    return services.cast_ballots(by=member, session=house.session, choices={item.pk: choice})


def begin(house, state):
    """Bring the session to ``state``."""
    if state == "planned":
        attend(house, ["present"] * 5)
        return
    attend(house, ["present"] * 5)
    services.open_session(by=house.secretary, session=house.session)
    house.session.refresh_from_db()
    if state == "voted":
        for item in house.items:
            vote(house, item, ["for"] * 5)


def withdraw(house, *numbers):
    for number in numbers:
        withdraw_nominee(by=house.officer, nominee=house.nominees[number], reason="Xin rút")


def lose_key(house):
    sealing.destroy_key(house.session.seal_key)


def alter_ballot(house):
    Envelope.objects.update(sealed="AAAA")


def end_seat(house):
    member = house.council.members.get(account=house.members[4].account)
    services.end_member(by=house.secretary, member=member, last_day=DAY - dt.timedelta(days=1))


def replace_seat(house):
    end_seat(house)
    house.successor = make_mandate("council_member", house.province, "nguoithay")
    services.add_member(
        by=house.secretary, council=house.council, account=house.successor.account,
        seat="member", position="", valid_from=DAY,
    )  # fmt: skip


def replace_council(house):
    services.create_council(
        by=house.secretary, authority=house.province, name="Hội đồng mới",
        decision_number="99/QĐ-UBND", decided_on=DAY, valid_from=DAY,
    )  # fmt: skip


def away(house):
    if house.session.voters.filter(participations__isnull=False).exists():
        return
    attend(house, ["absent"] * 5)


def conflict(house):
    declare_conflict(
        by=house.members[0], nominee=house.nominees[0], account=house.members[0].account,
        reason="Vợ chồng",
    )  # fmt: skip


EVENTS = {
    "nothing": lambda house: None,
    "one is withdrawn": lambda house: withdraw(house, 0),
    "all are withdrawn": lambda house: withdraw(house, 0, 1),
    "a conflict is declared": conflict,
    "a seat ends": end_seat,
    "a member is replaced": replace_seat,
    "the council is replaced": replace_council,
    "nobody is present": away,
    "the key is lost": lose_key,
    "a ballot is altered": alter_ballot,
}
# What may follow, apart from cancelling, which always may.
ON = {
    "planned": dict.fromkeys(EVENTS, "open")
    | {"the council is replaced": "", "nobody is present": ""},
    "open": dict.fromkeys(EVENTS, "vote")
    | {"all are withdrawn": "", "nobody is present": "attend"},
    "voted": dict.fromkeys(EVENTS, "close")
    | {"all are withdrawn": "", "the key is lost": "", "a ballot is altered": ""},
}


def _tries(house):
    """Return the acts that may follow."""
    acts = {
        "open": lambda: services.open_session(by=house.secretary, session=house.session),
        "vote": lambda: cast(house, house.members[1], house.items[1]),
        "close": lambda: services.close_session(by=house.secretary, session=house.session),
        "cancel": lambda: services.cancel_session(
            by=house.secretary, session=house.session, reason="Hoãn"
        ),
    }
    found = set()
    for name, act in acts.items():
        try:
            with transaction.atomic():
                act()
                found.add(name)
                transaction.set_rollback(True)
        except (DomainError, ValidationError):
            continue
    return found


@pytest.mark.parametrize("state", ON)
@pytest.mark.parametrize("event", EVENTS)
def test_there_is_a_way_on(house, state, event):
    begin(house, state)
    EVENTS[event](house)
    found = _tries(house)
    assert "cancel" in found
    wanted = ON[state][event]
    if wanted == "attend":
        attend(house, ["present"] * 5)
        assert "vote" in _tries(house)
    else:
        assert (wanted in found) if wanted else not found & {"open", "vote", "close"}
    alive = waiting(house)
    services.cancel_session(by=house.secretary, session=house.session, reason="Hoãn")
    assert waiting(house) == alive + sum(n.state == "passed" for n in fresh(house))
    assert not Envelope.objects.exists()
    assert not [line for line in violations() if "allot" in line or "box" in line]


def waiting(house):
    return waiting_for_council(house.round).count()


def fresh(house):
    for nominee in house.nominees:
        nominee.refresh_from_db()
    return house.nominees


def test_who_is_withdrawn_is_left_out_and_the_others_are_counted(open_house):
    for item in open_house.items:
        vote(open_house, item, ["for"] * 4)
    withdraw(open_house, 0)
    with pytest.raises(ValidationError, match="đã rút"):
        cast(open_house, open_house.members[4], open_house.items[0])
    session = services.close_session(by=open_house.secretary, session=open_house.session)
    first, second = session.items.order_by("order")
    assert (first.left_out, first.passed) == ("gone", None)
    assert (second.votes_for, second.issued, second.passed) == (4, 5, False)
    assert not CountedBallot.objects.filter(item=first).exists()
    assert [n.state for n in fresh(open_house)] == ["withdrawn", "refused"]


def test_the_same_nominees_are_not_called_to_two_sessions(house):
    given = {
        "by": house.secretary, "council": house.council, "award_round": house.round,
        "held_on": DAY, "starts_at": dt.time(14), "place": "Phòng 2",
    }  # fmt: skip
    with pytest.raises(Refused, match="phiên họp khác"):
        services.convene_session(**given)
    services.cancel_session(by=house.secretary, session=house.session, reason="Hoãn")
    assert services.convene_session(**given).items.count() == 2


@pytest.mark.parametrize(
    ("members", "percent", "needed"),
    [(9, 67, 6), (10, 67, 7), (10, 66, 7), (5, 80, 4), (3, 1, 1), (7, 100, 7), (49, 67, 33)],
)
def test_the_quorum_is_a_share_of_all_members(members, percent, needed):
    assert needed_for_quorum(members, percent) == needed


@pytest.mark.django_db
def test_one_of_ten_opens_nothing_and_a_regulation_changes_the_share():
    house = build_council(size=10)
    attend(house, ["present"] + ["absent"] * 9)
    with pytest.raises(Refused, match="túc số là 7"):
        services.open_session(by=house.secretary, session=house.session)
    regulate(house, QUORUM, 10)
    assert quorum_of(house.session) == 1
    services.open_session(by=house.secretary, session=house.session)


def regulate(house, setting, value):
    set_regulation(
        by=house.admin, setting=setting, authority=house.province, value=value,
        valid_from=dt.date(2021, 1, 1), legal_basis="Quy chế làm việc",
    )  # fmt: skip


def test_below_the_quorum_nothing_is_published_and_an_item_without_a_vote_waits(open_house):
    vote(open_house, open_house.items[0], ["for"] * 3)
    with pytest.raises(Refused, match="túc số"):
        services.close_session(by=open_house.secretary, session=open_house.session)
    cast(open_house, open_house.members[3], open_house.items[0])
    cast(open_house, open_house.members[4], open_house.items[0])
    services.close_session(by=open_house.secretary, session=open_house.session)
    second = open_house.session.items.get(order=2)
    assert (second.left_out, second.passed, second.votes_for) == ("quorum", None, None)
    assert [n.state for n in fresh(open_house)] == ["voted", "passed"]
    assert list(waiting_for_council(open_house.round)) == [open_house.nominees[1]]


def test_a_seat_that_ended_does_not_vote_and_its_successor_does(house):
    replace_seat(house)
    accounts = {each.member.account for each in house.session.voters.all()}
    assert house.successor.account in accounts
    assert house.members[4].account not in accounts
    assert len(accounts) == 5


def test_a_seat_that_ends_while_the_vote_is_open_sends_no_further_ballot(open_house):
    cast(open_house, open_house.members[4], open_house.items[0])
    end_seat(open_house)
    with pytest.raises(NotAllowed, match="kết thúc"):
        cast(open_house, open_house.members[4], open_house.items[1])
    assert open_house.session.voters.count() == 5, "the base stays as at the opening"


@pytest.mark.parametrize("begins", [dt.date(2020, 6, 1), dt.date(2021, 6, 1)])
def test_seats_of_one_person_do_not_meet(house, begins):
    with pytest.raises(Refused, match="đã là thành viên"):
        services.add_member(
            by=house.secretary, council=house.council, account=house.members[0].account,
            seat="member", position="", valid_from=begins,
        )  # fmt: skip


def test_nobody_votes_on_the_own_award(open_house):
    member, (first, second) = open_house.members[0], open_house.items
    member.account.set_unusable_password()
    update_account(by=open_house.admin, account=member.account, person=first.nominee.person)
    with pytest.raises(ValidationError, match="chính mình"):
        cast(open_house, member, first)
    cast(open_house, member, second)
    namesake = open_house.members[1].account
    namesake.full_name, namesake.unit = str(second.nominee.person), second.nominee.person.unit
    namesake.save()
    with pytest.raises(ValidationError, match="chính mình"):
        cast(open_house, open_house.members[1], second)
    for item in open_house.items:
        for other in open_house.members[2:]:
            cast(open_house, other, item)
    cast(open_house, open_house.members[1], first)
    services.close_session(by=open_house.secretary, session=open_house.session)
    first, second = open_house.session.items.order_by("order")
    assert (first.votes_for, first.issued, first.members, first.passed) == (4, 4, 5, False)
    assert (second.votes_for, second.issued) == (4, 4)


def test_a_vote_before_a_conflict_was_declared_is_destroyed_unopened(open_house):
    vote(open_house, open_house.items[0], ["for"] * 5)
    conflict(open_house)
    services.close_session(by=open_house.secretary, session=open_house.session)
    first = open_house.session.items.get(order=1)
    assert (first.votes_for, first.issued) == (4, 4)
    assert Participation.objects.filter(item=first).count() == 5
    assert not [line for line in violations() if line.startswith("Ballots")]


def test_a_ballot_is_corrected_only_where_the_council_allows_it(open_house):
    member, item = open_house.members[0], open_house.items[0]
    cast(open_house, member, item, "against")
    with pytest.raises(ValidationError, match="đã bỏ phiếu"):
        cast(open_house, member, item)
    regulate(open_house, CORRECTION, 1)
    code = cast(open_house, member, item)
    for other in open_house.members[1:]:
        cast(open_house, other, item)
    services.close_session(by=open_house.secretary, session=open_house.session)
    assert open_house.session.items.get(order=1).votes_for == 5
    open_house.session.refresh_from_db()
    assert [each.choice for each in check_ballots(open_house.session, code)] == ["Đồng ý"]


def test_a_session_that_the_last_version_opened_is_voted_on_and_closed(open_house):
    """Its ballots lie unsealed, it has no key yet; placed directly, as 0.2.0 wrote them."""
    session, first = open_house.session, open_house.items[0]
    type(session).objects.update(seal_key="")
    for number, member in enumerate(open_house.members[:3]):
        voter = session.voters.get(member__account=member.account)
        Participation.objects.create(item=first, voter=voter)
        Ballot.objects.create(code=f"{number}" * 32, item=first, choice="for")
    with pytest.raises(ValidationError, match="đã bỏ phiếu"):
        cast(open_house, open_house.members[0], first)
    for member in open_house.members[3:]:
        cast(open_house, member, first)
    services.close_session(by=open_house.secretary, session=session)
    assert session.items.get(order=1).votes_for == 5
    assert not Ballot.objects.exists()
    session.refresh_from_db()
    assert [each.item for each in check_ballots(session, "0" * 32)] == [first]


@pytest.mark.django_db
def test_departed_council_does_not_open(house):
    attend(house, ["present"] * 5)
    replace_council(house)
    with pytest.raises(Refused, match="không còn hoạt động"):
        services.open_session(by=house.secretary, session=house.session)
