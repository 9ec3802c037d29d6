"""Two people at the same moment: one wins, the other reads a sentence, nothing is half done."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from awards.appraisal import services
from awards.appraisal.enums import AppraisalState, Turn, Verdict
from awards.appraisal.models import Appraisal
from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Dossier, Nominee
from awards.nominations.services import (
    receive_dossier,
    return_dossier,
    withdraw_nominee,
)
from emulation import clock
from emulation.registries.proof import violations
from emulation.ui.errors import DomainError
from tests.builders.province import build_world
from tests.builders.races import at_once
from tests.builders.rounds import make_dossier, make_round, only_nominee, received, submit

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DAY = dt.date(2021, 11, 22)


@pytest.fixture
def stage(transactional_db: Any) -> Any:
    with clock.at(DAY):
        yield build_world()


def refused(results: list[Any]) -> int:
    return sum(isinstance(result, DomainError) for result in results)


def _rechecked(world: Any) -> tuple[Nominee, Appraisal]:
    dossier = received(world, code="PROVINCIAL_DIPLOMA")
    nominee = only_nominee(dossier)
    services.assign_appraiser(
        by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=world.reviewer
    )
    first = nominee.appraisals.get()
    services.submit_verdict(by=world.reviewer, appraisal=first, verdict=Verdict.PASS)
    return nominee, nominee.appraisals.get(turn=Turn.RECHECK)


def test_approval_and_return_together(stage):
    nominee, recheck = _rechecked(stage)
    dossier = Dossier.objects.get(pk=nominee.dossier_id)
    results = at_once(
        lambda: services.submit_verdict(by=stage.second, appraisal=recheck, verdict=Verdict.PASS),
        lambda: return_dossier(
            by=stage.office,
            dossier=dossier,
            reason="Có đơn",
            due_on=DAY,
            items=["Giải trình"],
            nominees=[nominee.pk],
        ),
    )
    assert not isinstance(results[1], DomainError)
    nominee.refresh_from_db()
    assert nominee.state == NomineeState.SUPPLEMENT
    assert set(nominee.appraisals.values_list("state", flat=True)) == {AppraisalState.ASSIGNED}
    assert not list(violations())


def test_approval_and_withdrawal_together(stage):
    nominee, recheck = _rechecked(stage)
    at_once(
        lambda: services.submit_verdict(by=stage.second, appraisal=recheck, verdict=Verdict.PASS),
        lambda: withdraw_nominee(by=stage.officer, nominee=nominee, reason="Chuyển công tác"),
    )
    nominee.refresh_from_db()
    assert nominee.state == NomineeState.WITHDRAWN


def test_receipt_and_return_together(stage):
    dossier = submit(stage, make_dossier(stage, make_round(stage.office)))
    at_once(
        lambda: receive_dossier(by=stage.office, dossier=dossier, incoming_on=DAY),
        lambda: return_dossier(
            by=stage.office, dossier=dossier, reason="Thiếu", due_on=DAY, items=["Báo cáo"]
        ),
    )
    dossier.refresh_from_db()
    assert dossier.state in {DossierState.RECEIVED, DossierState.RETURNED}


def test_both_independent_verdicts_together_conclude_once(stage):
    dossier = received(stage, code="PROVINCIAL_FIGHTER")
    services.assign_round(by=stage.office, round_=dossier.round)
    who = {each.account_id: each for each in (stage.reviewer, stage.second)}
    rows = list(Appraisal.objects.order_by("pk"))
    results = at_once(
        *(
            lambda row=row: services.submit_verdict(
                by=who[row.appraiser_id],
                appraisal=row,
                verdict=Verdict.PASS,
                score=90,
                reason="Đủ",
            )
            for row in rows
        )
    )
    assert not refused(results)
    assert only_nominee(dossier).state == NomineeState.PASSED


def test_assigning_twice_at_once_charges_once(stage):
    dossier = received(stage, code="PROVINCIAL_FIGHTER")

    def assign() -> Any:
        return services.assign_round(by=stage.office, round_=dossier.round)

    at_once(assign, assign)
    assert Appraisal.objects.count() == 2
