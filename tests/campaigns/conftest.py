"""A small province on the day of the launch, and one whose reports of June are due."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from emulation import clock
from tests.builders import campaigns, reports

ROOMS_IN_JUNE = {"reports", "reviews"}


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def day(request: pytest.FixtureRequest) -> Iterator[None]:
    with clock.at(reports.DAY if request.path.parent.name in ROOMS_IN_JUNE else campaigns.DAY):
        yield


@pytest.fixture
def house(db: Any) -> campaigns.House:
    return campaigns.build_house()


@pytest.fixture
def province(db: Any) -> reports.Province:
    return reports.build()
