"""What must hold of all rounds, dossiers and nominees."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Dossier, Nominee, Round
from emulation.registries.proof import invariant

PAST_RECEIPT = [
    NomineeState.APPRAISING,
    NomineeState.SUPPLEMENT,
    NomineeState.PASSED,
    NomineeState.VOTED,
    NomineeState.DECIDED,
]


@invariant("Nobody is appraised whose dossier was never received")
def appraised_only_when_received() -> Iterator[str]:
    """Yield nominees beyond receipt in dossiers that were not received."""
    rows = Nominee.objects.filter(state__in=PAST_RECEIPT, dossier__received_at__isnull=True)
    for pk, state in rows.values_list("pk", "state"):
        yield f"nominee {pk} is {state}"


@invariant("A collected dossier stands in a dossier of its collector in the same round")
def collected_into_the_collector() -> Iterator[str]:
    """Yield parts that were taken into a dossier of somebody else or of another round."""
    good = Q(collected_into__unit=F("collector"), collected_into__round=F("round"))
    for pk in Dossier.objects.filter(collected_into__isnull=False).exclude(good).values_list("pk"):
        yield f"dossier {pk[0]}"


@invariant("A settled dossier waits for nobody")
def settled_waits_for_nobody() -> Iterator[str]:
    """Yield settled dossiers with a nominee that still waits."""
    waiting = NomineeState.ALIVE - {NomineeState.DECIDED}
    rows = Dossier.objects.filter(state=DossierState.SETTLED, nominees__state__in=waiting)
    for pk in rows.distinct().values_list("pk", flat=True):
        yield f"dossier {pk}"


@invariant("A nominee belongs to the round of its dossier")
def round_of_the_dossier() -> Iterator[str]:
    """Yield nominees that name another round than their dossier."""
    for pk in Nominee.objects.exclude(round=F("dossier__round")).values_list("pk", flat=True):
        yield f"nominee {pk}"


@invariant("A nominee stands for an award of its round")
def award_of_the_round() -> Iterator[str]:
    """Yield nominees whose award the round does not give."""
    for round_ in Round.objects.order_by("pk"):
        others = Nominee.objects.filter(round=round_).exclude(award_code__in=round_.award_codes)
        for pk, code in others.order_by("pk").values_list("pk", "award_code"):
            yield f"nominee {pk}: {code}"
