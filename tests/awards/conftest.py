"""The small province on its day in November 2021, with a round at hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import LazySettings

from awards.nominations.models import Round
from emulation import clock
from tests.builders.province import build_house, build_world
from tests.builders.rounds import make_round


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with clock.at(dt.date(2021, 11, 22)):
        yield


@pytest.fixture
def house(db: Any) -> SimpleNamespace:
    return build_house()


@pytest.fixture
def world(db: Any) -> SimpleNamespace:
    return build_world()


@pytest.fixture
def round_(world: SimpleNamespace) -> Round:
    return make_round(world.office)
