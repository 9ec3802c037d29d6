"""Transitions as data: one table per model, read alike by pages, API, services and tests."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.apps import apps
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from emulation.registries.acts import named_actions

F = TypeVar("F", bound=Callable[..., Any])


DRAFTING = "draft"  # in ``another_than``: the record's drafter


class Form(StrEnum):
    """What a step asks before it is taken."""

    NONE = "none"
    REASON = "reason"
    RETURN = "return"  # reason, items and due day
    OWN = "own"  # the room's view names the form


@dataclass(frozen=True)
class Transition:
    """A step from one of ``sources`` to ``target``.

    ``permission`` is tested with the acting mandate and the record. ``label`` is the verb on the
    button, ``past`` what is said of it afterwards, ``address`` its place below the record's.
    ``confirm`` says what will happen, on a page of its own; ``final`` steps have no way back.
    ``gives_back`` marks one that hands the work back to who did it. ``automatic`` steps are taken
    by the system (a job, an issued document) or with another act, and have no button.
    ``another_than`` names the steps whose last taker may not take this one too (``DRAFTING``: who
    wrote the record): who prepares does not approve, under whatever mandate.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    permission: str
    label: Any
    past: Any
    address: str = ""
    form: Form = Form.NONE
    confirm: Any = ""
    final: bool = False
    gives_back: bool = False
    automatic: bool = False
    another_than: tuple[str, ...] = ()

    @property
    def needs_reason(self) -> bool:
        """Whether it is not taken without a reason."""
        return self.form in {Form.REASON, Form.RETURN}

    @property
    def needs_due_date(self) -> bool:
        """Whether it asks something back by a day."""
        return self.form == Form.RETURN

    @property
    def returns(self) -> bool:
        """Whether it hands the work back, to be done better."""
        return self.gives_back or self.form == Form.RETURN

    @property
    def asks(self) -> bool:
        """Whether a page stands between the button and the step."""
        return self.form != Form.NONE or bool(self.confirm)


@dataclass(frozen=True)
class Service:
    """The service that carries a step out, and the name by which it takes the record.

    ``when`` tells whether the step makes sense now, beyond state and permission.
    """

    function: Callable[..., Any]
    record: str
    when: Callable[[Any], bool] | None


@dataclass(frozen=True)
class Stage:
    """A place in the record's line of steps: the states that stand for it, and its name."""

    states: tuple[str, ...]
    label: Any


class Workflow:
    """The transitions of one model.

    ``route`` begins the names of its addresses, ``called`` returns what a message calls a record,
    ``way`` is its line of steps, ``acts`` are the codes of what else its activity tells, and
    ``drafter`` returns the key of the account that wrote a record.
    """

    def __init__(
        self,
        model: str,
        transitions: list[Transition],
        *,
        route: str,
        called: Callable[[Any], str],
        way: Sequence[Stage],
        acts: Sequence[str] = (),
        state_field: str = "state",
        drafter: Callable[[Any], int | None] | None = None,
    ) -> None:
        self.model = model
        self.state_field = state_field
        self.drafter = drafter
        self.route = route
        self.called = called
        self.way = tuple(way)
        self.acts = tuple(acts)
        self.services: dict[str, Service] = {}
        self.transitions: Mapping[str, Transition] = {each.name: each for each in transitions}
        registry[model] = self
        noun = model.partition(".")[2].lower()
        named_actions({f"{noun}.{each.name}": _act(model, each.label) for each in transitions})

    def __getitem__(self, name: str) -> Transition:
        return self.transitions[name]

    def taken_by_people(self) -> list[Transition]:
        """Return the steps that have a button, in the order of the table."""
        return [each for each in self.transitions.values() if not each.automatic]

    def route_of(self, name: str) -> str:
        """Return the full name of the address of a step."""
        return f"{self.route}{name.replace('_', '-')}"

    def url_of(self, name: str, record: Any) -> str:
        """Return the address at which a step of ``record`` is taken."""
        return reverse(self.route_of(name), args=[record.pk])

    def sentence(self, name: str, record: Any) -> str:
        """Return "Accepted the report of …", as it is said after the step was taken."""
        words = {"done": capfirst(str(self[name].past)), "what": self.called(record)}
        return _("%(done)s %(what)s.") % words

    def place_of(self, state: str) -> int | None:
        """Return the place of ``state`` in the line of steps, or ``None`` beside the line."""
        for place, stage in enumerate(self.way):
            if state in stage.states:
                return place
        return None

    def leads_back(self, step: Transition) -> bool:
        """Return whether a step takes the record back on its way."""
        target = self.place_of(step.target)
        places = [self.place_of(source) for source in step.sources]
        return target is not None and any(place is not None and place > target for place in places)


def _act(model: str, label: Any) -> Any:
    """Return "Sign: decision": a label alone is shared by the steps of several models."""
    return lazy(lambda: f"{label}: {apps.get_model(model)._meta.verbose_name}", str)()


def takes(
    workflow: Workflow, name: str, *, when: Callable[[Any], bool] | None = None
) -> Callable[[F], F]:
    """Register the decorated service as what carries the step ``name`` out.

    It takes ``by``, then the record, then what the step's form gives, and ``version``.
    """

    def register(function: F) -> F:
        _by, record, *_rest = inspect.signature(function).parameters
        workflow.services[name] = Service(function, record, when)
        return function

    return register


registry: dict[str, Workflow] = {}
