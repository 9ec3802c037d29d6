"""What acts are called in the audit trail; each room names its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.translation import get_language

_names: dict[str, Any] = {}


def named_actions(names: Mapping[str, Any]) -> None:
    """Give the acts of a room, by their codes, the names that people read."""
    _names.update(names)
    _choices.cache_clear()


def action_name(code: str) -> str:
    """Return the name of an act; an unknown code stands for itself."""
    return str(_names.get(code, code))


def action_choices() -> list[tuple[str, str]]:
    """Return code and name of every act, in the order of the names in the reader's language."""
    return _choices(get_language())


@cache
def _choices(language: str) -> list[tuple[str, str]]:
    """Return the choices; all rooms have named their acts before the first page is shown."""
    return sorted(((code, str(name)) for code, name in _names.items()), key=lambda row: row[1])
