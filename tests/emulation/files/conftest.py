"""An officer of a department, and a store of its own for every test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from emulation.people.enums import Role
from emulation.people.models import Mandate
from tests.builders.people import make_mandate
from tests.builders.units import make_department


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def officer(db: Any) -> Mandate:
    unit = make_department("so-y-te", "Sở Y tế")
    return make_mandate(Role.OFFICER, unit, "canbo", full_name="Trần Thị Lan")
