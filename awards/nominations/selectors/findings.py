"""What the rules of the law say of nominees: facts gathered, findings computed, never an award."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from awards.catalogue.enums import (
    CommendationType,
    Criterion,
    InfluenceScope,
    SubjectKind,
    YearKind,
)
from awards.catalogue.law import Award, Document
from awards.catalogue.ruletypes import (
    Attested,
    CampaignOutstanding,
    ClusterLeader,
    Influence,
)
from awards.catalogue.selectors import award as award_of
from awards.eligibility.engine import asked_by, assess, check_dossier, leaves_of
from awards.eligibility.facts import Achievement, Attestation, Period, Source
from awards.eligibility.findings import Assessment, Finding
from awards.eligibility.selectors import Claim, dossier_facts, facts_for
from awards.nominations.enums import NomineeState
from awards.nominations.models import Dossier, Nominee
from awards.nominations.selectors.rivals import rivals_of
from emulation.clock import ZONE, today
from emulation.units.enums import UnitKind

SUMMARY = 200  # characters of the achievement that stand in a finding
GENERATED = "nominee_list"  # the portal prints it from the dossier itself
DOSSIER_PAPERS = {
    "submission_letter": "letter",
    "review_minutes": "minutes",
    "council_minutes": "minutes",
}


def law_day(dossier: Dossier) -> dt.date:
    """Return the day that selects the law: the day the dossier came in, until then today."""
    if dossier.incoming_on is not None:
        return dossier.incoming_on
    if dossier.received_at is not None:
        return dossier.received_at.astimezone(ZONE).date()
    return today()


def award_for(nominee: Nominee) -> Award:
    """Return the award as the law of the dossier's day knows it; raises ``UnknownAward``."""
    return award_of(nominee.award_code, law_day(nominee.dossier))


def achievement_key(nominee: Nominee) -> str:
    """Return the key by which one achievement is not honoured twice: the campaign it belongs to."""
    campaign_id = nominee.dossier.round.campaign_id
    return f"campaign:{campaign_id}" if campaign_id else ""


def period_of(nominee: Nominee) -> Period:
    """Return the time of the achievement in the round's kind of year."""
    kind = YearKind(nominee.dossier.round.year_kind)
    return Period(nominee.period_from, nominee.period_to, kind)


def claim_of(nominee: Nominee, rivals: tuple[str, ...] = ()) -> Claim:
    """Return what the dossier itself says: achievement, attestations, campaign, rivals."""
    round_, told = nominee.dossier.round, nominee.facts
    head = nominee.dossier.unit.leader_name or nominee.dossier.unit.name
    letter = nominee.dossier.letter_number
    source = Source(f"Tờ trình số {letter}") if letter else Source("Hồ sơ đề nghị")
    attested = told.get("attestations") or {}
    influence = told.get("influence") or ""
    return Claim(
        period=period_of(nominee),
        authority=UnitKind(round_.authority.kind),
        commendation_type=CommendationType(round_.commendation_type),
        achievement_key=achievement_key(nominee),
        achievement=Achievement(
            nominee.achievement[:SUMMARY],
            InfluenceScope(influence) if influence else None,
            told.get("confirmed_by", ""),
            source,
        ),
        campaign=round_.campaign,
        voted_outstanding=told.get("voted_outstanding"),
        acclaimed=told.get("acclaimed"),
        rivals=rivals,
        attestations=tuple(
            Attestation(Criterion(code), bool(holds), head, source)
            for code, holds in attested.items()
            if holds is not None
        )
        or None,
    )


def assessments_of(nominees: Sequence[Nominee]) -> list[Assessment]:
    """Return the findings of the rules on each nominee; the number of queries does not grow.

    Only those records are read that the rules of their awards ask for.
    """
    rivals, awards = rivals_of(nominees), [award_for(each) for each in nominees]
    cases = {
        (award.regime, award.code, each.subject_kind): award
        for award, each in zip(awards, nominees, strict=True)
    }
    facts = facts_for(
        [(each.subject, claim_of(each, rivals.get(each.pk, ()))) for each in nominees],
        asked=set().union(*(asked_by(award, key[-1]) for key, award in cases.items())),
    )
    return [
        assess(each, award, law_day(nominee.dossier))
        for nominee, award, each in zip(nominees, awards, facts, strict=True)
    ]


@dataclass(frozen=True)
class DossierFinding:
    """A finding on the whole dossier for one award."""

    award: Award
    finding: Finding


def dossier_findings(dossier: Dossier) -> list[DossierFinding]:
    """Return the findings on the dossier as a whole: quotas are counted among persons."""
    alive = dossier.nominees.filter(state__in=NomineeState.ALIVE, person__isnull=False)
    named: dict[str, set[int]] = defaultdict(set)
    for code, person in alive.order_by().values_list("award_code", "person_id"):
        named[code].add(person)
    day, round_ = law_day(dossier), dossier.round
    period = Period(round_.period_from, round_.period_to, YearKind(round_.year_kind))
    found: list[DossierFinding] = []
    for code, facts in dossier_facts(dossier.unit, period, named).items():
        award = award_of(code, day)
        findings = check_dossier(facts, SubjectKind.INDIVIDUAL, award)
        found.extend(DossierFinding(award, each) for each in findings)
    return found


@dataclass(frozen=True)
class Asked:
    """What an award's rules want to hear from the unit's head, because no record shows it."""

    criteria: tuple[Criterion, ...]
    influence: bool
    voted_outstanding: bool
    acclaimed: bool


def asked_of(award: Award, subject: SubjectKind) -> Asked:
    """Return what has to be attested for ``award`` of such a subject."""
    kinds = [part.params for rule in award.rules_for(subject) for part in leaves_of(rule)]
    criteria = dict.fromkeys(each.criterion for each in kinds if isinstance(each, Attested))
    return Asked(
        tuple(criteria),
        any(isinstance(each, Influence) for each in kinds),
        any(isinstance(each, CampaignOutstanding) for each in kinds),
        any(isinstance(each, ClusterLeader) for each in kinds),
    )


@dataclass(frozen=True)
class Paper:
    """A paper that the law asks for, and whether the dossier holds it."""

    document: Document
    present: bool
    evidence: tuple[object, ...] = ()


def papers_of(nominee: Nominee) -> list[Paper]:
    """Return the papers asked for one nominee, with the evidence that answers each."""
    kind = CommendationType(nominee.dossier.round.commendation_type)
    held = list(nominee.evidence.all())
    papers = []
    for document in award_for(nominee).documents_for(kind):
        if document.per == "nominee":
            found = tuple(row for row in held if row.kind == document.code)
            told = document.code == "achievement_report" and bool(nominee.achievement.strip())
            papers.append(Paper(document, bool(found) or told, found))
    return papers


def dossier_papers(dossier: Dossier) -> list[Paper]:
    """Return the papers asked for the dossier as a whole; a letter signed here counts as held."""
    kind, day = CommendationType(dossier.round.commendation_type), law_day(dossier)
    codes = (
        set(dossier.nominees.order_by().values_list("award_code", flat=True))
        or dossier.round.award_codes
    )
    asked: dict[str, Document] = {}
    for code in sorted(codes):
        for document in award_of(code, day).documents_for(kind):
            if document.per == "dossier":
                asked.setdefault(document.code, document)
    return [Paper(document, _is_held(dossier, document.code)) for document in asked.values()]


def _is_held(dossier: Dossier, code: str) -> bool:
    if code == GENERATED:
        return dossier.nominees.alive().exists()  # a list of nobody is none
    if code == "submission_letter" and dossier.submitted_at is not None:
        return True
    return getattr(dossier, f"{DOSSIER_PAPERS.get(code, '')}_id", None) is not None
