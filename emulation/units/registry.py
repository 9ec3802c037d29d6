"""What follows when a unit is succeeded by another, in the rooms above."""

from __future__ import annotations

from collections.abc import Callable

from emulation.units.models import UnitSuccession

Work = Callable[[UnitSuccession], None]
successions: list[Work] = []


def on_succession(work: Work) -> Work:
    """Let ``work(event)`` follow a succession, in its transaction."""
    successions.append(work)
    return work
