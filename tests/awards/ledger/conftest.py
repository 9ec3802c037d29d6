"""The province of the ledger's tests, on its day in November 2021."""

import datetime as dt

import pytest

from emulation import clock
from tests.house import build_house

DAY = dt.date(2021, 11, 22)


@pytest.fixture(autouse=True)
def day_of_demo():
    with clock.at(DAY):
        yield DAY


@pytest.fixture
def house(db):
    return build_house()
