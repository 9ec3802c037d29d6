"""The page of a record that takes steps, and the one view that takes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from emulation.people.models import Mandate
from emulation.ui.errors import DomainError, StaleVersion
from emulation.ui.views import RecordPage, ServiceFormView
from emulation.workflow.forms import FORMS
from emulation.workflow.selectors import (
    activity,
    asked_back,
    available,
    line_of_steps,
    past_of,
    workflow_of,
)
from emulation.workflow.transitions import Transition, Workflow


@dataclass(frozen=True)
class Button:
    """A step as the record's page offers it."""

    name: str
    label: Any
    url: str
    asks: bool
    is_main: bool
    version: int | None
    next: str = ""


def buttons_for(record: Any, mandate: Mandate | None) -> list[Button]:
    """Return the steps that may be taken now; the first that leads forward is the main one."""
    workflow = workflow_of(record)
    steps = available(record, mandate)
    main = next((step for step in steps if not workflow.leads_back(step)), None)
    steps.sort(key=lambda step: step is not main)
    return [
        Button(
            step.name,
            step.label,
            workflow.url_of(step.name, record),
            step.asks,
            step is main,
            getattr(record, "version", None),
        )
        for step in steps
    ]


class StepsPage(RecordPage):
    """A record with its state, its line of steps, what may be done next and what was done."""

    @property
    def record(self) -> Any:
        raise TypeError(f"{type(self).__name__} must find its record")

    def begun(self) -> tuple[dt.datetime | None, int | None]:
        """Return when the record was made, and the key of the mandate that made it, where known."""
        return None, None

    def buttons(self) -> list[Button]:
        """Return the steps that may be taken now."""
        return buttons_for(self.record, self.mandate)

    def page_context(self) -> dict[str, Any]:
        """Return what every record with steps shows."""
        made_at, maker = self.begun()
        past = past_of(self.record, others=[maker] if maker else [])
        return {
            "title": str(self.record),
            "object": self.record,
            "buttons": self.buttons(),
            "steps": line_of_steps(self.record, past, begun=(made_at, maker)),
            "returned": asked_back(self.record, past.steps),
            "activity": activity(past),
        }


class TakeStep(ServiceFormView):
    """Takes one step of a record: GET says what will happen and asks, POST takes it once.

    A room's subclass finds the record; ``steps_of`` makes one address for each row of its table.
    """

    template_name = "emulation/workflow/step.html"
    workflow: ClassVar[Workflow]
    forms: ClassVar[dict[str, Any]] = {}
    permission = ""
    step = ""

    @property
    def record(self) -> Any:
        raise TypeError(f"{type(self).__name__} must find its record")

    @property
    def transition(self) -> Transition:
        """The row of the table that the address names."""
        return self.workflow[self.step]

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way from the list to the record, as (label, address)."""
        return [(str(self.record), self.address())]

    def address(self) -> str:
        found: str = self.record.get_absolute_url()
        return found

    def address_afterwards(self) -> str:
        """Return where the step leads."""
        return self.address()

    def effects(self) -> list[str]:
        """Return what will happen, sentence by sentence."""
        return [str(self.transition.confirm)] if self.transition.confirm else []

    def form_kwargs(self) -> dict[str, Any]:
        """Carry the version that was read; a room's own forms may ask for more."""
        return {"version": getattr(self.record, "version", None)}

    def build_form(self, data: Any = None, files: Any = None) -> Any:
        """Return the form that the row of the table asks for."""
        form_class = self.forms.get(self.step) or FORMS[self.transition.form]
        return form_class(data, files, account_id=self.request.user.pk, **self.form_kwargs())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask what the step needs, or say that the record has moved on."""
        if self.moved_on():
            state = self.record.get_state_display()
            words = {"step": self.transition.label, "state": state}
            sentence = _("“%(step)s” is no longer possible: the state is now “%(state)s”.") % words
            return self.shown({"moved_on": sentence}, status=409)
        return super().get(request, *args, **kwargs)

    def moved_on(self) -> bool:
        """Tell whether the record stands where the step cannot begin."""
        state = getattr(self.record, self.workflow.state_field)
        return state not in self.transition.sources

    def perform(self, form: Any) -> str:
        service = self.workflow.services[self.step]
        entered = form.entered()
        if hasattr(self.record, "version"):
            entered["version"] = form.cleaned_data.get("version")
        service.function(by=self.mandate, **{service.record: self.record}, **entered)
        return self.address_afterwards()

    def refused(self, form: Any, error: DomainError) -> HttpResponse:
        """Say why; after somebody else's change a second press counts for the present state."""
        fresh = type(self.record)._base_manager.get(pk=self.record.pk)
        setattr(self.record, self.workflow.state_field, getattr(fresh, self.workflow.state_field))
        if self.moved_on():
            return self.shown({"moved_on": error.message}, status=409)
        if isinstance(error, StaleVersion):
            form.data = form.data.copy()
            form.data["version"] = fresh.version
        return super().refused(form, error)

    def said_afterwards(self) -> str:
        """Name whom and what."""
        return self.workflow.sentence(self.step, self.record)

    def page_context(self) -> dict[str, Any]:
        final = self.transition.final
        return {
            "title": self.transition.label,
            "submit_label": self.transition.label,
            "lead": capfirst(self.workflow.called(self.record)),
            "crumbs": self.crumbs,
            "object": self.record,
            "effects": self.effects(),
            "final": final,
            "tone": "danger" if final else "brand",
            "cancel_url": self.address(),
        }


def steps_of(view: type[TakeStep], prefix: str = "<int:pk>/") -> list[URLPattern]:
    """Return an address for every step of the view's table that people take."""
    return [
        path(
            f"{prefix}{step.address}/",
            view.as_view(step=step.name, permission=step.permission),
            name=view.workflow.route_of(step.name).partition(":")[2],
        )
        for step in view.workflow.taken_by_people()
    ]
