"""JSON round trip and digest of frozen dataclasses.

Each object becomes {"_": class name, …fields that differ from their default}; tuples become lists
and dates ISO strings under {"_": "date"}. Leaving defaults out keeps the digest of frozen texts
unchanged when a later version adds a field.
"""

import hashlib
import json
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from typing import Any

_CLASSES: dict[str, type] = {}


class CodecError(ValueError):
    """The JSON data do not describe a known structure."""


def register(*classes: type) -> None:
    """Make the dataclasses known by their names."""
    _CLASSES.update({cls.__name__: cls for cls in classes})


def encode(value: Any) -> Any:
    """Return JSON data for a registered dataclass, tuple, date or plain value."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = ((part, getattr(value, part.name)) for part in fields(value))
        return {"_": type(value).__name__} | {
            part.name: encode(item) for part, item in parts if not _is_default(part, item)
        }
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    if isinstance(value, date):
        return {"_": "date", "value": value.isoformat()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise CodecError(f"{type(value).__name__} cannot stand in an official text.")


def _is_default(part: "Field[Any]", item: Any) -> bool:
    return part.default is not MISSING and bool(item == part.default)


def decode(data: Any) -> Any:
    """Return the object that `encode` turned into `data`; raises `CodecError`."""
    if isinstance(data, list):
        return tuple(decode(item) for item in data)
    if not isinstance(data, dict):
        return data
    arguments = {name: decode(item) for name, item in data.items() if name != "_"}
    name = data.get("_")
    try:
        if name == "date":
            return date.fromisoformat(arguments["value"])
        return _CLASSES[str(name)](**arguments)
    except (KeyError, TypeError, ValueError) as error:
        raise CodecError(f"Not a valid part of an official text: {name!r} ({error})") from error


def canonical(data: Any) -> bytes:
    """Return the one byte form of the JSON data: sorted keys, no spaces, UTF-8."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def digest(data: Any) -> str:
    """Return the SHA-256 (hex) of the canonical form."""
    return hashlib.sha256(canonical(data)).hexdigest()
