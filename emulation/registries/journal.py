"""How the lowest rooms reach the audit trail that stands above them.

``emulation.audit`` registers its ``record`` here when it is ready; units and people call
``journal`` and never import upward.
"""

from __future__ import annotations

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


_recorders: list[Recorder] = []


def use_recorder(recorder: Recorder) -> None:
    """Name the writer of the trail; the last one named counts."""
    _recorders[:] = [recorder]


def journal(**entry: Any) -> None:
    """Write an audit entry through the writer that the audit room registered."""
    for recorder in _recorders:
        recorder(**entry)
