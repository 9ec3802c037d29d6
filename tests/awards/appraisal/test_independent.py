"""Two who do not see each other: agreement, disagreement, scores."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from awards.appraisal import services
from awards.appraisal.enums import Turn, Verdict
from awards.appraisal.models import Appraisal
from awards.appraisal.selectors import unready
from awards.nominations.enums import NomineeState
from emulation.ui.errors import NotAllowed, WrongState
from tests.awards.appraisal.turns import assign, double, holder, say, turn_of
from tests.builders.rounds import only_nominee


def test_two_agree(world):
    nominee = only_nominee(double(world))
    assert assign(world, nominee.dossier).given == 2
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST, score=Decimal(90))
    passed = say(world, nominee, Turn.SECOND, score=Decimal("85.5"))
    assert passed.state == NomineeState.PASSED


def test_neither_sees_the_other_before_both_have_spoken(world):
    nominee = only_nominee(double(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST, score=Decimal(90))
    first, second = turn_of(nominee, Turn.FIRST), turn_of(nominee, Turn.SECOND)
    late = holder(world, second)
    assert list(Appraisal.objects.visible_to(late)) == [second]
    assert list(Appraisal.objects.visible_to(holder(world, first))) == [first]
    say(world, nominee, Turn.SECOND, score=Decimal(88))
    assert set(Appraisal.objects.visible_to(late)) == {first, second}


@pytest.mark.parametrize(
    ("verdict", "score"), [(Verdict.FAIL, Decimal(88)), (Verdict.PASS, Decimal(60))]
)
def test_disagreement_waits_for_the_office(world, verdict, score):
    nominee = only_nominee(double(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    say(world, nominee, Turn.FIRST, score=Decimal(90))
    stays = say(world, nominee, Turn.SECOND, verdict, score=score)
    assert stays.state == NomineeState.APPRAISING
    assert unready([nominee.dossier.round])[nominee.dossier.round_id] == {"disagree": 1}
    for who in (world.reviewer, world.leader, world.officer, world.admin, world.signer):
        with pytest.raises(NotAllowed):
            services.settle_disagreement(by=who, nominee=nominee, verdict=Verdict.PASS, reason="x")
    with pytest.raises(ValidationError):
        services.settle_disagreement(
            by=world.secretary, nominee=nominee, verdict=Verdict.PASS, reason=" "
        )
    settled = services.settle_disagreement(
        by=world.secretary, nominee=nominee, verdict=Verdict.PASS, reason="Đã xem lại hồ sơ"
    )
    assert settled.state == NomineeState.PASSED


def test_nothing_to_settle_before_both_have_spoken(world):
    nominee = only_nominee(double(world))
    assign(world, nominee.dossier)
    with pytest.raises(WrongState):
        services.settle_disagreement(
            by=world.office, nominee=nominee, verdict=Verdict.PASS, reason="x"
        )


@pytest.mark.parametrize("score", [None, Decimal(-1), Decimal("100.5")])
def test_score_is_asked_for_and_bounded(world, score):
    nominee = only_nominee(double(world))
    assign(world, nominee.dossier)
    nominee.refresh_from_db()
    with pytest.raises(ValidationError) as error:
        say(world, nominee, Turn.FIRST, score=score)
    assert "score" in error.value.message_dict
