"""The council: thresholds over all members, one secret ballot each, nothing that joins the two."""

import datetime as dt
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from awards.council import services
from awards.council.models import AgendaItem, Ballot, CountedBallot, Envelope, Participation
from awards.nominations.models import Nominee
from emulation.people.enums import Role
from emulation.registries.proof import violations
from emulation.ui.errors import NotAllowed, Refused, WrongState
from tests.builders.councils import attend, build_council, vote
from tests.builders.people import make_mandate
from tests.builders.races import at_once


def cast(house, member, item, choice="for"):
    return services.cast_ballots(by=member, session=house.session, choices={item.pk: choice})


def close(house):
    session = services.close_session(by=house.secretary, session=house.session)
    return session, list(session.items.order_by("order"))


def test_convening_makes_every_member_a_voter_and_every_ready_nominee_an_item(house):
    assert house.session.voters.count() == 5
    assert [item.nominee.name for item in house.items] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert {item.threshold for item in house.items} == {90}
    assert "91/2017" in house.items[0].article


def test_the_ratio_is_over_all_members_not_over_those_who_voted(open_house):
    vote(open_house, open_house.items[0], ["for"] * 4)
    vote(open_house, open_house.items[1], ["for"] * 5)
    _session, (first, second) = close(open_house)
    assert (first.votes_for, first.members, first.ratio, first.passed) == (4, 5, 80, False)
    assert (second.ratio, second.passed) == (100, True)
    states = Nominee.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["refused", "voted"]


@pytest.mark.parametrize(("agree", "passed"), [(9, True), (8, False)])
@pytest.mark.django_db
def test_ninety_percent_of_ten_are_nine(agree, passed):
    house = build_council(size=10)
    attend(house, ["present"] * 10)
    services.open_session(by=house.secretary, session=house.session)
    vote(house, house.items[0], ["for"] * agree + ["against"] * (10 - agree))
    _session, (first, _second) = close(house)
    assert first.passed is passed


def test_a_member_votes_once(open_house):
    item = open_house.items[0]
    cast(open_house, open_house.members[0], item, "for")
    with pytest.raises(ValidationError, match="đã bỏ phiếu"):
        cast(open_house, open_house.members[0], item, "against")
    assert (Envelope.objects.count(), Participation.objects.count()) == (1, 1)


def test_the_database_refuses_a_second_participation(open_house):
    cast(open_house, open_house.members[0], open_house.items[0], "for")
    first = Participation.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.create(item=first.item, voter=first.voter)


OTHERS = sorted(set(Role.values) - Role.OF_CLUSTER - {Role.COUNCIL_MEMBER})


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_votes(open_house, role):
    other = make_mandate(role, open_house.province, f"khac.{role}")
    with pytest.raises(NotAllowed):
        cast(open_house, other, open_house.items[0])


def test_a_member_of_another_council_or_without_a_seat_does_not_vote(open_house):
    strangers = [
        make_mandate(Role.COUNCIL_MEMBER, open_house.other, "uyvien.khac"),
        make_mandate(Role.COUNCIL_MEMBER, open_house.province, "uyvien.moi"),
    ]
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            cast(open_house, stranger, open_house.items[0])


def test_who_is_absent_does_not_vote_and_who_voted_is_not_absent(house):
    attend(house, ["present"] * 4 + ["absent"])
    services.open_session(by=house.secretary, session=house.session)
    with pytest.raises(Refused, match="vắng"):
        cast(house, house.members[4], house.items[0], "for")
    cast(house, house.members[0], house.items[0], "for")
    voter = house.session.voters.get(member__account=house.members[0].account)
    with pytest.raises(ValidationError) as refused:
        attend(house, ["absent"] * 5)
    assert list(refused.value.error_dict) == [f"presence_{voter.pk}"]
    voter.refresh_from_db()
    assert voter.presence == "present", "nothing of it is saved"


def test_before_and_after_the_session_no_ballot_is_taken(house):
    with pytest.raises(WrongState):
        cast(house, house.members[0], house.items[0], "for")
    attend(house, ["present"] * 5)
    services.open_session(by=house.secretary, session=house.session)
    vote(house, house.items[0], ["for"] * 5)
    close(house)
    with pytest.raises(WrongState):
        cast(house, house.members[0], house.items[0], "for")


def test_closing_rewrites_the_ballots_and_empties_the_box(open_house):
    choices = ["for", "against", "for", "blank", "for"]
    vote(open_house, open_house.items[0], choices)
    close(open_house)
    assert not Envelope.objects.exists()
    assert sorted(CountedBallot.objects.values_list("choice", flat=True)) == sorted(choices)
    with pytest.raises(IntegrityError, match="protected row"), transaction.atomic():
        CountedBallot.objects.update(choice="for")


def test_a_count_cannot_be_altered_afterwards(open_house):
    vote(open_house, open_house.items[0], ["for"] * 5)
    close(open_house)
    with pytest.raises(IntegrityError, match="protected row"), transaction.atomic():
        AgendaItem.objects.update(votes_for=5)


def test_invariants_hold_and_find_a_stuffed_box(open_house):
    vote(open_house, open_house.items[0], ["for"] * 5)
    assert not [line for line in violations() if "Ballots" in line]
    Ballot.objects.create(code="f" * 32, item=open_house.items[0], choice="for")
    assert [line for line in violations() if line.startswith("Ballots equal receipts")]


def test_a_result_on_paper_settles_like_a_vote(house, stored_pdf):
    counts = {house.items[0].pk: (5, 0, 0, 0), house.items[1].pk: (3, 0, 1, 1)}
    services.enter_paper_votes(by=house.secretary, session=house.session, counts=counts)
    session = services.record_paper_result(
        by=house.secretary,
        session=house.session,
        paper=stored_pdf,
        paper_number="03/BB-HĐ",
        issued=5,
    )
    assert session.state == "closed"
    items = session.items.order_by("order")
    assert [item.passed for item in items] == [True, False]
    assert [(item.issued, item.votes_invalid) for item in items] == [(5, 0), (5, 1)]


@pytest.mark.parametrize("issued", [3, 4, 6])
def test_ballots_given_out_on_paper_are_no_fewer_than_came_back_or_the_quorum(
    house, stored_pdf, issued
):
    counts = {item.pk: (5, 0, 0, 0) for item in house.items}
    services.enter_paper_votes(by=house.secretary, session=house.session, counts=counts)
    with pytest.raises(ValidationError) as refused:
        services.record_paper_result(
            by=house.secretary, session=house.session, paper=stored_pdf, paper_number="1",
            issued=issued,
        )  # fmt: skip
    assert list(refused.value.error_dict) == ["issued"]


@pytest.mark.parametrize("votes", [(6, 0, 0, 0), (-1, 0, 0, 0), (4, 0, 1, 1)])
def test_a_result_on_paper_has_no_more_votes_than_members(house, stored_pdf, votes):
    counts = {item.pk: votes for item in house.items}
    with pytest.raises(ValidationError):
        services.enter_paper_votes(by=house.secretary, session=house.session, counts=counts)
    with pytest.raises(ValidationError):
        services.enter_paper_votes(
            by=house.secretary, session=house.session, counts={}, others=votes
        )
    with pytest.raises(Refused):
        services.record_paper_result(
            by=house.secretary, session=house.session, paper=stored_pdf, paper_number="1",
            issued=5,
        )  # fmt: skip


def test_votes_on_paper_are_entered_before_the_session_by_its_secretary(house):
    counts = {house.items[0].pk: (5, 0, 0, 0)}
    with pytest.raises(NotAllowed):
        services.enter_paper_votes(by=house.office, session=house.session, counts=counts)
    services.enter_paper_votes(
        by=house.secretary, session=house.session, counts=counts, others=(4, 1, 0, 0)
    )
    items = house.session.items.order_by("order")
    assert [item.votes_for for item in items] == [5, *[4] * (len(items) - 1)]
    attend(house, ["present"] * house.session.voters.count())
    services.open_session(by=house.secretary, session=house.session)
    with pytest.raises(WrongState):
        services.enter_paper_votes(by=house.secretary, session=house.session, counts=counts)


def test_only_the_secretary_of_this_council_runs_the_session(house):
    for other in (house.office, house.auditor, house.members[0], house.officer):
        with pytest.raises(NotAllowed):
            services.record_attendance(by=other, session=house.session, entries={})


def test_members_have_one_seat_and_one_chair(house):
    with pytest.raises(Refused):
        services.add_member(
            by=house.secretary,
            council=house.council,
            account=house.members[0].account,
            seat="member",
            position="",
            valid_from=dt.date(2021, 2, 1),
        )
    with pytest.raises(Refused, match="Chủ tịch"):
        services.add_member(
            by=house.secretary,
            council=house.council,
            account=house.officer.account,
            seat="chair",
            position="",
            valid_from=dt.date(2021, 2, 1),
        )


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_ballots_that_arrive_while_the_chair_closes_are_counted_or_refused():
    house = build_council(size=15)
    attend(house, ["present"] * 15)
    services.open_session(by=house.secretary, session=house.session)
    casts = [partial(cast, house, member, house.items[0]) for member in house.members]
    for of_the_quorum in casts[:10]:  # without it the chair who comes first could close nothing
        of_the_quorum()
    *answers, (_session, (first, _second)) = at_once(*casts[10:], lambda: close(house))
    refused = [answer for answer in answers if isinstance(answer, WrongState)]
    assert first.votes_for + len(refused) == 15
    assert Participation.objects.filter(item=first).count() == first.votes_for
    assert not [line for line in violations() if "allot" in line]
