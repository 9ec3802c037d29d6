"""Pages of the tree of units and of the clusters."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation import clock
from emulation.people.enums import Role
from emulation.units.enums import SuccessionKind
from emulation.units.forms import ClusterSearchField
from emulation.units.models import Cluster, ClusterMember, Unit, UnitSuccession
from tests.builders.clients import page_of, post, signed_in
from tests.builders.people import add_mandate, make_mandate
from tests.builders.province import build_house
from tests.builders.units import make_cluster, make_unit

DAY = dt.date(2021, 11, 22)
LIST, CLUSTERS = "/don-vi/", "/don-vi/cum-khoi/"


@pytest.fixture
def house(db):
    with clock.at(DAY):
        house = build_house()
        house.cluster = make_cluster(
            house.province, house.department, code="k1", name="Khối Nội chính"
        )
        yield house


def manage_urls(house):
    unit, cluster = f"{LIST}{house.department.pk}/", f"{CLUSTERS}{house.cluster.pk}/"
    return [
        f"{LIST}them/",
        f"{unit}sua/",
        f"{unit}ket-thuc/",
        f"{unit}ke-thua/",
        f"{CLUSTERS}them/",
        f"{CLUSTERS}sao-chep/",
        f"{cluster}thanh-vien/",
    ]


def test_everybody_signed_in_reads_and_only_the_administrator_changes(house):
    read = [LIST, f"{LIST}{house.other.pk}/", CLUSTERS, f"{CLUSTERS}{house.cluster.pk}/"]
    for url in read:
        page = page_of(house.officer, url)
        assert "sua/" not in page
        assert "thanh-vien/" not in page
        assert "them/" not in page
    for url in manage_urls(house):
        page_of(house.officer, url, 403)
        page_of(house.admin, url)
    assert signed_in(house.admin).get(f"{LIST}999999/").status_code == 404


def test_the_tree_stands_in_its_order_with_unit_above_and_depth(house):
    page = page_of(house.office, LIST)
    places = [
        page.index(f">{name}</a>") for name in ("UBND tỉnh Bạc Liêu", "Sở Nội vụ", "Phòng Tổ chức")
    ]
    assert places == sorted(places)
    assert 'class="tree-depth-2"' in page


@pytest.mark.parametrize("words", ["so noi vu", "SỞ NỘI", "so-noi"])
def test_units_are_found_with_or_without_marks_and_by_code(house, words):
    page = page_of(house.office, f"{LIST}?q={words}")
    assert ">Sở Nội vụ</a>" in page
    assert ">Sở Y tế</a>" not in page


def test_closed_units_show_only_when_asked_for(house):
    house.other.valid_to = DAY - dt.timedelta(days=1)
    house.other.save()
    assert ">Sở Y tế</a>" not in page_of(house.office, LIST)
    page = page_of(house.office, f"{LIST}?closed=too")
    assert ">Sở Y tế</a>" in page
    assert "kết thúc ngày 21/11/2021" in page


def test_a_unit_shows_its_people_its_clusters_and_its_history(house):
    UnitSuccession.objects.create(
        predecessor=house.other, successor=house.department, kind=SuccessionKind.MERGED, on=DAY
    )
    url = f"{LIST}{house.department.pk}/"
    page = page_of(house.office, url)
    assert "leader.so-noi-vu" in page
    assert "Khối Nội chính (2021)" in page
    assert "22/11/2021" in page
    assert "Phòng Tổ chức" in page
    assert "leader.so-noi-vu" not in page_of(house.other_officer, url)


def test_a_delegate_is_shown_as_acting_on_behalf(house):
    add_mandate(
        house.officer.account,
        Role.LEADER,
        house.department,
        valid_from=DAY,
        valid_to=DAY,
        delegated_from=house.leader,
    )
    page = page_of(house.office, f"{LIST}{house.department.pk}/")
    assert "thay mặt leader.so-noi-vu" in page


def test_a_cluster_shows_members_and_who_heads_it_to_everybody(house):
    head = make_mandate(Role.LEADER, house.commune, "Trưởng Khối Văn Tám")
    add_mandate(head.account, Role.CLUSTER_HEAD, house.department, cluster=house.cluster)
    page = page_of(house.other_officer, f"{CLUSTERS}{house.cluster.pk}/")
    assert "Sở Nội vụ" in page
    assert "Trưởng Khối Văn Tám" in page


def test_the_head_of_a_cluster_stands_first_and_the_administrator_finds_the_accounts(house):
    for role in ("cluster_deputy", "cluster_head"):
        make_mandate(role, house.department, role, cluster=house.cluster, full_name=f"Ông {role}")
    page = page_of(house.admin, f"{CLUSTERS}{house.cluster.pk}/")
    assert page.index("Ông cluster_head") < page.index("Ông cluster_deputy")
    account = house.cluster.mandates.get(role="cluster_head").account_id
    assert f'href="/tai-khoan/{account}/"' in page
    other = page_of(house.other_officer, f"{CLUSTERS}{house.cluster.pk}/")
    assert "Ông cluster_head" in other
    assert f'href="/tai-khoan/{account}/"' not in other


def test_clusters_of_this_year_are_shown_and_others_when_asked_for(house):
    make_cluster(house.province, code="k9", name="Khối cũ", year=2019)
    assert "Khối cũ" not in page_of(house.office, CLUSTERS)
    assert "Khối cũ" in page_of(house.office, f"{CLUSTERS}?year=2019")


def test_a_unit_is_made_changed_and_closed_in_the_browser(house):
    data = {
        "name": "Sở Tư pháp",
        "kind": "department",
        "level": "province",
        "order": "5",
        "parent": house.province.code,
    }
    made = post(house.admin, f"{LIST}them/", code="so-tu-phap", valid_from="01/01/2005", **data)
    unit = Unit.objects.get(code="so-tu-phap")
    assert made["Location"] == f"{LIST}{unit.pk}/"
    changed = post(house.admin, f"{LIST}{unit.pk}/sua/", **{**data, "name": "Sở Tư pháp tỉnh"})
    assert changed.status_code == 302
    circle = post(house.admin, f"{LIST}{unit.pk}/sua/", **{**data, "parent": unit.code})
    assert circle.status_code == 422
    closed = post(house.admin, f"{LIST}{unit.pk}/ket-thuc/", last_day="31/12/2021")
    assert closed.status_code == 302
    unit.refresh_from_db()
    assert (unit.name, unit.valid_to) == ("Sở Tư pháp tỉnh", dt.date(2021, 12, 31))


def test_a_taken_code_and_a_wrong_date_are_said_beside_the_field(house):
    answer = post(house.admin, f"{LIST}them/", code="so-noi-vu", name="x", valid_from="31/02/2021")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ngày/tháng/năm" in page


def test_members_are_set_and_a_unit_of_another_cluster_is_not_offered(house):
    second = post(
        house.admin,
        f"{CLUSTERS}them/",
        code="k2",
        name="Khối Văn hóa",
        kind="block",
        year="2021",
        organiser=house.province.code,
        order="2",
    )["Location"]
    offered = page_of(house.admin, f"{second}?goi-y=units&units-typed=so")
    assert "Sở Y tế" in offered
    assert "Sở Nội vụ" not in offered
    refused = post(house.admin, second, units=f"{house.other.code}\nSở Nội vụ; xyz")
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "“Sở Nội vụ”: Không có đơn vị" in page
    assert "“xyz”: Không có đơn vị" in page
    assert f"{house.other.code}\nSở Nội vụ; xyz</textarea>" in page
    assert post(house.admin, second, units="Sở Y tế").status_code == 302
    assert f"({house.other.code})</textarea>" in page_of(house.admin, second)
    assert [m.unit for m in Cluster.objects.get(code="k2").members.all()] == [house.other]


def test_last_years_clusters_are_copied_in_the_browser(house):
    answer = post(house.admin, f"{CLUSTERS}sao-chep/", year="2022")
    assert answer["Location"] == f"{CLUSTERS}?year=2022"
    again = post(house.admin, f"{CLUSTERS}sao-chep/", year="2022")
    assert again.status_code == 422


def test_the_pages_read_as_often_for_three_rows_as_for_one(house):
    urls = [f"{LIST}?q=dem", CLUSTERS, f"{CLUSTERS}{house.cluster.pk}/", f"{LIST}{house.other.pk}/"]

    def counts():
        client, taken = signed_in(house.office), []
        for url in urls:
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            taken.append(len(queries))
        return taken

    make_unit("dem-1", "subunit", "base", parent=house.other)
    before = counts()
    for number in (2, 3):
        unit = make_unit(f"dem-{number}", "subunit", "base", parent=house.other)
        make_mandate(Role.OFFICER, house.other, f"dem.{number}")
        ClusterMember.objects.create(cluster=house.cluster, unit=unit)
        make_cluster(house.province, code=f"dem{number}", name="x")
    assert counts() == before


def test_search_and_places_lead_to_units_and_persons(house):
    page = page_of(house.office, "/tim-kiem/?q=so noi vu")
    assert f'href="{LIST}{house.department.pk}/"' in page
    page = page_of(house.office, "/tim-kiem/?q=nguyen van an")
    assert f'href="/tai-khoan/ca-nhan/{house.person.pk}/"' in page


def test_a_cluster_is_suggested_and_found_by_its_name(house):
    cluster = make_cluster(house.department, code="cum7", name="Cụm số 7")
    make_cluster(house.department, code="cum8", name="Cụm số 8")
    asked = signed_in(house.office).get("/don-vi/goi-y-cum-khoi/?cluster=so 7").content.decode()
    assert asked == f'<option value="Cụm số 7 (2021) (#{cluster.pk})"></option>'
    field = ClusterSearchField()
    for typed in ("cum so 7", "Cụm số 7 (2021)", f"Cụm số 7 (2021) (#{cluster.pk})"):
        assert field.clean(typed) == cluster
    with pytest.raises(ValidationError, match="Cụm số 8"):
        field.clean("cụm số")
