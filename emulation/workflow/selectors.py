"""What a record went through, and what may be done with it now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import rules
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from emulation.audit.models import AuditEntry
from emulation.people.models import Mandate
from emulation.workflow.models import TransitionLog
from emulation.workflow.transitions import Transition, Workflow, registry

WITH_ACTOR = (
    "mandate__account",
    "mandate__unit",
    "mandate__cluster",
    "mandate__delegated_from__account",
)
# What a line of the activity names of who acted; the rows behind it are wide.
NAMED = (
    "mandate__role",
    "mandate__account__full_name",
    "mandate__unit__name",
    "mandate__unit__short_name",
    "mandate__cluster__name",
    "mandate__delegated_from__account__full_name",
)
STEP = ("object_type", "object_id", "name", "source", "target", "at", "reason", "due_on", "items")


@dataclass(frozen=True)
class Act:
    """One line of a record's activity."""

    at: dt.datetime
    by: str
    text: str
    reason: str = ""
    items: Sequence[str] = ()
    due_on: dt.date | None = None


def workflow_of(obj: models.Model) -> Workflow:
    """Return the table of steps of the kind of ``obj``."""
    return registry[obj._meta.label]


def available(obj: models.Model, mandate: Mandate | None) -> list[Transition]:
    """Return the steps that the acting mandate may take with ``obj`` as it is now."""
    workflow = workflow_of(obj)
    state = getattr(obj, workflow.state_field)
    return [
        step
        for step in workflow.taken_by_people()
        if state in step.sources
        and rules.has_perm(step.permission, mandate, obj)
        and _makes_sense(workflow, step, obj)
    ]


def _makes_sense(workflow: Workflow, step: Transition, obj: models.Model) -> bool:
    service = workflow.services.get(step.name)
    return service is None or service.when is None or service.when(obj)


def history(obj: models.Model) -> QuerySet[TransitionLog]:
    """Return the steps that ``obj`` took, in their order, with who took them."""
    return (
        TransitionLog.objects.filter(object_type=obj._meta.label, object_id=obj.pk)
        .select_related(*WITH_ACTOR)
        .only(*STEP, *NAMED)
    )


def last_return(obj: models.Model) -> TransitionLog | None:
    """Return the latest step that gave work back with a due day, or ``None``."""
    return history(obj).filter(due_on__isnull=False).order_by("-pk").first()


def asked_back(obj: models.Model, log: Sequence[TransitionLog]) -> TransitionLog | None:
    """Return the step that gave ``obj`` back, as long as nothing was done upon it."""
    if not log:
        return None
    step = workflow_of(obj).transitions.get(log[-1].name)
    return log[-1] if step is not None and step.returns else None


def activity(obj: models.Model, log: Sequence[TransitionLog]) -> list[Act]:
    """Return what was done with ``obj``, the latest first: its steps, and the acts of its table."""
    acts = [
        Act(each.at, each.by, str(each.text), each.reason, each.items, each.due_on) for each in log
    ]
    codes = workflow_of(obj).acts
    if codes:
        entries = AuditEntry.objects.filter(
            object_type=obj._meta.label, object_id=obj.pk, action__in=codes
        )
        entries = entries.select_related("account", *WITH_ACTOR).only(
            "action", "province_time", "account__full_name", *NAMED
        )
        acts += [
            Act(each.province_time, _who(each), each.action_name) for each in entries.order_by("pk")
        ]
    return sorted(acts, key=lambda act: act.at)[::-1]


def _who(entry: AuditEntry) -> str:
    if entry.mandate:
        return entry.mandate.label
    return entry.account.full_name if entry.account else _("The system")


def line_of_steps(
    obj: models.Model,
    log: Sequence[TransitionLog],
    *,
    begun: tuple[dt.datetime | None, Mandate | None] = (None, None),
) -> list[dict[str, Any]]:
    """Return the record's way: each stage with who brought the record there, and when.

    ``begun`` tells when and by whom it was made. A return takes back what lies behind it.
    """
    workflow = workflow_of(obj)
    reached: dict[int, tuple[dt.datetime | None, Mandate | None]] = {0: begun}
    for each in log:
        place = workflow.place_of(each.target)
        if place is not None:
            reached = {number: who for number, who in reached.items() if number < place}
            reached[place] = (each.at, each.mandate)
    here = workflow.place_of(getattr(obj, workflow.state_field))
    last = len(workflow.way) - 1
    given_back = asked_back(obj, log) is not None
    steps = []
    for number, stage in enumerate(workflow.way):
        passed = here is not None and number <= here
        at, by = reached.get(number, (None, None)) if passed else (None, None)
        state = "todo"
        if passed:
            state = "current" if number == here and number < last else "done"
        if given_back and number == here:
            state = "returned"
        steps.append(
            {"label": stage.label, "state": state, "at": at, "by": by.name_for_whom if by else ""}
        )
    return steps
