"""The demo's data files: Vietnamese YAML that an officer can read and correct."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent / "data"
BOOLEAN = "tag:yaml.org,2002:bool"


class _PlainLoader(yaml.SafeLoader):
    """YAML in which only true and false are truth values: ``on`` is a word, the day of an act."""


_PlainLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != BOOLEAN]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver(
    BOOLEAN, re.compile(r"^(?:true|True|false|False)$"), list("tTfF")
)


@cache
def read(name: str) -> dict[str, Any]:
    """Return the content of ``data/<name>.yaml``; callers must not change it."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    content = yaml.load(text, _PlainLoader)  # noqa: S506 -- a SafeLoader, only plainer
    if not isinstance(content, dict):
        raise TypeError(f"{name}.yaml must hold a mapping")
    return content
