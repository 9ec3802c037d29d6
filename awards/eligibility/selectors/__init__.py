"""Building the facts of the engine from the ledger, registrations, reviews and the dossier.

Whoever may see a subject may see its facts: call these with subjects that came from ``visible_to``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from awards.catalogue.enums import CommendationType, Occupation
from awards.eligibility.facts import (
    Achievement,
    Attestation,
    CampaignResult,
    DossierFacts,
    Fact,
    Facts,
    Members,
    Period,
    Source,
    TitleHolders,
)
from awards.eligibility.selectors.movements import (
    campaign_result,
    cluster_rank,
    read_clusters,
    read_ranks,
    read_registrations,
    read_reviewed,
    registered_for,
)
from awards.eligibility.selectors.records import key_of, read_records
from awards.eligibility.selectors.units import LEDGER, holders_in, members_of
from awards.ledger.subjects import Subject, kind_of, ledger_url, name_of
from campaigns.plans.models import Campaign
from emulation.people.enums import Employment
from emulation.people.models import Person
from emulation.units.enums import UnitKind
from emulation.units.models import Unit

OCCUPATIONS = {
    Employment.CIVIL_SERVANT: Occupation.OFFICIAL,
    Employment.PUBLIC_EMPLOYEE: Occupation.OFFICIAL,
    Employment.SOLDIER: Occupation.ARMED,
    Employment.WORKER: Occupation.WORKER,
    Employment.FARMER: Occupation.FARMER,
    Employment.OTHER: Occupation.OTHER,
}


@dataclass(frozen=True)
class Claim:
    """What the dossier itself says of a nominee; the ledger and the campaigns say the rest.

    ``members`` goes before what the ledger counts. ``acclaimed`` is the cluster's minutes,
    ``rivals`` are other members of it in the round; ``voted_outstanding`` is the campaign's, and
    ``campaign`` comes with its ``launcher``. ``None`` is unknown.
    """

    period: Period
    authority: UnitKind | None = None
    commendation_type: CommendationType | None = None
    achievement_key: str = ""
    achievement: Achievement | None = None
    campaign: Campaign | None = None
    voted_outstanding: bool | None = None
    acclaimed: bool | None = None
    rivals: tuple[str, ...] = ()
    members: Members | None = None
    attestations: tuple[Attestation, ...] | None = None


def facts_of(subject: Subject, claim: Claim) -> Facts:
    """Return the facts of one nominee."""
    return facts_for([(subject, claim)])[0]


def facts_for(cases: Sequence[tuple[Subject, Claim]]) -> list[Facts]:
    """Return the facts of many nominees, in their order, with a fixed number of queries."""
    subjects = [subject for subject, _claim in cases]
    records = read_records(subjects)
    registrations = read_registrations(subjects)
    collectives = [(each.pk, claim) for each, claim in cases if isinstance(each, Unit)]
    counted = members_of([(pk, claim.period) for pk, claim in collectives])
    units = {pk for pk, _claim in collectives}
    ranks, clusters = read_ranks(units), read_clusters(units)
    reviewed = read_reviewed(
        {claim.campaign.pk for _subject, claim in cases if claim.campaign is not None}
    )
    made: list[Facts] = []
    for subject, claim in cases:
        key, is_unit = key_of(subject), isinstance(subject, Unit)
        standings = ranks.get(subject.pk, []) if is_unit else []
        home = clusters.get((subject.pk, claim.period.year)) if is_unit else None
        result: CampaignResult | None = None
        if claim.campaign is not None:
            result = campaign_result(claim.campaign, reviewed, standings, claim.voted_outstanding)
        own = _own_facts(subject)
        made.append(
            Facts(
                subject=kind_of(subject),
                name=name_of(subject),
                period=claim.period,
                authority=claim.authority,
                commendation_type=claim.commendation_type,
                achievement_key=claim.achievement_key,
                occupation=own[0],
                recruited_on=own[1],
                leaves=records.leaves.get(key, ()),
                ratings=records.ratings.get(key, ()),
                held=records.held.get(key, ()),
                initiatives=records.initiatives.get(key, ()),
                disciplines=records.disciplines.get(key, ()),
                holds=records.holds.get(key, ()),
                registrations=registered_for(registrations, subject, claim.period),
                members=claim.members or counted.get((subject.pk, claim.period))
                if is_unit
                else None,
                cluster=cluster_rank(standings, home, claim.period, claim.acclaimed, claim.rivals),
                campaign=result,
                achievement=claim.achievement,
                attestations=claim.attestations,
            )
        )
    return made


def _own_facts(subject: Subject) -> tuple[Fact[Occupation] | None, Fact | None]:
    """Return occupation and day of recruitment of a person."""
    if not isinstance(subject, Person):
        return None, None
    source = Source("Sổ theo dõi khen thưởng", ledger_url(subject))
    recruited = Fact(subject.recruited_on, source) if subject.recruited_on else None
    return Fact(OCCUPATIONS[Employment(subject.employment)], source), recruited


def dossier_facts(
    unit: Unit, period: Period, named: Mapping[str, Set[int]]
) -> dict[str, DossierFacts]:
    """Return the counts of a dossier of ``unit`` by award; one query.

    ``named`` are the persons nominated for each award. Who holds it already is counted with them,
    and the base of a quota are the holders of the year with those nominated beside.
    """
    held = holders_in(unit, period)
    holders = tuple(TitleHolders(code, len(who)) for code, who in sorted(held.items()))
    proposed = tuple(
        TitleHolders(code, len(who - held.get(code, set()))) for code, who in sorted(named.items())
    )
    return {
        code: DossierFacts(
            len(who | held.get(code, set())), holders or None, proposed or None, LEDGER
        )
        for code, who in sorted(named.items())
    }


__all__ = ["Claim", "dossier_facts", "facts_for", "facts_of"]
