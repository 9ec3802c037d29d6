"""Who decides an award, for whom, for what kind of achievement."""

from __future__ import annotations

from awards.catalogue.enums import CommendationType
from awards.eligibility.engine import check
from awards.eligibility.findings import Outcome
from emulation.units.enums import UnitKind
from tests.awards.eligibility.cases import GROUP, ON, finding, good, law


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
