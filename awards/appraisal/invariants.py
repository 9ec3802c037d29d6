"""What must hold of all appraisals."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from awards.appraisal.enums import AppraisalState, Turn
from awards.appraisal.models import Appraisal, Conflict
from awards.catalogue.enums import Route
from awards.nominations.enums import NomineeState
from awards.nominations.models import Nominee
from emulation.registries.proof import invariant

PASSED = [NomineeState.PASSED, NomineeState.VOTED, NomineeState.DECIDED]
SECOND_TURNS = {Route.SINGLE_RECHECK: Turn.RECHECK, Route.TWO_INDEPENDENT: Turn.SECOND}


@invariant("Nobody appraises nominees of the own unit")
def never_the_own_unit() -> Iterator[str]:
    """Yield appraisals whose appraiser works at the nominee's unit, or whose row says otherwise."""
    rows = Appraisal.objects.exclude(state=AppraisalState.RECUSED)
    for pk in rows.filter(appraiser_unit=F("nominee__subject_home")).values_list("pk", flat=True):
        yield f"appraisal {pk}"
    for pk in rows.exclude(nominee_unit=F("nominee__subject_home")).values_list("pk", flat=True):
        yield f"appraisal {pk} names another unit than its nominee's"


@invariant("Nobody appraises under a declared conflict")
def never_under_conflict() -> Iterator[str]:
    """Yield appraisals submitted by somebody who had declared a conflict before."""
    declared = dict(((row.nominee_id, row.account_id), row) for row in Conflict.objects.all())
    rows = Appraisal.objects.filter(
        state=AppraisalState.SUBMITTED, nominee__in={key[0] for key in declared}
    )
    for row in rows:
        found = declared.get((row.nominee_id, row.appraiser_id))
        if found and row.submitted_at and row.submitted_at > found.declared_at:
            yield f"appraisal {row.pk}"


@invariant("Who passed by a re-check was seen by two people")
def passed_by_two() -> Iterator[str]:
    """Yield nominees that passed a route of appraisers without two submitted appraisals."""
    for route, second in SECOND_TURNS.items():
        rows = Nominee.objects.filter(state__in=PASSED, route=route)
        spoken = Appraisal.objects.filter(nominee=OuterRef("pk"), state=AppraisalState.SUBMITTED)
        firsts, seconds = spoken.filter(turn=Turn.FIRST), spoken.filter(turn=second)
        by_another = seconds.exclude(
            appraiser__in=firsts.filter(nominee=OuterRef("nominee")).values("appraiser")
        )
        good = Q(Exists(firsts)) & Q(Exists(by_another))
        good &= ~Q(Exists(spoken.exclude(turn__in=[Turn.FIRST, second])))
        for pk in rows.exclude(good).order_by("pk").values_list("pk", flat=True):
            yield f"nominee {pk}"
