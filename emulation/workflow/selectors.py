"""What a record went through, and what may be done with it now."""

from __future__ import annotations

import rules
from django.db import models
from django.db.models import QuerySet

from emulation.people.models import Mandate
from emulation.workflow.models import TransitionLog
from emulation.workflow.transitions import Transition, registry


def available(obj: models.Model, mandate: Mandate | None) -> list[Transition]:
    """Return the steps that the acting mandate may take with ``obj`` in its present state."""
    workflow = registry[obj._meta.label]
    state = getattr(obj, workflow.state_field)
    return [
        transition
        for transition in workflow.transitions.values()
        if state in transition.sources
        and not transition.automatic
        and rules.has_perm(transition.permission, mandate, obj)
    ]


def history(obj: models.Model) -> QuerySet[TransitionLog]:
    """Return the steps that ``obj`` took, in their order, with who took them."""
    return TransitionLog.objects.filter(
        object_type=obj._meta.label, object_id=obj.pk
    ).select_related("mandate__account", "mandate__unit", "mandate__delegated_from__account")


def last_return(obj: models.Model) -> TransitionLog | None:
    """Return the latest step that gave work back with a due day, or ``None``."""
    return history(obj).filter(due_on__isnull=False).order_by("-pk").first()
