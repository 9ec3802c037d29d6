"""Who is charged: never the own unit, never one person twice, evenly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from awards.appraisal import services
from awards.appraisal.enums import Turn
from awards.appraisal.models import Appraisal
from awards.appraisal.selectors import my_queue
from awards.nominations.models import Dossier
from emulation.people.enums import Role
from emulation.ui.errors import Refused
from tests.awards.appraisal.turns import assign, double, single
from tests.builders.people import make_mandate, make_person
from tests.builders.rounds import only_nominee


def test_nobody_gets_the_own_unit_its_divisions_or_the_unit_above(world):
    nominee = only_nominee(single(world))  # a person of a division of the department
    with pytest.raises(Refused):
        services.assign_appraiser(
            by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=world.own_reviewer
        )
    in_division = make_mandate(Role.REVIEWER, world.province, "r.division", employer=world.division)
    with pytest.raises(Refused):
        services.assign_appraiser(
            by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=in_division
        )
    assign(world, nominee.dossier)
    charged = set(nominee.appraisals.values_list("appraiser", flat=True))
    assert charged <= {world.reviewer.account_id, world.second.account_id}


def test_database_refuses_the_own_unit_by_direct_sql(world):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    row = nominee.appraisals.get()
    table = Appraisal._meta.db_table
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET appraiser_unit_id = nominee_unit_id WHERE id = %s",  # noqa: S608
            [row.pk],
        )


def test_database_refuses_one_person_in_both_turns(world):
    nominee = only_nominee(double(world))
    assign(world, nominee.dossier)
    first, second = nominee.appraisals.order_by("pk")
    table = Appraisal._meta.db_table
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET appraiser_id = %s WHERE id = %s",  # noqa: S608
            [first.appraiser_id, second.pk],
        )


@pytest.mark.parametrize(
    "values",
    [
        {"state": "submitted"},
        {"score": Decimal(101)},
        {"score": Decimal(-1)},
        {"state": "submitted", "verdict": "pass"},
    ],
)
def test_database_refuses_half_a_verdict(world, values):
    nominee = only_nominee(single(world))
    assign(world, nominee.dossier)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appraisal.objects.update(**values)


def test_load_is_even(world):
    people = [make_person(world.division, f"Người {n}") for n in range(6)]
    dossier = single(world, *people)
    assign(world, dossier)
    counts = [my_queue(who).count() for who in (world.reviewer, world.second)]
    assert counts == [3, 3]
    assert not my_queue(world.own_reviewer).exists()


def test_who_prepared_the_dossier_does_not_appraise_it(world):
    dossier = single(world)
    Dossier.objects.filter(pk=dossier.pk).update(created_by=world.reviewer)
    nominee = only_nominee(dossier)
    with pytest.raises(Refused):
        services.assign_appraiser(
            by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=world.reviewer
        )


def test_somebody_without_a_known_employer_is_not_charged(world):
    stray = make_mandate(Role.REVIEWER, world.province, "stray")
    stray.account.unit = None
    stray.account.save()
    nominee = only_nominee(single(world))
    with pytest.raises(Refused):
        services.assign_appraiser(by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=stray)
