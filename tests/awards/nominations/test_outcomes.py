"""What becomes of nominees, and of the dossier with them."""

from __future__ import annotations

from awards.nominations import selectors, services
from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Nominee
from emulation.notices.models import Notice
from tests.builders.rounds import only_nominee, received


def test_outcomes_settle_the_dossier_and_tell_the_unit(world, round_):
    dossier = received(world, round_=round_)
    nominee = only_nominee(dossier)
    Nominee.objects.filter(pk=nominee.pk).update(state=NomineeState.PASSED)
    assert list(selectors.ready_for_council(round_)) == [nominee]
    voted = services.mark_voted(nominee, True, world.secretary)
    assert list(selectors.ready_for_decision(round_)) == [voted]
    services.mark_decided(voted, None)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.SETTLED
    assert Notice.objects.filter(event="nominations.decided").exists()


def test_failed_vote_keeps_its_reason(world, round_):
    nominee = only_nominee(received(world, round_=round_))
    Nominee.objects.filter(pk=nominee.pk).update(state=NomineeState.PASSED)
    refused = services.mark_voted(nominee, False, world.secretary, "5/9 phiếu")
    assert (refused.state, refused.outcome_reason) == (NomineeState.REFUSED, "5/9 phiếu")


def test_past_the_council_goes_straight_to_the_decision(world, round_):
    nominee = only_nominee(received(world, round_=round_))
    Nominee.objects.filter(pk=nominee.pk).update(state=NomineeState.PASSED, needs_council=False)
    assert not selectors.ready_for_council(round_)
    assert list(selectors.ready_for_decision(round_)) == [nominee]
