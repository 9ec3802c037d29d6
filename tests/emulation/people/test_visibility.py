"""Who sees which accounts, mandates, persons and households."""

import pytest
from django.core.exceptions import ValidationError

from emulation.people.enums import Role
from emulation.people.models import Account, Household, Mandate, Person
from emulation.people.services import save_household, save_person
from emulation.ui.errors import NotAllowed
from tests.builders.people import make_mandate, make_person

pytestmark = pytest.mark.usefixtures("november")

ALL = "all"
PROVINCE_ROLES = [
    Role.OFFICE,
    Role.REVIEWER,
    Role.SECRETARY,
    Role.COUNCIL_MEMBER,
    Role.SIGNER,
    Role.AUDITOR,
]


def names(rows):
    return {str(row) for row in rows}


@pytest.mark.parametrize("role", PROVINCE_ROLES)
def test_whoever_appraises_for_the_province_sees_every_person(house, role):
    mandate = make_mandate(role, house.province, f"{role}.moi")
    assert names(Person.objects.visible_to(mandate)) == {"Nguyễn Văn An", "Trần Thị Bé"}
    assert Household.objects.visible_to(mandate).count() == 1


@pytest.mark.parametrize("role", [Role.ADMIN, Role.CLERK])
def test_whoever_keeps_accounts_or_numbers_sees_no_person(house, role):
    mandate = make_mandate(role, house.province, f"{role}.moi")
    assert not Person.objects.visible_to(mandate).exists()
    assert not Household.objects.visible_to(mandate).exists()


@pytest.mark.parametrize("who", ["officer", "leader"])
def test_a_unit_sees_its_own_people_and_those_below_it(house, who):
    assert names(Person.objects.visible_to(getattr(house, who))) == {"Nguyễn Văn An"}


def test_a_unit_below_does_not_see_those_above_or_beside(house):
    division = make_mandate(Role.OFFICER, house.division)
    make_person(house.department, "Phạm Giám Đốc")
    assert names(Person.objects.visible_to(division)) == {"Nguyễn Văn An"}


def test_a_council_of_a_department_sees_only_the_departments_people(house):
    member = make_mandate(Role.COUNCIL_MEMBER, house.other)
    assert names(Person.objects.visible_to(member)) == {"Trần Thị Bé"}


def test_nobody_sees_anything_without_a_mandate(house):
    for model in (Account, Mandate, Person, Household):
        assert not model.objects.visible_to(None).exists()


@pytest.mark.parametrize("who", ["admin", "office", "auditor"])
def test_administrator_office_and_auditor_see_every_account(house, who):
    seen = Account.objects.visible_to(getattr(house, who))
    assert seen.count() == Account.objects.count()


def test_a_leader_sees_the_accounts_and_mandates_of_the_own_unit(house):
    assert names(Account.objects.visible_to(house.leader)) == {
        "leader.so-noi-vu",
        "officer.so-noi-vu",
    }
    assert set(Mandate.objects.visible_to(house.leader)) == {house.leader, house.officer}


def test_an_officer_sees_only_the_own_account_and_mandates(house):
    assert list(Account.objects.visible_to(house.officer)) == [house.officer.account]
    assert list(Mandate.objects.visible_to(house.officer)) == [house.officer]


def test_an_officer_keeps_only_the_people_of_the_own_tree(house):
    person = save_person(by=house.officer, full_name="Võ Minh Ái", unit=house.division)
    assert person.sort_key
    with pytest.raises(NotAllowed):
        save_person(by=house.officer, full_name="Người khác", unit=house.other)
    with pytest.raises(NotAllowed):
        save_person(by=house.officer, person=house.stranger, unit=house.department)
    with pytest.raises(NotAllowed):
        save_household(by=house.officer, household=house.household, head_name="Khác")


def test_persons_stand_in_vietnamese_order(house):
    Person.objects.all().delete()
    for name in ("Trần Văn Đức", "Lê Thị Ánh", "Nguyễn Văn An", "Bùi Dũng", "Cao Thị Ân"):
        make_person(house.division, name)
    assert [str(p) for p in Person.objects.all()] == [
        "Nguyễn Văn An",
        "Lê Thị Ánh",
        "Cao Thị Ân",
        "Bùi Dũng",
        "Trần Văn Đức",
    ]


def test_a_person_without_a_unit_is_refused_beside_the_field(house):
    with pytest.raises(ValidationError) as refused:
        save_person(by=house.officer, full_name="Không đơn vị")
    assert set(refused.value.message_dict) == {"unit"}
