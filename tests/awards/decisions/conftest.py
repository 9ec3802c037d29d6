"""A province and a department that decide, with those whom they honour."""

from __future__ import annotations

from typing import Any

import pytest

from awards.decisions import services
from awards.decisions.models import Decision
from emulation.people.enums import Gender
from emulation.people.models import Household, Person
from emulation.units.enums import Level, UnitKind
from tests.builders.decisions import (
    Authority,
    make_deciding_department,
    make_province,
    officer_of,
)
from tests.builders.people import make_household
from tests.builders.units import make_unit


@pytest.fixture
def province(db: Any) -> Authority:
    return make_province()


@pytest.fixture
def department(province: Authority) -> Authority:
    return make_deciding_department(province.unit)


@pytest.fixture
def an(department: Authority) -> Person:
    return officer_of(department.unit, "Nguyễn Văn An", Gender.MALE)


@pytest.fixture
def hoa(department: Authority) -> Person:
    return officer_of(department.unit, "Lê Thị Hoa", Gender.FEMALE)


@pytest.fixture
def household(department: Authority) -> Household:
    commune = make_unit("ninh-quoi", UnitKind.COMMUNE, Level.COMMUNE, name="Xã Ninh Quới")
    return make_household(commune, "Trần Văn Tư")


@pytest.fixture
def mixed(province: Authority, department: Authority, an: Person, household: Household) -> Decision:
    """A drafted provincial decision on one collective, one individual and one household."""
    return province.drafted(
        province.passed(an), province.passed(department.unit), province.passed(household)
    )


@pytest.fixture
def published(province: Authority, mixed: Decision) -> Decision:
    decision = province.certified(mixed)
    services.publish_decision(by=province.office, decision=decision)
    return decision
