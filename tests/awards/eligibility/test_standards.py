"""Each rule of the law of 2021: met, not met, and proof missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from awards.catalogue.enums import (
    CommendationType,
    CourseGrade,
    Criterion,
    DisciplineLevel,
    InfluenceScope,
    InitiativeScope,
    LeaveKind,
    Occupation,
    Rating,
    RuleLevel,
    SubjectKind,
    YearKind,
)
from awards.catalogue.loader import regimes
from awards.eligibility.engine import assess, check, check_dossier
from awards.eligibility.facts import (
    Achievement,
    Attestation,
    CampaignResult,
    ClusterRank,
    Disciplined,
    DossierFacts,
    Fact,
    Held,
    HeldBack,
    Leave,
    Members,
    Period,
    RegisteredFor,
    TitleHolders,
    YearRated,
)
from awards.eligibility.findings import Outcome, Verdict
from emulation.units.enums import UnitKind
from tests.awards.eligibility.cases import (
    ALL_AWARDS,
    ON,
    finding,
    good,
    initiative,
    law,
    title,
)

PERSON, GROUP, HOME = SubjectKind.INDIVIDUAL, SubjectKind.COLLECTIVE, SubjectKind.HOUSEHOLD
FULL = Members(20, 15, 20, 0, 0, (TitleHolders("GRASSROOTS_FIGHTER", 2),))
REPRIMAND = Disciplined(DisciplineLevel.REPRIMAND, dt.date(2021, 5, 1))
COMPLAINT = HeldBack("đơn tố cáo đang xác minh", dt.date(2021, 11, 1))
DENIED = tuple(Attestation(each, False) for each in Criterion)
STUDY = Leave(LeaveKind.STUDY, dt.date(2020, 9, 1), dt.date(2021, 8, 31), CourseGrade.AVERAGE)
NO_PATH = {
    "campaign": CampaignResult("Phong trào", voted_outstanding=False, leader=False),
    "achievement": Achievement("Việc nhỏ", InfluenceScope.DUTIES, "Sở Nội vụ"),
}
DONE = tuple(YearRated(year, Rating.COMPLETED) for year in (2020, 2021))
WEAK = {"campaign": None, "ratings": DONE, "achievement": None}
MERIT_2020 = Held(
    "PROVINCIAL_DIPLOMA",
    number="9/QĐ-UBND",
    decided_on=dt.date(2021, 1, 10),
    period=Period.of_year(2020),
    commendation_type=CommendationType.MERIT,
)

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
    (
        "ADVANCED_WORKER",
        PERSON,
        "discipline",
        {"disciplines": (REPRIMAND,)},
        {"disciplines": None},
    ),
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
        "leader.campaign",
        {"campaign": CampaignResult("Phong trào", years=2, at_review=True, leader=True)},
        {"campaign": CampaignResult("Phong trào", years=3, leader=True)},
    ),
    ("PROVINCIAL_FLAG", GROUP, "clean_unit", {"attestations": DENIED}, {"attestations": ()}),
    (
        "PROVINCIAL_DIPLOMA",
        PERSON,
        "achievement",
        {**NO_PATH, "ratings": DONE},
        {**WEAK},
    ),
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
    (
        "PROVINCIAL_DIPLOMA",
        HOME,
        "achievement",
        {**NO_PATH},
        {**NO_PATH, "achievement": None},
    ),
    ("PROVINCIAL_DIPLOMA", HOME, "conduct", {"attestations": DENIED}, {"attestations": ()}),
    *(
        row
        for subject in (PERSON, GROUP, HOME)
        for row in (
            (
                "MERIT_CERTIFICATE",
                subject,
                "achievement",
                {**NO_PATH, "ratings": DONE},
                {**WEAK},
            ),
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


# --- authority, subject, type


def test_province_is_refused_for_advanced_worker_with_the_article():
    facts = good("ADVANCED_WORKER", authority=UnitKind.PEOPLES_COMMITTEE)
    found = finding(facts, "ADVANCED_WORKER", "authority")
    assert found.outcome == Outcome.NOT_MET
    assert "Điều 80" in found.article
    assert "Chủ tịch Ủy ban nhân dân tỉnh không có thẩm quyền" in found.sentence


def test_department_is_refused_for_provincial_diploma():
    facts = good("PROVINCIAL_DIPLOMA", authority=UnitKind.DEPARTMENT)
    assert finding(facts, "PROVINCIAL_DIPLOMA", "authority").outcome == Outcome.NOT_MET


def test_commune_decides_advanced_worker_but_no_grassroots_fighter():
    commune = UnitKind.COMMUNE
    worker = good("ADVANCED_WORKER", authority=commune)
    fighter = good("GRASSROOTS_FIGHTER", authority=commune)
    assert finding(worker, "ADVANCED_WORKER", "authority").outcome == Outcome.MET
    assert finding(fighter, "GRASSROOTS_FIGHTER", "authority").outcome == Outcome.NOT_MET


def test_unknown_authority_is_left_open():
    facts = good("ADVANCED_WORKER", authority=None)
    assert finding(facts, "ADVANCED_WORKER", "authority").outcome == Outcome.CANNOT_TELL


def test_collective_can_not_become_advanced_worker():
    (only,) = check(good("ADVANCED_WORKER", GROUP), law("ADVANCED_WORKER"), ON)
    assert only.outcome == Outcome.NOT_MET
    assert only.sentence == "Lao động tiên tiến không áp dụng cho tập thể."


def test_title_is_no_award_for_an_irregular_achievement():
    facts = good("ADVANCED_WORKER", commendation_type=CommendationType.IRREGULAR)
    assert finding(facts, "ADVANCED_WORKER", "type").outcome == Outcome.NOT_MET


# --- the edges


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
    ("share", "outcome"), [(10, Outcome.NOT_MET), (11, Outcome.MET), (20, Outcome.MET)]
)
def test_more_than_half_is_more_than_half(share, outcome):
    facts = good("ADVANCED_COLLECTIVE", GROUP, members=replace(FULL, advanced_workers=share))
    assert finding(facts, "ADVANCED_COLLECTIVE", "advanced_workers").outcome == outcome


@pytest.mark.parametrize(("share", "outcome"), [(13, Outcome.NOT_MET), (14, Outcome.MET)])
def test_seventy_percent_is_enough(share, outcome):
    facts = good("EXCELLENT_COLLECTIVE", GROUP, members=replace(FULL, advanced_workers=share))
    assert finding(facts, "EXCELLENT_COLLECTIVE", "advanced_workers").outcome == outcome


def test_collective_without_members_can_not_be_told():
    facts = good("ADVANCED_COLLECTIVE", GROUP, members=Members(0, 0, 0, 0, 0, ()))
    assert finding(facts, "ADVANCED_COLLECTIVE", "advanced_workers").outcome == Outcome.CANNOT_TELL


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


# --- initiatives and titles


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


# --- one achievement, one award


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


# --- the dossier


@pytest.mark.parametrize(
    ("nominated", "base", "outcome"),
    [(15, 100, Outcome.MET), (16, 100, Outcome.NOT_MET), (1, 6, Outcome.NOT_MET)],
)
def test_fighters_keep_within_fifteen_percent_of_advanced_workers(nominated, base, outcome):
    facts = DossierFacts(nominated, (TitleHolders("ADVANCED_WORKER", base),))
    (found,) = check_dossier(facts, PERSON, law("GRASSROOTS_FIGHTER"))
    assert found.outcome == outcome


def test_quota_without_a_base_is_left_open():
    (found,) = check_dossier(DossierFacts(3), PERSON, law("GRASSROOTS_FIGHTER"))
    assert found.outcome == Outcome.CANNOT_TELL
    assert found.missing


@pytest.mark.parametrize(
    ("decided", "proposed", "outcome"),
    [(0, 7, Outcome.MET), (0, 6, Outcome.NOT_MET), (4, 3, Outcome.MET), (7, 0, Outcome.MET)],
)
def test_quota_counts_those_nominated_beside_until_they_are_decided(decided, proposed, outcome):
    holders = (TitleHolders("ADVANCED_WORKER", decided),) if decided else None
    facts = DossierFacts(1, holders, (TitleHolders("ADVANCED_WORKER", proposed),))
    (found,) = check_dossier(facts, PERSON, law("GRASSROOTS_FIGHTER"))
    assert found.outcome == outcome
    assert ("được đề nghị cùng hồ sơ" in found.sentence) == bool(proposed)


def test_award_without_a_quota_has_no_dossier_rule():
    assert check_dossier(DossierFacts(3), PERSON, law("PROVINCIAL_FIGHTER")) == ()
    assert law("GRASSROOTS_FIGHTER").rules_for(PERSON, RuleLevel.DOSSIER)
