"""Recusals and declared conflicts of interest."""

from __future__ import annotations

import pytest

from awards.appraisal import services
from awards.appraisal.enums import Turn, Verdict
from awards.appraisal.selectors import unready
from awards.nominations.enums import NomineeState
from emulation.notices.models import Notice
from emulation.people.enums import Role
from emulation.ui.errors import NotAllowed, Refused
from tests.awards.appraisal.turns import assign, holder, say, single, turn_of
from tests.builders.people import make_mandate
from tests.builders.rounds import only_nominee


def test_recusal_passes_the_turn_on(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    row = nominee.appraisals.get()
    who = holder(world, row)
    with pytest.raises(Refused):
        services.recuse(by=who, appraisal=row, reason=" ")
    services.recuse(by=who, appraisal=row, reason="Anh em ruột")
    nominee.refresh_from_db()
    again = turn_of(nominee, Turn.FIRST)
    assert again.appraiser_id != who.account_id
    with pytest.raises(Refused):
        services.assign_appraiser(by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=who)


def test_conflicts_of_others_are_recorded_by_the_office_only(world):
    nominee = only_nominee(single(world))
    with pytest.raises(NotAllowed):
        services.declare_conflict(
            by=world.reviewer, nominee=nominee, account=world.second.account, reason="x"
        )
    services.declare_conflict(
        by=world.office, nominee=nominee, account=world.second.account, reason="Họ hàng"
    )
    services.declare_conflict(
        by=world.member, nominee=nominee, account=world.member.account, reason="Họ hàng"
    )
    assert nominee.conflicts.count() == 2


def test_conflict_after_assignment_stops_the_verdict(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    row = nominee.appraisals.get()
    world_holder = holder(world, row)
    account = world_holder.account
    account.unit = world.department
    account.save()
    with pytest.raises(NotAllowed):
        services.submit_verdict(by=world_holder, appraisal=row, verdict=Verdict.PASS)


def test_nobody_left_to_recheck_is_told_to_the_office(world):
    nominee = only_nominee(single(world))
    services.declare_conflict(
        by=world.office, nominee=nominee, account=world.second.account, reason="Họ hàng"
    )
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST)
    assert unready([nominee.dossier.round])[nominee.dossier.round_id] == {"no_recheck": 1}
    assert Notice.objects.filter(event="appraisal.office", account=world.office.account_id).exists()
    head = make_mandate(Role.OFFICE, world.province, "truongphong")
    services.assign_appraiser(by=world.office, nominee=nominee, turn=Turn.RECHECK, mandate=head)
    passed = services.submit_verdict(
        by=head, appraisal=turn_of(nominee, Turn.RECHECK), verdict=Verdict.PASS
    )
    assert passed.state == NomineeState.PASSED
