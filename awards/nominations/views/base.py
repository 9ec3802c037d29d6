"""Finding the round, dossier or nominee of an address among those that the mandate may see."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from awards.nominations.models import Dossier, Nominee, Round
from emulation.ui.views import PortalView
from emulation.workflow.models import TransitionLog
from emulation.workflow.selectors import available, history
from emulation.workflow.transitions import registry


class OfRound(PortalView):
    """A page on one round."""

    @cached_property
    def round(self) -> Round:
        """The round of the address."""
        rows = Round.objects.visible_to(self.mandate)
        related = rows.select_related("authority", "campaign", "review")
        return self.found(related, pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    def permission_object(self) -> Any:
        """Test the permission on the round."""
        return self.round

    @property
    def round_url(self) -> str:
        """The round's page."""
        return reverse("nominations:round", args=[self.round.pk])


class OfDossier(PortalView):
    """A page on one dossier."""

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier of the address."""
        rows = Dossier.objects.visible_to(self.mandate).select_related(
            "round__authority",
            "round__campaign",
            "unit",
            "collector",
            "collected_into",
            "letter__blob",
            "minutes__blob",
            "submitted_by__account",
            "received_by__account",
        )
        return self.found(rows, pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    def permission_object(self) -> Any:
        """Test the permission on the dossier."""
        return self.dossier

    @property
    def dossier_url(self) -> str:
        """The dossier's page."""
        return reverse("nominations:dossier", args=[self.dossier.pk])


class OfNominee(PortalView):
    """A page on one nominee."""

    @cached_property
    def nominee(self) -> Nominee:
        """The nominee of the address."""
        rows = Nominee.objects.visible_to(self.mandate).select_related(
            "dossier__round__authority",
            "dossier__round__campaign__launcher",
            "dossier__unit",
            "person__unit",
            "collective",
            "household__unit",
        )
        return self.found(rows, pk=self.kwargs["pk"])  # type: ignore[no-any-return]

    def permission_object(self) -> Any:
        """Test the permission on the nominee."""
        return self.nominee

    @property
    def nominee_url(self) -> str:
        """The nominee's page."""
        return reverse("nominations:nominee", args=[self.nominee.pk])


def steps_for(obj: Any, mandate: Any) -> set[str]:
    """Return the names of the steps that the mandate may take now."""
    return {step.name for step in available(obj, mandate)}


def activity_of(obj: Any) -> list[dict[str, Any]]:
    """Return the steps that were taken, the latest first, as the activity component shows them."""
    rows = list(history(obj))
    return [_entry(obj, row) for row in reversed(rows)]


def _entry(obj: Any, row: TransitionLog) -> dict[str, Any]:
    step = registry[obj._meta.label].transitions.get(row.name)
    lines = [row.reason, *row.items] if row.reason else list(row.items)
    return {
        "at": row.at,
        "by": row.mandate.label if row.mandate else "",
        "text": step.label if step else row.name,
        "reason": "; ".join(lines),
    }
