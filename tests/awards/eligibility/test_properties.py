"""What must hold for all facts: gaps never refuse, proof never hurts, answers are repeatable."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awards.catalogue.enums import (
    CommendationType,
    CourseGrade,
    DisciplineLevel,
    InitiativeScope,
    LeaveKind,
    Rating,
    SubjectKind,
    YearKind,
)
from awards.catalogue.ruletypes import RULE_TYPES, AllOf, AnyOf, Quota
from awards.eligibility.checks import CHECKS
from awards.eligibility.checks.persons import add_months
from awards.eligibility.engine import assess, check
from awards.eligibility.facts import (
    RECORDED,
    Disciplined,
    Fact,
    Facts,
    Held,
    HeldBack,
    InitiativeHeld,
    Leave,
    Members,
    Period,
    RegisteredFor,
    YearRated,
)
from awards.eligibility.findings import Outcome, Verdict
from tests.awards.eligibility.cases import ALL_AWARDS, ON, good, law

DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2023, 12, 31))
YEARS = st.integers(2016, 2023)
CODES = st.sampled_from(sorted({code for code, _subject in ALL_AWARDS}))
KINDS = st.sampled_from(YearKind)
GAPS = [
    *("occupation", "recruited_on"),
    *sorted(RECORDED),
    *("achievement", "attestations", "authority"),
]


def _unknown_or(strategy):
    return st.none() | strategy


def _some(strategy, most=4):
    return _unknown_or(st.lists(strategy, max_size=most).map(tuple))


@st.composite
def _leaves(draw):
    start = draw(DAYS)
    end = draw(st.none() | st.integers(0, 900))
    last = None if end is None else start + dt.timedelta(days=end)
    grade = draw(st.none() | st.sampled_from(CourseGrade))
    return Leave(draw(st.sampled_from(LeaveKind)), start, last, grade)


@st.composite
def _members(draw):
    total = draw(st.integers(0, 30))
    count = st.none() | st.integers(0, total)
    return Members(total, draw(count), draw(count), draw(count), draw(count))


HELD = st.builds(
    Held,
    award=CODES,
    year=st.none() | YEARS,
    year_kind=KINDS,
    number=st.sampled_from(["", "12/QĐ"]),
    decided_on=st.none() | DAYS,
    commendation_type=st.none() | st.sampled_from(CommendationType),
    achievement=st.sampled_from(["", "a", "b"]),
    revoked=st.booleans(),
)
ANY_FACTS = st.builds(
    Facts,
    subject=st.sampled_from(SubjectKind),
    name=st.just("Trần Thị Bé"),
    period=st.builds(Period.of_year, YEARS, KINDS),
    commendation_type=st.none() | st.sampled_from(CommendationType),
    achievement_key=st.sampled_from(["", "a", "b"]),
    recruited_on=_unknown_or(DAYS.map(Fact)),
    leaves=_some(_leaves()),
    ratings=_unknown_or(
        st.lists(
            st.builds(YearRated, YEARS, st.sampled_from(Rating), KINDS),
            max_size=5,
            unique_by=lambda row: (row.year, row.year_kind),
        ).map(tuple)
    ),
    held=_some(HELD),
    initiatives=_some(
        st.builds(
            InitiativeHeld,
            title=st.just("Sáng kiến"),
            scope=st.sampled_from(InitiativeScope),
            number=st.sampled_from(["", "1/QĐ"]),
            recognised_on=st.none() | DAYS,
        )
    ),
    disciplines=_some(st.builds(Disciplined, st.sampled_from(DisciplineLevel), DAYS)),
    holds=_some(st.builds(HeldBack, st.just("đơn thư"), DAYS, st.none() | DAYS)),
    registrations=_some(st.builds(RegisteredFor, CODES, YEARS, KINDS)),
    members=_unknown_or(_members()),
)


@settings(max_examples=300, deadline=None)
@given(facts=ANY_FACTS, code=CODES)
def test_every_finding_is_complete_and_repeatable(facts, code):
    found = check(facts, law(code), ON)
    assert found
    assert found == check(facts, law(code), ON)
    for each in found:
        assert each.article
        assert each.sentence.endswith((".", "…"))
        assert bool(each.missing) == (each.outcome == Outcome.CANNOT_TELL)
    json.dumps(assess(facts, law(code), ON).as_json())


@settings(max_examples=300, deadline=None)
@given(facts=ANY_FACTS, code=CODES)
def test_verdict_is_eligible_only_when_every_rule_is_met(facts, code):
    found = assess(facts, law(code), ON)
    everything_met = all(each.outcome == Outcome.MET for each in found.findings)
    assert (found.verdict == Verdict.ELIGIBLE) == everything_met


@pytest.mark.parametrize(("code", "subject"), ALL_AWARDS)
@pytest.mark.parametrize("gap", GAPS)
def test_a_gap_in_good_facts_never_refuses(code, subject, gap):
    facts = good(code, subject, **{gap: None}, commendation_type=None)
    assert assess(facts, law(code), ON).verdict != Verdict.NOT_ELIGIBLE


@settings(max_examples=200, deadline=None)
@given(facts=ANY_FACTS, code=CODES, gap=st.sampled_from(GAPS))
def test_forgetting_a_fact_makes_nobody_eligible(facts, code, gap):
    before = assess(facts, law(code), ON).verdict
    after = assess(replace(facts, **{gap: None}), law(code), ON).verdict
    assert after != Verdict.ELIGIBLE or before == Verdict.ELIGIBLE or gap == "commendation_type"


@settings(max_examples=200, deadline=None)
@given(facts=ANY_FACTS, extra=st.builds(YearRated, st.integers(2005, 2015), st.just(Rating.GOOD)))
def test_ratings_of_long_ago_change_nothing(facts, extra):
    more = replace(facts, ratings=None if facts.ratings is None else (*facts.ratings, extra))
    assert check(facts, law("ADVANCED_WORKER"), ON) == check(more, law("ADVANCED_WORKER"), ON)


@given(start=DAYS, months=st.integers(0, 60))
def test_months_are_added_in_order(start, months):
    later = add_months(start, months)
    assert start <= later < add_months(start, months + 1)
    assert (later.year - start.year) * 12 + later.month - start.month == months


@given(year=st.integers(2, 9000), kind=KINDS, count=st.integers(1, 10))
def test_years_end_with_the_year_of_the_period(year, kind, count):
    period = Period.of_year(year, kind)
    assert period.year == year
    assert period.last_years(count)[-1] == year
    assert len(period.last_years(count)) == count
    if year > count:
        assert period.stretch(count).end == period.end


def test_every_rule_type_has_its_function():
    assert set(CHECKS) == set(RULE_TYPES.values()) - {AllOf, AnyOf, Quota}


def test_gaps_name_fields_of_the_facts():
    assert set(GAPS) <= {field.name for field in fields(Facts)}
