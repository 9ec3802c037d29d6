"""Every rule of every award: met, refused, left open for a missing proof."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from awards.catalogue.enums import (
    CourseGrade,
    Criterion,
    DisciplineLevel,
    InfluenceScope,
    InitiativeScope,
    LeaveKind,
    Occupation,
    Rating,
)
from awards.catalogue.loader import regimes
from awards.eligibility.engine import assess
from awards.eligibility.facts import (
    Achievement,
    Attestation,
    CampaignResult,
    ClusterRank,
    Disciplined,
    Fact,
    Leave,
    YearRated,
)
from awards.eligibility.findings import Outcome, Verdict
from tests.awards.eligibility.cases import (
    ALL_AWARDS,
    COMPLAINT,
    DONE,
    FULL,
    GROUP,
    HOME,
    MERIT_2020,
    ON,
    PERSON,
    finding,
    good,
    initiative,
    law,
    title,
)

REPRIMAND = Disciplined(DisciplineLevel.REPRIMAND, dt.date(2021, 5, 1))


DENIED = tuple(Attestation(each, False) for each in Criterion)


STUDY = Leave(LeaveKind.STUDY, dt.date(2020, 9, 1), dt.date(2021, 8, 31), CourseGrade.AVERAGE)


NO_PATH = {
    "campaign": CampaignResult("Phong trào", voted_outstanding=False, leader=False),
    "achievement": Achievement("Việc nhỏ", InfluenceScope.DUTIES, "Sở Nội vụ"),
}


WEAK = {"campaign": None, "ratings": DONE, "achievement": None}


# award, subject, rule, facts that fail it, facts that leave it open
TABLE = [
    ("ADVANCED_WORKER", PERSON, "registration", {"registrations": ()}, {"registrations": None}),
    ("ADVANCED_WORKER", PERSON, "rating", {"ratings": DONE}, {"ratings": ()}),
    ("ADVANCED_WORKER", PERSON, "conduct", {"attestations": DENIED}, {"attestations": None}),
    (
        "ADVANCED_WORKER",
        PERSON,
        "recruitment",
        {"recruited_on": Fact(dt.date(2021, 6, 1))},
        {"recruited_on": None},
    ),
    ("ADVANCED_WORKER", PERSON, "course", {"leaves": (STUDY,)}, {"leaves": None}),
    ("ADVANCED_WORKER", PERSON, "discipline", {"disciplines": (REPRIMAND,)}, {"disciplines": None}),
    (
        "ADVANCED_WORKER",
        PERSON,
        "one_achievement",
        {"held": (title(2021, "ADVANCED_WORKER"),)},
        {"held": None},
    ),
    ("ADVANCED_WORKER", PERSON, "hold", {"holds": (COMPLAINT,)}, {"holds": None}),
    ("ADVANCED_SOLDIER", PERSON, "registration", {"registrations": ()}, {"registrations": None}),
    (
        "ADVANCED_SOLDIER",
        PERSON,
        "occupation",
        {"occupation": Fact(Occupation.OFFICIAL)},
        {"occupation": None},
    ),
    ("ADVANCED_SOLDIER", PERSON, "rating", {"ratings": DONE}, {"ratings": None}),
    ("ADVANCED_SOLDIER", PERSON, "conduct", {"attestations": DENIED}, {"attestations": ()}),
    (
        "ADVANCED_SOLDIER",
        PERSON,
        "recruitment",
        {"recruited_on": Fact(dt.date(2021, 6, 1))},
        {"recruited_on": None},
    ),
    (
        "ADVANCED_SOLDIER",
        PERSON,
        "course",
        {"leaves": (STUDY,)},
        {"leaves": (replace(STUDY, grade=None),)},
    ),
    (
        "ADVANCED_SOLDIER",
        PERSON,
        "discipline",
        {"disciplines": (REPRIMAND,)},
        {"disciplines": None},
    ),
    ("GRASSROOTS_FIGHTER", PERSON, "registration", {"registrations": ()}, {"registrations": None}),
    ("GRASSROOTS_FIGHTER", PERSON, "initiative", {"initiatives": ()}, {"initiatives": None}),
    ("GRASSROOTS_FIGHTER", PERSON, "rating", {"ratings": DONE}, {"ratings": None}),
    ("PROVINCIAL_FIGHTER", PERSON, "registration", {"registrations": ()}, {"registrations": None}),
    (
        "PROVINCIAL_FIGHTER",
        PERSON,
        "three_titles",
        {"held": (title(2019), title(2021))},
        {"held": (title(2019), title(2020, number=""), title(2021))},
    ),
    (
        "PROVINCIAL_FIGHTER",
        PERSON,
        "initiative",
        {"initiatives": (initiative(scope=InitiativeScope.BASE),)},
        {"initiatives": (initiative(number="", recognised_on=None),)},
    ),
    ("PROVINCIAL_FIGHTER", PERSON, "outstanding", {"attestations": DENIED}, {"attestations": ()}),
    (
        "PROVINCIAL_FIGHTER",
        PERSON,
        "discipline",
        {"disciplines": (REPRIMAND,)},
        {"disciplines": None},
    ),
    ("ADVANCED_COLLECTIVE", GROUP, "registration", {"registrations": ()}, {"registrations": None}),
    ("ADVANCED_COLLECTIVE", GROUP, "plan", {"ratings": DONE}, {"ratings": None}),
    (
        "ADVANCED_COLLECTIVE",
        GROUP,
        "advanced_workers",
        {"members": replace(FULL, advanced_workers=10)},
        {"members": replace(FULL, advanced_workers=None)},
    ),
    (
        "ADVANCED_COLLECTIVE",
        GROUP,
        "nobody_warned",
        {"members": replace(FULL, warned_or_worse=1)},
        {"members": replace(FULL, warned_or_worse=None)},
    ),
    ("ADVANCED_COLLECTIVE", GROUP, "unity", {"attestations": DENIED}, {"attestations": ()}),
    ("EXCELLENT_COLLECTIVE", GROUP, "registration", {"registrations": ()}, {"registrations": None}),
    (
        "EXCELLENT_COLLECTIVE",
        GROUP,
        "duties",
        {"ratings": (YearRated(2021, Rating.GOOD),)},
        {"ratings": ()},
    ),
    (
        "EXCELLENT_COLLECTIVE",
        GROUP,
        "all_completed",
        {"members": replace(FULL, completed=19)},
        {"members": replace(FULL, completed=None)},
    ),
    (
        "EXCELLENT_COLLECTIVE",
        GROUP,
        "advanced_workers",
        {"members": replace(FULL, advanced_workers=13)},
        {"members": None},
    ),
    (
        "EXCELLENT_COLLECTIVE",
        GROUP,
        "has_fighter",
        {"members": replace(FULL, title_holders=())},
        {"members": replace(FULL, title_holders=None)},
    ),
    (
        "EXCELLENT_COLLECTIVE",
        GROUP,
        "nobody_warned",
        {"members": replace(FULL, warned_or_worse=1)},
        {"members": None},
    ),
    ("EXCELLENT_COLLECTIVE", GROUP, "unity", {"attestations": DENIED}, {"attestations": ()}),
    ("PROVINCIAL_FLAG", GROUP, "registration", {"registrations": ()}, {"registrations": None}),
    (
        "PROVINCIAL_FLAG",
        GROUP,
        "leader",
        {**NO_PATH, "cluster": ClusterRank("Khối 1", 2, 12)},
        {**NO_PATH, "cluster": None},
    ),
    (
        "PROVINCIAL_FLAG",
        GROUP,
        "leader.cluster",
        {"cluster": ClusterRank("Khối 1", 1, 12, False)},
        {"cluster": ClusterRank("Khối 1", 1, 12)},
    ),
    (
        "PROVINCIAL_FLAG",
        GROUP,
        "leader.cluster",
        {"cluster": ClusterRank("Khối 1", 2, 12, True)},
        {"cluster": ClusterRank("Khối 1", None, None, True, ("Sở Y tế",))},
    ),
    (
        "PROVINCIAL_FLAG",
        GROUP,
        "leader.campaign",
        {"campaign": CampaignResult("Phong trào", years=2, at_review=True, leader=True)},
        {"campaign": CampaignResult("Phong trào", years=3, leader=True)},
    ),
    ("PROVINCIAL_FLAG", GROUP, "clean_unit", {"attestations": DENIED}, {"attestations": ()}),
    ("PROVINCIAL_DIPLOMA", PERSON, "achievement", {**NO_PATH, "ratings": DONE}, {**WEAK}),
    (
        "PROVINCIAL_DIPLOMA",
        PERSON,
        "achievement.movement",
        {"campaign": None},
        {"campaign": CampaignResult("Phong trào")},
    ),
    (
        "PROVINCIAL_DIPLOMA",
        PERSON,
        "achievement.field",
        {"achievement": Achievement("Việc", InfluenceScope.COMMUNE, "UBND xã")},
        {"achievement": Achievement("Việc", InfluenceScope.FIELD)},
    ),
    (
        "PROVINCIAL_DIPLOMA",
        PERSON,
        "two_years.ratings",
        {"ratings": (YearRated(2020, Rating.GOOD), YearRated(2021, Rating.EXCELLENT))},
        {"ratings": (YearRated(2021, Rating.EXCELLENT),)},
    ),
    (
        "PROVINCIAL_DIPLOMA",
        PERSON,
        "two_years.initiatives",
        {"initiatives": (initiative(),)},
        {"initiatives": (initiative(), initiative(title="B", number=""))},
    ),
    (
        "PROVINCIAL_DIPLOMA",
        PERSON,
        "two_years.not_counted",
        {"held": (MERIT_2020,)},
        {"held": (replace(MERIT_2020, commendation_type=None),)},
    ),
    (
        "PROVINCIAL_DIPLOMA",
        PERSON,
        "discipline",
        {"disciplines": (REPRIMAND,)},
        {"disciplines": None},
    ),
    (
        "PROVINCIAL_DIPLOMA",
        PERSON,
        "one_achievement",
        {"held": (replace(MERIT_2020, achievement="cong-trang-2021"),)},
        {"held": None},
    ),
    (
        "PROVINCIAL_DIPLOMA",
        GROUP,
        "achievement",
        {**NO_PATH, "ratings": DONE},
        {**NO_PATH, "ratings": None},
    ),
    ("PROVINCIAL_DIPLOMA", GROUP, "unity", {"attestations": DENIED}, {"attestations": ()}),
    ("PROVINCIAL_DIPLOMA", HOME, "achievement", {**NO_PATH}, {**NO_PATH, "achievement": None}),
    ("PROVINCIAL_DIPLOMA", HOME, "conduct", {"attestations": DENIED}, {"attestations": ()}),
    *(
        row
        for subject in (PERSON, GROUP, HOME)
        for row in (
            ("MERIT_CERTIFICATE", subject, "achievement", {**NO_PATH, "ratings": DONE}, {**WEAK}),
            (
                "MERIT_CERTIFICATE",
                subject,
                "duties",
                {"attestations": DENIED},
                {"attestations": ()},
            ),
        )
    ),
]


@pytest.mark.parametrize(("code", "subject", "rule", "fails", "opens"), TABLE)
def test_rule_is_met_refused_and_left_open(code, subject, rule, fails, opens):
    meets = good(code, subject)
    assert finding(meets, code, rule).outcome == Outcome.MET

    refused = finding(good(code, subject, **fails), code, rule)
    assert refused.outcome == (Outcome.HOLD if rule == "hold" else Outcome.NOT_MET)
    assert refused.article
    assert refused.sentence

    left_open = finding(good(code, subject, **opens), code, rule)
    assert left_open.outcome == Outcome.CANNOT_TELL
    assert left_open.missing


def test_table_names_every_rule_of_the_regime():
    tabled = {(code, subject, rule.split(".")[0]) for code, subject, rule, *_rest in TABLE}
    covered_once = {rule for _code, _subject, rule in tabled}
    for award in regimes()[0].awards.values():
        for subject in award.subjects:
            for rule in award.rules_for(subject):
                name = rule.id.rsplit(".", 1)[1]
                included = not rule.id.startswith(f"R1.{award.code}.")
                where = covered_once if included else {r for c, s, r in tabled if c == award.code}
                assert name in where or name in {"two_years", "leader"}, rule.id


@pytest.mark.parametrize(("code", "subject"), ALL_AWARDS)
def test_good_facts_are_eligible_for_every_award(code, subject):
    assert assess(good(code, subject), law(code), ON).verdict == Verdict.ELIGIBLE


def test_table_of_awards_is_complete():
    known = {(a.code, s) for a in regimes()[0].awards.values() for s in a.subjects}
    assert set(ALL_AWARDS) == known
