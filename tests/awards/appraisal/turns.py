"""Nominees on their way through the turns of appraisal."""

from __future__ import annotations

import datetime as dt

from awards.appraisal import services
from awards.appraisal.enums import AppraisalState, Verdict
from tests.builders.rounds import received

DAY = dt.date(2021, 11, 22)


def single(world, *people):
    """Return a received dossier for the provincial diploma: one appraiser with a re-check."""
    return received(world, *people, code="PROVINCIAL_DIPLOMA")


def double(world, *people):
    """Return a received dossier for the provincial fighter: two independent appraisers."""
    return received(world, *people, code="PROVINCIAL_FIGHTER")


def assign(world, dossier):
    return services.assign_round(by=world.office, round_=dossier.round)


def turn_of(nominee, turn):
    return nominee.appraisals.exclude(state=AppraisalState.RECUSED).get(turn=turn)


def holder(world, appraisal):
    who = (world.reviewer, world.second, world.own_reviewer)
    return next(mandate for mandate in who if mandate.account_id == appraisal.appraiser_id)


def say(world, nominee, turn, verdict=Verdict.PASS, **more):
    row = turn_of(nominee, turn)
    return services.submit_verdict(
        by=holder(world, row), appraisal=row, verdict=verdict, **{"reason": "Đủ", **more}
    )
