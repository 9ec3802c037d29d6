"""An officer of a department, and a store of its own for every test."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.units.enums import Level, UnitKind
from emulation.units.models import Unit


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def officer(db: Any) -> Mandate:
    unit = Unit.objects.create(
        code="so-y-te",
        name="Sở Y tế",
        kind=UnitKind.DEPARTMENT,
        level=Level.PROVINCE,
        valid_from=dt.date(2000, 1, 1),
    )
    account = Account.objects.create(username="canbo", full_name="Trần Thị Lan", unit=unit)
    return Mandate.objects.create(
        account=account, role=Role.OFFICER, unit=unit, valid_from=dt.date(2000, 1, 1)
    )
