"""FACTS.json: a case from JSON; what is wrong is named by its path (docs/eligibility.md)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from awards.catalogue.decode import DecodeError, decode
from awards.eligibility.facts import Facts

SCHEMA = 1


@dataclass(frozen=True)
class FactsFile:
    """The content of FACTS.json: the award asked for, the day that selects the law, the facts."""

    award: str
    on: dt.date
    facts: Facts
    schema: int = SCHEMA

    def __post_init__(self) -> None:
        if self.schema != SCHEMA:
            raise ValueError(f"schema {self.schema} is not known; this release reads {SCHEMA}")


def read_facts(text: str) -> FactsFile:
    """Return the case written in ``text``; DecodeError names the path of what is wrong."""
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise DecodeError("$", f"is no JSON (line {error.lineno}, column {error.colno})")
    except RecursionError:
        raise DecodeError("$", "is nested too deeply")
    case: FactsFile = decode(FactsFile, data)
    return case


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object; a key written twice would silently hide a fact."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise DecodeError("$", f"key {key!r} is written twice in one object")
        made[key] = value
    return made


def _no_constant(name: str) -> Any:
    raise DecodeError("$", f"{name} is no JSON number")
