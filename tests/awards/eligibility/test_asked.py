"""What the rules ask of records: each says so, and nothing else is read."""

from __future__ import annotations

from dataclasses import fields

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.catalogue.selectors import regime_on
from awards.eligibility.checks import CHECKS, Case
from awards.eligibility.checks.registry import READS
from awards.eligibility.engine import asked_by, assess, leaves_of
from awards.eligibility.facts import RECORDED, Facts
from awards.eligibility.selectors import Claim, facts_for
from tests.awards.eligibility.cases import ALL_AWARDS, ON, PERSON, good, law
from tests.builders.people import make_person
from tests.builders.units import make_department


class Watched(Facts):
    """Facts that remember which of them were asked for."""

    def __getattribute__(self, name: str) -> object:
        if name in RECORDED:
            object.__getattribute__(self, "__dict__").setdefault("asked", set()).add(name)
        return super().__getattribute__(name)


def _watched(facts: Facts) -> Watched:
    made = Watched(**{each.name: getattr(facts, each.name) for each in fields(facts)})
    made.__dict__["asked"] = set()
    return made


@pytest.mark.parametrize(("code", "subject"), ALL_AWARDS)
def test_every_rule_says_which_records_it_asks_for(code, subject):
    award = law(code)
    for rule in award.rules_for(subject):
        for leaf in leaves_of(rule):
            kind, facts = type(leaf.params), _watched(good(code, subject))
            CHECKS[kind](facts, leaf.params, Case(award, regime_on(ON), ON))
            assert facts.__dict__["asked"] <= set(READS[kind]), kind


@pytest.mark.parametrize(("code", "subject"), ALL_AWARDS)
def test_what_no_rule_asks_for_changes_no_finding(code, subject):
    unread = dict.fromkeys(RECORDED - asked_by(law(code), subject))
    known, less = good(code, subject), good(code, subject, **unread)
    assert assess(less, law(code), ON) == assess(known, law(code), ON)


@pytest.mark.django_db
def test_only_the_records_are_read_that_are_asked_for():
    person = make_person(make_department("so", "Sở Nội vụ"), "Nguyễn Văn An")
    claim = Claim(period=good("PROVINCIAL_DIPLOMA").period)
    asked = asked_by(law("PROVINCIAL_DIPLOMA"), PERSON)
    with CaptureQueriesContext(connection) as found:
        (facts,) = facts_for([(person, claim)], asked=asked)
    assert len(found) == len(asked - {"campaign"}) == 5
    assert facts.ratings == ()
    assert facts.leaves is None
