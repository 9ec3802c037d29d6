"""What is read of appraisals: standing, counts, visibility, invariants."""

from __future__ import annotations

import pytest

from awards.appraisal.models import Appraisal
from awards.appraisal.selectors import (
    my_queue,
    place_in_queue,
    rounds_in_hand,
    standing_of,
    under_appraisal,
    unready,
)
from awards.catalogue.enums import Route
from awards.nominations.enums import NomineeState
from awards.nominations.models import Nominee, Round
from emulation.registries.proof import violations
from tests.awards.appraisal.turns import assign, single
from tests.builders.people import make_person
from tests.builders.rounds import only_nominee


def test_standing_and_counts_agree(world):
    people = [make_person(world.division, f"Người {n}") for n in range(3)]
    dossier = single(world, *people)
    rows = list(under_appraisal(dossier.round))
    assert [standing_of(row).key for row in rows] == ["unassigned"] * 3
    assert unready([dossier.round])[dossier.round_id] == {"unassigned": 3}
    assign(world, dossier)
    assert {standing_of(row).key for row in under_appraisal(dossier.round)} == {"underway"}
    assert unready([dossier.round])[dossier.round_id] == {}
    assert rounds_in_hand(world.office).get().waiting == 3


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("office", 1),
        ("secretary", 1),
        ("auditor", 1),
        ("signer", 1),
        ("member", 0),
        ("clerk", 0),
        ("officer", 0),
        ("leader", 0),
        ("other_officer", 0),
        ("admin", 0),
        ("own_reviewer", 0),
    ],
)
def test_who_sees_appraisals(world, who, sees):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    assert Appraisal.objects.visible_to(getattr(world, who)).count() == sees


def test_invariants_find_what_direct_sql_breaks(world):
    nominee = only_nominee(single(world))
    Nominee.objects.filter(pk=nominee.pk).update(
        state=NomineeState.PASSED, route=Route.SINGLE_RECHECK
    )
    broken = [line for line in violations() if f"nominee {nominee.pk}" in line]
    assert broken
    Nominee.objects.filter(pk=nominee.pk).update(award_code="OTHER")
    assert any("OTHER" in line for line in violations())


def test_a_place_in_the_queue_is_one_question(world, django_assert_num_queries):
    people = [make_person(world.division, f"Người {n}") for n in range(6)]
    assign(world, single(world, *people))
    first, second, third = my_queue(world.reviewer).values_list("pk", flat=True)
    with django_assert_num_queries(1):
        place = place_in_queue(world.reviewer, second)
    assert (place.position, place.total) == (2, 3)
    assert (place.previous, place.following) == (first, third)
    assert place_in_queue(world.reviewer, third).following == first
    assert place_in_queue(world.reviewer, first).previous is None
    Appraisal.objects.filter(pk=first).update(state="recused")
    assert place_in_queue(world.reviewer, first) is None


def test_a_nominee_of_another_round_than_its_dossier_is_found(world):
    nominee = only_nominee(single(world))
    other = Round.objects.get(pk=nominee.round_id)
    other.pk, other.name = None, "Đợt khác"
    other.save()
    Nominee.objects.filter(pk=nominee.pk).update(round=other)
    assert f"nominee {nominee.pk}" in str(list(violations()))
