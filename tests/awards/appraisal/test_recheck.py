"""One appraiser and a re-check: passed, refused, sent back, wrong entries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from awards.appraisal import services
from awards.appraisal.enums import AppraisalState, Turn, Verdict
from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Dossier
from emulation.notices.models import Notice
from emulation.registries.proof import violations
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from tests.awards.appraisal.turns import assign, holder, say, single, turn_of
from tests.builders.rounds import only_nominee


def test_two_people_pass_a_nominee(world):
    nominee = only_nominee(single(world))
    assert assign(world, nominee.dossier).given == 1
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST)
    nominee.refresh_from_db()
    assert nominee.state == NomineeState.APPRAISING
    recheck = turn_of(nominee, Turn.RECHECK)
    assert recheck.appraiser_id != turn_of(nominee, Turn.FIRST).appraiser_id
    passed = say(world, nominee, Turn.RECHECK)
    assert passed.state == NomineeState.PASSED
    assert not list(violations())


def test_refusal_is_confirmed_kept_and_told(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST, Verdict.FAIL, reason="Chưa đủ hai năm")
    refused = say(world, nominee, Turn.RECHECK, Verdict.FAIL, reason="Đồng ý")
    assert (refused.state, refused.outcome_reason) == (NomineeState.REFUSED, "Chưa đủ hai năm")
    told = Notice.objects.filter(event="nominations.refused")
    assert set(told.values_list("account", flat=True)) == {
        world.officer.account_id,
        world.leader.account_id,
    }
    dossier = Dossier.objects.get(pk=nominee.dossier_id)
    assert dossier.state == DossierState.SETTLED


def test_recheck_sends_back_and_does_not_overrule(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST)
    recheck = turn_of(nominee, Turn.RECHECK)
    with pytest.raises(Refused):
        say(world, nominee, Turn.RECHECK, Verdict.FAIL)
    with pytest.raises(ValidationError):
        services.send_back(by=holder(world, recheck), appraisal=recheck, remark=" ")
    services.send_back(by=holder(world, recheck), appraisal=recheck, remark="Xem lại sáng kiến")
    first = turn_of(nominee, Turn.FIRST)
    assert (first.state, first.remark) == (AppraisalState.ASSIGNED, "Xem lại sáng kiến")
    with pytest.raises(WrongState):
        say(world, nominee, Turn.RECHECK)
    say(world, nominee, Turn.FIRST, Verdict.FAIL, reason="Đúng là thiếu")
    refused = say(world, nominee, Turn.RECHECK, Verdict.FAIL)
    assert refused.state == NomineeState.REFUSED


def test_first_appraiser_cannot_recheck(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST)
    first = turn_of(nominee, Turn.FIRST)
    with pytest.raises(Refused):
        services.assign_appraiser(
            by=world.office, nominee=nominee, turn=Turn.RECHECK, mandate=holder(world, first)
        )


def test_somebody_else_cannot_speak_for_the_charged(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    row = nominee.appraisals.get()
    other = world.second if holder(world, row) == world.reviewer else world.reviewer
    for who in (other, world.office, world.leader, world.secretary, world.admin):
        with pytest.raises(NotAllowed):
            services.submit_verdict(by=who, appraisal=row, verdict=Verdict.PASS)


def test_submitting_twice_or_stale_is_refused(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    row = turn_of(nominee, Turn.FIRST)
    with pytest.raises(StaleVersion):
        services.submit_verdict(
            by=holder(world, row), appraisal=row, verdict=Verdict.PASS, version=99
        )
    say(world, nominee, Turn.FIRST)
    with pytest.raises(WrongState):
        say(world, nominee, Turn.FIRST)


@pytest.mark.parametrize(
    ("entries", "field"),
    [
        ({"verdict": "maybe"}, "verdict"),
        ({"verdict": Verdict.FAIL, "reason": " "}, "reason"),
        ({"verdict": Verdict.SUPPLEMENT}, "items"),
        ({"verdict": Verdict.SUPPLEMENT, "items": ["Báo cáo"]}, "due_on"),
        (
            {"verdict": Verdict.SUPPLEMENT, "items": ["Báo cáo"], "due_on": dt.date(2021, 11, 1)},
            "due_on",
        ),
    ],
)
def test_wrong_entries_are_told_beside_their_field(world, entries, field):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    row = nominee.appraisals.get()
    with pytest.raises(ValidationError) as error:
        services.submit_verdict(by=holder(world, row), appraisal=row, **entries)
    assert field in error.value.message_dict


def test_recheck_is_not_given_before_the_first_has_spoken(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    with pytest.raises(WrongState):
        services.assign_appraiser(
            by=world.office, nominee=nominee, turn=Turn.RECHECK, mandate=world.second
        )
