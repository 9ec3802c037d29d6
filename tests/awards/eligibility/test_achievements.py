"""Initiatives, titles in a row, registrations, one achievement and one award."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from awards.catalogue.enums import CommendationType, InfluenceScope, Occupation, YearKind
from awards.eligibility.engine import assess
from awards.eligibility.facts import Achievement, Fact, Held, Period, RegisteredFor
from awards.eligibility.findings import Outcome, Verdict
from tests.awards.eligibility.cases import (
    DONE,
    MERIT_2020,
    ON,
    finding,
    good,
    initiative,
    law,
    title,
)


def test_excellent_rating_alone_makes_no_grassroots_fighter():
    facts = good("GRASSROOTS_FIGHTER", initiatives=())
    assert finding(facts, "GRASSROOTS_FIGHTER", "rating").outcome == Outcome.MET
    assert assess(facts, law("GRASSROOTS_FIGHTER"), ON).verdict == Verdict.NOT_ELIGIBLE


def test_armed_forces_may_show_resourcefulness_instead():
    facts = good("GRASSROOTS_FIGHTER", initiatives=(), occupation=Fact(Occupation.ARMED))
    assert finding(facts, "GRASSROOTS_FIGHTER", "initiative").outcome == Outcome.MET


def test_initiative_of_last_year_does_not_count_for_this_year():
    old = initiative(recognised_on=dt.date(2020, 12, 31))
    facts = good("GRASSROOTS_FIGHTER", initiatives=(old,))
    assert finding(facts, "GRASSROOTS_FIGHTER", "initiative").outcome == Outcome.NOT_MET


def test_registration_of_a_higher_title_covers_the_lower():
    facts = good("ADVANCED_WORKER", registrations=(RegisteredFor("GRASSROOTS_FIGHTER", 2021),))
    assert finding(facts, "ADVANCED_WORKER", "registration").outcome == Outcome.MET


def test_registration_of_a_lower_title_does_not_cover_the_higher():
    facts = good("GRASSROOTS_FIGHTER", registrations=(RegisteredFor("ADVANCED_WORKER", 2021),))
    assert finding(facts, "GRASSROOTS_FIGHTER", "registration").outcome == Outcome.NOT_MET


def test_revoked_title_breaks_the_row():
    held = (title(2019), title(2020, revoked=True), title(2021))
    facts = good("PROVINCIAL_FIGHTER", held=held)
    found = finding(facts, "PROVINCIAL_FIGHTER", "three_titles")
    assert found.outcome == Outcome.NOT_MET
    assert "năm 2020" in found.sentence


def test_finding_links_the_decisions_it_used():
    found = finding(good("PROVINCIAL_FIGHTER"), "PROVINCIAL_FIGHTER", "three_titles")
    assert [used.source.url for used in found.used] == ["/so/2019/", "/so/2020/", "/so/2021/"]


def test_school_years_count_in_their_own_kind_of_year():
    school = Period.of_year(2020, YearKind.SCHOOL)
    held = tuple(title(year, year_kind=YearKind.SCHOOL) for year in (2018, 2019, 2020))
    facts = good("PROVINCIAL_FIGHTER", period=school, held=held)
    assert finding(facts, "PROVINCIAL_FIGHTER", "three_titles").outcome == Outcome.MET
    calendar = replace(facts, held=tuple(replace(row, year_kind="calendar") for row in held))
    assert finding(calendar, "PROVINCIAL_FIGHTER", "three_titles").outcome == Outcome.NOT_MET


def test_title_and_form_stand_beside_each_other():
    facts = good("PROVINCIAL_DIPLOMA", held=(title(2021),))
    assert finding(facts, "PROVINCIAL_DIPLOMA", "one_achievement").outcome == Outcome.MET


def test_diploma_for_another_achievement_is_no_obstacle():
    facts = good("PROVINCIAL_DIPLOMA", held=(replace(MERIT_2020, achievement="chong-dich"),))
    assert finding(facts, "PROVINCIAL_DIPLOMA", "one_achievement").outcome == Outcome.MET


def test_diploma_of_the_same_time_and_unknown_content_is_left_open():
    sudden = Held(
        "PROVINCIAL_DIPLOMA",
        number="1/QĐ-UBND",
        decided_on=dt.date(2021, 8, 1),
        commendation_type=CommendationType.IRREGULAR,
    )
    facts = good("PROVINCIAL_DIPLOMA", held=(sudden,), commendation_type=CommendationType.IRREGULAR)
    assert finding(facts, "PROVINCIAL_DIPLOMA", "one_achievement").outcome == Outcome.CANNOT_TELL


@pytest.mark.parametrize(
    ("end", "outcome"),
    [(dt.date(2019, 12, 31), Outcome.MET), (dt.date(2020, 1, 1), Outcome.NOT_MET)],
)
def test_next_years_begin_after_the_period_of_the_last_diploma(end, outcome):
    held = (replace(MERIT_2020, period=Period(dt.date(2018, 1, 1), end)),)
    facts = good("PROVINCIAL_DIPLOMA", held=held)
    assert finding(facts, "PROVINCIAL_DIPLOMA", "two_years.not_counted").outcome == outcome


def test_without_a_period_the_decision_date_counts():
    held = (replace(MERIT_2020, period=None, decided_on=dt.date(2020, 3, 1)),)
    facts = good("PROVINCIAL_DIPLOMA", held=held)
    found = finding(facts, "PROVINCIAL_DIPLOMA", "two_years.not_counted")
    assert found.outcome == Outcome.NOT_MET
    assert "01/03/2020" in found.sentence


def test_farmer_needs_influence_in_the_commune_only():
    facts = good(
        "PROVINCIAL_DIPLOMA",
        campaign=None,
        ratings=DONE,
        occupation=Fact(Occupation.FARMER),
        achievement=Achievement("Mô hình tôm – lúa", InfluenceScope.COMMUNE, "UBND xã"),
    )
    assert finding(facts, "PROVINCIAL_DIPLOMA", "achievement").outcome == Outcome.MET
