"""Who waits for a decision, as its list shows them."""

from __future__ import annotations

from django.db.models import QuerySet

from awards.decisions.models import Decision
from awards.decisions.selectors.decisions import ready_nominees
from awards.nominations.models import Nominee, Round
from emulation.people.models import Mandate

NOT_SHOWN = ("facts", "findings")


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
    seen = Nominee.objects.visible_to(mandate).values("pk")
    rows = ready_nominees(round_).select_related("dossier__round__authority")
    return rows.filter(pk__in=seen).defer(*NOT_SHOWN)
