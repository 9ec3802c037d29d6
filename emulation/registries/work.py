"""The kinds of background work and the nightly upkeep, filled by the rooms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from emulation.clock import ZONE


@dataclass(frozen=True)
class StepResult:
    """What one step of at most 60 seconds achieved.

    ``state`` is handed to the next step; the step must be repeatable from the state it was given,
    because a killed worker's step is taken again. ``error`` lets work that reached its end count as
    failed, because of what it found. ``wait`` is how long the next step is not to be taken.
    """

    done: int = 1
    total: int = 1
    message: str = ""
    state: dict[str, Any] = field(default_factory=dict)
    finished: bool = True
    result: dict[str, Any] = field(default_factory=dict)
    error: str = ""
    wait: dt.timedelta = dt.timedelta(0)


Step = Callable[[Any], StepResult]
Ended = Callable[[Any], None]
Upkeep = Callable[[], int]


@dataclass(frozen=True)
class JobKind:
    """A kind of work: its step, its queue, how often it runs by itself, what follows a failure.

    Spans of ``every`` are counted from ``first_at``, a time of day of the province; ``has_work``
    says cheaply whether a run that is due would find anything to do; ``on_failed`` mends what
    a job leaves that failed or was cancelled. ``step`` is given the job.
    """

    name: str
    label: Any
    queue: str
    step: Step
    every: dt.timedelta | None = None
    first_at: dt.time = dt.time(0)
    has_work: Callable[[], bool] | None = None
    on_failed: Ended | None = None

    def run_after(self, moment: dt.datetime) -> dt.datetime:
        """Return the beginning of the first span after ``moment``."""
        if self.every is None:
            raise TypeError(f"{self.name} does not run by itself")
        local = moment.astimezone(ZONE)
        first = local.replace(hour=self.first_at.hour, minute=self.first_at.minute, second=0)
        first = first.replace(microsecond=0)
        if first > local:
            first -= dt.timedelta(days=1)
        return first + ((local - first) // self.every + 1) * self.every


registry: dict[str, JobKind] = {}
nightly_work: list[Upkeep] = []
failure_listeners: list[Ended] = []


def job_kind(
    name: str,
    *,
    label: Any,
    queue: str = "compute",
    every: dt.timedelta | None = None,
    first_at: dt.time = dt.time(0),
    has_work: Callable[[], bool] | None = None,
    on_failed: Ended | None = None,
) -> Callable[[Step], Step]:
    """Register the decorated function as the step of the kind ``name``.

    With ``every`` the kind runs by itself, once in each span of that length.
    """

    def register(step: Step) -> Step:
        registry[name] = JobKind(name, label, queue, step, every, first_at, has_work, on_failed)
        return step

    return register


def every_night(work: Upkeep) -> Upkeep:
    """Let ``work`` run every night: it is repeatable and returns how many rows it dealt with."""
    nightly_work.append(work)
    return work


def when_work_fails(tell: Ended) -> Ended:
    """Call ``tell`` with each job that failed and that nobody started: nobody looks at its page."""
    failure_listeners.append(tell)
    return tell
