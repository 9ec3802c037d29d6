"""Shares of members and the quota of a dossier."""

from __future__ import annotations

from dataclasses import replace

import pytest

from awards.catalogue.enums import RuleLevel
from awards.eligibility.engine import check_dossier
from awards.eligibility.facts import DossierFacts, Members, TitleHolders
from awards.eligibility.findings import Outcome
from tests.awards.eligibility.cases import FULL, GROUP, PERSON, finding, good, law


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
