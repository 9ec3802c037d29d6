"""A small province on the day of the launch, and one whose reports of June are due."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from emulation import clock
from tests.builders import campaigns, reports


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def launch_day() -> Iterator[None]:
    with clock.at(campaigns.DAY):
        yield


@pytest.fixture
def house(db: Any) -> campaigns.House:
    return campaigns.build_house()


@pytest.fixture
def province(db: Any) -> Iterator[reports.Province]:
    with clock.at(reports.DAY):
        yield reports.build()
