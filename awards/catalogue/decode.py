"""Reading plain data (YAML, JSON) into frozen dataclasses; every error names its place.

One reader serves the law data and the facts of a case, so that both are checked alike: unknown
keys, missing keys, wrong types, wrong choices and bad dates are refused with the path of the value.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

MISSING = dataclasses.MISSING


class DecodeError(ValueError):
    """A value that does not fit; ``path`` is its place, as in ``$.facts.ratings[2].level``."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem


def decode(kind: Any, value: Any, path: str = "$") -> Any:
    """Return ``value`` as ``kind``: a dataclass, enum, date, decimal, tuple, mapping or scalar."""
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _optional(kind, value, path)
    if origin is tuple:
        return _sequence(get_args(kind)[0], value, path)
    if origin is Literal:
        return _word(get_args(kind), value, path)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(get_args(kind)[1], value, path)
    if dataclasses.is_dataclass(origin or kind):
        return _record(kind, value, path)
    return _scalar(kind, value, path)


def _optional(kind: Any, value: Any, path: str) -> Any:
    if value is None:
        return None
    (inner,) = (part for part in get_args(kind) if part is not type(None))
    return decode(inner, value, path)


def _sequence(item: Any, value: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise DecodeError(path, f"a list is expected, not {_name(value)}")
    return tuple(decode(item, part, f"{path}[{index}]") for index, part in enumerate(value))


def _mapping(item: Any, value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise DecodeError(path, f"an object is expected, not {_name(value)}")
    return types.MappingProxyType(
        {str(key): decode(item, part, f"{path}.{key}") for key, part in value.items()}
    )


@cache
def _fields(cls: type[Any]) -> dict[str, tuple[Any, bool]]:
    """Return name → (type, required) of the fields of a dataclass."""
    hints = get_type_hints(cls)
    return {
        field.name: (
            hints[field.name],
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in dataclasses.fields(cls)
        if field.init
    }


def _record(kind: Any, value: Any, path: str) -> Any:
    cls = get_origin(kind) or kind
    filling = dict(zip(getattr(cls, "__parameters__", ()), get_args(kind), strict=False))
    if hasattr(cls, "expand"):  # the class reads its own shorthand
        value = cls.expand(value)
    if not isinstance(value, dict):
        raise DecodeError(path, f"an object is expected, not {_name(value)}")
    fields = _fields(cls)
    for key in value:
        if key not in fields:
            known = ", ".join(sorted(fields))
            raise DecodeError(f"{path}.{key}", f"unknown key; known are: {known}")
    given: dict[str, Any] = {}
    for name, (hint, required) in fields.items():
        if name in value:
            given[name] = decode(filling.get(hint, hint), value[name], f"{path}.{name}")
        elif required:
            raise DecodeError(f"{path}.{name}", "missing")
    try:
        return cls(**given)
    except DecodeError:
        raise
    except ValueError as error:
        raise DecodeError(path, str(error))


def _scalar(kind: Any, value: Any, path: str) -> Any:
    if kind is Any:
        return value
    if kind is bool or kind is int or kind is str:
        if type(value) is not kind:
            raise DecodeError(path, f"{kind.__name__} is expected, not {_name(value)}")
        return value
    if kind is Decimal:
        return _decimal(value, path)
    if kind is dt.date:
        return _date(value, path)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _choice(kind, value, path)
    raise TypeError(f"{kind!r} can't be read from data")


def _decimal(value: Any, path: str) -> Decimal:
    if isinstance(value, str) or type(value) is int:
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise DecodeError(path, f"{value!r} is not a number")
        if number.is_finite():
            return number
    raise DecodeError(path, 'write the number as text, such as "0.3": binary fractions are inexact')


def _date(value: Any, path: str) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise DecodeError(path, f"a date YYYY-MM-DD is expected, not {value!r}")


def _choice(kind: type[Enum], value: Any, path: str) -> Enum:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(str(member.value) for member in kind)
        raise DecodeError(path, f"{value!r} is not one of: {known}")


def _word(words: tuple[Any, ...], value: Any, path: str) -> Any:
    if value not in words:
        raise DecodeError(path, f"{value!r} is not one of: {', '.join(words)}")
    return value


def _name(value: Any) -> str:
    return "null" if value is None else type(value).__name__
