"""Finding the round, dossier or nominee of an address among those that the mandate may see."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property

from awards.nominations.models import Dossier, Nominee, Round
from emulation.ui.views import PortalView


class OfRound(PortalView):
    """A page on one round."""

    @cached_property
    def round(self) -> Round:
        """The round of the address."""
        rows = Round.objects.visible_to(self.mandate)
        related = rows.select_related("authority", "campaign", "review")
        return self.found(related, pk=self.kwargs["pk"])

    @property
    def record(self) -> Round:
        """The record that takes steps."""
        return self.round

    def permission_object(self) -> Any:
        return self.round

    @property
    def round_url(self) -> str:
        """The round's page."""
        return self.round.get_absolute_url()


class OfDossier(PortalView):
    """A page on one dossier."""

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier of the address.

        The papers of the few that came on paper are read when they are shown: the plan of a query
        over all that a dossier names costs more than the dossier.
        """
        rows = Dossier.objects.visible_to(self.mandate).select_related(
            "round__authority",
            "round__campaign",
            "unit",
            "collector",
            "submitted_by__account",
        )
        return self.found(rows, pk=self.kwargs["pk"])

    @property
    def record(self) -> Dossier:
        """The record that takes steps."""
        return self.dossier

    def permission_object(self) -> Any:
        return self.dossier

    @property
    def dossier_url(self) -> str:
        """The dossier's page."""
        return self.dossier.get_absolute_url()


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
        return self.found(rows, pk=self.kwargs["pk"])

    @property
    def record(self) -> Nominee:
        """The record that takes steps."""
        return self.nominee

    def permission_object(self) -> Any:
        return self.nominee

    @property
    def nominee_url(self) -> str:
        """The nominee's page."""
        return self.nominee.get_absolute_url()
