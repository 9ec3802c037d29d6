"""What the law says of nominees and of the whole dossier."""

from __future__ import annotations

import datetime as dt

import pytest

from awards.catalogue.enums import Rating
from awards.ledger.enums import RecordSource
from awards.ledger.models import AwardRecord
from awards.nominations import services
from awards.nominations.models import Dossier, Nominee
from awards.nominations.selectors.findings import assessments_of, dossier_findings
from emulation import clock
from emulation.clock import now
from emulation.ui.errors import Refused
from tests.builders.people import make_person
from tests.builders.rounds import make_dossier, make_round, only_nominee, rate
from tests.builders.units import make_cluster


def _honour(world, code, number, person, year=2021):
    return AwardRecord.objects.create(
        person=person,
        award_code=code,
        award_name=code,
        year=year,
        decision_number=number,
        decided_on=dt.date(year, 11, 1),
        authority_name="Sở Nội vụ",
        source=RecordSource.PAPER,
        recorded_by=world.office,
        recorded_at=now(),
    )


def test_titles_of_the_unit_feed_the_provincial_dossier(world, round_):
    for year in (2019, 2020, 2021):
        _honour(world, "GRASSROOTS_FIGHTER", f"{year}/QĐ", world.person, year)
    nominee = only_nominee(make_dossier(world, round_))
    told = next(each for each in nominee.findings if each["rule"].endswith("titles"))
    assert told["outcome"] == "met"


def test_quota_of_fighters_looks_at_the_whole_dossier(world):
    round_ = make_round(world.officer, "GRASSROOTS_FIGHTER")
    people = [make_person(world.division, f"Người {n}") for n in range(6)]
    for number, person in enumerate(people):
        _honour(world, "ADVANCED_WORKER", f"{number}/QĐ", person)
    dossier = make_dossier(world, round_, people[0])
    found = dossier_findings(dossier)
    assert [each.finding.outcome for each in found] == ["not_met"]
    assert "15%" in found[0].finding.text


def test_quota_is_computed_beside_the_advanced_workers_of_the_same_dossier(
    world, django_assert_num_queries
):
    round_ = make_round(world.officer, "ADVANCED_WORKER", "GRASSROOTS_FIGHTER")
    people = [make_person(world.division, f"Người {n}") for n in range(7)]
    dossier = make_dossier(world, round_, *people, code="ADVANCED_WORKER")
    services.add_nominee(
        by=world.officer, dossier=dossier, award_code="GRASSROOTS_FIGHTER", subject=people[0]
    )
    with django_assert_num_queries(2):
        (found,) = dossier_findings(dossier)
    assert found.finding.outcome == "met"
    assert "07 người được đề nghị cùng hồ sơ" in found.finding.sentence
    services.add_nominee(
        by=world.officer, dossier=dossier, award_code="GRASSROOTS_FIGHTER", subject=people[1]
    )
    (found,) = dossier_findings(dossier)
    assert found.finding.outcome == "not_met"


def test_same_achievement_honoured_before_is_found(world):
    _honour(world, "ADVANCED_WORKER", "1/QĐ", world.person)
    round_ = make_round(world.officer, "ADVANCED_WORKER")
    nominee = only_nominee(make_dossier(world, round_))
    told = {each["rule"].rsplit(".", 1)[-1]: each["outcome"] for each in nominee.findings}
    assert told["one_achievement"] == "not_met"


def test_attestation_of_the_head_is_a_fact(world):
    rate(world, world.person, 2021, Rating.GOOD)
    round_ = make_round(world.officer, "ADVANCED_WORKER")
    nominee = only_nominee(make_dossier(world, round_))
    told = {each["rule"].rsplit(".", 1)[-1]: each for each in nominee.findings}
    assert told["rating"]["outcome"] == "met"
    assert told["conduct"]["outcome"] == "cannot_tell"
    assert told["conduct"]["missing"]
    changed = services.change_nominee(
        by=world.officer, nominee=nominee, facts={"attestations": {"conduct": True}}
    )
    told = {each["rule"].rsplit(".", 1)[-1]: each for each in changed.findings}
    assert told["conduct"]["outcome"] == "met"


def test_day_without_law_is_told(world):
    with clock.at(dt.date(2024, 2, 1)), pytest.raises(Refused, match="Chưa có dữ liệu pháp luật"):
        make_round(world.office, closes_on=dt.date(2024, 3, 1))


def _flag_of(world, unit, officer, round_, *, acclaimed=True):
    """Let a unit propose itself for the flag, acclaimed by its cluster's minutes."""
    dossier = services.begin_dossier(by=officer, round_=round_)
    nominee = services.add_nominee(
        by=officer, dossier=dossier, award_code="PROVINCIAL_FLAG", subject=unit
    )
    told = {"acclaimed": acclaimed}
    return services.change_nominee(
        by=officer, nominee=nominee, achievement="Dẫn đầu khối thi đua.", facts=told
    )


def _leads(*nominees):
    """Return what is said of leading the cluster, in the order of the nominees."""
    rows = Nominee.objects.select_related("dossier__round__authority", "dossier__unit")
    found = [assessments_of([rows.get(pk=each.pk)])[0] for each in nominees]
    rules = [next(row for row in each.findings if row.rule_id.endswith("leader")) for each in found]
    return [(rule.parts[0].outcome, rule.parts[0].sentence) for rule in rules]


@pytest.fixture
def block(world):
    return make_cluster(world.province, world.department, world.other, name="Khối thi đua số 1")


def test_a_cluster_has_one_leader_in_a_round(world, block):
    round_ = make_round(world.office, "PROVINCIAL_FLAG")
    ours = _flag_of(world, world.department, world.officer, round_)
    assert _leads(ours) == [("met", "Dẫn đầu Khối thi đua số 1 và được suy tôn.")]
    theirs = _flag_of(world, world.other, world.other_officer, round_)
    assert _leads(ours)[0][0] == "met", "a draft of others says nothing yet"
    Dossier.objects.filter(pk=theirs.dossier_id).update(submitted_at=now())
    assert _leads(ours)[0][0] == "cannot_tell", "who still writes is told of who has submitted"
    Dossier.objects.filter(round=round_).update(submitted_at=now())
    for (outcome, sentence), rival in zip(
        _leads(ours, theirs), ("Sở Y tế", "Sở Nội vụ"), strict=True
    ):
        assert outcome == "cannot_tell"
        assert f"chỉ có một đơn vị dẫn đầu, mà {rival} cũng được đề nghị" in sentence
    Nominee.objects.filter(pk=theirs.pk).update(state="withdrawn", outcome_reason="Rút đề nghị")
    assert _leads(ours)[0][0] == "met"


def test_units_of_different_clusters_are_no_rivals(world, block):
    block.members.filter(unit=world.other).delete()
    round_ = make_round(world.office, "PROVINCIAL_FLAG")
    ours = _flag_of(world, world.department, world.officer, round_)
    _flag_of(world, world.other, world.other_officer, round_)
    Dossier.objects.filter(round=round_).update(submitted_at=now())
    assert _leads(ours)[0][0] == "met"
