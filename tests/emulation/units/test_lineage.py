"""Who stands below and above whom: kept in the row, found by one look."""

from __future__ import annotations

from emulation.audit.invariants import lineages_follow_parents
from emulation.units.models import Unit
from emulation.units.services import create_units, update_unit
from tests.builders.units import make_unit


def test_below_and_above(house):
    assert set(Unit.objects.below(house.department)) == {house.department, house.division}
    assert set(Unit.objects.above(house.division)) == {
        house.division,
        house.department,
        house.province,
    }
    assert house.division.stands_under(house.department)
    assert not house.division.stands_under(house.other)


def test_a_number_that_begins_alike_is_another_unit(house):
    """ "/1/2/" must not hold what stands below "/1/22/"."""
    for number in range(25):
        make_unit(f"u{number}", "school", "base", parent=house.other)
    for unit in Unit.objects.filter(parent=house.other):
        assert list(Unit.objects.below(unit)) == [unit]


def test_a_unit_that_moves_takes_along_those_below(house, django_assert_max_num_queries):
    update_unit(by=house.admin, unit=house.department, parent=house.district)
    house.division.refresh_from_db()
    assert house.division.stands_under(house.district)
    assert house.division in Unit.objects.below(house.district)
    assert not list(lineages_follow_parents())


def test_below_is_one_plain_query(house, django_assert_num_queries):
    with django_assert_num_queries(1) as seen:
        assert Unit.objects.below(house.department).count() == 2
    assert "RECURSIVE" not in seen[0]["sql"].upper()


def test_rows_written_past_the_model_are_found(house):
    Unit.objects.update(lineage="")
    assert len(list(lineages_follow_parents())) == Unit.objects.count()


def test_units_entered_many_at_once_know_it_too(house):
    named = {"kind": "school", "level": "base", "valid_from": house.other.valid_from}
    schools = create_units(
        by=house.admin,
        rows=[
            {"code": f"truong-{number}", "name": "Trường", "parent": house.other, **named}
            for number in range(3)
        ],
    )
    assert set(Unit.objects.below(house.other)) == {house.other, *schools}
    assert not list(lineages_follow_parents())


def in_order(*units):
    return list(Unit.objects.filter(pk__in=[u.pk for u in units]).order_by("ranking"))


def test_the_tree_sorts_by_order_then_by_name_each_behind_the_one_above(house):
    late = make_unit("late", "school", "base", parent=house.department, name="An", order=9)
    second = make_unit("b", "school", "base", parent=house.department, name="Đông Hải", order=3)
    first = make_unit("a", "school", "base", parent=house.department, name="Đại An", order=3)
    below = make_unit("c", "school", "base", parent=second, name="An", order=0)
    tree = (late, second, first, below, house.department)
    assert in_order(*tree) == [house.department, first, second, below, late]
    second.refresh_from_db()
    update_unit(by=house.admin, unit=second, name="Ba Đình")
    assert in_order(*tree) == [house.department, second, below, first, late]
    update_unit(by=house.admin, unit=second, order=10)
    assert in_order(*tree) == [house.department, first, late, second, below]
    assert not list(lineages_follow_parents())
