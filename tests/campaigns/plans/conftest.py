"""The small province, on the day of the launch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from emulation import clock
from tests.campaigns.plans.house import DAY, House, build_house


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def launch_day() -> Iterator[None]:
    with clock.at(DAY):
        yield


@pytest.fixture
def house(db: Any) -> House:
    return build_house()
