"""The province of the tests, with the clock held in June 2021."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from emulation.clock import at
from tests.campaigns.reports.stage import DAY, Province, build


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with at(DAY):
        yield


@pytest.fixture
def province(db: Any) -> Province:
    return build()
