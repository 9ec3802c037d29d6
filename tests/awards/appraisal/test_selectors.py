"""What is read of appraisals: standing, counts, visibility, invariants."""

from __future__ import annotations

import pytest

from awards.appraisal.models import Appraisal
from awards.appraisal.selectors import rounds_in_hand, standing_of, under_appraisal, unready
from awards.catalogue.enums import Route
from awards.nominations.enums import NomineeState
from awards.nominations.models import Nominee
from emulation.registries.proof import violations
from tests.awards.appraisal.turns import assign, single
from tests.builders.people import make_person
from tests.builders.rounds import only_nominee


def test_standing_and_counts_agree(world):
    people = [make_person(world.division, f"Người {n}") for n in range(3)]
    dossier = single(world, *people)
    rows = list(under_appraisal(dossier.round))
    assert [standing_of(row).key for row in rows] == ["unassigned"] * 3
    assert unready(dossier.round) == {"unassigned": 3}
    assign(world, dossier)
    assert {standing_of(row).key for row in under_appraisal(dossier.round)} == {"underway"}
    assert unready(dossier.round) == {}
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
