"""The province of the tests of the facts, on its day in November 2021."""

import datetime as dt

import pytest

from emulation import clock
from tests.house import build_house


@pytest.fixture
def house(db):
    with clock.at(dt.date(2021, 11, 22)):
        yield build_house()
