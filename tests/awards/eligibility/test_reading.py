"""FACTS.json: what is read, and how wrong input is named."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from awards.catalogue.decode import DecodeError
from awards.catalogue.enums import Rating, SubjectKind, YearKind
from awards.eligibility.facts import Period, Source
from awards.eligibility.reading import read_facts


def _facts(**changes):
    return {"subject": "individual", "name": "Lê Thị Hoa", "period": {"year": 2021}, **changes}


def _file(facts=None, **changes):
    case = {"award": "ADVANCED_WORKER", "on": "2021-11-22", "facts": facts or _facts()}
    return json.dumps({**case, **changes})


def test_smallest_file_knows_nothing_but_the_question():
    case = read_facts(_file())
    assert (case.award, case.on) == ("ADVANCED_WORKER", dt.date(2021, 11, 22))
    assert case.facts.subject == SubjectKind.INDIVIDUAL
    assert case.facts.ratings is None
    assert case.facts.held is None


def test_empty_list_is_known_to_be_none():
    assert read_facts(_file(_facts(disciplines=[]))).facts.disciplines == ()


def test_bare_value_and_value_with_source_are_read_alike():
    bare = read_facts(_file(_facts(recruited_on="2015-03-01"))).facts.recruited_on
    full = read_facts(
        _file(_facts(recruited_on={"value": "2015-03-01", "source": {"label": "HĐ 12"}}))
    ).facts.recruited_on
    assert bare.value == full.value == dt.date(2015, 3, 1)
    assert bare.source is None
    assert full.source == Source("HĐ 12")


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ({"year": 2021}, Period.of_year(2021)),
        ({"year": 2020, "year_kind": "school"}, Period.of_year(2020, YearKind.SCHOOL)),
        (
            {"start": "2021-03-08", "end": "2021-11-30"},
            Period(dt.date(2021, 3, 8), dt.date(2021, 11, 30)),
        ),
    ],
)
def test_period_is_a_year_or_two_dates(period, expected):
    assert read_facts(_file(_facts(period=period))).facts.period == expected


def test_rating_is_read_with_its_source():
    row = {"year": 2021, "level": "good", "source": {"label": "QĐ 5", "url": "/tep/5/"}}
    (rating,) = read_facts(_file(_facts(ratings=[row]))).facts.ratings
    assert rating.level == Rating.GOOD
    assert rating.source == Source("QĐ 5", "/tep/5/")


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        (_facts(ratings=[{"year": 2021, "level": "superb"}]), "$.facts.ratings[0].level"),
        (_facts(ratings=[{"year": "2021", "level": "good"}]), "$.facts.ratings[0].year"),
        (_facts(ratings=[{"year": True, "level": "good"}]), "$.facts.ratings[0].year"),
        (_facts(ratings={"year": 2021}), "$.facts.ratings"),
        (_facts(ratings=[{"year": 2021}]), "$.facts.ratings[0].level"),
        (_facts(recruited_on="31/12/2020"), "$.facts.recruited_on.value"),
        (_facts(nickname="Hoa"), "$.facts.nickname"),
        (_facts(period={"year": "2021"}), "$.facts.period.year"),
        (_facts(period={"start": "2021-12-31", "end": "2021-01-01"}), "$.facts.period"),
        (_facts(period={"start": "2021-13-01", "end": "2021-01-01"}), "$.facts.period.start"),
        (_facts(members={"total": 3, "completed": 4}), "$.facts.members"),
        (_facts(subject="team"), "$.facts.subject"),
        (
            _facts(ratings=[{"year": 2021, "level": "good"}, {"year": 2021, "level": "good"}]),
            "$.facts",
        ),
        ([], "$.facts"),
    ],
)
def test_wrong_input_is_named_by_its_path(facts, path):
    text = json.dumps({"award": "ADVANCED_WORKER", "on": "2021-11-22", "facts": facts})
    with pytest.raises(DecodeError) as caught:
        read_facts(text)
    assert caught.value.path == path


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"on": NaN}', '{"on": 1, "on": 2}', "[" * 100_000]
)
def test_what_is_no_facts_file_is_refused(text):
    with pytest.raises(DecodeError):
        read_facts(text)


def test_schema_of_another_release_is_refused():
    with pytest.raises(DecodeError, match="schema 2"):
        read_facts(_file(schema=2))
