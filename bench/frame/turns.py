"""Two sides in turn, A B A B, each turn long enough to be seen."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median

from bench.frame import cpu

LONGEST_TURN = 20.0


class Meter:
    """Measures the CPU of some process trees, as a cost per repetition."""

    def __init__(self, *roots: int) -> None:
        self.roots = roots

    def once(self, act: Callable[[], object]) -> float:
        """Return the CPU seconds of one ``act`` that cannot be repeated."""
        began = cpu.spent(*self.roots)
        act()
        return (cpu.spent(*self.roots) - began) / 1e9

    def turn(self, act: Callable[[], object], seconds: float) -> float:
        """Repeat ``act`` until ``seconds`` of CPU are used; return the CPU seconds of one."""
        began, clock, done = cpu.spent(*self.roots), time.monotonic(), 0
        used, batch = 0, 1
        while used < seconds * 1e9 and time.monotonic() - clock < LONGEST_TURN:
            for _ in range(batch):
                act()
            done += batch
            used = cpu.spent(*self.roots) - began
            batch = min(2 * batch, 16)  # reading /proc costs as much as a small page
        return used / done / 1e9


def in_turn(
    sides: Sequence[tuple[Meter, Callable[[], object]]], *, turns: int = 3, seconds: float = 0.2
) -> list[float]:
    """Let the sides run in turn ``turns`` times; return the median CPU seconds of each."""
    found: list[list[float]] = [[] for _side in sides]
    for _ in range(turns):
        for costs, (meter, act) in zip(found, sides, strict=True):
            costs.append(meter.turn(act, seconds))
    return [median(costs) for costs in found]
