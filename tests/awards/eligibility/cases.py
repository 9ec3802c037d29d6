"""Facts that meet every rule of an award in 2021, to be spoilt one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from awards.catalogue.enums import (
    CommendationType,
    Criterion,
    InfluenceScope,
    InitiativeScope,
    Occupation,
    Rating,
    SubjectKind,
)
from awards.catalogue.law import Award
from awards.catalogue.selectors import award
from awards.eligibility.engine import check
from awards.eligibility.facts import (
    Achievement,
    Attestation,
    CampaignResult,
    ClusterRank,
    Fact,
    Facts,
    Held,
    HeldBack,
    InitiativeHeld,
    Members,
    Period,
    RegisteredFor,
    Source,
    TitleHolders,
    YearRated,
)
from awards.eligibility.findings import Finding
from emulation.units.enums import UnitKind

ON = dt.date(2021, 11, 22)
YEAR = 2021
PERSON, GROUP, HOME = SubjectKind.INDIVIDUAL, SubjectKind.COLLECTIVE, SubjectKind.HOUSEHOLD
FULL = Members(20, 15, 20, 0, 0, (TitleHolders("GRASSROOTS_FIGHTER", 2),))
COMPLAINT = HeldBack("đơn tố cáo đang xác minh", dt.date(2021, 11, 1))
DONE = tuple(YearRated(year, Rating.COMPLETED) for year in (2020, 2021))
MERIT_2020 = Held(
    "PROVINCIAL_DIPLOMA",
    number="9/QĐ-UBND",
    decided_on=dt.date(2021, 1, 10),
    period=Period.of_year(2020),
    commendation_type=CommendationType.MERIT,
)
AUTHORITIES = {
    "ADVANCED_SOLDIER": UnitKind.ARMED_FORCE,
    "PROVINCIAL_FIGHTER": UnitKind.PEOPLES_COMMITTEE,
    "EXCELLENT_COLLECTIVE": UnitKind.PEOPLES_COMMITTEE,
    "PROVINCIAL_FLAG": UnitKind.PEOPLES_COMMITTEE,
    "PROVINCIAL_DIPLOMA": UnitKind.PEOPLES_COMMITTEE,
}
ALL_AWARDS = [
    ("ADVANCED_WORKER", SubjectKind.INDIVIDUAL),
    ("ADVANCED_SOLDIER", SubjectKind.INDIVIDUAL),
    ("GRASSROOTS_FIGHTER", SubjectKind.INDIVIDUAL),
    ("PROVINCIAL_FIGHTER", SubjectKind.INDIVIDUAL),
    ("ADVANCED_COLLECTIVE", SubjectKind.COLLECTIVE),
    ("EXCELLENT_COLLECTIVE", SubjectKind.COLLECTIVE),
    ("PROVINCIAL_FLAG", SubjectKind.COLLECTIVE),
    ("PROVINCIAL_DIPLOMA", SubjectKind.INDIVIDUAL),
    ("PROVINCIAL_DIPLOMA", SubjectKind.COLLECTIVE),
    ("PROVINCIAL_DIPLOMA", SubjectKind.HOUSEHOLD),
    ("MERIT_CERTIFICATE", SubjectKind.INDIVIDUAL),
    ("MERIT_CERTIFICATE", SubjectKind.COLLECTIVE),
    ("MERIT_CERTIFICATE", SubjectKind.HOUSEHOLD),
]


def law(code: str) -> Award:
    """Return the award as the law of 2021 has it."""
    return award(code, ON)


def initiative(**changes: Any) -> InitiativeHeld:
    """Return a recognised initiative of 2021 with effect in the province."""
    made = InitiativeHeld(
        title="Số hóa hồ sơ một cửa",
        scope=InitiativeScope.PROVINCE,
        number="12/QĐ-SNV",
        recognised_on=dt.date(2021, 6, 1),
        authority="Sở Nội vụ",
    )
    return replace(made, **changes)


def title(year: int, code: str = "GRASSROOTS_FIGHTER", **changes: Any) -> Held:
    """Return a title of ``year`` with its decision."""
    made = Held(
        award=code,
        year=year,
        number=f"{year}/QĐ-SNV",
        decided_on=dt.date(year, 12, 20),
        source=Source("Sổ khen thưởng", f"/so/{year}/"),
    )
    return replace(made, **changes)


def good(code: str, subject: SubjectKind = SubjectKind.INDIVIDUAL, **changes: Any) -> Facts:
    """Return facts that meet every rule of the award, changed by ``changes``."""
    facts = Facts(
        subject=subject,
        name="Nguyễn Văn An",
        period=Period.of_year(YEAR),
        authority=AUTHORITIES.get(code, UnitKind.DEPARTMENT),
        commendation_type=CommendationType.MERIT,
        achievement_key="cong-trang-2021",
        occupation=Fact(Occupation.ARMED if code == "ADVANCED_SOLDIER" else Occupation.OFFICIAL),
        recruited_on=Fact(dt.date(2015, 3, 1)),
        leaves=(),
        ratings=tuple(YearRated(year, Rating.EXCELLENT) for year in (2019, 2020, 2021)),
        held=tuple(title(year) for year in (2019, 2020, 2021))
        if code == "PROVINCIAL_FIGHTER"
        else (),
        initiatives=(
            initiative(title="Sáng kiến A"),
            initiative(title="Sáng kiến B", recognised_on=dt.date(2020, 6, 1)),
        ),
        disciplines=(),
        holds=(),
        registrations=(RegisteredFor(code, YEAR),),
        members=Members(20, 15, 20, 0, 0, (TitleHolders("GRASSROOTS_FIGHTER", 2),)),
        cluster=ClusterRank("Khối thi đua số 1", 1, 12, True),
        campaign=CampaignResult(
            "Chung sức xây dựng nông thôn mới",
            UnitKind.PEOPLES_COMMITTEE,
            years=5,
            at_review=True,
            leader=True,
            voted_outstanding=True,
        ),
        achievement=Achievement("Cải cách hành chính", InfluenceScope.FIELD, "Sở Nội vụ"),
        attestations=tuple(Attestation(each, True, "Giám đốc Sở") for each in Criterion),
    )
    return replace(facts, **changes)


def finding(facts: Facts, code: str, rule: str) -> Finding:
    """Return the finding whose rule id ends with ``rule``, looking into parts too."""
    found = check(facts, law(code), ON)
    return next(_search(found, rule))


def _search(findings: tuple[Finding, ...], rule: str) -> Any:
    for each in findings:
        if each.rule_id.endswith(f".{rule}"):
            yield each
        yield from _search(each.parts, rule)
