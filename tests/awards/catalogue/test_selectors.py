"""Questions put to the law: dates at the edge, authorities, votes, bonuses."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.catalogue.enums import AwardKind, CommendationType, Route, SubjectKind
from awards.catalogue.errors import NoBonus, NoLaw, UnknownAward, WrongSubject
from awards.catalogue.law import Rounding
from awards.catalogue.loader import money
from awards.catalogue.selectors import (
    Bonus,
    BonusClaim,
    authority_for,
    award,
    awards_decided_by,
    base_salary_on,
    bonus,
    decides,
    paid_claims,
    regime_on,
    rounding_on,
)
from awards.council.services.counting import is_carried
from emulation.units.enums import UnitKind

DAY = dt.date(2021, 11, 22)
PERSON, GROUP, HOME = SubjectKind.INDIVIDUAL, SubjectKind.COLLECTIVE, SubjectKind.HOUSEHOLD


@pytest.mark.parametrize("day", [dt.date(2017, 10, 1), DAY, dt.date(2023, 12, 31)])
def test_law_of_2003_holds_to_the_last_day_of_2023(day):
    assert regime_on(day).code == "R1"


@pytest.mark.parametrize("day", [dt.date(2017, 9, 30), dt.date(2024, 1, 1)])
def test_day_without_law_is_a_clear_refusal(day):
    with pytest.raises(NoLaw, match=f"{day:%d/%m/%Y}"):
        regime_on(day)


def test_unknown_award_is_a_clear_refusal():
    with pytest.raises(UnknownAward, match="EXEMPLARY_COMMUNE"):
        award("EXEMPLARY_COMMUNE", DAY)


@pytest.mark.parametrize(
    ("code", "subject", "kind", "expected"),
    [
        ("ADVANCED_WORKER", PERSON, UnitKind.COMMUNE, True),
        ("ADVANCED_WORKER", PERSON, UnitKind.PEOPLES_COMMITTEE, False),
        ("GRASSROOTS_FIGHTER", PERSON, UnitKind.DISTRICT, True),
        ("GRASSROOTS_FIGHTER", PERSON, UnitKind.COMMUNE, False),
        ("ADVANCED_COLLECTIVE", GROUP, UnitKind.DEPARTMENT, True),
        ("EXCELLENT_COLLECTIVE", GROUP, UnitKind.DEPARTMENT, False),
        ("EXCELLENT_COLLECTIVE", GROUP, UnitKind.PEOPLES_COMMITTEE, True),
        ("PROVINCIAL_DIPLOMA", HOME, UnitKind.PEOPLES_COMMITTEE, True),
        ("MERIT_CERTIFICATE", HOME, UnitKind.COMMUNE, True),
        ("MERIT_CERTIFICATE", PERSON, UnitKind.PEOPLES_COMMITTEE, False),
    ],
)
def test_who_decides(code, subject, kind, expected):
    assert decides(kind, award(code, DAY), subject) is expected


def test_authority_says_who_and_by_which_article():
    found = authority_for(award("EXCELLENT_COLLECTIVE", DAY), GROUP)
    assert found.title == "Chủ tịch Ủy ban nhân dân tỉnh"
    assert "Điều 79" in found.article


def test_household_has_no_authority_for_a_title():
    with pytest.raises(WrongSubject, match="hộ gia đình"):
        authority_for(award("ADVANCED_WORKER", DAY), HOME)


def test_province_decides_four_awards_of_2021():
    assert {each.code for each in awards_decided_by(UnitKind.PEOPLES_COMMITTEE, DAY)} == {
        "PROVINCIAL_FIGHTER",
        "EXCELLENT_COLLECTIVE",
        "PROVINCIAL_FLAG",
        "PROVINCIAL_DIPLOMA",
    }


# --- votes and routes


@pytest.mark.parametrize(
    ("in_favour", "members", "passes"),
    [(9, 10, True), (8, 9, False), (14, 15, True), (13, 15, False)],
)
def test_provincial_fighter_needs_ninety_percent_of_all_members(in_favour, members, passes):
    vote = award("PROVINCIAL_FIGHTER", DAY).council
    more_than = vote.comparison == "more_than"
    assert passes is is_carried(in_favour, of=members, percent=vote.percent, more_than=more_than)
    assert vote.must_meet
    assert vote.secret


def test_half_is_not_more_than_half():
    vote = award("ADVANCED_WORKER", DAY).council
    assert vote.comparison == "more_than"
    assert not is_carried(5, of=10, percent=vote.percent, more_than=True)
    assert is_carried(6, of=10, percent=vote.percent, more_than=True)


def test_irregular_diploma_passes_no_council():
    diploma = award("PROVINCIAL_DIPLOMA", DAY)
    assert not diploma.council.needed_for(CommendationType.IRREGULAR)
    assert diploma.council.needed_for(CommendationType.MERIT)
    codes = {paper.code for paper in diploma.documents_for(CommendationType.IRREGULAR)}
    assert "council_minutes" not in codes


def test_provincial_fighter_has_two_independent_appraisers():
    assert award("PROVINCIAL_FIGHTER", DAY).routing.route_for(None) == Route.TWO_INDEPENDENT
    assert award("PROVINCIAL_DIPLOMA", DAY).routing.route_for(None) == Route.SINGLE_RECHECK


# --- money


@pytest.mark.parametrize(
    ("code", "subject", "kind", "amount"),
    [
        ("ADVANCED_WORKER", PERSON, None, 447_000),
        ("GRASSROOTS_FIGHTER", PERSON, None, 1_490_000),
        ("PROVINCIAL_FIGHTER", PERSON, None, 4_470_000),
        ("ADVANCED_COLLECTIVE", GROUP, None, 1_192_000),
        ("EXCELLENT_COLLECTIVE", GROUP, None, 2_235_000),
        ("PROVINCIAL_FLAG", GROUP, None, 11_920_000),
        ("PROVINCIAL_DIPLOMA", PERSON, None, 1_490_000),
        ("PROVINCIAL_DIPLOMA", GROUP, None, 2_980_000),
        ("PROVINCIAL_DIPLOMA", HOME, None, 1_490_000),
        ("MERIT_CERTIFICATE", PERSON, UnitKind.DEPARTMENT, 447_000),
        ("MERIT_CERTIFICATE", GROUP, UnitKind.DISTRICT, 894_000),
        ("MERIT_CERTIFICATE", PERSON, UnitKind.COMMUNE, 223_500),
    ],
)
def test_bonus_of_2021(code, subject, kind, amount):
    found = bonus(award(code, DAY), subject, DAY, authority=kind)
    assert (found.raw, found.paid) == (amount, amount)
    assert found.base_salary == 1_490_000
    assert found.article


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (dt.date(2019, 6, 30), 1_390_000),
        (dt.date(2019, 7, 1), 1_490_000),
        (dt.date(2023, 6, 30), 1_490_000),
        (dt.date(2023, 7, 1), 1_800_000),
        (dt.date(2024, 7, 1), 2_340_000),
        (dt.date(2026, 7, 1), 2_530_000),
    ],
)
def test_base_salary_is_that_of_the_day_of_decision(day, amount):
    assert base_salary_on(day).amount == amount
    assert bonus(award("GRASSROOTS_FIGHTER", DAY), PERSON, day).base_salary == amount


def test_base_salary_before_the_first_is_a_clear_refusal():
    with pytest.raises(NoLaw, match="mức lương cơ sở"):
        base_salary_on(dt.date(2018, 6, 30))
    with pytest.raises(NoLaw, match="làm tròn"):
        rounding_on(dt.date(2017, 9, 30))


def test_rounding_up_to_ten_thousand_begins_in_july_2025():
    worker = award("ADVANCED_WORKER", DAY)
    before = bonus(worker, PERSON, dt.date(2025, 6, 30))
    after = bonus(worker, PERSON, dt.date(2025, 7, 1))
    assert (before.raw, before.paid) == (702_000, 702_000)
    assert (after.raw, after.paid) == (702_000, 710_000)


@given(st.decimals(0, 10**9, places=2), st.sampled_from([1, 1000, 10_000]))
def test_rounding_never_takes_money_away(amount, step):
    paid = Rounding(step, DAY, "x", money().roundings[0].mark).round_up(amount)
    assert amount <= paid < amount + step
    assert paid % step == 0


def test_certificate_of_merit_needs_to_know_who_decides():
    with pytest.raises(NoBonus, match="cấp quyết định"):
        bonus(award("MERIT_CERTIFICATE", DAY), PERSON, DAY)


def test_wrong_subject_has_no_bonus():
    with pytest.raises(WrongSubject):
        bonus(award("ADVANCED_WORKER", DAY), GROUP, DAY)


def _claim(key, kind, period, raw):
    return BonusClaim(key, kind, period, Bonus(Decimal(raw), raw, Decimal(1), raw, "x"))


def test_only_the_highest_title_of_a_period_is_paid_and_every_form():
    claims = [
        _claim("worker", AwardKind.TITLE, "2021", 447_000),
        _claim("fighter", AwardKind.TITLE, "2021", 1_490_000),
        _claim("old fighter", AwardKind.TITLE, "2020", 1_490_000),
        _claim("diploma", AwardKind.FORM, "2021", 1_490_000),
        _claim("certificate", AwardKind.FORM, "2021", 447_000),
    ]
    assert paid_claims(claims) == {"fighter", "old fighter", "diploma", "certificate"}
