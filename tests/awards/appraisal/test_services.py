"""Appraisal by its routes: four eyes, never one's own, nobody awarded by a rule."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from awards.appraisal import services
from awards.appraisal.enums import AppraisalState, Turn, Verdict
from awards.appraisal.models import Appraisal
from awards.appraisal.selectors import (
    TURNS,
    my_queue,
    rounds_in_hand,
    standing_of,
    under_appraisal,
    unready,
    way_of,
)
from awards.catalogue.enums import Route
from awards.catalogue.routes import set_route
from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Dossier, Nominee
from awards.nominations.services import hand_up as hand_up_dossier
from awards.nominations.services import (
    receive_dossier,
    return_dossier,
    sign_dossier,
)
from emulation.audit.invariants import violations
from emulation.notices.models import Notice
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from tests.awards.nominations.world import (
    make_dossier,
    make_round,
    mandate_at,
    only_nominee,
    person_of,
    received,
    submit,
)

DAY = dt.date(2021, 11, 22)


def single(world, *people):
    """Return a received dossier for the provincial diploma: one appraiser with a re-check."""
    return received(world, *people, code="PROVINCIAL_DIPLOMA")


def double(world, *people):
    """Return a received dossier for the provincial fighter: two independent appraisers."""
    return received(world, *people, code="PROVINCIAL_FIGHTER")


def assign(world, dossier):
    return services.assign_round(by=world.office, round_=dossier.round)


def turn_of(nominee, turn):
    return nominee.appraisals.exclude(state=AppraisalState.RECUSED).get(turn=turn)


def holder(world, appraisal):
    who = (world.reviewer, world.second, world.own_reviewer)
    return next(mandate for mandate in who if mandate.account_id == appraisal.appraiser_id)


def say(world, nominee, turn, verdict=Verdict.PASS, **more):
    row = turn_of(nominee, turn)
    return services.submit_verdict(
        by=holder(world, row), appraisal=row, verdict=verdict, **{"reason": "Đủ", **more}
    )


# Routes


def test_routes_come_from_the_law_and_from_the_province(world):
    nominee = only_nominee(single(world))
    assert way_of(nominee).route == Route.SINGLE_RECHECK
    set_route(
        by=world.admin,
        authority=world.province,
        award_code="PROVINCIAL_DIPLOMA",
        commendation_type="",
        route=Route.FULL_SESSION,
        valid_from=dt.date(2021, 1, 1),
        legal_basis="Quy chế",
    )
    way = way_of(nominee)
    assert (way.route, way.council) == (Route.FULL_SESSION, True)


def test_council_route_charges_nobody_and_the_office_checks(world):
    set_route(
        by=world.admin,
        authority=world.province,
        award_code="PROVINCIAL_DIPLOMA",
        commendation_type="",
        route=Route.STANDING_MEMBERS,
        valid_from=dt.date(2021, 1, 1),
        legal_basis="Quy chế",
    )
    nominee = only_nominee(single(world))
    assert assign(world, nominee.dossier).given == 0
    nominee.refresh_from_db()
    assert standing_of(nominee).key == "check"
    with pytest.raises(NotAllowed):
        services.check_completeness(by=world.reviewer, nominee=nominee, verdict=Verdict.PASS)
    passed = services.check_completeness(by=world.office, nominee=nominee, verdict=Verdict.PASS)
    assert passed.state == NomineeState.PASSED
    assert passed.needs_council


# One appraiser, re-checked


def test_two_people_pass_a_nominee(world):
    nominee = only_nominee(single(world))
    assert assign(world, nominee.dossier).given == 1
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST)
    nominee.refresh_from_db()
    assert nominee.state == NomineeState.APPRAISING
    recheck = turn_of(nominee, Turn.RECHECK)
    assert recheck.appraiser_id != turn_of(nominee, Turn.FIRST).appraiser_id
    passed = say(world, nominee, Turn.RECHECK)
    assert passed.state == NomineeState.PASSED
    assert not list(violations())


def test_refusal_is_confirmed_kept_and_told(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST, Verdict.FAIL, reason="Chưa đủ hai năm")
    refused = say(world, nominee, Turn.RECHECK, Verdict.FAIL, reason="Đồng ý")
    assert (refused.state, refused.outcome_reason) == (NomineeState.REFUSED, "Chưa đủ hai năm")
    told = Notice.objects.filter(event="nominations.refused")
    assert set(told.values_list("account", flat=True)) == {
        world.officer.account_id,
        world.leader.account_id,
    }
    dossier = Dossier.objects.get(pk=nominee.dossier_id)
    assert dossier.state == DossierState.SETTLED


def test_recheck_sends_back_and_does_not_overrule(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST)
    recheck = turn_of(nominee, Turn.RECHECK)
    with pytest.raises(Refused):
        say(world, nominee, Turn.RECHECK, Verdict.FAIL)
    with pytest.raises(ValidationError):
        services.send_back(by=holder(world, recheck), appraisal=recheck, remark=" ")
    services.send_back(by=holder(world, recheck), appraisal=recheck, remark="Xem lại sáng kiến")
    first = turn_of(nominee, Turn.FIRST)
    assert (first.state, first.remark) == (AppraisalState.ASSIGNED, "Xem lại sáng kiến")
    with pytest.raises(WrongState):
        say(world, nominee, Turn.RECHECK)
    say(world, nominee, Turn.FIRST, Verdict.FAIL, reason="Đúng là thiếu")
    refused = say(world, nominee, Turn.RECHECK, Verdict.FAIL)
    assert refused.state == NomineeState.REFUSED


def test_first_appraiser_cannot_recheck(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST)
    first = turn_of(nominee, Turn.FIRST)
    with pytest.raises(Refused):
        services.assign_appraiser(
            by=world.office, nominee=nominee, turn=Turn.RECHECK, mandate=holder(world, first)
        )


def test_somebody_else_cannot_speak_for_the_charged(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    row = nominee.appraisals.get()
    other = world.second if holder(world, row) == world.reviewer else world.reviewer
    for who in (other, world.office, world.leader, world.secretary, world.admin):
        with pytest.raises(NotAllowed):
            services.submit_verdict(by=who, appraisal=row, verdict=Verdict.PASS)


def test_submitting_twice_or_stale_is_refused(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    row = turn_of(nominee, Turn.FIRST)
    with pytest.raises(StaleVersion):
        services.submit_verdict(
            by=holder(world, row), appraisal=row, verdict=Verdict.PASS, version=99
        )
    say(world, nominee, Turn.FIRST)
    with pytest.raises(WrongState):
        say(world, nominee, Turn.FIRST)


@pytest.mark.parametrize(
    ("entries", "field"),
    [
        ({"verdict": "maybe"}, "verdict"),
        ({"verdict": Verdict.FAIL, "reason": " "}, "reason"),
        ({"verdict": Verdict.SUPPLEMENT}, "items"),
        ({"verdict": Verdict.SUPPLEMENT, "items": ["Báo cáo"]}, "due_on"),
        (
            {
                "verdict": Verdict.SUPPLEMENT,
                "items": ["Báo cáo"],
                "due_on": dt.date(2021, 11, 1),
            },
            "due_on",
        ),
    ],
)
def test_wrong_entries_are_told_beside_their_field(world, entries, field):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    row = nominee.appraisals.get()
    with pytest.raises(ValidationError) as error:
        services.submit_verdict(by=holder(world, row), appraisal=row, **entries)
    assert field in error.value.message_dict


# Two independent appraisers


def test_two_agree(world):
    nominee = only_nominee(double(world))
    assert assign(world, nominee.dossier).given == 2
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST, score=Decimal(90))
    passed = say(world, nominee, Turn.SECOND, score=Decimal("85.5"))
    assert passed.state == NomineeState.PASSED


def test_neither_sees_the_other_before_both_have_spoken(world):
    nominee = only_nominee(double(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST, score=Decimal(90))
    first, second = turn_of(nominee, Turn.FIRST), turn_of(nominee, Turn.SECOND)
    late = holder(world, second)
    assert list(Appraisal.objects.visible_to(late)) == [second]
    assert list(Appraisal.objects.visible_to(holder(world, first))) == [first]
    say(world, nominee, Turn.SECOND, score=Decimal(88))
    assert set(Appraisal.objects.visible_to(late)) == {first, second}


@pytest.mark.parametrize(
    ("verdict", "score"), [(Verdict.FAIL, Decimal(88)), (Verdict.PASS, Decimal(60))]
)
def test_disagreement_waits_for_the_office(world, verdict, score):
    nominee = only_nominee(double(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST, score=Decimal(90))
    stays = say(world, nominee, Turn.SECOND, verdict, score=score)
    assert stays.state == NomineeState.APPRAISING
    assert unready(nominee.dossier.round) == {"disagree": 1}
    for who in (world.reviewer, world.leader, world.officer, world.admin, world.signer):
        with pytest.raises(NotAllowed):
            services.settle_disagreement(by=who, nominee=nominee, verdict=Verdict.PASS, reason="x")
    with pytest.raises(ValidationError):
        services.settle_disagreement(
            by=world.secretary, nominee=nominee, verdict=Verdict.PASS, reason=" "
        )
    settled = services.settle_disagreement(
        by=world.secretary, nominee=nominee, verdict=Verdict.PASS, reason="Đã xem lại hồ sơ"
    )
    assert settled.state == NomineeState.PASSED


def test_nothing_to_settle_before_both_have_spoken(world):
    nominee = only_nominee(double(world))
    assign(world, nominee.dossier)
    with pytest.raises(WrongState):
        services.settle_disagreement(
            by=world.office, nominee=nominee, verdict=Verdict.PASS, reason="x"
        )


@pytest.mark.parametrize("score", [None, Decimal(-1), Decimal("100.5")])
def test_score_is_asked_for_and_bounded(world, score):
    nominee = only_nominee(double(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    with pytest.raises(ValidationError) as error:
        say(world, nominee, Turn.FIRST, score=score)
    assert "score" in error.value.message_dict


# Who may be charged


def test_nobody_gets_the_own_unit_its_divisions_or_the_unit_above(world):
    nominee = only_nominee(single(world))  # a person of a division of the department
    with pytest.raises(Refused):
        services.assign_appraiser(
            by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=world.own_reviewer
        )
    in_division = mandate_at(Role.REVIEWER, world.province, world.division, "r.division")
    with pytest.raises(Refused):
        services.assign_appraiser(
            by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=in_division
        )
    assign(world, nominee.dossier)
    charged = set(nominee.appraisals.values_list("appraiser", flat=True))
    assert charged <= {world.reviewer.account_id, world.second.account_id}


def test_database_refuses_the_own_unit_by_direct_sql(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    row = nominee.appraisals.get()
    table = Appraisal._meta.db_table
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET appraiser_unit_id = nominee_unit_id WHERE id = %s",  # noqa: S608
            [row.pk],
        )


def test_database_refuses_one_person_in_both_turns(world):
    nominee = only_nominee(double(world))
    assign(world, nominee.dossier)
    first, second = nominee.appraisals.order_by("pk")
    table = Appraisal._meta.db_table
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET appraiser_id = %s WHERE id = %s",  # noqa: S608
            [first.appraiser_id, second.pk],
        )


@pytest.mark.parametrize(
    "values",
    [
        {"state": "submitted"},
        {"score": Decimal(101)},
        {"score": Decimal(-1)},
        {"state": "submitted", "verdict": "pass"},
    ],
)
def test_database_refuses_half_a_verdict(world, values):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appraisal.objects.update(**values)


def test_load_is_even(world):
    people = [person_of(world.division, f"Người {n}") for n in range(6)]
    dossier = single(world, *people)
    assign(world, dossier)
    counts = [my_queue(who).count() for who in (world.reviewer, world.second)]
    assert counts == [3, 3]
    assert not my_queue(world.own_reviewer).exists()


def test_who_prepared_the_dossier_does_not_appraise_it(world):
    dossier = single(world)
    Dossier.objects.filter(pk=dossier.pk).update(created_by=world.reviewer)
    nominee = only_nominee(dossier)
    with pytest.raises(Refused):
        services.assign_appraiser(
            by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=world.reviewer
        )


def test_somebody_without_a_known_employer_is_not_charged(world):
    stray = mandate_at(Role.REVIEWER, world.province, None, "stray")
    nominee = only_nominee(single(world))
    with pytest.raises(Refused):
        services.assign_appraiser(by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=stray)


def test_recusal_passes_the_turn_on(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    row = nominee.appraisals.get()
    who = holder(world, row)
    with pytest.raises(Refused):
        services.recuse(by=who, appraisal=row, reason=" ")
    services.recuse(by=who, appraisal=row, reason="Anh em ruột")
    nominee.refresh_from_db()
    again = turn_of(nominee, Turn.FIRST)
    assert again.appraiser_id != who.account_id
    with pytest.raises(Refused):
        services.assign_appraiser(by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=who)


def test_conflicts_of_others_are_recorded_by_the_office_only(world):
    nominee = only_nominee(single(world))
    with pytest.raises(NotAllowed):
        services.declare_conflict(
            by=world.reviewer, nominee=nominee, account=world.second.account, reason="x"
        )
    services.declare_conflict(
        by=world.office, nominee=nominee, account=world.second.account, reason="Họ hàng"
    )
    services.declare_conflict(
        by=world.member, nominee=nominee, account=world.member.account, reason="Họ hàng"
    )
    assert nominee.conflicts.count() == 2


def test_conflict_after_assignment_stops_the_verdict(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    row = nominee.appraisals.get()
    world_holder = holder(world, row)
    account = world_holder.account
    account.unit = world.department
    account.save()
    with pytest.raises(NotAllowed):
        services.submit_verdict(by=world_holder, appraisal=row, verdict=Verdict.PASS)


def test_nobody_left_to_recheck_is_told_to_the_office(world):
    nominee = only_nominee(single(world))
    services.declare_conflict(
        by=world.office, nominee=nominee, account=world.second.account, reason="Họ hàng"
    )
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST)
    assert unready(nominee.dossier.round) == {"no_recheck": 1}
    assert Notice.objects.filter(event="appraisal.office", account=world.office.account_id).exists()
    head = mandate_at(Role.OFFICE, world.province, world.province, "truongphong")
    services.assign_appraiser(by=world.office, nominee=nominee, turn=Turn.RECHECK, mandate=head)
    passed = services.submit_verdict(
        by=head, appraisal=turn_of(nominee, Turn.RECHECK), verdict=Verdict.PASS
    )
    assert passed.state == NomineeState.PASSED


def test_recheck_is_not_given_before_the_first_has_spoken(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    with pytest.raises(WrongState):
        services.assign_appraiser(
            by=world.office, nominee=nominee, turn=Turn.RECHECK, mandate=world.second
        )


# Supplement


def test_supplement_returns_the_dossier_and_only_this_one_is_seen_again(world):
    other = person_of(world.division, "Phạm Thị Mai")
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


# A unit's own round


def test_unit_without_reviewers_goes_to_its_council_after_the_officers_check(world):
    round_ = make_round(world.officer, "ADVANCED_WORKER")
    dossier = submit(world, make_dossier(world, round_))
    receive_dossier(by=world.officer, dossier=dossier, incoming_on=DAY)
    services.assign_round(by=world.officer, round_=round_)
    nominee = only_nominee(dossier)
    assert nominee.route not in TURNS
    passed = services.check_completeness(by=world.officer, nominee=nominee, verdict=Verdict.PASS)
    assert (passed.state, passed.needs_council) == (NomineeState.PASSED, True)


def test_without_a_council_who_prepared_does_not_check(world):
    round_ = make_round(world.officer, "ADVANCED_WORKER")
    dossier = submit(world, make_dossier(world, round_))
    receive_dossier(by=world.officer, dossier=dossier, incoming_on=DAY)
    services.assign_round(by=world.officer, round_=round_)
    Nominee.objects.filter(dossier=dossier).update(needs_council=False)
    nominee = only_nominee(dossier)
    for who in (world.officer, world.leader):
        with pytest.raises(NotAllowed):
            services.check_completeness(by=who, nominee=nominee, verdict=Verdict.PASS)
    colleague = mandate_at(Role.OFFICER, world.department, world.department, "canbo2")
    passed = services.check_completeness(by=colleague, nominee=nominee, verdict=Verdict.PASS)
    assert passed.state == NomineeState.PASSED


def test_refusing_at_the_check_needs_a_reason(world):
    round_ = make_round(world.officer, "ADVANCED_WORKER")
    dossier = submit(world, make_dossier(world, round_))
    receive_dossier(by=world.officer, dossier=dossier, incoming_on=DAY)
    services.assign_round(by=world.officer, round_=round_)
    nominee = only_nominee(dossier)
    with pytest.raises(ValidationError):
        services.check_completeness(by=world.officer, nominee=nominee, verdict=Verdict.FAIL)


# Reads


def test_standing_and_counts_agree(world):
    people = [person_of(world.division, f"Người {n}") for n in range(3)]
    dossier = single(world, *people)
    rows = list(under_appraisal(dossier.round))
    assert [standing_of(row).key for row in rows] == ["unassigned"] * 3
    assert unready(dossier.round) == {"unassigned": 3}
    assign(world, dossier)
    assert {standing_of(row).key for row in under_appraisal(dossier.round)} == {"underway"}
    assert unready(dossier.round) == {}
    assert rounds_in_hand(world.office).get().waiting == 3


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("office", 1),
        ("secretary", 1),
        ("auditor", 1),
        ("signer", 1),
        ("member", 0),
        ("clerk", 0),
        ("officer", 0),
        ("leader", 0),
        ("other_officer", 0),
        ("admin", 0),
        ("own_reviewer", 0),
    ],
)
def test_who_sees_appraisals(world, who, sees):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    assert Appraisal.objects.visible_to(getattr(world, who)).count() == sees


def test_invariants_find_what_direct_sql_breaks(world):
    nominee = only_nominee(single(world))
    Nominee.objects.filter(pk=nominee.pk).update(
        state=NomineeState.PASSED, route=Route.SINGLE_RECHECK
    )
    broken = [line for line in violations() if f"nominee {nominee.pk}" in line]
    assert broken
    Nominee.objects.filter(pk=nominee.pk).update(award_code="OTHER")
    assert any("OTHER" in line for line in violations())
