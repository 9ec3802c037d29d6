"""Transitions as data: one table per model, read alike by buttons, API, services and tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.functional import lazy

from emulation.registries.acts import named_actions


@dataclass(frozen=True)
class Transition:
    """A step from one of ``sources`` to ``target``.

    ``permission`` is tested with the acting mandate and the record. ``automatic`` steps are taken
    by the system (a job, an issued document) and have no button.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    permission: str
    label: Any
    needs_reason: bool = False
    needs_due_date: bool = False
    automatic: bool = False


class Workflow:
    """The transitions of one model."""

    def __init__(
        self, model: str, transitions: list[Transition], *, state_field: str = "state"
    ) -> None:
        self.model = model
        self.state_field = state_field
        self.transitions = {transition.name: transition for transition in transitions}
        registry[model] = self
        noun = model.partition(".")[2].lower()
        named_actions({f"{noun}.{each.name}": _act(model, each.label) for each in transitions})

    def __getitem__(self, name: str) -> Transition:
        return self.transitions[name]


def _act(model: str, label: Any) -> Any:
    """Return "Sign: decision": a label alone is shared by the steps of several models."""
    return lazy(lambda: f"{label}: {apps.get_model(model)._meta.verbose_name}", str)()


registry: dict[str, Workflow] = {}
