"""What must hold of the whole database, and how it is asked.

A room declares an invariant as a generator that yields one line for each violation;
``manage.py check_invariants``, the tests, restores and the nightly job all ask the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Check = Callable[[], Iterator[str]]


@dataclass(frozen=True)
class Invariant:
    """A sentence that must be true, and the check that proves it."""

    sentence: str
    check: Check


registry: list[Invariant] = []


def invariant(sentence: str) -> Callable[[Check], Check]:
    """Declare the decorated generator as the check of ``sentence``."""

    def declare(check: Check) -> Check:
        registry.append(Invariant(sentence, check))
        return check

    return declare


def violations() -> Iterator[str]:
    """Yield one line for each violation in the whole database."""
    for entry in registry:
        for line in entry.check():
            yield f"{entry.sentence}: {line}"
