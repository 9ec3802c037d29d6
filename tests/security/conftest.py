"""The sample province, built once a test, on its day in November 2021."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache

from emulation import clock
from tests.security.samples import DAY, build_province


@pytest.fixture(autouse=True)
def november(tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    with clock.at(DAY):
        yield


@pytest.fixture
def world(db: Any) -> SimpleNamespace:
    return build_province()
