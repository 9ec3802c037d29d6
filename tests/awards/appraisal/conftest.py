"""The province on its day in November 2021, with a round at hand."""

import datetime as dt

import pytest

from emulation import clock
from tests.awards.nominations.world import build_world, make_round

DAY = dt.date(2021, 11, 22)


@pytest.fixture(autouse=True)
def day_of_demo(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    with clock.at(DAY):
        yield DAY


@pytest.fixture
def world(db):
    return build_world()


@pytest.fixture
def round_(world):
    return make_round(world.office)
