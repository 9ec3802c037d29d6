"""Lists of rounds and dossiers, and who of a dossier shows what."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from awards.ledger.models import SUBJECTS
from awards.nominations.enums import DossierState, NomineeState, RoundState
from awards.nominations.models import Dossier, Nominee, Round
from awards.nominations.selectors.routing import rounds_for
from campaigns.plans.models import Campaign
from campaigns.reviews.enums import ReviewState
from campaigns.reviews.models import Review
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.ui.counting import count_of

DOSSIER_SHOWN = (
    "round__name",
    "round__authority",
    "unit__name",
    "unit__short_name",
    "collector__name",
    "collector__short_name",
    "state",
    "letter_number",
    "submitted_at",
    "incoming_number",
    "incoming_on",
    "return_due_on",
    "channel",
    "entered_for_unit",
)
NOMINEE_SHOWN = (
    *SUBJECTS,
    "round",
    "dossier__state",
    "dossier__unit__name",
    "dossier__unit__short_name",
    "order",
    "award_code",
    "name",
    "position",
    "period_from",
    "period_to",
    "state",
    "verdict",
    "route",
    "supplement",
    "outcome_reason",
)


def rounds_in_sight(mandate: Mandate) -> QuerySet[Round]:
    """Return the rounds that concern the mandate, with how many dossiers came in."""
    rows = (
        rounds_for(mandate)
        if mandate.role in roles_with("awards.add_dossier")
        else Round.objects.visible_to(mandate)
    )
    return rows.select_related("authority", "campaign").annotate(
        dossier_count=count_of(Dossier.objects.filter(submitted_at__isnull=False), "round")
    )


def dossiers_in_sight(mandate: Mandate) -> QuerySet[Dossier]:
    """Return the visible dossiers with their counts."""
    return (
        Dossier.objects.visible_to(mandate)
        .select_related("round", "unit", "collector")
        .annotate(
            nominee_count=count_of(Nominee.objects.filter(state__in=NomineeState.ALIVE), "dossier")
        )
        .only(*DOSSIER_SHOWN)
    )


def nominees_listed(mandate: Mandate | None) -> QuerySet[Nominee]:
    """Return the visible nominees with what lists show of them, and nothing else."""
    rows = Nominee.objects.visible_to(mandate).select_related("dossier__unit")
    return rows.only(*NOMINEE_SHOWN)


def nominees_of_round(mandate: Mandate | None, pk: int) -> QuerySet[Nominee]:
    """Return the visible nominees of one round; a page of them is read along their index."""
    return nominees_listed(mandate).filter(round=pk)


def all_of_round(nominees: QuerySet[Nominee], pk: int) -> QuerySet[Nominee]:
    """Return the same nominees of round ``pk``, to be counted or summed.

    The round is said of their dossiers too, so that only its own are read where rights look at
    them. To read one page so would be slow: the database then expects few rows, and sorts them all.
    """
    return nominees.filter(dossier__round=pk)


def nominees_of_dossier(mandate: Mandate | None, pk: int) -> QuerySet[Nominee]:
    """Return the visible nominees of one dossier and of the parts collected into it."""
    return nominees_listed(mandate).filter(dossier__in=_with_parts(pk))


def nominees_in(dossier: Dossier) -> QuerySet[Nominee]:
    """Return the nominees of a dossier and of the parts collected into it: name and award."""
    return (
        Nominee.objects.filter(dossier__in=_with_parts(dossier.pk))
        .only("name", "award_code", "state")
        .order_by("dossier__unit__order", "dossier", "order", "pk")
    )


def _with_parts(pk: int) -> QuerySet[Dossier, Any]:
    return Dossier.objects.filter(Q(pk=pk) | Q(collected_into=pk)).values("pk")


def to_collect(round_: Round, mandate: Mandate) -> QuerySet[Nominee]:
    """Return the nominees of submitted parts that the mandate's unit has to collect."""
    return (
        Nominee.objects.filter(
            round=round_,
            dossier__collector=mandate.unit_id,
            dossier__collected_into__isnull=True,
            dossier__state=DossierState.SUBMITTED,
            state=NomineeState.NOMINATED,
        )
        .select_related("dossier__unit", "person", "collective", "household")
        .order_by("dossier__unit__order", "order")
    )


def issued_reviews(mandate: Mandate) -> QuerySet[Review]:
    """Return the issued reviews that a round of the mandate's unit may follow."""
    return (
        Review.objects.visible_to(mandate)
        .filter(state=ReviewState.ISSUED)
        .select_related("campaign")
    )


def campaigns_for(mandate: Mandate) -> QuerySet[Campaign]:
    """Return the campaigns that a round may belong to: running or closed, no closing blocks one."""
    return Campaign.objects.visible_to(mandate).public()


def waiting_rounds(mandate: Mandate) -> QuerySet[Round]:
    """Return the open rounds in which the mandate's unit has no dossier yet."""
    begun = Dossier.objects.filter(unit=mandate.unit_id).values("round")
    return rounds_for(mandate).filter(state=RoundState.OPEN).exclude(pk__in=begun)
