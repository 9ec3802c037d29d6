"""The province's office on a day in March 2021, and a kind of document of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection

from emulation import clock
from emulation.audit.triggers import install_triggers, lift_triggers
from emulation.documents import registry
from emulation.documents.registry import DocumentKind
from tests.builders.documents import DAY, House, build_house


@pytest.fixture(autouse=True)
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def test_kind(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kind "test_plan", whose hooks write down that they were called."""
    calls: list[str] = []

    def hook(name: str) -> Any:
        return lambda document: calls.append(f"{name}:{document.state}")

    kind = DocumentKind(
        "test_plan", "Kế hoạch", "KH", on_signed=hook("signed"), on_returned=hook("returned"),
        on_numbered=hook("numbered"), on_issued=hook("issued"),
    )  # fmt: skip
    monkeypatch.setitem(registry.kinds, "test_plan", kind)
    return calls


@pytest.fixture
def house(db: Any, test_kind: list[str]) -> Iterator[House]:
    with clock.at(DAY):
        built = build_house()
        built.calls = test_kind
        yield built


@pytest.fixture
def unguarded(db: Any) -> Iterator[None]:
    """The database without its triggers, as for somebody who knows its own password."""
    lift_triggers(connection, "emulation_document")
    yield
    install_triggers()
