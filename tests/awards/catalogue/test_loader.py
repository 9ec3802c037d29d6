"""The law files: what is wrong is named by file and key."""

from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal

import pytest

from awards.catalogue.enums import Mark, SubjectKind
from awards.catalogue.errors import LawDataError
from awards.catalogue.loader import LAW_FOLDER, load_money, load_regime, load_regimes, regimes

R1 = LAW_FOLDER / "regimes" / "r1-2021.yaml"


@pytest.fixture
def edited(tmp_path):
    """Return a function that loads the law of 2021 with one text replaced."""

    def load(old, new):
        text = R1.read_text(encoding="utf-8")
        assert old in text
        file = tmp_path / "r1.yaml"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_regime(file)

    return load


def test_law_of_this_release_is_sound():
    (first, *_rest) = regimes()
    assert first.code == "R1"
    assert first.valid_to == dt.date(2023, 12, 31)
    for award in first.awards.values():
        assert award.rules
        for subject in award.subjects:
            assert award.rules_for(subject)


def test_every_rule_has_article_mark_and_text():
    def walk(rule):
        yield rule
        for part in rule.parts:
            yield from walk(part)

    for award in regimes()[0].awards.values():
        for rules in award.rules.values():
            for rule in (each for top in rules for each in walk(top)):
                assert rule.article, rule.id
                assert rule.text, rule.id
                assert rule.mark in Mark


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("code: R1", "kode: R1", "$.kode"),
        ("valid_from: 2017-10-01", "valid_from: yesterday", "$.valid_from"),
        ("valid_to: 2023-12-31", "valid_to: 2016-12-31", "$.valid_to"),
        ("selection_mark: unverified", "selection_mark: sure", "$.selection_mark"),
        ("type: no_hold", "type: hold_on", "$.shared_rules[0].type"),
        ("id: one_achievement", "id: hold", "$.shared_rules[1].id"),
        ('coefficient: "0.3"', "coefficient: 0.3", "ADVANCED_WORKER.bonuses[0].coefficient"),
        ('percent: "50"', 'percent: "500"', "$.awards.ADVANCED_WORKER.council.percent"),
        ("[merit]", "[merits]", "ADVANCED_WORKER.commendation_types[0]"),
        ("params: {level: good}", "params: {level: fine}", "individual[1].params.level"),
        ("params: {months: 10}", "params: {weeks: 10}", "individual[3].params.weeks"),
        ("params: {months: 10}", "params: {}", "individual[3].params.months"),
        ("use: hold", "use: holds", "individual[7].use"),
        ("include: ADVANCED_WORKER", "include: WORKER", "individual[1].include"),
        ("include: ADVANCED_WORKER", "include: GRASSROOTS_FIGHTER", "individual[1].include"),
        (
            "leave_out: [registration, one_achievement, hold]",
            "leave_out: [registration, colour]",
            "individual[1].leave_out",
        ),
        ("params: {award: GRASSROOTS_FIGHTER, count: 3}", "params: {award: X, count: 3}", "params"),
        ("{default: single_recheck}", "{default: quick}", "ADVANCED_WORKER.routing.default"),
        (
            "{default: single_recheck}",
            "{default: single_recheck, by_type: {irregular: full_session}}",
            "ADVANCED_WORKER.routing.by_type.irregular",
        ),
        ("kinds: [commune]", "kinds: [village]", "ADVANCED_WORKER.deciders[2].kinds[0]"),
        ("per: nominee", "per: person", "documents[2].per"),
        (
            "subjects: [individual]\n        coefficient",
            "subjects: [collective]\n        coefficient",
            "$.awards.ADVANCED_WORKER.bonuses",
        ),
        (
            "individual:\n        - id: registration",
            "team:\n        - id: registration",
            "rules.team",
        ),
        ("  ADVANCED_SOLDIER:", "  ADVANCED_WORKER:", "$"),
        ("code: R1", "code: [", "$"),
    ],
)
def test_wrong_law_is_named_by_file_and_key(edited, old, new, path):
    with pytest.raises(LawDataError) as caught:
        edited(old, new)
    assert caught.value.file == "r1.yaml"
    assert caught.value.path.endswith(path)
    assert "r1.yaml" in str(caught.value)


def test_rule_without_article_is_refused(edited):
    with pytest.raises(LawDataError) as caught:
        edited("          article: Điều 10 Luật Thi đua, khen thưởng năm 2003\n", "")
    assert caught.value.path == "$.awards.ADVANCED_WORKER.rules.individual[0].article"


def test_two_regimes_on_one_day_are_refused(tmp_path):
    shutil.copy(R1, tmp_path / "a.yaml")
    text = R1.read_text(encoding="utf-8").replace("code: R1", "code: R2", 1)
    text = text.replace("2017-10-01", "2023-12-31", 1)
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LawDataError, match=r"b\.yaml: \$\.valid_from: regime R1 still holds"):
        load_regimes(tmp_path)


def test_file_that_is_missing_or_no_text_is_named(tmp_path):
    with pytest.raises(LawDataError, match=r"r9\.yaml"):
        load_regime(tmp_path / "r9.yaml")
    (tmp_path / "r8.yaml").write_bytes(b"\xff\xfe\x00code")
    with pytest.raises(LawDataError, match=r"r8\.yaml"):
        load_regime(tmp_path / "r8.yaml")


def test_salaries_out_of_order_are_refused(tmp_path):
    text = (LAW_FOLDER / "money.yaml").read_text(encoding="utf-8")
    file = tmp_path / "money.yaml"
    file.write_text(text.replace("2023-07-01", "2018-07-01"), encoding="utf-8")
    with pytest.raises(LawDataError, match=r"\$\.base_salaries\[2\]\.valid_from"):
        load_money(file)


def test_included_standards_keep_their_own_id():
    fighter = regimes()[0].awards["GRASSROOTS_FIGHTER"]
    ids = [rule.id for rule in fighter.rules_for(SubjectKind.INDIVIDUAL)]
    assert "R1.ADVANCED_WORKER.individual.recruitment" in ids
    assert "R1.ADVANCED_WORKER.individual.registration" not in ids


def test_what_the_domain_has_not_verified_stays_marked():
    awards = regimes()[0].awards
    fighter = {r.id.rsplit(".", 1)[1]: r for r in awards["PROVINCIAL_FIGHTER"].rules["individual"]}
    assert fighter["three_titles"].mark == Mark.VERIFIED
    assert fighter["initiative"].mark == Mark.UNVERIFIED
    assert awards["PROVINCIAL_FIGHTER"].council.mark == Mark.VERIFIED
    assert awards["PROVINCIAL_FIGHTER"].council.percent == Decimal(90)
    assert awards["ADVANCED_WORKER"].council.mark == Mark.UNVERIFIED
