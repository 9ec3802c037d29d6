"""The table of rights: what it names, what follows from it, and what it refuses."""

from __future__ import annotations

import datetime as dt

import pytest
import rules
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from emulation.people.enums import Role, Scope
from emulation.people.models import Mandate, Person
from emulation.people.permissions import PERMISSIONS
from emulation.people.roles import TABLE, may_hold, opens, rights_of, roles_with
from emulation.people.scoped import Reach, ScopedQuerySet, reach_of, units_within
from emulation.people.services import delegate, grant_mandate
from emulation.people.services.handover import hand_over
from emulation.units.enums import UnitKind
from emulation.units.models import Unit
from emulation.workflow.transitions import registry as workflows
from tests.builders.clients import signed_in
from tests.builders.people import make_account, make_mandate, make_person
from tests.builders.units import make_unit
from tests.security.addresses import every_address

DAY = dt.date(2021, 11, 22)
PAGE = "/tai-khoan/quyen/"


def test_every_role_has_one_row_and_every_permission_a_role():
    assert set(TABLE) == set(Role)
    held = set().union(*(rights_of(role) for role in TABLE))
    assert held == set(PERMISSIONS)


def test_whatever_a_page_or_a_step_asks_for_stands_in_the_table():
    from emulation.ui.middleware import declared_permission

    asked = {declared_permission(address.view) for address in every_address()}
    asked |= {step.permission for flow in workflows.values() for step in flow.transitions.values()}
    assert asked - {"public", "signed-in"} <= set(PERMISSIONS)


def test_every_permission_of_the_table_is_a_rule():
    assert all(rules.perm_exists(name) for name in PERMISSIONS)


@pytest.mark.parametrize(
    ("role", "kind", "answer"),
    [
        (Role.ADMIN, UnitKind.PEOPLES_COMMITTEE, True),
        (Role.ADMIN, UnitKind.DEPARTMENT, False),
        (Role.OFFICER, UnitKind.SUBUNIT, True),
        (Role.OFFICER, UnitKind.PEOPLES_COMMITTEE, False),
        (Role.SIGNER, UnitKind.DEPARTMENT, True),
        (Role.AUDITOR, UnitKind.SUBUNIT, False),
        (Role.CLUSTER_HEAD, UnitKind.PEOPLES_COMMITTEE, False),
    ],
)
def test_which_units_may_have_whom(role, kind, answer):
    assert may_hold(role, kind) is answer


def test_a_role_that_the_kind_of_unit_has_not_is_refused_beside_the_field(house):
    account = house.officer.account
    with pytest.raises(ValidationError) as refused:
        grant_mandate(
            by=house.admin, account=account, role=Role.ADMIN, unit=house.department, valid_from=DAY
        )
    assert list(refused.value.error_dict) == ["role"]
    assert "Quản trị hệ thống" in str(refused.value)


def test_the_form_says_so_too(house):
    answer = signed_in(house.admin).post(
        f"/tai-khoan/{house.officer.account_id}/giao-vai-tro/",
        {"role": "auditor", "unit": house.division.code, "valid_from": "01/12/2021"},
    )
    assert answer.status_code == 422
    assert "không có vai trò" in answer.content.decode()


def test_such_a_mandate_is_neither_delegated_nor_handed_over(house):
    wrong = make_mandate(Role.SIGNER, house.division)
    colleague = make_account("moi", house.division, full_name="Mới")
    day = dt.date(2999, 1, 1)
    with pytest.raises(ValidationError):
        delegate(by=wrong, account=colleague, valid_from=day, valid_to=day)
    with pytest.raises(ValidationError):
        hand_over(
            by=house.admin, leaving=wrong.account, successor=colleague, last_day=DAY, close=False
        )


def test_a_department_is_an_authority_for_itself_never_the_province(house):
    auditor = make_mandate(Role.AUDITOR, house.department)
    assert set(Person.objects.visible_to(auditor)) == {house.person}
    assert set(Person.objects.visible_to(house.auditor)) == {house.person, house.stranger}


def test_the_province_reaches_a_unit_that_stands_outside_the_tree(house):
    central = make_unit("cuc-thue", UnitKind.CENTRAL_AGENCY, "province")
    person = make_person(central, "Lý Văn Sáu")
    assert person in Person.objects.visible_to(house.auditor)
    assert central.stands_under(house.province)
    assert not house.department.stands_under(central)


def test_a_second_committee_below_the_first_is_not_the_province(house):
    district = make_unit(
        "ubnd-huyen", UnitKind.PEOPLES_COMMITTEE, "district", parent=house.district
    )
    assert not district.covers_province
    auditor = make_mandate(Role.AUDITOR, district)
    assert not Person.objects.visible_to(auditor).exists()


def test_what_belongs_to_the_whole_province_is_closed_to_a_department():
    for covers in (True, False):
        may = opens(Role.OFFICE, "emulation.manage_legal_bases", covers_province=covers)
        assert may is covers


def test_with_a_record_a_rule_asks_whose_it_is(house):
    assert rules.has_perm("emulation.keep_subjects", house.officer, house.division)
    assert not rules.has_perm("emulation.keep_subjects", house.officer, house.other)
    assert rules.has_perm("emulation.keep_subjects", house.office, house.other)
    assert not rules.has_perm("emulation.keep_subjects", None, house.other)


def test_a_kind_that_does_not_say_whose_it_is_is_refused_loudly(house):
    with pytest.raises(TypeError):
        reach_of(Group())


def test_a_kind_that_names_no_permission_shows_nothing(house):
    rows = ScopedQuerySet(Person)
    assert rows.exists()
    assert not rows.visible_to(house.office).exists()


def test_a_filter_and_the_record_in_hand_agree(house):
    """Each scope means the same as a filter and for one record."""
    reach = Reach(authority=("unit",), unit=("unit",), assigned=("unit",))
    for mandate in (house.office, house.officer, house.other_officer, house.auditor):
        for scope in set(Scope) - {Scope.CLUSTER, Scope.OWN}:
            narrowed = reach.narrowed(mandate, scope)
            found = set() if narrowed is None else set(Person.objects.filter(narrowed))
            held = {one for one in Person.objects.all() if reach.holds(mandate, scope, one)}
            assert found == held, (mandate, scope)


def test_reading_is_one_query_however_many_units(house, django_assert_num_queries):
    officer = Mandate.objects.select_related("unit").get(pk=house.officer.pk)
    for number in range(30):
        unit = make_unit(f"truong-{number}", UnitKind.SCHOOL, "base", parent=house.department)
        make_person(unit, f"Người {number}")
    with django_assert_num_queries(1):
        assert len(Person.objects.visible_to(officer)) == 31
    with django_assert_num_queries(1):
        assert units_within(officer, "emulation.keep_subjects").count() == 32
    far = Unit.objects.get(code="truong-7")
    with django_assert_num_queries(0):
        assert rules.has_perm("emulation.keep_subjects", officer, far)


def test_roles_are_found_by_what_they_may_do():
    assert roles_with("emulation.sign_document") == {"signer", "leader"}
    assert roles_with("campaigns.accept_report", Scope.ASSIGNED) == {"officer"}
    assert not roles_with("campaigns.accept_report", Scope.CLUSTER)


def test_the_page_shows_the_table_as_it_stands(house):
    page = signed_in(house.admin).get(PAGE).content.decode()
    assert "Ai được làm gì" in page
    assert "Tiếp nhận hoặc trả lại báo cáo" in page
    assert "việc do chính đơn vị phát động, quyết định hoặc ban hành" in page
    of_auditor = signed_in(house.admin).get(f"{PAGE}?role=auditor").content.decode()
    assert "Xem nhật ký của đơn vị, của cấp mình" in of_auditor
    assert "Tiếp nhận hoặc trả lại báo cáo" not in of_auditor


def test_an_unknown_role_in_the_address_shows_them_all(house):
    answer = signed_in(house.admin).get(f"{PAGE}?role=vua")
    assert answer.status_code == 200
    assert "Tiếp nhận hoặc trả lại báo cáo" in answer.content.decode()


def test_the_page_is_linked_from_the_accounts_for_who_may_open_it(house):
    assert PAGE in signed_in(house.admin).get("/tai-khoan/").content.decode()
    assert PAGE not in signed_in(house.leader).get("/tai-khoan/").content.decode()
    assert signed_in(house.leader).get(PAGE).status_code == 403
