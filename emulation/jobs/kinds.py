"""The kinds of background work, filled by the rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from emulation.jobs.enums import Queue

if TYPE_CHECKING:
    from emulation.jobs.models import Job


@dataclass(frozen=True)
class StepResult:
    """What one step of at most 60 seconds achieved.

    ``state`` is handed to the next step; the step must be repeatable from the state it was given,
    because a killed worker's step is taken again.
    """

    done: int = 1
    total: int = 1
    message: str = ""
    state: dict[str, Any] = field(default_factory=dict)
    finished: bool = True
    result: dict[str, Any] = field(default_factory=dict)


Step = Callable[["Job"], StepResult]
Ended = Callable[["Job"], None]


@dataclass(frozen=True)
class JobKind:
    """A kind of work: its step, its queue, how often it runs by itself, what follows a failure."""

    name: str
    label: Any
    queue: str
    step: Step
    every_seconds: int = 0
    on_failed: Ended | None = None


registry: dict[str, JobKind] = {}


def job_kind(
    name: str,
    *,
    label: Any,
    queue: str = Queue.COMPUTE,
    every_seconds: int = 0,
    on_failed: Ended | None = None,
) -> Callable[[Step], Step]:
    """Register the decorated function as the step of the kind ``name``.

    With ``every_seconds`` the kind also runs by itself, once in each span of that length.
    """

    def register(step: Step) -> Step:
        registry[name] = JobKind(name, label, queue, step, every_seconds, on_failed)
        return step

    return register
