"""Who waits for a decision, as its list shows them."""

from __future__ import annotations

from django.db.models import QuerySet

from awards.decisions.models import Decision
from awards.decisions.selectors.decisions import ready_nominees
from awards.ledger.models import SUBJECTS
from awards.nominations.models import Nominee, Round
from emulation.people.models import Mandate

# what the list shows, and what a line of the decision is written from
SHOWN = (
    *SUBJECTS,
    "round",
    "dossier__unit__name",
    "dossier__unit__short_name",
    "dossier__incoming_on",
    "dossier__received_at",
    "order",
    "award_code",
    "name",
    "position",
    "achievement",
)


def waiting_listed(mandate: Mandate | None, **scope: int) -> QuerySet[Nominee]:
    """Return who of the visible round waits for a decision."""
    return _of(Round.objects.visible_to(mandate).filter(pk=scope["round"]).first(), mandate)


def addable_listed(mandate: Mandate | None, pk: int) -> QuerySet[Nominee]:
    """Return who could join the list of the visible decision ``pk``."""
    decisions = Decision.objects.visible_to(mandate).select_related("round")
    decision = decisions.filter(pk=pk).first()
    return _of(decision.round if decision else None, mandate)


def _of(round_: Round | None, mandate: Mandate | None) -> QuerySet[Nominee]:
    if round_ is None:
        return Nominee.objects.none()
    rows = ready_nominees(round_).visible_to(mandate)
    return rows.select_related(None).select_related("dossier__unit").only(*SHOWN)
