"""The one door through which a record changes its state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar

import rules
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from emulation.audit.services import record
from emulation.clock import now, today
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from emulation.workflow.models import TransitionLog
from emulation.workflow.selectors import prepared_by
from emulation.workflow.transitions import Transition, registry

M = TypeVar("M", bound=models.Model)


def lock(obj: M, *, version: int | None = None) -> M:
    """Return ``obj`` read afresh under a row lock.

    Raises ``StaleVersion`` when ``version`` is given and somebody saved in between. Must be called
    inside a transaction.
    """
    # the row alone: PostgreSQL refuses to lock the side of an outer join that may be empty
    fresh = type(obj)._base_manager.select_for_update(of=("self",)).get(pk=obj.pk)
    if version is not None and getattr(fresh, "version", version) != version:
        raise StaleVersion(
            _(
                "Somebody else saved this in the meantime. "
                "Compare with the present state, then save."
            )
        )
    return fresh


def save_changes(obj: models.Model, **changes: Any) -> None:
    """Write ``changes`` to a locked record and count its version up."""
    for name, value in changes.items():
        setattr(obj, name, value)
    fields = list(changes)
    if any(field.name == "version" for field in obj._meta.fields):
        obj.version = obj.version + 1  # type: ignore[attr-defined]
        fields.append("version")
    # only these: what was read with them is not written back over the work of another
    obj.save(update_fields=fields)


@transaction.atomic
def apply(
    obj: M,
    name: str,
    *,
    by: Mandate | None,
    reason: str = "",
    due_on: dt.date | None = None,
    items: Sequence[str | dict[str, str]] = (),
    version: int | None = None,
    **changes: Any,
) -> M:
    """Take the step ``name`` and return the record as it now is.

    Locks the row, checks state, permission and what the step needs, writes state, ``changes``,
    version, the transition's log and the audit entry. ``by`` is ``None`` only for automatic steps.

    Raises ``WrongState`` (also when somebody else was quicker), ``NotAllowed``, ``StaleVersion``,
    or ``Refused`` when a reason or a date is missing.
    """
    workflow = registry[obj._meta.label]
    transition = workflow[name]
    fresh = lock(obj, version=version)
    source = getattr(fresh, workflow.state_field)
    _check(transition, fresh, source, by, reason, due_on)
    save_changes(fresh, **{workflow.state_field: transition.target}, **changes)
    TransitionLog.objects.create(
        object_type=fresh._meta.label,
        object_id=fresh.pk,
        name=name,
        source=source,
        target=transition.target,
        at=now(),
        mandate=by,
        reason=reason,
        due_on=due_on,
        items=list(items),
    )
    details = {"from": source, "to": transition.target, "reason": reason, "items": list(items)}
    record(by=by, action=f"{fresh._meta.model_name}.{name}", obj=fresh, changes=details)
    return fresh


def check_state(obj: models.Model, name: str) -> None:
    """Raise ``WrongState`` when a locked record has left the states from which ``name`` is taken.

    For services that look at the record before they take the step: that somebody else was quicker
    is said first.
    """
    workflow = registry[obj._meta.label]
    _check_source(workflow[name], obj, getattr(obj, workflow.state_field))


def _check_source(transition: Transition, obj: models.Model, source: str) -> None:
    if source not in transition.sources:
        state = obj.get_state_display() if hasattr(obj, "get_state_display") else source
        raise WrongState(
            _("“%(step)s” is no longer possible: the state is now “%(state)s”.")
            % {"step": transition.label, "state": state}
        )


def _check(
    transition: Transition,
    obj: models.Model,
    source: str,
    by: Mandate | None,
    reason: str,
    due_on: dt.date | None,
) -> None:
    _check_source(transition, obj, source)
    if by is None and not transition.automatic:
        raise NotAllowed(_("This step needs somebody who takes it."))
    if by is not None and not rules.has_perm(transition.permission, by, obj):
        raise NotAllowed(_("Your present role may not take this step."))
    if prepared_by(obj, transition, by):
        raise NotAllowed(
            _(
                "Who prepared this does not take the step “%(step)s” too: it is taken by another "
                "person whose role allows it."
            )
            % {"step": transition.label}
        )
    if transition.needs_reason and not reason.strip():
        raise Refused(_("Give the reason."))
    if transition.needs_due_date and due_on is None:
        raise Refused(_("Give the day by which it is due."))
    if due_on is not None and due_on < today():
        raise Refused(_("The due day may not lie in the past."))


def count_up(model: type[models.Model], pk: int, field: str) -> int:
    """Add one to a counter column and return the new value; the row stays locked till commit."""
    model._base_manager.filter(pk=pk).update(**{field: F(field) + 1})
    return int(model._base_manager.values_list(field, flat=True).get(pk=pk))
