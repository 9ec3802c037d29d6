"""What registrations and reviews of campaigns say of subjects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from awards.catalogue.enums import YearKind
from awards.eligibility.facts import (
    CampaignResult,
    ClusterRank,
    Period,
    RegisteredFor,
    Source,
)
from awards.eligibility.selectors.records import Key, key_of
from awards.ledger.subjects import FIELDS, Subject, among, unit_of
from campaigns.plans.enums import CampaignKind
from campaigns.plans.models import Campaign, name_in_title
from campaigns.registrations.enums import RegistrationState
from campaigns.registrations.models import RegisteredTitle, Registration
from campaigns.reviews.enums import ReviewKind, ReviewState
from campaigns.reviews.models import Review, ReviewStanding
from emulation.units.enums import Level, UnitKind
from emulation.units.models import ClusterMember


@dataclass
class Registrations:
    """Titles registered for, and when the regular campaigns ran that a unit signed up to."""

    titles: dict[Key, list[tuple[str, Period, Source]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    known: dict[int, list[Period]] = field(default_factory=lambda: defaultdict(list))


def read_registrations(subjects: list[Subject]) -> Registrations:
    """Return what signed registrations name; two queries.

    Only the registration of a regular campaign is the unit's list of the year: the titles aimed at
    stand there, so one for a drive or a theme that names nobody denies nobody.
    """
    found = Registrations()
    units = {place for each in subjects for place in unit_of(each).lineage_ids}
    signed = Registration.objects.filter(
        state__in=RegistrationState.BINDING,
        participant__unit__in=units,
        participant__campaign__kind=CampaignKind.REGULAR,
    ).order_by()
    for unit, *run in signed.values_list("participant__unit", *_run("participant")):
        found.known[unit].append(Period(*run))
    titles = RegisteredTitle.objects.filter(
        among(subjects),
        registration__state__in=RegistrationState.BINDING,
        registration__participant__unit__in=units,
    )
    place = "registration__participant"
    called = (f"{place}__campaign__name", f"{place}__campaign__title")
    told = ("award_code", *called, *_run(place))
    for *named, code, name, title, start, end in titles.values_list(*FIELDS.values(), *told):
        key = next((kind, pk) for kind, pk in zip(FIELDS, named, strict=True) if pk is not None)
        source = Source(f"Đăng ký thi đua của {name or name_in_title(title)}")
        found.titles[key].append((code, Period(start, end), source))
    return found


def _run(participant: str) -> tuple[str, str]:
    return f"{participant}__campaign__starts_on", f"{participant}__campaign__ends_on"


def registered_for(
    found: Registrations | None, subject: Subject, period: Period
) -> tuple[RegisteredFor, ...] | None:
    """Return the titles registered for the year of ``period``.

    None when no signed registration of the subject's unit, or of a unit above it, to the year's
    regular campaign is known: it may lie in a cupboard, so nobody can tell; nor can
    anybody where none was read.
    """
    if found is None:
        return None
    titles = tuple(
        RegisteredFor(code, period.year, period.year_kind, source)
        for code, run, source in found.titles[key_of(subject)]
        if _is_of_year(run, period)
    )
    if titles:
        return titles
    runs = (run for unit in unit_of(subject).lineage_ids for run in found.known[unit])
    return () if any(_is_of_year(run, period) for run in runs) else None


def _is_of_year(run: Period, period: Period) -> bool:
    """Return whether the campaign runs in the year; a school year needs only to be touched."""
    if period.year_kind == YearKind.SCHOOL:
        return period.overlaps(run)
    return run.start.year <= period.year <= run.end.year


def read_ranks(units: Collection[int]) -> dict[int, list[ReviewStanding]]:
    """Return the standings of units in their clusters from issued reviews, the latest first."""
    found: dict[int, list[ReviewStanding]] = defaultdict(list)
    if not units:
        return found
    rows = (
        ReviewStanding.objects.filter(
            participant__unit__in=units,
            cluster__isnull=False,
            review__state=ReviewState.ISSUED,
        )
        .select_related("cluster", "review__campaign", "participant")
        .order_by("-review__as_of", "-pk")
    )
    for row in rows:
        found[row.participant.unit_id].append(row)
    return found


def cluster_rank(
    standings: list[ReviewStanding],
    cluster: str | None,
    period: Period,
    acclaimed: bool | None,
    rivals: tuple[str, ...],
) -> ClusterRank | None:
    """Return the place in the cluster of the period's year by a final review.

    ``cluster`` is the name of the unit's cluster that year; a preliminary ranking decides nothing,
    and the acclamation is told by paper.
    """
    for row in standings:
        final = row.review.kind == ReviewKind.FINAL
        if final and row.cluster is not None and row.cluster.year == period.year:
            source = Source(str(row.review))
            return ClusterRank(row.cluster.name, row.rank, None, acclaimed, rivals, source)
    return ClusterRank(cluster, acclaimed=acclaimed, rivals=rivals) if cluster else None


def read_clusters(units: Collection[int]) -> dict[tuple[int, int], str]:
    """Return the name of each unit's cluster or block of the province, by unit and year."""
    if not units:
        return {}
    rows = ClusterMember.objects.filter(unit__in=units, organiser__level=Level.PROVINCE)
    return {(row.unit_id, row.year): row.cluster.name for row in rows.select_related("cluster")}


def read_reviewed(campaigns: Collection[int]) -> dict[int, Review]:
    """Return the latest issued review of each campaign."""
    found: dict[int, Review] = {}
    if not campaigns:
        return found
    rows = Review.objects.filter(campaign__in=campaigns, state=ReviewState.ISSUED).defer("facts")
    for row in rows.order_by("as_of", "pk"):
        found[row.campaign_id] = row
    return found


def campaign_result(
    campaign: Campaign,
    reviewed: dict[int, Review],
    standings: list[ReviewStanding],
    voted_outstanding: bool | None,
) -> CampaignResult:
    """Return what the subject achieved in ``campaign``; the vote is told by the dossier."""
    places = [row.rank for row in standings if row.review.campaign_id == campaign.pk]
    leader = None if not places or places[0] is None else places[0] == 1
    thematic = campaign.kind == CampaignKind.THEMATIC
    return CampaignResult(
        name=campaign.called,
        launched_by=UnitKind(campaign.launcher.kind),
        years=campaign.ends_on.year - campaign.starts_on.year + 1,
        at_review=campaign.pk in reviewed or None,
        leader=leader if thematic else False,
        voted_outstanding=voted_outstanding,
        source=Source(campaign.called),
    )
