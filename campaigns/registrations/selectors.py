"""Reads of registrations: the list, one unit's commitments, progress, the comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign, Participant
from campaigns.registrations.enums import RegistrationState
from campaigns.registrations.models import Commitment, Compact, RegisteredTitle, Registration
from campaigns.registrations.titles import title_label
from campaigns.targets.figures import Together, combined, gap_to, shares_together
from campaigns.targets.models import Allocation, Indicator
from campaigns.targets.selectors import (
    by_indicator,
    reported_indicators,
    units_by_kind,
)
from emulation.files.models import StoredFile
from emulation.people.models import Household, Mandate, Person
from emulation.units.models import Cluster, Unit

_CAMPAIGN = "participant__campaign"
UNSEEN = (  # long, and on no page of a registration
    "participant__unit__search_text", "participant__unit__address",
    f"{_CAMPAIGN}__launcher__search_text", f"{_CAMPAIGN}__launcher__address",
    *(f"{_CAMPAIGN}__{text}" for text in ("search_text", "objectives", "summary", "recipients")),
)  # fmt: skip
WHO_SIGNED = ("account", "delegated_from__account")
UNSEEN_OF_TITLES = (
    "person__search_text", "household__search_text", "collective__search_text",
    "collective__address",
)  # fmt: skip


def registrations_for(mandate: Mandate | None) -> QuerySet[Registration]:
    """Return the visible registrations of present participants with what a list shows."""
    rows: Any = Registration.objects.visible_to(mandate)
    return (
        rows.filter(participant__left_on__isnull=True)
        .select_related("participant__unit", "participant__cluster", "participant__campaign")
        .only(
            "version", "state", "signed_on", "signing_form", "paper_number",
            "participant__unit__name", "participant__cluster__name", "participant__campaign__title",
        )
    )  # fmt: skip


def put_counts(rows: list[Any], mandate: Mandate | None) -> None:
    """Put on the registrations of a page how many commitments and titles they have."""
    commitments, titles = (
        dict(
            model.objects.filter(registration__in=rows)
            .order_by()
            .values_list("registration")
            .annotate(Count("pk"))
        )
        for model in (Commitment, RegisteredTitle)
    )
    for row in rows:
        row.commitment_count = commitments.get(row.pk, 0)
        row.title_count = titles.get(row.pk, 0)


def registration_records(mandate: Mandate | None) -> QuerySet[Registration]:
    """Return the visible registrations with what every page of one asks."""
    rows: Any = Registration.objects.visible_to(mandate)
    return rows.select_related(
        "participant__unit", "participant__cluster", "participant__campaign__launcher"
    ).defer(*UNSEEN)


def with_papers(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    """Return them with their titles, who signed and on what paper.

    What is signed is read by queries of its own: joined, it takes the database longer to plan than
    to read, also where nothing is signed.
    """
    titles = RegisteredTitle.objects.select_related("person", "collective", "household")
    return registrations.prefetch_related(
        Prefetch("titles", queryset=titles.defer(*UNSEEN_OF_TITLES)),
        Prefetch("signed_by", queryset=Mandate.objects.select_related(*WHO_SIGNED)),
        Prefetch("paper", queryset=StoredFile.objects.select_related("blob")),
        Prefetch("compact", queryset=Compact.objects.select_related("file__blob")),
    )


@dataclass
class CommitmentRow:
    """One indicator of a registration: asked for, committed to, how."""

    indicator: Indicator
    allocated: Decimal | None
    commitment: Commitment | None

    @property
    def is_below(self) -> bool:
        """Return whether the unit commits itself to less than it was asked for."""
        if self.allocated is None or self.commitment is None:
            return False
        if self.indicator.direction == "lower":
            return self.commitment.value > self.allocated
        return self.commitment.value < self.allocated


def commitment_rows(registration: Registration) -> list[CommitmentRow]:
    """Return the indicators that concern the unit, with allocation and commitment."""
    participant = registration.participant
    allocated = dict(
        Allocation.objects.filter(
            unit=participant.unit_id, indicator__campaign=participant.campaign_id
        )
        .order_by()
        .values_list("indicator", "value")
    )
    committed = {one.indicator_id: one for one in registration.commitments.order_by()}
    return [
        CommitmentRow(indicator, allocated.get(indicator.pk), committed.get(indicator.pk))
        for indicator in reported_indicators(participant.campaign)
        if indicator.applies_to(participant.unit)
    ]


def missing_commitments(rows: Iterable[CommitmentRow]) -> list[Indicator]:
    """Return the indicators with an allocation to which the unit has not committed itself."""
    return [row.indicator for row in rows if row.allocated is not None and row.commitment is None]


@dataclass(frozen=True)
class TitleRow:
    """Who aims at what."""

    title: RegisteredTitle
    label: str
    subject: Any
    kind: str


def title_rows(registration: Registration, mandate: Mandate | None) -> list[TitleRow]:
    """Return the titles aimed at, with their words as of the campaign's first day.

    Persons and households are personal data: those whom the mandate may not see are left out.
    """
    titles = list(registration.titles.all())
    people: Any = Person.objects.visible_to(mandate)
    households: Any = Household.objects.visible_to(mandate)
    persons = {title.person_id for title in titles}
    seen_persons = set(people.filter(pk__in=persons - {None}).values_list("pk", flat=True))
    homes = {title.household_id for title in titles}
    seen_homes = set(households.filter(pk__in=homes - {None}).values_list("pk", flat=True))
    rows = []
    for title in titles:
        if title.person_id and title.person_id not in seen_persons:
            continue
        if title.household_id and title.household_id not in seen_homes:
            continue
        kind = next(
            name for name in ("person", "collective", "household") if getattr(title, f"{name}_id")
        )
        rows.append(TitleRow(title, title_label(title.award_code), getattr(title, kind), kind))
    return rows


def subjects_of(unit: Unit, kind: str) -> QuerySet[Any]:
    """Return who of the unit and below it can aim at a title."""
    below = Unit.objects.below(unit).values("pk")
    if kind == "person":
        return Person.objects.filter(unit__in=below, left_on__isnull=True)
    if kind == "household":
        return Household.objects.filter(unit__in=below)
    return Unit.objects.filter(pk__in=below)


def progress(rows: QuerySet[Registration]) -> dict[str, int]:
    """Return how many registrations stand in each state, in one query."""
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in RegistrationState}
    return rows.order_by().aggregate(total=Count("pk"), **counts)


def clusters_for_compact(campaign: Campaign, mandate: Mandate | None) -> QuerySet[Cluster]:
    """Return the clusters of the campaign whose compact the mandate may still record."""
    taking_part = Participant.objects.current().filter(campaign=campaign).values("cluster")
    done = Compact.objects.filter(campaign=campaign).values("cluster")
    clusters = Cluster.objects.filter(pk__in=taking_part).exclude(pk__in=done)
    if mandate is not None and mandate.cluster is not None:
        clusters = clusters.filter(pk=mandate.cluster.pk)
    return clusters.order_by("order", "name")


@dataclass(frozen=True)
class Comparison:
    """Province's value – allocated – committed, for one indicator."""

    indicator: Indicator
    allocated: Decimal | None
    committed: Decimal | None
    committed_units: int
    units: int
    gap: Decimal | None


def comparison(campaign: Campaign) -> list[Comparison]:
    """Return, per indicator, what the province aims at, what was allocated and committed to.

    Only binding commitments (signed or accepted) of present participants count.
    """
    units = units_by_kind(campaign)
    committed = by_indicator(
        Commitment.objects.filter(
            indicator__campaign=campaign,
            registration__state__in=RegistrationState.BINDING,
            registration__participant__left_on__isnull=True,
        )
    )
    rows = []
    for indicator in reported_indicators(campaign):
        values = committed.get(indicator.pk, Together())
        together = combined(indicator.aggregation, values)
        rows.append(
            Comparison(
                indicator,
                combined(indicator.aggregation, shares_together(indicator)),
                together,
                values.count,
                sum(count for kind, count in units.items() if indicator.applies_to_kind(kind)),
                gap_to(indicator, together),
            )
        )
    return rows


def open_registrations_of(unit: Unit) -> QuerySet[Registration]:
    """Return the unit's registrations in running campaigns that still ask for something."""
    return (
        Registration.objects.filter(
            participant__unit=unit,
            participant__left_on__isnull=True,
            participant__campaign__state=CampaignState.LAUNCHED,
        )
        .exclude(state=RegistrationState.ACCEPTED)
        .select_related("participant__campaign__launcher", "participant__unit")
    )
