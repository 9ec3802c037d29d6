"""The small province, and the day on which the awards' year ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from emulation import clock
from tests.builders.province import build_house


@pytest.fixture
def house(db: Any) -> SimpleNamespace:
    return build_house()


@pytest.fixture
def november() -> Iterator[None]:
    with clock.at(dt.date(2021, 11, 22)):
        yield
