"""Variety without chance: the same seed gives the same choice on every machine and day."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")
SPAN = 2**32


def share(*seed: object) -> Decimal:
    """Return a number from 0 up to, but not including, 1."""
    digest = hashlib.sha256(":".join(map(str, seed)).encode()).digest()
    return Decimal(int.from_bytes(digest[:4], "big")) / SPAN


def pick(options: Sequence[T], *seed: object) -> T:
    """Return one of ``options``."""
    return options[int(share(*seed) * len(options))]


def whole(low: int, high: int, *seed: object) -> int:
    """Return a whole number from ``low`` to ``high``, both included."""
    return low + int(share(*seed) * (high - low + 1))


def between(low: float, high: float, *seed: object) -> Decimal:
    """Return a number from ``low`` to ``high`` with three places."""
    first, last = Decimal(str(low)), Decimal(str(high))
    return (first + (last - first) * share(*seed)).quantize(Decimal("0.001"))
