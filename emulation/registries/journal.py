"""How the lowest rooms reach the audit trail that stands above them.

``emulation.audit`` registers its ``record`` here when it is ready; units and people call
``journal`` and never import upward.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from django.db import models


class Recorder(Protocol):
    """Writes one audit entry inside the caller's transaction."""

    def __call__(
        self,
        *,
        by: Any,
        action: str,
        obj: models.Model | None = None,
        changes: dict[str, Any] | None = None,
        account: Any = None,
    ) -> Any:
        """Write the entry."""


Changes = Sequence[tuple[models.Model, dict[str, Any]]]
_recorders: list[Recorder] = []
_recorders_of_many: list[Callable[[Any, str, Changes], Any]] = []


def use_recorder(recorder: Recorder, of_many: Callable[[Any, str, Changes], Any]) -> None:
    """Name the writers of the trail, of one entry and of many; the last ones named count."""
    _recorders[:] = [recorder]
    _recorders_of_many[:] = [of_many]


def journal(**entry: Any) -> None:
    """Write an audit entry through the writer that the audit room registered."""
    for recorder in _recorders:
        recorder(**entry)


def journal_many(by: Any, action: str, changes: Changes) -> None:
    """Write one audit entry for each record with what changed in it, in one statement."""
    for recorder in _recorders_of_many:
        recorder(by, action, changes)
