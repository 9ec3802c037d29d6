"""Building the facts of the engine from the ledger, registrations, reviews and the dossier.

Whoever may see a subject may see its facts: call these with subjects that came from ``visible_to``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from awards.catalogue.enums import CommendationType, Occupation
from awards.eligibility.facts import (
    RECORDED,
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
    Registrations,
    campaign_result,
    cluster_rank,
    read_clusters,
    read_ranks,
    read_registrations,
    read_reviewed,
    registered_for,
)
from awards.eligibility.selectors.records import Records, key_of, read_records
from awards.eligibility.selectors.units import LEDGER, holders_in, members_of
from awards.ledger.subjects import Subject, kind_of, ledger_url, name_of
from campaigns.plans.models import Campaign
from campaigns.reviews.models import Review, ReviewStanding
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


def facts_for(
    cases: Sequence[tuple[Subject, Claim]], *, asked: Collection[str] = RECORDED
) -> list[Facts]:
    """Return the facts of many nominees, in their order, with a fixed number of queries.

    ``asked`` names those that are read from records: the others stay unknown.
    """
    read = _read(cases, asked)
    return [_facts(subject, claim, read) for subject, claim in cases]


@dataclass(frozen=True)
class _Read:
    """What was read for many cases at once; ``None`` and empty where nobody asked."""

    records: Records
    registrations: Registrations | None
    members: Mapping[tuple[int, Period], Members]
    ranks: Mapping[int, list[ReviewStanding]]
    clusters: Mapping[tuple[int, int], str]
    reviewed: dict[int, Review] | None


def _read(cases: Sequence[tuple[Subject, Claim]], asked: Collection[str]) -> _Read:
    subjects = [subject for subject, _claim in cases]
    collectives = [(each.pk, claim.period) for each, claim in cases if isinstance(each, Unit)]
    units = {pk for pk, _period in collectives}
    campaigns = {claim.campaign.pk for _each, claim in cases if claim.campaign is not None}
    ranked = "cluster" in asked or "campaign" in asked
    return _Read(
        records=read_records(subjects, asked),
        registrations=read_registrations(subjects) if "registrations" in asked else None,
        members=members_of(collectives if "members" in asked else []),
        ranks=read_ranks(units if ranked else ()),
        clusters=read_clusters(units if "cluster" in asked else ()),
        reviewed=read_reviewed(campaigns) if "campaign" in asked else None,
    )


def _facts(subject: Subject, claim: Claim, read: _Read) -> Facts:
    """Return the facts of one nominee; only a collective has members, a cluster and its ranks."""
    members: Members | None = None
    standings: list[ReviewStanding] = []
    home: str | None = None
    if isinstance(subject, Unit):
        members = claim.members or read.members.get((subject.pk, claim.period))
        standings = read.ranks.get(subject.pk, [])
        home = read.clusters.get((subject.pk, claim.period.year))
    result: CampaignResult | None = None
    if claim.campaign is not None and read.reviewed is not None:
        result = campaign_result(claim.campaign, read.reviewed, standings, claim.voted_outstanding)
    occupation, recruited = _own_facts(subject)
    return Facts(
        subject=kind_of(subject),
        name=name_of(subject),
        period=claim.period,
        authority=claim.authority,
        commendation_type=claim.commendation_type,
        achievement_key=claim.achievement_key,
        occupation=occupation,
        recruited_on=recruited,
        registrations=registered_for(read.registrations, subject, claim.period),
        members=members,
        cluster=cluster_rank(standings, home, claim.period, claim.acclaimed, claim.rivals),
        campaign=result,
        achievement=claim.achievement,
        attestations=claim.attestations,
        **read.records.of(key_of(subject)),
    )


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
