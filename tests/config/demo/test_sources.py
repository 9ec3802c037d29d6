"""The demo's data hold together: counts, references and sums, checked without a database."""

from __future__ import annotations

from collections import Counter

import pytest

from config.demo.sources import read
from emulation.people.enums import Employment, Role
from emulation.units.enums import Level, UnitKind

UNITS = {unit["code"]: unit for unit in read("units")["units"]}
PARTICIPANTS = [code for cluster in read("clusters")["clusters"] for code in cluster["members"]]
INDICATORS = read("indicators")["indicators"] + read("indicators")["thematic_indicators"]
NOMINEES = [
    nominee
    for one in read("awards")["rounds"]
    for dossier in one["dossiers"]
    for nominee in dossier["nominees"]
]


def test_the_seven_localities_have_64_communes_of_three_kinds():
    communes = [code for code, unit in UNITS.items() if unit["kind"] == "commune"]
    kinds = Counter(code.split("-")[0] for code in communes)
    assert kinds == {"x": 49, "p": 10, "tt": 5}
    of_district = Counter(UNITS[code]["parent"] for code in communes)
    assert of_district == {
        "tpbaclieu": 10,
        "txgiarai": 10,
        "donghai": 11,
        "hoabinh": 8,
        "hongdan": 9,
        "phuoclong": 8,
        "vinhloi": 8,
    }


def test_units_name_known_kinds_levels_and_parents():
    levels = read("units")["levels"]
    assert set(levels) <= set(UnitKind.values)
    assert set(levels.values()) <= set(Level.values)
    for code, unit in UNITS.items():
        assert unit["kind"] in levels, code
        assert code == "ubnd" or unit["parent"] in UNITS, code


def test_every_head_is_marked_as_a_sample():
    assert all(unit["head"]["sample"] for unit in UNITS.values())
    names = [unit["head"]["name"] for unit in UNITS.values()]
    assert len(set(names)) == len(names)


def test_every_participant_stands_in_one_cluster():
    assert len(PARTICIPANTS) == len(set(PARTICIPANTS)) == 60
    expected = {
        code
        for code, unit in UNITS.items()
        if unit.get("participates", True) and unit["kind"] not in {"peoples_committee", "commune"}
    }
    assert set(PARTICIPANTS) == expected
    for cluster in read("clusters")["clusters"]:
        assert {cluster["head"], cluster["deputy"]} <= set(cluster["members"])


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one["code"])
def test_an_indicator_refers_to_units_and_its_allocations_add_up(indicator):
    assert indicator["monitor"] in UNITS
    assert set(indicator["applies_to"]) <= set(UnitKind.values)
    allocations = indicator.get("allocations", {})
    assert set(allocations) <= set(PARTICIPANTS)
    if indicator["aggregation"] == "SUM":
        kinds = indicator.get("by_kind", {})
        total = sum(allocations.values()) or sum(kinds[UNITS[c]["kind"]] for c in PARTICIPANTS)
        assert total == indicator["province"]["value"]


def test_only_the_published_growth_target_is_not_sample_data():
    assert [one["code"] for one in INDICATORS if not one["sample"]] == ["CT01"]
    growth = INDICATORS[0]["province"]
    assert (growth["floor"], growth["ceiling"]) == (9, 10)


def test_the_notice_is_the_published_one():
    notice = read("campaign")["provincial"]["notice"]
    assert notice["author"] == "Ch. Nhàn"
    assert notice["views"] == 1352
    assert f"{notice['published_at']}" == "2021-03-08 15:21"


def test_accounts_and_persons_refer_to_units_and_known_words():
    people = read("people")
    for account in people["accounts"]:
        assert account["works_at"] in UNITS
        assert all(role["role"] in Role.__members__ for role in account["roles"])
    for person in people["persons"]:
        assert person["unit"] in UNITS
        assert person["kind"] in Employment.__members__
    assert all(household["unit"] in UNITS for household in people["households"])


def test_nominees_are_known():
    people = read("people")
    known = {one["key"] for one in people["persons"] + people["households"]}
    for nominee in NOMINEES:
        subject = nominee.get("person") or nominee.get("household")
        assert subject in known if subject else nominee["collective"] in UNITS


def test_no_more_fighters_than_the_cap_of_fifteen_percent_of_advanced_workers():
    decided = next(one for one in read("awards")["rounds"] if one["key"] == "sgdkhcn2021")
    awards = Counter(
        award
        for dossier in decided["dossiers"]
        for nominee in dossier["nominees"]
        if nominee.get("outcome") != "dropped"
        for award in nominee["awards"]
    )
    assert awards["GRASSROOTS_FIGHTER"] <= 0.15 * awards["ADVANCED_WORKER"]
