"""Facts from the ledger, registrations and reviews: what is read, what stays unknown."""

from __future__ import annotations

import datetime as dt

import pytest

from awards.catalogue.enums import (
    CommendationType,
    Criterion,
    InitiativeScope,
    Occupation,
    Rating,
    YearKind,
)
from awards.catalogue.selectors import award
from awards.eligibility.engine import assess
from awards.eligibility.facts import Attestation, Members, Period, TitleHolders
from awards.eligibility.findings import Outcome, Verdict
from awards.eligibility.selectors import Claim, dossier_facts, facts_for, facts_of
from awards.eligibility.selectors.movements import cluster_rank
from awards.ledger import services
from awards.ledger.subjects import ledger_url
from campaigns.plans.enums import CampaignKind
from campaigns.plans.models import Campaign
from campaigns.registrations.enums import RegistrationState, SigningForm
from campaigns.registrations.models import RegisteredTitle, Registration
from campaigns.reviews.models import Review, ReviewStanding
from emulation.people.enums import Employment
from emulation.units.enums import UnitKind
from emulation.units.models import Cluster
from tests.builders.campaigns import make_campaign, make_participant
from tests.builders.people import make_person

ON = dt.date(2021, 11, 22)
CLAIM = Claim(
    period=Period.of_year(2021),
    authority=UnitKind.DEPARTMENT,
    commendation_type=CommendationType.MERIT,
    attestations=tuple(Attestation(each, True, "Giám đốc Sở") for each in Criterion),
)


def _register(house, *titles, campaign=None, state=RegistrationState.SIGNED):
    campaign = campaign or make_campaign(house.office)
    participant = make_participant(campaign, house.department, by=house.office)
    registration = Registration.objects.create(
        participant=participant,
        state=state,
        signing_form=SigningForm.PORTAL,
        signed_on=dt.date(2021, 4, 1),
        signed_by=house.leader,
    )
    for code, subject in titles:
        RegisteredTitle.objects.create(registration=registration, award_code=code, **subject)
    return registration


def _rate(house, person, level=Rating.EXCELLENT, year=2021, **fields):
    return services.record_rating(
        by=house.office, subject=person, year=year, rating=level, **fields
    )


def _give(house, person, code, year=2021, number="1/QĐ-SNV"):
    return services.record_award(
        by=house.office,
        subject=person,
        award_code=code,
        year=year,
        decision_number=number,
        decided_on=min(dt.date(year, 11, 20), ON),
        authority_name="Sở Nội vụ",
    )


def _initiative(house, person, **fields):
    given = {
        "title": "Số hóa hồ sơ một cửa",
        "scope": InitiativeScope.BASE,
        "number": "12/QĐ-SNV",
        "recognised_on": dt.date(2021, 6, 1),
    }
    return services.record_initiative(by=house.office, subject=person, **{**given, **fields})


def test_person_with_everything_recorded_is_eligible(house):
    _register(house, ("GRASSROOTS_FIGHTER", {"person": house.person}))
    rating = _rate(house, house.person)
    _initiative(house, house.person)
    facts = facts_of(house.person, CLAIM)
    found = assess(facts, award("GRASSROOTS_FIGHTER", ON), ON)
    assert found.verdict == Verdict.ELIGIBLE
    urls = [used.source.url for each in found.findings for used in each.used if used.source]
    assert f"{ledger_url(house.person)}xep-loai/#xep-loai-{rating.pk}" in urls


def test_person_of_whom_nothing_is_recorded_can_not_be_told(house):
    found = assess(facts_of(house.person, CLAIM), award("ADVANCED_WORKER", ON), ON)
    assert found.verdict == Verdict.CANNOT_TELL
    assert "Kết quả đánh giá, xếp loại năm 2021" in found.missing
    assert "Bản đăng ký thi đua năm 2021" in found.missing


def test_registration_of_the_unit_without_the_name_is_a_no(house):
    _register(house)
    assert facts_of(house.person, CLAIM).registrations == ()


def _registration_finding(house, code):
    found = assess(facts_of(house.person, CLAIM), award(code, ON), ON).findings
    return next(each for each in found if each.rule_id.endswith("registration"))


@pytest.mark.parametrize(
    ("named", "state", "outcome"),
    [
        (["GRASSROOTS_FIGHTER"], RegistrationState.ACCEPTED, Outcome.MET),
        (["ADVANCED_WORKER"], RegistrationState.SIGNED, Outcome.NOT_MET),
        ([], RegistrationState.SIGNED, Outcome.NOT_MET),
        (["GRASSROOTS_FIGHTER"], RegistrationState.RETURNED, Outcome.CANNOT_TELL),
    ],
)
def test_ground_of_registration_is_decided_from_the_titles_of_the_year(
    house, named, state, outcome
):
    _register(house, *((code, {"person": house.person}) for code in named), state=state)
    finding = _registration_finding(house, "GRASSROOTS_FIGHTER")
    assert finding.outcome == outcome
    assert bool(finding.missing) == (outcome == Outcome.CANNOT_TELL)


def test_theme_in_which_nobody_is_named_denies_nobody(house):
    theme = make_campaign(house.office, kind=CampaignKind.THEMATIC)
    _register(house, campaign=theme)
    assert _registration_finding(house, "ADVANCED_WORKER").outcome == Outcome.CANNOT_TELL


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, RegistrationState.DRAFT),
        ({"starts_on": dt.date(2020, 1, 1), "ends_on": dt.date(2020, 12, 31)}, "signed"),
    ],
)
def test_draft_or_registration_of_another_year_says_nothing(house, fields, state):
    title = ("ADVANCED_WORKER", {"person": house.person})
    _register(house, title, campaign=make_campaign(house.office, **fields), state=state)
    assert facts_of(house.person, CLAIM).registrations is None


def test_school_year_takes_the_registration_of_a_campaign_that_touches_it(house):
    _register(house, ("ADVANCED_WORKER", {"person": house.person}))
    claim = Claim(period=Period.of_year(2021, YearKind.SCHOOL))
    (row,) = facts_of(house.person, claim).registrations
    assert (row.year, row.year_kind) == (2021, YearKind.SCHOOL)


def test_struck_entries_do_not_count(house):
    entry = _rate(house, house.person)
    services.strike_entry(by=house.office, entry=entry, reason="Nhầm")
    assert facts_of(house.person, CLAIM).ratings == ()


def test_revoked_award_and_used_initiative_are_told(house):
    given = _give(house, house.person, "GRASSROOTS_FIGHTER")
    initiative = _initiative(house, house.person)
    services.consume_initiatives(by=house.office, initiatives=[initiative], award=given)
    services.revoke_award(by=house.office, entry=given, number="9/QĐ", revoked_on=ON)
    facts = facts_of(house.person, CLAIM)
    assert facts.held[0].revoked
    assert facts.initiatives[0].consumed_by == "Chiến sĩ thi đua cơ sở 2021"


def test_hold_stops_the_case_without_telling_who_complained(house):
    services.place_hold(
        by=house.office, subject=house.person, reason="complaint", note="Ông Bảy gửi đơn"
    )
    found = assess(facts_of(house.person, CLAIM), award("ADVANCED_WORKER", ON), ON)
    assert found.held
    assert "Ông Bảy" not in str(found.as_json())


@pytest.mark.parametrize(
    ("employment", "occupation"),
    [
        (Employment.PUBLIC_EMPLOYEE, Occupation.OFFICIAL),
        (Employment.SOLDIER, Occupation.ARMED),
        (Employment.FARMER, Occupation.FARMER),
    ],
)
def test_occupation_follows_the_group_of_the_person(house, employment, occupation):
    house.person.employment = employment
    assert facts_of(house.person, CLAIM).occupation.value == occupation


def test_household_has_its_own_records(house):
    services.record_award(
        by=house.office,
        subject=house.household,
        award_code="PROVINCIAL_DIPLOMA",
        decision_number="7/QĐ-UBND",
        decided_on=dt.date(2020, 5, 5),
        authority_name="UBND tỉnh",
    )
    facts = facts_of(house.household, CLAIM)
    assert [row.number for row in facts.held] == ["7/QĐ-UBND"]
    assert facts.members is None


# --- collectives


def _staff(house, count):
    people = [make_person(house.division, f"Người {n}") for n in range(count)]
    return [house.person, *people]


def test_members_are_counted_with_those_of_divisions(house):
    people = _staff(house, 3)
    for person in people:
        _rate(house, person)
    for number, person in enumerate(people[:3]):
        _give(house, person, "ADVANCED_WORKER", number=f"{number}/QĐ")
    _give(house, people[0], "GRASSROOTS_FIGHTER", number="9/QĐ")
    services.record_discipline(
        by=house.office,
        subject=people[3],
        level="warning",
        number="3/QĐ",
        decided_on=dt.date(2021, 2, 2),
    )
    members = facts_of(house.department, CLAIM).members
    assert (members.total, members.advanced_workers, members.completed) == (4, 3, 4)
    assert (members.reprimanded_or_worse, members.warned_or_worse) == (1, 1)
    assert members.holders_of("GRASSROOTS_FIGHTER") == 1


def test_counts_are_unknown_while_ratings_or_titles_are_not_complete(house):
    people = _staff(house, 1)
    _rate(house, people[0])
    members = facts_of(house.department, CLAIM).members
    assert members.total == 2
    assert members.completed is None
    assert members.advanced_workers is None
    assert members.title_holders is None


def test_unit_without_persons_has_no_counts_and_the_dossier_may_give_them(house):
    assert facts_of(house.commune, CLAIM).members is None
    own = Members(10, 8, 10, 0, 0, ())
    claim = Claim(period=CLAIM.period, members=own)
    assert facts_of(house.commune, claim).members == own


def test_who_left_is_no_member(house):
    make_person(house.department, "Đã nghỉ", left_on=dt.date(2020, 1, 1))
    assert facts_of(house.department, CLAIM).members.total == 1


def test_base_of_the_quota_comes_from_the_ledger(house):
    named = {"GRASSROOTS_FIGHTER": {house.person.pk}}
    facts = dossier_facts(house.department, CLAIM.period, named)["GRASSROOTS_FIGHTER"]
    assert facts.base_of("ADVANCED_WORKER") is None
    for number, person in enumerate(_staff(house, 6)):
        _give(house, person, "ADVANCED_WORKER", number=f"{number}/QĐ")
    facts = dossier_facts(house.department, CLAIM.period, named)["GRASSROOTS_FIGHTER"]
    assert facts.holders == (TitleHolders("ADVANCED_WORKER", 7),)


def test_nobody_is_counted_twice_for_a_quota(house):
    """Who holds a title and stands in the dossier is one person, as nominee and in the base."""
    people = _staff(house, 2)
    _give(house, people[0], "ADVANCED_WORKER")
    _give(house, people[0], "GRASSROOTS_FIGHTER", number="2/QĐ")
    named = {
        "ADVANCED_WORKER": {person.pk for person in people},
        "GRASSROOTS_FIGHTER": {people[0].pk, people[1].pk},
    }
    facts = dossier_facts(house.department, CLAIM.period, named)["GRASSROOTS_FIGHTER"]
    assert (facts.nominated, facts.base_of("ADVANCED_WORKER")) == (2, 3)
    assert facts.proposed_for("ADVANCED_WORKER") == 2


def test_campaign_of_the_claim_becomes_a_result(house):
    campaign = make_campaign(
        house.office, kind=CampaignKind.THEMATIC, starts_on=dt.date(2019, 1, 1)
    )
    claim = Claim(period=CLAIM.period, campaign=campaign, voted_outstanding=True)
    result = facts_of(house.department, claim).campaign
    assert (result.years, result.voted_outstanding) == (3, True)
    assert result.launched_by == UnitKind.PEOPLES_COMMITTEE
    assert result.leader is None
    assert result.at_review is None
    finding = assess(facts_of(house.person, claim), award("PROVINCIAL_DIPLOMA", ON), ON).findings[1]
    assert finding.outcome == Outcome.MET


@pytest.mark.parametrize(("kind", "rank"), [("preliminary", None), ("final", 1)])
def test_only_a_final_review_ranks_within_the_cluster(kind, rank):
    block = Cluster(name="Khối thi đua số 1", year=2021)
    review = Review(kind=kind, campaign=Campaign(title="Phong trào năm 2021"), as_of=ON)
    standings = [ReviewStanding(review=review, cluster=block, rank=1)]
    found = cluster_rank(standings, "Khối thi đua số 1", CLAIM.period, None, ())
    assert (found.cluster, found.rank) == ("Khối thi đua số 1", rank)
    assert cluster_rank([], None, CLAIM.period, None, ()) is None


# --- many at once


def test_facts_of_many_take_the_same_queries_as_of_one(house, django_assert_num_queries):
    _register(house, ("ADVANCED_WORKER", {"person": house.person}))
    people = _staff(house, 20)
    for person in people:
        _rate(house, person)
    subjects = [*people, house.department, house.household]
    with django_assert_num_queries(15):
        few = facts_for([(people[0], CLAIM), (house.department, CLAIM), (house.household, CLAIM)])
    with django_assert_num_queries(15):
        many = facts_for([(subject, CLAIM) for subject in subjects])
    assert [facts.name for facts in many][:1] == [few[0].name]
    assert len(many) == len(subjects)
    assert many[0] == facts_of(people[0], CLAIM)
