"""Units come, change, merge and go; clusters of a year and their members."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from emulation.audit.models import AuditEntry
from emulation.ui.errors import Refused
from emulation.units.enums import ClusterKind, Level, SuccessionKind, UnitKind
from emulation.units.models import Cluster, ClusterMember, Unit
from emulation.units.services import (
    clone_clusters,
    close_unit,
    create_cluster,
    create_unit,
    set_members,
    succeed_unit,
    update_unit,
)

pytestmark = pytest.mark.usefixtures("november")

DAY = dt.date(2021, 11, 22)


def cluster_of(house, code="k1", year=2021):
    return create_cluster(
        by=house.admin,
        code=code,
        name=f"Khối {code}",
        kind=ClusterKind.BLOCK,
        year=year,
        organiser=house.province,
    )


def test_a_unit_is_created_searchable_and_journaled(house):
    unit = create_unit(
        by=house.admin,
        code="so-tu-phap",
        name="Sở Tư pháp",
        kind=UnitKind.DEPARTMENT,
        level=Level.PROVINCE,
        parent=house.province,
        valid_from=DAY,
    )
    assert Unit.objects.search("tu phap").get() == unit
    assert AuditEntry.objects.get(action="units.create").object_id == unit.pk


@pytest.mark.parametrize(
    "values", [{"code": "so-noi-vu"}, {"code": "có dấu"}, {"kind": "lạ"}, {"name": ""}]
)
def test_a_wrong_unit_is_refused_beside_its_field(house, values):
    given = {
        "code": "moi",
        "name": "Mới",
        "kind": UnitKind.DEPARTMENT,
        "level": Level.PROVINCE,
        "valid_from": DAY,
    }
    with pytest.raises(ValidationError) as refused:
        create_unit(by=house.admin, **{**given, **values})
    assert set(refused.value.message_dict) == set(values)


@pytest.mark.parametrize("parent", ["department", "division"])
def test_a_unit_does_not_stand_below_itself(house, parent):
    with pytest.raises(Refused):
        update_unit(by=house.admin, unit=house.department, parent=getattr(house, parent))


def test_a_unit_closes_only_after_those_below_it(house):
    with pytest.raises(Refused):
        close_unit(by=house.admin, unit=house.department, last_day=DAY)
    close_unit(by=house.admin, unit=house.division, last_day=DAY)
    close_unit(by=house.admin, unit=house.department, last_day=DAY)
    assert house.department not in Unit.objects.as_of(DAY + dt.timedelta(days=1))
    assert house.department in Unit.objects.as_of(DAY)


def test_a_unit_does_not_end_before_it_began(house):
    with pytest.raises(Refused):
        close_unit(by=house.admin, unit=house.division, last_day=dt.date(1999, 1, 1))


def test_a_succession_is_recorded_once_and_never_of_itself(house):
    given = {"kind": SuccessionKind.MERGED, "on": DAY, "legal_basis": "Nghị quyết 1"}
    succeed_unit(by=house.admin, unit=house.other, successor=house.department, **given)
    assert house.department.origins.get().predecessor == house.other
    with pytest.raises(ValidationError):
        succeed_unit(by=house.admin, unit=house.other, successor=house.department, **given)
    with pytest.raises(Refused):
        succeed_unit(by=house.admin, unit=house.other, successor=house.other, **given)


def test_a_unit_stands_in_one_cluster_of_a_year(house):
    first, second = cluster_of(house), cluster_of(house, "k2")
    set_members(by=house.admin, cluster=first, units=[house.department, house.other])
    with pytest.raises(Refused):
        set_members(by=house.admin, cluster=second, units=[house.other])
    with pytest.raises(IntegrityError), transaction.atomic():
        ClusterMember.objects.create(cluster=second, unit=house.other)
    set_members(by=house.admin, cluster=first, units=[house.department])
    set_members(by=house.admin, cluster=second, units=[house.other])
    assert [m.unit for m in second.members.all()] == [house.other]


def test_a_cluster_code_is_taken_once_a_year(house):
    cluster_of(house)
    with pytest.raises(ValidationError):
        cluster_of(house)
    cluster_of(house, year=2022)


def test_last_years_clusters_are_copied_with_the_units_that_still_exist(house):
    old = cluster_of(house)
    set_members(by=house.admin, cluster=old, units=[house.department, house.other])
    close_unit(by=house.admin, unit=house.other, last_day=DAY)
    (new,) = clone_clusters(by=house.admin, organiser=house.province, year=2022)
    assert (new.code, new.year) == ("k1", 2022)
    assert [m.unit for m in new.members.all()] == [house.department]
    assert old.members.count() == 2
    with pytest.raises(Refused):
        clone_clusters(by=house.admin, organiser=house.province, year=2022)
    assert Cluster.objects.count() == 2
