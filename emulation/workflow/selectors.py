"""What a record went through, and what may be done with it now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import rules
from django.db import models
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from emulation.audit.models import AuditEntry
from emulation.people.models import Mandate
from emulation.regulations.selectors import setting_of
from emulation.workflow.models import TransitionLog
from emulation.workflow.rules import ONE_PERSON
from emulation.workflow.transitions import DRAFTING, Transition, Workflow, registry

# What a line of the activity names of who acted; the rows behind it are wide.
ACTORS = Mandate.objects.select_related(
    "account", "unit", "cluster", "delegated_from__account"
).only(
    "role",
    "account__full_name",
    "unit__name",
    "unit__short_name",
    "cluster__name",
    "delegated_from__account__full_name",
)


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
        and not prepared_by(obj, step, mandate)
    ]


def prepared_by(obj: models.Model, step: Transition, mandate: Mandate | None) -> bool:
    """Tell whether the person of ``mandate`` prepared ``obj``, so that another must take ``step``.

    The same person is meant under another mandate and by delegation too. An authority too small
    for two people regulates that one may do both.
    """
    if mandate is None or not step.another_than:
        return False
    drafter = workflow_of(obj).drafter
    people = {drafter(obj)} if drafter and DRAFTING in step.another_than else set()
    taken = history(obj).filter(name__in=step.another_than).order_by("name", "pk")
    people |= set(dict(taken.values_list("name", "mandate__account")).values())
    return mandate.account_id in people and not setting_of(mandate.unit_id, ONE_PERSON)


def _makes_sense(workflow: Workflow, step: Transition, obj: models.Model) -> bool:
    service = workflow.services.get(step.name)
    return service is None or service.when is None or service.when(obj)


def history(obj: models.Model) -> QuerySet[TransitionLog]:
    """Return the steps that ``obj`` took, in their order."""
    return TransitionLog.objects.filter(object_type=obj._meta.label, object_id=obj.pk)


def last_return(obj: models.Model) -> TransitionLog | None:
    """Return the latest step that gave work back with a due day, or ``None``."""
    given_back = history(obj).filter(due_on__isnull=False)
    return given_back.prefetch_related(Prefetch("mandate", ACTORS)).order_by("-pk").first()


@dataclass(frozen=True)
class Past:
    """What was done with a record: its steps, other acts, and by key the mandates that acted."""

    steps: list[TransitionLog]
    acts: list[AuditEntry]
    actors: dict[int, Mandate]


def past_of(obj: models.Model, *also: models.Model, others: Iterable[int] = ()) -> Past:
    """Return what was done with ``obj``, and the other acts with the records ``also``.

    Whoever acted is read once for all lines: joined to each, it costs most of the page. ``others``
    are further mandates that the page names.
    """
    steps, acts = list(history(obj)), _acts_of([obj, *also])
    lines: list[TransitionLog | AuditEntry] = [*steps, *acts]
    keys = {line.mandate_id for line in lines if line.mandate_id is not None}
    actors = ACTORS.in_bulk(keys.union(others))
    for line in lines:
        if line.mandate_id is not None:
            line.mandate = actors[line.mandate_id]
    return Past(steps, acts, actors)


def _acts_of(records: Iterable[models.Model]) -> list[AuditEntry]:
    told = [
        Q(object_type=each._meta.label, object_id=each.pk, action__in=codes)
        for each in records
        if (codes := workflow_of(each).acts)
    ]
    if not told:
        return []
    entries = AuditEntry.objects.filter(reduce(or_, told)).select_related("account")
    return list(
        entries.only("action", "province_time", "mandate", "account__full_name").order_by("pk")
    )


def asked_back(obj: models.Model, log: Sequence[TransitionLog]) -> TransitionLog | None:
    """Return the step that gave ``obj`` back, as long as nothing was done upon it."""
    if not log:
        return None
    step = workflow_of(obj).transitions.get(log[-1].name)
    return log[-1] if step is not None and step.returns else None


def activity(past: Past) -> list[Act]:
    """Return what was done, the latest first: steps, and the acts of the tables."""
    acts = [
        Act(each.at, each.by, str(each.text), each.reason, _said(each), each.due_on)
        for each in past.steps
    ]
    acts += [Act(each.province_time, _who(each), each.action_name) for each in past.acts]
    return sorted(acts, key=lambda act: act.at)[::-1]


def _said(step: TransitionLog) -> list[str]:
    return [point.text for point in step.points]


def _who(entry: AuditEntry) -> str:
    if entry.mandate:
        return entry.mandate.label
    return entry.account.full_name if entry.account else _("The system")


def line_of_steps(
    obj: models.Model,
    past: Past,
    *,
    begun: tuple[dt.datetime | None, int | None] = (None, None),
) -> list[dict[str, Any]]:
    """Return the record's way: each stage with who brought the record there, and when.

    ``begun`` tells when and by which mandate it was made. A return takes back what lies behind it.
    """
    workflow = workflow_of(obj)
    reached: dict[int, tuple[dt.datetime | None, int | None]] = {0: begun}
    for each in past.steps:
        place = workflow.place_of(each.target)
        if place is not None:
            reached = {number: who for number, who in reached.items() if number < place}
            reached[place] = (each.at, each.mandate_id)
    here = workflow.place_of(getattr(obj, workflow.state_field))
    last = len(workflow.way) - 1
    given_back = asked_back(obj, past.steps) is not None
    steps = []
    for number, stage in enumerate(workflow.way):
        passed = here is not None and number <= here
        at, by = reached.get(number, (None, None)) if passed else (None, None)
        state = "todo"
        if passed:
            state = "current" if number == here and number < last else "done"
        if given_back and number == here:
            state = "returned"
        name = past.actors[by].name_for_whom if by else ""
        steps.append({"label": stage.label, "state": state, "at": at, "by": name})
    return steps
