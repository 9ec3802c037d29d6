"""The edges of time: ten months, leave, discipline, holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from awards.catalogue.enums import CourseGrade, DisciplineLevel, LeaveKind
from awards.eligibility.engine import assess
from awards.eligibility.facts import Disciplined, Fact, Leave
from awards.eligibility.findings import Outcome, Verdict
from tests.awards.eligibility.cases import COMPLAINT, ON, finding, good, law


@pytest.mark.parametrize(
    ("recruited", "outcome"),
    [
        (dt.date(2021, 3, 1), Outcome.MET),
        (dt.date(2021, 3, 2), Outcome.NOT_MET),
        (dt.date(2021, 12, 31), Outcome.NOT_MET),
    ],
)
def test_ten_months_count_to_the_last_day_of_the_year(recruited, outcome):
    facts = good("ADVANCED_WORKER", recruited_on=Fact(recruited))
    assert finding(facts, "ADVANCED_WORKER", "recruitment").outcome == outcome


@pytest.mark.parametrize("kind", list(LeaveKind))
def test_leave_does_not_shorten_the_ten_months(kind):
    leave = Leave(kind, dt.date(2021, 4, 1), dt.date(2021, 9, 30), CourseGrade.GOOD)
    facts = good("ADVANCED_WORKER", recruited_on=Fact(dt.date(2021, 3, 1)), leaves=(leave,))
    assert finding(facts, "ADVANCED_WORKER", "recruitment").outcome == Outcome.MET


@pytest.mark.parametrize(
    ("last", "grade", "outcome"),
    [
        (dt.date(2021, 8, 30), CourseGrade.AVERAGE, Outcome.MET),  # a day short of a year
        (dt.date(2021, 8, 31), CourseGrade.AVERAGE, Outcome.NOT_MET),
        (dt.date(2021, 8, 31), CourseGrade.FAIR, Outcome.MET),
        (None, None, Outcome.CANNOT_TELL),
    ],
)
def test_only_a_course_of_a_year_needs_a_fair_grade(last, grade, outcome):
    course = Leave(LeaveKind.STUDY, dt.date(2020, 9, 1), last, grade)
    facts = good("ADVANCED_WORKER", leaves=(course,))
    assert finding(facts, "ADVANCED_WORKER", "course").outcome == outcome


@pytest.mark.parametrize(
    ("decided", "outcome"),
    [
        (dt.date(2020, 12, 31), Outcome.MET),
        (dt.date(2021, 1, 1), Outcome.NOT_MET),
        (dt.date(2021, 12, 31), Outcome.NOT_MET),
        (dt.date(2022, 1, 1), Outcome.MET),
    ],
)
def test_discipline_counts_within_the_year_only(decided, outcome):
    facts = good("ADVANCED_WORKER", disciplines=(Disciplined(DisciplineLevel.REPRIMAND, decided),))
    assert finding(facts, "ADVANCED_WORKER", "discipline").outcome == outcome


@pytest.mark.parametrize(
    ("lifted", "outcome"),
    [
        (None, Outcome.HOLD),
        (dt.date(2021, 11, 23), Outcome.HOLD),
        (ON, Outcome.MET),
        (dt.date(2021, 11, 10), Outcome.MET),
    ],
)
def test_hold_stands_until_it_is_lifted(lifted, outcome):
    facts = good("ADVANCED_WORKER", holds=(replace(COMPLAINT, lifted_on=lifted),))
    assert finding(facts, "ADVANCED_WORKER", "hold").outcome == outcome


def test_hold_leaves_the_case_open_and_does_not_refuse():
    found = assess(good("ADVANCED_WORKER", holds=(COMPLAINT,)), law("ADVANCED_WORKER"), ON)
    assert found.held
    assert found.verdict == Verdict.CANNOT_TELL
