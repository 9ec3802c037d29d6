"""Who is ready for the council and for the decision: what the rooms above ask."""

from __future__ import annotations

from awards.nominations.enums import NomineeState
from awards.nominations.models import Nominee, NomineeQuerySet, Round


def nominees_of(round_: Round) -> NomineeQuerySet:
    """Return the nominees of a round with what their lists show, in the order of the lists."""
    return (
        Nominee.objects.filter(round=round_)
        .select_related(
            "dossier__unit", "dossier__round", "subject_home", "person", "collective", "household"
        )
        .order_by("award_code", "dossier__unit__order", "dossier", "order", "pk")
    )


def ready_for_council(round_: Round) -> NomineeQuerySet:
    """Return those that passed appraisal and whose route asks for the council's vote."""
    return nominees_of(round_).filter(state=NomineeState.PASSED, needs_council=True)


def ready_for_decision(round_: Round) -> NomineeQuerySet:
    """Return those that passed the council, and those whose route goes past it."""
    return nominees_of(round_).past_appraisal()
