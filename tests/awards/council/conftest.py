"""A council of five, before and in its session."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from awards.council import services
from emulation.files.models import StoredFile
from tests.builders.councils import attend, build_council
from tests.builders.files import store_pdf


@pytest.fixture
def house(db: Any) -> SimpleNamespace:
    return build_council()


@pytest.fixture
def open_house(house: SimpleNamespace) -> SimpleNamespace:
    attend(house, ["present"] * 4 + ["written"])
    services.open_session(by=house.secretary, session=house.session)
    return house


@pytest.fixture
def stored_pdf(house: SimpleNamespace) -> StoredFile:
    return store_pdf(house.secretary, "bb.pdf")
