"""What happened when: acts are noted in any order and carried out by the hour, each at its time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from emulation.clock import ZONE, at

OPENING = dt.time(7, 30)
MINUTES_OF_A_DAY = 540


class Diary:
    """Keeps acts with their hour and lets them happen in order, with the clock set."""

    def __init__(self) -> None:
        self._acts: list[tuple[dt.datetime, int, Callable[[], Any]]] = []

    def note(self, moment: dt.datetime, act: Callable[[], Any]) -> None:
        """Note that ``act`` happens at ``moment``."""
        self._acts.append((moment, len(self._acts), act))

    def happen(self) -> None:
        """Carry all acts out in the order of time; those of one moment as they were noted."""
        for moment, _place, act in sorted(self._acts, key=lambda entry: entry[:2]):
            with at(moment):
                act()
        self._acts.clear()


def hour(day: dt.date, minutes: int = 0) -> dt.datetime:
    """Return a moment of the working day, ``minutes`` after its opening at 7:30."""
    opening = dt.datetime.combine(day, OPENING, tzinfo=ZONE)
    return opening + dt.timedelta(minutes=minutes % MINUTES_OF_A_DAY)
