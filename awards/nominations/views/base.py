"""Finding the round, dossier or nominee of an address among those that the mandate may see."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import cached_property

from awards.nominations.models import Dossier, Nominee, Round
from emulation.ui.views import PortalView


class OfRound(PortalView):
    """A page on one round; ``joined`` are the records that are read with it."""

    joined: ClassVar[tuple[str, ...]] = ("authority",)

    @cached_property
    def round(self) -> Round:
        """The round of the address."""
        rows = Round.objects.visible_to(self.mandate).select_related(*self.joined)
        return self.found(rows, pk=self.kwargs["pk"])

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
    """A page on one dossier; ``joined`` are the records that are read with it.

    What few dossiers name (who collects, papers that came as files) is read when it is shown: the
    plan of a query over all that a dossier may name costs more than the dossier.
    """

    joined: ClassVar[tuple[str, ...]] = ("round__authority", "unit")

    @cached_property
    def dossier(self) -> Dossier:
        """The dossier of the address."""
        rows = Dossier.objects.visible_to(self.mandate).select_related(*self.joined)
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
        """The nominee of the address; pages that show the whole case read whom it names."""
        rows = Nominee.objects.visible_to(self.mandate).select_related(
            "dossier__round__authority", "dossier__unit"
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
