"""What must hold of all appraisals."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from awards.appraisal.enums import AppraisalState, Turn
from awards.appraisal.models import Appraisal, Conflict
from awards.catalogue.enums import Route
from awards.nominations.enums import NomineeState
from awards.nominations.models import Nominee
from emulation.registries.proof import invariant


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
    rows = Nominee.objects.filter(
        state__in=[NomineeState.PASSED, NomineeState.VOTED, NomineeState.DECIDED],
        route__in=[Route.SINGLE_RECHECK, Route.TWO_INDEPENDENT],
    ).prefetch_related("appraisals")
    for nominee in rows.iterator(chunk_size=2000):
        spoken = [r for r in nominee.appraisals.all() if r.state == AppraisalState.SUBMITTED]
        people = {row.appraiser_id for row in spoken}
        second = Turn.RECHECK if nominee.route == Route.SINGLE_RECHECK else Turn.SECOND
        if len(people) < 2 or {row.turn for row in spoken} != {Turn.FIRST, second}:
            yield f"nominee {nominee.pk}"
